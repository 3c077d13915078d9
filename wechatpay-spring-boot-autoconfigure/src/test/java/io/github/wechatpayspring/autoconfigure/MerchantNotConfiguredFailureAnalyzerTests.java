package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.client.WechatPayWebClients;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MerchantNotConfiguredFailureAnalyzer}.
 */
class MerchantNotConfiguredFailureAnalyzerTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, WebClientAutoConfiguration.class,
				WechatPayAutoConfiguration.class, WechatPayWebClientAutoConfiguration.class,
				WechatPayPayscoreAutoConfiguration.class));

	@Test
	void tellsThatNoMerchantIsConfigured() {
		StartupFailure failure = StartupFailure.of(this.contextRunner.withBean(Shop.class));
		assertThat(failure.description()).contains("Parameter 0 of constructor in " + Shop.class.getName())
			.contains("required a bean of type '" + PayscorePlanOperations.class.getName() + "'")
			.contains("No WeChat Pay merchant is configured");
		assertThat(failure.action()).contains("Set 'wechatpay.merchant.default.id'")
			.contains("no profiles are currently active");
	}

	@Test
	void tellsActiveProfiles() {
		StartupFailure failure = StartupFailure.of(this.contextRunner.withBean(Shop.class)
			.withInitializer((context) -> context.getEnvironment().setActiveProfiles("dev", "local")));
		assertThat(failure.action()).contains("the profiles dev, local are currently active");
	}

	@ParameterizedTest
	@ValueSource(classes = { PayscorePlanOperations.class, MerchantRepository.class, WechatPayWebClients.class,
			WechatPayConnectionDetails.class, WechatPayProperties.class, CryptoProvider.class })
	void tellsItForEveryBeanOfOurs(Class<?> type) {
		StartupFailure failure = StartupFailure.of(this.contextRunner.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor((beanFactory) -> beanFactory.getBean(type))));
		assertThat(failure.description()).contains("A component required a bean of type '" + type.getName() + "'")
			.contains("No WeChat Pay merchant is configured");
	}

	@Test
	void leavesOtherTypesToSpringBoot() {
		StartupFailure failure = StartupFailure.of(this.contextRunner.withBean(OtherShop.class));
		assertThat(failure.description()).contains("Runnable").doesNotContain("WeChat Pay");
	}

	@Test
	void leavesFailureToSpringBootWhereThereAreMerchants() {
		StartupFailure failure = StartupFailure
			.of(new ApplicationContextRunner().withBean(Shop.class).withPropertyValues(TestMerchant.properties("a")));
		assertThat(failure.description()).contains("that could not be found").doesNotContain("is configured");
	}

	@Test
	void leavesFailureToSpringBootWhereMerchantsAreOfTheApplication() {
		StartupFailure failure = StartupFailure.of(new ApplicationContextRunner().withBean(Shop.class)
			.withBean(WechatPayConnectionDetails.class,
					InvalidWechatPayConfigurationFailureAnalyzerTests.KeylessConnectionDetails::new));
		assertThat(failure.description()).contains("that could not be found").doesNotContain("is configured");
	}

	@Test
	void tellsItWithoutWebClient() {
		StartupFailure failure = StartupFailure
			.of(this.contextRunner.withBean(Shop.class).withClassLoader(new FilteredClassLoader(WebClient.class)));
		assertThat(failure.description()).contains("No WeChat Pay merchant is configured");
	}

	@Test
	void analyzesOnlyMissingBeansOfKnownType() {
		MerchantNotConfiguredFailureAnalyzer analyzer = new MerchantNotConfiguredFailureAnalyzer(
				new DefaultListableBeanFactory(), new MockEnvironment());
		assertThat(analyzer.analyze(new NoSuchBeanDefinitionException(PayscorePlanOperations.class))).isNotNull();
		assertThat(analyzer.analyze(new NoSuchBeanDefinitionException("wechatPayWebClient"))).isNull();
		assertThat(analyzer.analyze(new NoUniqueBeanDefinitionException(PayscorePlanOperations.class, "a", "b")))
			.isNull();
		assertThat(analyzer.analyze(new IllegalStateException())).isNull();
	}

	@Test
	void analyzesNothingWithoutContext() {
		NoSuchBeanDefinitionException failure = new NoSuchBeanDefinitionException(PayscorePlanOperations.class);
		assertThat(new MerchantNotConfiguredFailureAnalyzer(null, new MockEnvironment()).analyze(failure)).isNull();
		assertThat(new MerchantNotConfiguredFailureAnalyzer(new DefaultListableBeanFactory(), null).analyze(failure))
			.isNull();
	}

	static class Shop {

		Shop(PayscorePlanOperations plans) {
			assertThat(plans).isNotNull();
		}

	}

	static class OtherShop {

		OtherShop(Runnable runnable) {
			assertThat(runnable).isNotNull();
		}

	}

}
