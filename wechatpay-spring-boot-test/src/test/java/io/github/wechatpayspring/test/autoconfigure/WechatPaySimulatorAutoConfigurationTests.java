package io.github.wechatpayspring.test.autoconfigure;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.autoconfigure.WechatPayPayscoreAutoConfiguration;
import io.github.wechatpayspring.autoconfigure.WechatPayWebClientAutoConfiguration;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.payscore.UserSignPlanOperations;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.test.LessonApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link WechatPaySimulatorAutoConfiguration}.
 */
class WechatPaySimulatorAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(WechatPaySimulatorAutoConfiguration.class, WechatPayAutoConfiguration.class,
					WechatPayWebClientAutoConfiguration.class, WechatPayPayscoreAutoConfiguration.class,
					ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class));

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void simulatesWhenNoMerchantIsConfigured(CapturedOutput output) {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(WechatPaySimulator.class);
			WechatPaySimulator simulator = context.getBean(WechatPaySimulator.class);
			LessonApplication.createPlan(context.getBean(PayscorePlanOperations.class), "development")
				.block(Duration.ofSeconds(30));
			assertThat(simulator.payscore().plans()).hasSize(1);
			assertThat(context.getBean("wechatPayClock")).isSameAs(simulator.clock());
			assertThat(output).containsOnlyOnce(
					"WeChat Pay is simulated in this process, console at %s/".formatted(simulator.baseUrl()));
			assertThat(output).doesNotContain(simulator.merchant().apiV3Key());
		});
	}

	@Test
	void clockOfTheApplicationIsNotReplaced() {
		this.runner.withBean(Clocked.class)
			.run((context) -> assertThat(context.getBean(Clocked.class).clock.getIfAvailable()).isNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "wechatpay.simulator.enabled=false", "wechatpay.merchant.shop.id=1900000109",
			"wechatpay.default-merchant=shop", "wechatpay.base-url=https://api2.wechatpay.cn" })
	void doesNotSimulate(String property) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPaySimulatorAutoConfiguration.class))
			.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WechatPaySimulator.class));
	}

	@Test
	void doesNotSimulateForRepositoryOfTheApplication() {
		this.runner.withBean(MerchantRepository.class, InMemoryMerchantRepository::new)
			.run((context) -> assertThat(context).doesNotHaveBean(WechatPaySimulator.class));
	}

	@Test
	void doesNotSimulateForConnectionDetailsEvenIfEnabled() {
		try (WechatPaySimulator other = WechatPaySimulator.start()) {
			this.runner.withPropertyValues("wechatpay.simulator.enabled=true")
				.withBean(WechatPayConnectionDetails.class, () -> new OtherConnectionDetails(other.baseUrl()))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WechatPaySimulator.class));
		}
	}

	@Test
	void simulatesConfiguredMerchantsWhenEnabled() {
		this.runner
			.withPropertyValues("wechatpay.simulator.enabled=true", "wechatpay.default-merchant=shop-b",
					"wechatpay.merchant.shop-a.id=${SHOP_A_ID}", "wechatpay.merchant.shop-b.id=1900000209",
					"wechatpay.merchant.shop-b.private-key=file:/no/such/key.pem",
					"wechatpay.merchant.shop-b.payscore.service-id=2002000000000558128851361561536",
					"wechatpay.merchant.shop-b.payscore.notify-url=https://shop-b.example/notifications",
					"wechatpay.merchant.shop-c.id=1900000209",
					"wechatpay.merchant.shop-c.payscore.sub-merchant-id=1900000210")
			.run((context) -> {
				WechatPaySimulator simulator = context.getBean(WechatPaySimulator.class);
				assertThat(simulator.merchants()).extracting(SimulatorMerchant::id)
					.containsExactly("1900000109", "1900000209");
				PayscorePlanOperations plans = context.getBean(PayscorePlanOperations.class);
				LessonApplication.createPlan(plans, "of-b").block();
				LessonApplication.createPlan(plans.forMerchant("shop-a"), "of-a").block();
				LessonApplication.createPlan(plans.forMerchant("shop-c"), "of-c").block();
				assertThat(context.getBean(WechatPayConnectionDetails.class).getMerchants().get("shop-b").getPayscore())
					.extracting(PayscoreDefaults::notifyUrl)
					.isEqualTo("https://shop-b.example/notifications");
				assertThat(simulator.payscore().plans()).hasSize(3)
					.anySatisfy((plan) -> assertThat(plan).contains("\"2002000000000558128851361561536\""))
					.anySatisfy((plan) -> assertThat(plan).contains("\"sub_mchid\":\"1900000210\""));
			});
	}

	@Test
	void portCanBeChosen() {
		this.runner.withPropertyValues("wechatpay.simulator.port=-1")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(IllegalArgumentException.class));
	}

	@Test
	void listensAsLongAsTheContextLives() {
		int[] port = new int[1];
		this.runner.run((context) -> port[0] = context.getBean(WechatPaySimulator.class).baseUrl().getPort());
		this.runner.withPropertyValues("wechatpay.simulator.port=" + port[0])
			.run((context) -> assertThat(context.getBean(WechatPaySimulator.class).baseUrl().getPort())
				.isEqualTo(port[0]));
	}

	@Test
	void backsOffWithoutWebServerClasses() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.web.server"))
			.run((context) -> assertThat(context).hasSingleBean(WechatPaySimulator.class));
	}

	@Test
	void notificationForAnotherMachineIsNotSentWithoutWebServer() {
		this.runner.run((context) -> {
			WechatPaySimulator simulator = context.getBean(WechatPaySimulator.class);
			PayscorePlanOperations plans = context.getBean(PayscorePlanOperations.class);
			LessonApplication
				.invite(context.getBean(UserSignPlanOperations.class),
						LessonApplication.createPlan(plans, "nowhere").block(), LessonApplication.NOTIFY_URL)
				.block();
			simulator.user(LessonApplication.OPENID).sign("nowhere");
			simulator.notifications().awaitDelivered(Duration.ofSeconds(30));
			assertThat(simulator.notifications().all().get(0).attempts().get(0).failure())
				.contains("the application has no web server");
		});
	}

	@Test
	void packagedApplicationIsNotSimulated() {
		this.runner.withUserConfiguration(Application.class).run((context) -> {
			assertThat(context).hasSingleBean(WechatPaySimulator.class);
			assertThat(PackagedApplication.find(context.getBeanFactory())).isNull();
		});
		this.runner.withClassLoader(LauncherClassLoader.create())
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WechatPaySimulator.class));
	}

	@Test
	void packagedApplicationIsToldThatItCantBeSimulated() {
		this.runner.withClassLoader(LauncherClassLoader.create())
			.withPropertyValues("wechatpay.simulator.enabled=true")
			.run((context) -> {
				FailureAnalysis analysis = new SimulatorInPackagedApplicationFailureAnalyzer()
					.analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).contains("wechatpay.simulator.enabled",
						"started by the launcher of a Spring Boot archive");
				assertThat(analysis.getAction()).contains("wechatpay.merchant.default");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = WechatPaySimulatorAutoConfiguration.class)
	static class Application {

		@Bean
		String something() {
			return "something";
		}

	}

	static class Clocked {

		private final ObjectProvider<Clock> clock;

		Clocked(ObjectProvider<Clock> clock) {
			this.clock = clock;
		}

	}

	private record OtherConnectionDetails(URI baseUrl) implements WechatPayConnectionDetails {

		@Override
		public URI getBaseUrl() {
			return this.baseUrl;
		}

		@Override
		public Map<String, MerchantDetails> getMerchants() {
			return Map.of();
		}

	}

}
