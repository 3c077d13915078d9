package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.Map;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.wechatpayspring.crypto.CountingProvider;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.payscore.PayscorePlan;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.payscore.PayscorePlanRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@link CryptoProvider} of {@link WechatPayAutoConfiguration}, and for
 * {@link WechatPayInfoAutoConfiguration}.
 */
class CryptoProviderAutoConfigurationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final ApplicationContextRunner emptyRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, CodecsAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
				WechatPayAutoConfiguration.class, WechatPayWebClientAutoConfiguration.class,
				WechatPayPayscoreAutoConfiguration.class, WechatPayInfoAutoConfiguration.class))
		.withPropertyValues("spring.http.clients.reactive.connector=jdk");

	private final ApplicationContextRunner shopRunner = this.emptyRunner
		.withPropertyValues(TestMerchant.properties("shop"));

	@Test
	void hasNoBeanWhenNothingIsConfigured() {
		this.emptyRunner.withPropertyValues("wechatpay.crypto.provider=accp")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(CryptoProvider.class)
				.doesNotHaveBean(InfoContributor.class));
	}

	@Test
	void usesJdkWithoutNativeProviders() {
		this.shopRunner.withClassLoader(new FilteredClassLoader(AmazonCorrettoCryptoProvider.class, Conscrypt.class))
			.run((context) -> assertThat(context.getBean(CryptoProvider.class).getName()).isEqualTo("SunRsaSign"));
	}

	@ParameterizedTest
	@CsvSource({ "accp, software.amazon.cryptools:AmazonCorrettoCryptoProvider",
			"conscrypt, org.conscrypt:conscrypt-openjdk-uber" })
	void tellsWhichDependencyToAdd(String provider, String dependency) {
		StartupFailure failure = StartupFailure
			.of(this.shopRunner
				.withClassLoader(new FilteredClassLoader(AmazonCorrettoCryptoProvider.class, Conscrypt.class))
				.withPropertyValues("wechatpay.crypto.provider=" + provider))
			.tellsNoSecret();
		assertThat(failure.description()).contains("Setting: wechatpay.crypto.provider")
			.contains("isn't on the class path");
		assertThat(failure.action()).contains("Add the dependency '" + dependency + "'");
	}

	@ParameterizedTest
	@CsvSource({ "auto, AmazonCorrettoCryptoProvider", "accp, AmazonCorrettoCryptoProvider", "conscrypt, Conscrypt",
			"jdk, SunRsaSign", "SunRsaSign, SunRsaSign" })
	@EnabledOnOs(value = OS.LINUX, architectures = { "amd64", "x86_64" })
	void callsWithEveryProvider(String provider, String name) {
		try (WechatPaySimulator simulator = start(PlatformKeyMode.CERTIFICATES)) {
			simulated(simulator).withPropertyValues("wechatpay.crypto.provider=" + provider).run((context) -> {
				createsPlan(context, "first");
				awaitProvider(context, name);
				createsPlan(context, "second");
			});
		}
	}

	@ParameterizedTest
	@EnumSource(PlatformKeyMode.class)
	void everythingIsComputedByProviderOfApplication(PlatformKeyMode mode) {
		CountingProvider counting = CountingProvider.create();
		try (WechatPaySimulator simulator = start(mode)) {
			simulated(simulator).withBean(CryptoProvider.class, () -> CryptoProvider.of(counting)).run((context) -> {
				assertThat(context).hasSingleBean(CryptoProvider.class);
				Map<String, Integer> before = counting.getCounts();
				createsPlan(context, "counted");
				Map<String, Integer> after = counting.getCounts();
				boolean download = mode == PlatformKeyMode.CERTIFICATES;
				assertThat(after).containsEntry("Signature", before.get("Signature") + (download ? 4 : 2))
					.containsEntry("KeyFactory", 2);
				if (download) {
					assertThat(after.get("Cipher")).isGreaterThan(before.get("Cipher"));
				}
			});
		}
	}

	@Test
	void informsAboutProvider() {
		this.shopRunner.withBean(CryptoProvider.class, () -> CryptoProvider.of(CountingProvider.create(), "1.2.3"))
			.run((context) -> {
				Info.Builder info = new Info.Builder();
				context.getBean(InfoContributor.class).contribute(info);
				assertThat(info.build().getDetails()).containsExactly(
						Map.entry("wechatpay", Map.of("crypto", Map.of("provider", "Counting", "version", "1.2.3"))));
			});
	}

	@Test
	void informsNobodyIfDisabledOrWithoutActuator() {
		this.shopRunner.withPropertyValues("management.info.wechatpay.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(CryptoProvider.class)
				.doesNotHaveBean(InfoContributor.class));
		this.shopRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasSingleBean(MerchantRepository.class)
				.doesNotHaveBean("wechatPayInfoContributor"));
	}

	private static WechatPaySimulator start(PlatformKeyMode mode) {
		return WechatPaySimulator.builder()
			.merchant(SimulatorMerchant.withId(TestMerchant.ID).platformKeyMode(mode))
			.start();
	}

	private ApplicationContextRunner simulated(WechatPaySimulator simulator) {
		return this.emptyRunner.withBean(WechatPayConnectionDetails.class,
				() -> new SimulatorConnectionDetails(simulator));
	}

	private static void awaitProvider(ApplicationContext context, String name) {
		CryptoProvider provider = context.getBean(CryptoProvider.class);
		StepVerifier
			.create(Mono.fromSupplier(provider::getName)
				.filter(name::equals)
				.repeatWhenEmpty((repeat) -> repeat.delayElements(Duration.ofMillis(20))))
			.expectNext(name)
			.expectComplete()
			.verify(TIMEOUT);
	}

	private static void createsPlan(ApplicationContext context, String merchantPlanNo) {
		PayscorePlanRequest request = PayscorePlanRequest.withMerchantPlanNo(merchantPlanNo)
			.name("瑜伽课1节")
			.durationDays(30)
			.detail("第一节课", 15000, 14000, "享受九五折")
			.build();
		StepVerifier
			.create(context.getBean(PayscorePlanOperations.class).createPlan(request).map(PayscorePlan::merchantPlanNo))
			.expectNext(merchantPlanNo)
			.expectComplete()
			.verify(TIMEOUT);
	}

}
