package io.github.wechatpayspring.benchmarks.load;

import java.util.List;

import com.github.binarywang.wxpay.bean.payscore.PayScorePlanDetailRequest;
import com.github.binarywang.wxpay.bean.payscore.WxPartnerPayScoreSignPlanRequest;
import com.github.binarywang.wxpay.config.WxPayConfig;
import com.github.binarywang.wxpay.service.PartnerPayScoreSignPlanService;
import com.github.binarywang.wxpay.service.impl.WxPayServiceImpl;
import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.PlanSample;
import org.apache.http.HttpHost;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.conn.routing.HttpRoute;

/**
 * WxJava's service for payscore plans.
 *
 * @author WeChat Pay Spring maintainers
 */
final class WxJavaClient {

	// It signs for WeChat Pay's hosts only
	private static final String HOST = "api.mch.weixin.qq.com";

	private WxJavaClient() {
	}

	/**
	 * Return a caller, whose pool is as large as it has to be: by default, it is 2
	 * connections.
	 * @param client what the client is told
	 * @return the caller
	 */
	static PlanCaller caller(ClientSettings client) {
		WxPayConfig config = new WxPayConfig();
		config.setPayBaseUrl("http://" + HOST);
		config.setMchId(Keys.MERCHANT_ID);
		config.setAppId(PlanSample.APP_ID);
		config.setSubMchId(PlanSample.SUB_MERCHANT_ID);
		config.setServiceId(PlanSample.SERVICE_ID);
		config.setApiV3Key(Keys.API_V3_KEY);
		config.setCertSerialNo(Keys.SERIAL_NUMBER);
		config.setPrivateKeyPath(client.keys().merchantPrivateKey().toString());
		config.setPublicKeyId(Keys.PUBLIC_KEY_ID);
		config.setPublicKeyPath(client.keys().platformPublicKey().toString());
		RequestConfig timeouts = RequestConfig.custom()
			.setSocketTimeout(ClientSettings.TIMEOUT_SECONDS * 1000)
			.setConnectionRequestTimeout(ClientSettings.TIMEOUT_SECONDS * 1000)
			.build();
		HttpRoute route = new HttpRoute(new HttpHost(client.baseUrl().getHost(), client.baseUrl().getPort()));
		config
			.setApiV3HttpClientBuilderCustomizer((builder) -> builder.setRoutePlanner((host, request, context) -> route)
				.setMaxConnPerRoute(client.connections())
				.setMaxConnTotal(client.connections())
				.setDefaultRequestConfig(timeouts));
		WxPayServiceImpl service = new WxPayServiceImpl();
		service.setConfig(config);
		PartnerPayScoreSignPlanService plans = service.getPartnerPayScoreSignPlanService();
		return new BlockingPlanCaller(() -> plans.createPlans(request()).getMerchantPlanNo());
	}

	private static WxPartnerPayScoreSignPlanRequest request() {
		WxPartnerPayScoreSignPlanRequest request = new WxPartnerPayScoreSignPlanRequest();
		request.setServiceId(PlanSample.SERVICE_ID);
		request.setAppid(PlanSample.APP_ID);
		request.setSubMchid(PlanSample.SUB_MERCHANT_ID);
		request.setMerchantPlanNo(PlanSample.NUMBER);
		request.setPlanName(PlanSample.NAME);
		request.setPlanDuration(300);
		request.setDeductionQuantity(2);
		request.setTotalOriginalPrice(30000);
		request.setTotalActualPrice(27000);
		request.setPlanDetailList(List.of(detail(PlanSample.FIRST, 14000, PlanSample.FIRST_DISCOUNT),
				detail(PlanSample.SECOND, 13000, PlanSample.SECOND_DISCOUNT)));
		return request;
	}

	private static PayScorePlanDetailRequest detail(String name, long actualPrice, String discount) {
		PayScorePlanDetailRequest detail = new PayScorePlanDetailRequest();
		detail.setPlanDetailName(name);
		detail.setOriginalPrice(15000);
		detail.setActualPrice(actualPrice);
		detail.setPlanDiscountDescription(discount);
		return detail;
	}

}
