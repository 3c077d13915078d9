package io.github.wechatpayspring.interoperability;

import java.net.URI;

import com.github.binarywang.wxpay.config.WxPayConfig;
import com.github.binarywang.wxpay.exception.WxPayException;
import com.github.binarywang.wxpay.service.WxPayService;
import com.github.binarywang.wxpay.service.impl.WxPayServiceImpl;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * WxJava. It signs only what goes to a host below {@code mch.weixin.qq.com}, so it is
 * given that name, which is the name of the loopback interface in these tests.
 *
 * @param service the service
 */
record WxJava(WxPayService service) implements PayscoreApi {

	private static final String HOST = "api.mch.weixin.qq.com";

	static WxPayConfig publicKeyConfig(SimulatorMerchant merchant, URI simulator) {
		WxPayConfig config = config(merchant, simulator);
		config.setPublicKeyId(merchant.wechatPayPublicKeyId());
		config.setPublicKeyString(merchant.wechatPayPublicKeyPem());
		return config;
	}

	static WxPayConfig config(SimulatorMerchant merchant, URI simulator) {
		if (System.getProperty("jdk.net.hosts.file") == null) {
			throw new IllegalStateException("Run with -Djdk.net.hosts.file=src/test/resources/hosts as in pom.xml");
		}
		WxPayConfig config = new WxPayConfig();
		config.setApiHostUrl("http://" + HOST + ":" + simulator.getPort());
		config.setMchId(merchant.id());
		config.setAppId(merchant.appId());
		config.setServiceId(merchant.serviceId());
		config.setApiV3Key(merchant.apiV3Key());
		config.setPrivateKeyString(merchant.privateKeyPem());
		config.setPrivateCertString(merchant.certificatePem());
		return config;
	}

	static WxJava of(WxPayConfig config) {
		WxPayService service = new WxPayServiceImpl();
		service.setConfig(config);
		return new WxJava(service);
	}

	@Override
	public JsonNode get(String target) {
		try {
			return Payscore.JSON.readTree(this.service.getV3(this.service.getPayBaseUrl() + target));
		}
		catch (WxPayException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public @Nullable JsonNode post(String target, String json) {
		try {
			String answer = this.service.postV3(this.service.getPayBaseUrl() + target, json);
			return (answer != null) ? Payscore.JSON.readTree(answer) : null;
		}
		catch (WxPayException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
