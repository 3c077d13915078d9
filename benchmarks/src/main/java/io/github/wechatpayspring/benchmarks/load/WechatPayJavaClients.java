package io.github.wechatpayspring.benchmarks.load;

import java.util.List;

import com.google.gson.annotations.SerializedName;
import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.http.ApacheHttpClientBuilder;
import com.wechat.pay.java.core.http.Constant;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.http.JsonRequestBody;
import com.wechat.pay.java.core.http.MediaType;
import com.wechat.pay.java.core.util.GsonUtil;
import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.PlanSample;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.HttpClients;
import org.jspecify.annotations.Nullable;

/**
 * The official SDK. It has no service for plans, so its HTTP client gets what its
 * services pass: a body made by its Gson, and the class of the answer.
 *
 * @author WeChat Pay Spring maintainers
 */
final class WechatPayJavaClients {

	private WechatPayJavaClients() {
	}

	/**
	 * Return a caller with OkHttp, the default of the SDK.
	 * @param client what the client is told
	 * @return the caller
	 */
	static PlanCaller okHttp(ClientSettings client) {
		int timeout = ClientSettings.TIMEOUT_SECONDS * 1000;
		return caller(client,
				new DefaultHttpClientBuilder().config(config(client.keys()))
					.readTimeoutMs(timeout)
					.connectTimeoutMs(timeout)
					.build());
	}

	/**
	 * Return a caller with Apache HttpClient, whose pool is as large as it has to be: by
	 * default, it is 2 connections.
	 * @param client what the client is told
	 * @return the caller
	 */
	static PlanCaller apache(ClientSettings client) {
		RequestConfig timeouts = RequestConfig.custom()
			.setSocketTimeout(ClientSettings.TIMEOUT_SECONDS * 1000)
			.setConnectionRequestTimeout(ClientSettings.TIMEOUT_SECONDS * 1000)
			.build();
		return caller(client,
				new ApacheHttpClientBuilder().config(config(client.keys()))
					.apacheHttpClient(HttpClients.custom()
						.setMaxConnPerRoute(client.connections())
						.setMaxConnTotal(client.connections())
						.setDefaultRequestConfig(timeouts)
						.build())
					.build());
	}

	private static PlanCaller caller(ClientSettings client, HttpClient httpClient) {
		String url = client.baseUrl() + PlanSample.PATH;
		return new BlockingPlanCaller(() -> create(httpClient, url));
	}

	private static Config config(Keys keys) {
		return new RSAPublicKeyConfig.Builder().merchantId(Keys.MERCHANT_ID)
			.privateKeyFromPath(keys.merchantPrivateKey().toString())
			.merchantSerialNumber(Keys.SERIAL_NUMBER)
			.publicKeyFromPath(keys.platformPublicKey().toString())
			.publicKeyId(Keys.PUBLIC_KEY_ID)
			.apiV3Key(Keys.API_V3_KEY)
			.build();
	}

	private static @Nullable String create(HttpClient httpClient, String url) {
		HttpHeaders headers = new HttpHeaders();
		headers.addHeader(Constant.ACCEPT, MediaType.APPLICATION_JSON.getValue());
		headers.addHeader(Constant.CONTENT_TYPE, MediaType.APPLICATION_JSON.getValue());
		headers.addHeader(Constant.WECHAT_PAY_SERIAL, Keys.PUBLIC_KEY_ID);
		Plan request = new Plan(PlanSample.SERVICE_ID, PlanSample.APP_ID, PlanSample.SUB_MERCHANT_ID, PlanSample.NUMBER,
				PlanSample.NAME, 300, 2, 30000, 27000,
				List.of(new Detail(PlanSample.FIRST, 15000, 14000, PlanSample.FIRST_DISCOUNT),
						new Detail(PlanSample.SECOND, 15000, 13000, PlanSample.SECOND_DISCOUNT)));
		JsonRequestBody body = new JsonRequestBody.Builder().body(GsonUtil.toJson(request)).build();
		return httpClient.post(headers, url, body, Plan.class).getServiceResponse().merchantPlanNo;
	}

	/**
	 * A plan, as the SDK's models are made.
	 */
	@SuppressWarnings("unused")
	private static final class Plan {

		@SerializedName("plan_id")
		private @Nullable String planId;

		@SerializedName("service_id")
		private final String serviceId;

		@SerializedName("mchid")
		private @Nullable String merchantId;

		@SerializedName("appid")
		private final String appId;

		@SerializedName("sub_mchid")
		private final String subMerchantId;

		@SerializedName("merchant_plan_no")
		private final @Nullable String merchantPlanNo;

		@SerializedName("plan_name")
		private final String name;

		@SerializedName("plan_duration")
		private final Integer duration;

		@SerializedName("plan_state")
		private @Nullable String state;

		@SerializedName("deduction_quantity")
		private final Integer deductionQuantity;

		@SerializedName("total_original_price")
		private final Long totalOriginalPrice;

		@SerializedName("total_actual_price")
		private final Long totalActualPrice;

		@SerializedName("plan_detail_list")
		private final List<Detail> details;

		private Plan(String serviceId, String appId, String subMerchantId, String merchantPlanNo, String name,
				int duration, int deductionQuantity, long totalOriginalPrice, long totalActualPrice,
				List<Detail> details) {
			this.serviceId = serviceId;
			this.appId = appId;
			this.subMerchantId = subMerchantId;
			this.merchantPlanNo = merchantPlanNo;
			this.name = name;
			this.duration = duration;
			this.deductionQuantity = deductionQuantity;
			this.totalOriginalPrice = totalOriginalPrice;
			this.totalActualPrice = totalActualPrice;
			this.details = details;
		}

	}

	/**
	 * A charge of a plan.
	 */
	@SuppressWarnings("unused")
	private static final class Detail {

		@SerializedName("plan_detail_no")
		private @Nullable Integer number;

		@SerializedName("plan_detail_name")
		private final String name;

		@SerializedName("original_price")
		private final Long originalPrice;

		@SerializedName("actual_price")
		private final Long actualPrice;

		@SerializedName("plan_discount_description")
		private final String discountDescription;

		private Detail(String name, long originalPrice, long actualPrice, String discountDescription) {
			this.name = name;
			this.originalPrice = originalPrice;
			this.actualPrice = actualPrice;
			this.discountDescription = discountDescription;
		}

	}

}
