package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Duration;
import java.util.Map;

import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockPropertySource;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WechatPayAutoConfiguration}.
 */
class WechatPayAutoConfigurationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, WechatPayAutoConfiguration.class));

	private final ApplicationContextRunner shopRunner = this.contextRunner
		.withPropertyValues(TestMerchant.properties("shop"));

	@Test
	void hasNoBeansWhenNothingIsConfigured() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(WechatPayAutoConfiguration.class)
			.doesNotHaveBean(WechatPayProperties.class)
			.doesNotHaveBean(WechatPayConnectionDetails.class)
			.doesNotHaveBean(MerchantRepository.class));
	}

	@Test
	void hasNoBeansWhenOnlyCommonPropertiesAreConfigured() {
		this.contextRunner.withPropertyValues("wechatpay.base-url=http://localhost", "wechatpay.default-merchant=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WechatPayProperties.class));
	}

	@Test
	void hasNoBeansWithoutWebClient() {
		this.shopRunner.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MerchantRepository.class));
	}

	@Test
	void mapsMerchant() {
		this.shopRunner
			.withPropertyValues(TestMerchant.property("payscore.service-id", "2002000000000558566851361561600"),
					TestMerchant.property("payscore.app-id", "wxd678efh567hg6787"),
					TestMerchant.property("payscore.sub-merchant-id", "1900000110"),
					TestMerchant.property("payscore.sub-app-id", "wxd678efh567hg6788"),
					TestMerchant.property("payscore.notify-url", "https://shop.example.com/wechatpay/notifications"))
			.run((context) -> {
				Merchant merchant = findDefault(context);
				assertThat(merchant.name()).isEqualTo("shop");
				assertThat(merchant.id()).isEqualTo(TestMerchant.ID);
				assertThat(merchant.signer().getSerialNumber()).isEqualTo(TestMerchant.SERIAL_NUMBER);
				assertSignsAsMerchant(merchant.signer());
				assertThat(merchant.payscore())
					.isEqualTo(new PayscoreDefaults("2002000000000558566851361561600", "wxd678efh567hg6787",
							"1900000110", "wxd678efh567hg6788", "https://shop.example.com/wechatpay/notifications"));
				StepVerifier.create(merchant.platformKeys().preferredId())
					.expectNext(TestMerchant.PUBLIC_KEY_ID)
					.expectComplete()
					.verify(TIMEOUT);
			});
	}

	@Test
	void mapsEveryMerchant() {
		this.shopRunner.withPropertyValues(TestMerchant.properties("other")).run((context) -> {
			MerchantRepository merchants = context.getBean(MerchantRepository.class);
			StepVerifier
				.create(merchants.findByName("shop").concatWith(merchants.findByName("other")).map(Merchant::name))
				.expectNext("shop", "other")
				.expectComplete()
				.verify(TIMEOUT);
			StepVerifier.create(merchants.findDefault()).expectComplete().verify(TIMEOUT);
		});
	}

	@Test
	void mapsDefaultMerchant() {
		this.shopRunner.withPropertyValues(TestMerchant.properties("other"))
			.withPropertyValues("wechatpay.default-merchant=other")
			.run((context) -> assertThat(findDefault(context).name()).isEqualTo("other"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "file", "path", "text", "spaces", "base64", "base64Der", "pkcs1", "encrypted", "pkcs12" })
	void readsPrivateKey(String form, @TempDir Path directory) throws IOException {
		Path file = Files.write(directory.resolve("key.pem"), TestMerchant.bytes("apiclient_key.pem"));
		String privateKey = switch (form) {
			case "file" -> file.toUri().toString();
			case "path" -> file.toString();
			case "text" -> TestMerchant.text("apiclient_key.pem");
			case "spaces" -> TestMerchant.text("apiclient_key.pem").replace('\n', ' ');
			case "base64" -> "base64:" + TestMerchant.base64("apiclient_key.pem");
			case "base64Der" -> TestMerchant.text("apiclient_key.pem").replaceAll("-----.*-----", "");
			case "pkcs1" -> TestMerchant.location("apiclient_key_pkcs1.pem");
			case "encrypted" -> TestMerchant.location("apiclient_key_encrypted.pem");
			case "pkcs12" -> "base64:" + TestMerchant.base64("apiclient_cert.p12");
			default -> throw new IllegalArgumentException(form);
		};
		this.shopRunner.withPropertyValues(TestMerchant.property("private-key-password", TestMerchant.PASSWORD))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MockPropertySource().withProperty("wechatpay.merchant.shop.private-key", privateKey)))
			.run((context) -> assertSignsAsMerchant(findDefault(context).signer()));
	}

	@Test
	void takesCertificateFromPkcs12File() {
		TestMerchant.without(this.shopRunner, "certificate")
			.withPropertyValues(TestMerchant.property("private-key", TestMerchant.location("apiclient_cert.p12")),
					TestMerchant.property("private-key-password", TestMerchant.PASSWORD))
			.run((context) -> assertThat(findDefault(context).signer().getSerialNumber())
				.isEqualTo(TestMerchant.SERIAL_NUMBER));
	}

	@Test
	void takesSerialNumberWithoutCertificate() {
		TestMerchant.without(this.shopRunner, "certificate")
			.withPropertyValues(TestMerchant.property("serial-number", TestMerchant.SERIAL_NUMBER.toLowerCase()))
			.run((context) -> assertThat(findDefault(context).signer().getSerialNumber())
				.isEqualTo(TestMerchant.SERIAL_NUMBER));
	}

	@Test
	void takesSerialNumberThatIsThatOfCertificate() {
		this.shopRunner.withPropertyValues(TestMerchant.property("serial-number", TestMerchant.SERIAL_NUMBER))
			.run((context) -> assertThat(findDefault(context).signer().getSerialNumber())
				.isEqualTo(TestMerchant.SERIAL_NUMBER));
	}

	@Test
	void takesKeyAndCertificateFromPemBundle() {
		withSslBundle().withPropertyValues(
				"spring.ssl.bundle.pem.merchant.keystore.certificate=" + TestMerchant.location("apiclient_cert.pem"),
				"spring.ssl.bundle.pem.merchant.keystore.private-key="
						+ TestMerchant.location("apiclient_key_encrypted.pem"),
				"spring.ssl.bundle.pem.merchant.keystore.private-key-password=" + TestMerchant.PASSWORD)
			.run((context) -> {
				MessageSigner signer = findDefault(context).signer();
				assertThat(signer.getSerialNumber()).isEqualTo(TestMerchant.SERIAL_NUMBER);
				assertSignsAsMerchant(signer);
			});
	}

	@Test
	void takesKeyAndCertificateFromKeyStoreBundle() {
		withSslBundle()
			.withPropertyValues(
					"spring.ssl.bundle.jks.merchant.keystore.location=" + TestMerchant.location("apiclient_cert.p12"),
					"spring.ssl.bundle.jks.merchant.keystore.password=" + TestMerchant.PASSWORD,
					"spring.ssl.bundle.jks.merchant.keystore.type=PKCS12")
			.run((context) -> assertSignsAsMerchant(findDefault(context).signer()));
	}

	@Test
	void takesKeyOfAliasFromBundle() {
		withSslBundle()
			.withPropertyValues("spring.ssl.bundle.jks.merchant.keystore.location=classpath:keys/two_keys.p12",
					"spring.ssl.bundle.jks.merchant.keystore.password=" + TestMerchant.PASSWORD,
					"spring.ssl.bundle.jks.merchant.keystore.type=PKCS12",
					"spring.ssl.bundle.jks.merchant.key.alias=two")
			.run((context) -> assertThat(findDefault(context).signer().getSerialNumber())
				.isEqualTo("3775B6A45ACD588826D15E583A95F5DD12345678"));
	}

	@Test
	void backsOffForMerchantRepository() {
		this.contextRunner.withUserConfiguration(RepositoryConfiguration.class).run((context) -> {
			assertThat(context).hasSingleBean(MerchantRepository.class).hasBean("ownRepository");
			assertThat(context.getBean(WechatPayConnectionDetails.class).getBaseUrl())
				.isEqualTo(URI.create("https://api.mch.weixin.qq.com"));
		});
	}

	@Test
	void backsOffForConnectionDetails() {
		this.contextRunner.withUserConfiguration(ConnectionDetailsConfiguration.class).run((context) -> {
			assertThat(context).hasSingleBean(WechatPayConnectionDetails.class)
				.doesNotHaveBean(PropertiesWechatPayConnectionDetails.class);
			Merchant merchant = findDefault(context);
			assertThat(merchant.name()).isEqualTo("simulated");
			assertThat(merchant.payscore()).isEqualTo(PayscoreDefaults.NONE);
			assertSignsAsMerchant(merchant.signer());
		});
	}

	@Test
	void conditionReportNamesMerchantsWithoutTheirKeys() {
		this.shopRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MockPropertySource().withProperty("wechatpay.merchant.shop.private-key",
						TestMerchant.text("apiclient_key.pem"))))
			.run((context) -> {
				StringBuilder report = new StringBuilder();
				ConditionEvaluationReport.get(context.getBeanFactory())
					.getConditionAndOutcomesBySource()
					.forEach((source, outcomes) -> outcomes
						.forEach((outcome) -> report.append(outcome.getOutcome().getMessage())));
				assertThat(report).contains("found merchant shop");
				assertThat(report).doesNotContain(TestMerchant.API_V3_KEY).doesNotContain("PRIVATE KEY");
			});
	}

	private ApplicationContextRunner withSslBundle() {
		return TestMerchant.without(TestMerchant.without(this.shopRunner, "certificate"), "private-key")
			.withPropertyValues(TestMerchant.property("ssl-bundle", "merchant"));
	}

	private static Merchant findDefault(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		return findDefault((ApplicationContext) context);
	}

	private static Merchant findDefault(ApplicationContext context) {
		Merchant merchant = context.getBean(MerchantRepository.class).findDefault().block(TIMEOUT);
		assertThat(merchant).isNotNull();
		return merchant;
	}

	private static void assertSignsAsMerchant(MessageSigner signer) throws Exception {
		byte[] message = "message".getBytes(StandardCharsets.UTF_8);
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initVerify(KeyReader.readCertificate(TestMerchant.bytes("apiclient_cert.pem"), null));
		signature.update(message);
		assertThat(signature.verify(signer.sign(message))).isTrue();
	}

	@Configuration(proxyBeanMethods = false)
	static class RepositoryConfiguration {

		@Bean
		MerchantRepository ownRepository() {
			return new MerchantRepository() {

				@Override
				public Mono<Merchant> findByName(String name) {
					return Mono.empty();
				}

				@Override
				public Mono<Merchant> findDefault() {
					return Mono.empty();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectionDetailsConfiguration {

		@Bean
		WechatPayConnectionDetails ownConnectionDetails() {
			return new WechatPayConnectionDetails() {

				@Override
				public URI getBaseUrl() {
					return URI.create("http://localhost:8080");
				}

				@Override
				public Map<String, MerchantDetails> getMerchants() {
					return Map.of("simulated", new SimulatedMerchant());
				}

			};
		}

	}

	static class SimulatedMerchant implements WechatPayConnectionDetails.MerchantDetails {

		@Override
		public String getId() {
			return TestMerchant.ID;
		}

		@Override
		public String getApiV3Key() {
			return TestMerchant.API_V3_KEY;
		}

		@Override
		public String getPrivateKey() {
			return TestMerchant.text("apiclient_key.pem");
		}

		@Override
		public String getSerialNumber() {
			return TestMerchant.SERIAL_NUMBER;
		}

		@Override
		public String getPlatformPublicKeyId() {
			return TestMerchant.PUBLIC_KEY_ID;
		}

		@Override
		public String getPlatformPublicKey() {
			return TestMerchant.text("pub_key.pem");
		}

	}

}
