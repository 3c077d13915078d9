package io.github.wechatpayspring.samples.payscoreplan;

import java.util.HashMap;
import java.util.Map;

import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

class LiveProfileTests {

	@Test
	void takesCredentialsFromTheEnvironment() {
		try (WechatPaySimulator simulator = WechatPaySimulator.start();
				ConfigurableApplicationContext context = run(variables(simulator.merchant()))) {
			assertThat(context.getBean(PayscorePlanOperations.class)).isNotNull();
			assertThat(context.getEnvironment().getProperty("sample.notify-url"))
				.isEqualTo("https://yoga.example.com/notify");
			assertThat(context.getBeanProvider(WechatPaySimulator.class).getIfAvailable()).isNull();
		}
	}

	private static Map<String, Object> variables(SimulatorMerchant merchant) {
		Map<String, Object> variables = new HashMap<>();
		variables.put("WXPAY_MCHID", merchant.id());
		variables.put("WXPAY_API_V3_KEY", merchant.apiV3Key());
		variables.put("WXPAY_PRIVATE_KEY", merchant.privateKeyPem());
		variables.put("WXPAY_CERTIFICATE", merchant.certificatePem());
		variables.put("WXPAY_PUBLIC_KEY_ID", merchant.wechatPayPublicKeyId());
		variables.put("WXPAY_PUBLIC_KEY", merchant.wechatPayPublicKeyPem());
		variables.put("WXPAY_SERVICE_ID", merchant.serviceId());
		variables.put("WXPAY_APP_ID", merchant.appId());
		variables.put("WXPAY_NOTIFY_URL", "https://yoga.example.com/notify");
		return variables;
	}

	private static ConfigurableApplicationContext run(Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		return new SpringApplicationBuilder(PayscorePlanApplication.class, OwnResources.class).environment(environment)
			.profiles("live")
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.run("--server.port=0");
	}

	// No @Configuration, or it would be found by the scan of other tests
	static class OwnResources {

		// The global resources would be closed under the feet of other tests
		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			return factory;
		}

	}

}
