package io.github.wechatpayspring.samples.payscoreplan;

import java.net.URI;
import java.util.Map;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Uses a simulator in this process in place of WeChat Pay, so that the sample runs
 * without an account.
 *
 * @author WeChat Pay Spring maintainers
 */
@Configuration(proxyBeanMethods = false)
@Profile("!live")
class SimulatorConfiguration {

	private static final Log logger = LogFactory.getLog(SimulatorConfiguration.class);

	static final String CREATE_PLAN = "curl -sS http://localhost:%d/plans -H 'Content-Type: application/json' -d '"
			+ "{\"merchantPlanNo\":\"YOGA-2026-001\",\"name\":\"瑜伽课2节\",\"durationDays\":300,\"details\":["
			+ "{\"name\":\"第一节课\",\"originalPrice\":15000,\"actualPrice\":14250,\"discountDescription\":\"享受九五折\"},"
			+ "{\"name\":\"第二节课\",\"originalPrice\":15000,\"actualPrice\":13500,\"discountDescription\":\"享受九折\"}]}'";

	@Bean
	WechatPaySimulator wechatPaySimulator() {
		return WechatPaySimulator.start();
	}

	@Bean
	NotifyUrl notifyUrl(ApplicationContext context) {
		return () -> "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port")
				+ "/wechatpay/notifications";
	}

	@Bean
	WechatPayConnectionDetails simulatorConnectionDetails(WechatPaySimulator simulator) {
		return new SimulatorConnectionDetails(simulator);
	}

	@Bean
	ApplicationListener<ReactiveWebServerInitializedEvent> simulatorAnnouncement(WechatPaySimulator simulator) {
		return (event) -> logger.info("WeChat Pay is simulated in this process, at %s. Create a plan:%n%n%s%n"
			.formatted(simulator.baseUrl(), CREATE_PLAN.formatted(event.getWebServer().getPort())));
	}

	/**
	 * What the starter needs to call the simulator for its merchant.
	 *
	 * @param simulator the simulator
	 */
	record SimulatorConnectionDetails(WechatPaySimulator simulator) implements WechatPayConnectionDetails {

		@Override
		public URI getBaseUrl() {
			return this.simulator.baseUrl();
		}

		@Override
		public Map<String, MerchantDetails> getMerchants() {
			return Map.of("default", new SimulatorMerchantDetails(this.simulator.merchant()));
		}

	}

	record SimulatorMerchantDetails(SimulatorMerchant merchant) implements WechatPayConnectionDetails.MerchantDetails {

		@Override
		public String getId() {
			return this.merchant.id();
		}

		@Override
		public String getApiV3Key() {
			return this.merchant.apiV3Key();
		}

		@Override
		public String getPrivateKey() {
			return this.merchant.privateKeyPem();
		}

		@Override
		public String getCertificate() {
			return this.merchant.certificatePem();
		}

		@Override
		public String getPlatformPublicKeyId() {
			return this.merchant.wechatPayPublicKeyId();
		}

		@Override
		public String getPlatformPublicKey() {
			return this.merchant.wechatPayPublicKeyPem();
		}

		@Override
		public PayscoreDefaults getPayscore() {
			return new PayscoreDefaults(this.merchant.serviceId(), this.merchant.appId(), this.merchant.subMerchantId(),
					this.merchant.subAppId());
		}

	}

}
