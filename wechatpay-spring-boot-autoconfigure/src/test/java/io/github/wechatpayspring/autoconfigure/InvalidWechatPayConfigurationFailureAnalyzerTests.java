package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wechatpayspring.crypto.KeyReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.mock.env.MockPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvalidWechatPayConfigurationFailureAnalyzer}.
 */
class InvalidWechatPayConfigurationFailureAnalyzerTests {

	private static final String SECRET = "correct-horse-battery-staple";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, WebClientAutoConfiguration.class,
				WechatPayAutoConfiguration.class, WechatPayWebClientAutoConfiguration.class))
		.withPropertyValues(TestMerchant.properties("shop"));

	static Stream<Arguments> settings() throws Exception {
		String ecKey = "-----BEGIN PRIVATE KEY-----\n"
				+ Base64.getMimeEncoder()
					.encodeToString(KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded())
				+ "\n-----END PRIVATE KEY-----";
		return Stream.of(Arguments.of("id", "", "Merchant number is missing", "Set '%s' to the merchant number"),
				Arguments.of("id", "mchid-1900000109", "Merchant number isn't a number",
						"Set '%s' to the merchant number"),
				Arguments.of("api-v3-key", "", "API v3 key is missing", "Set '%s' to the API v3 key"),
				Arguments.of("api-v3-key", SECRET, "API v3 key must have 32 bytes but has 28", "in quotes in YAML"),
				Arguments.of("api-v3-key", TestMerchant.API_V3_KEY + "\n", "API v3 key must have 32 bytes but has 33",
						"Set '%s' to the API v3 key"),
				Arguments.of("private-key", "", "Private key is missing", "Set '%s' to the private key"),
				Arguments.of("private-key", "file:/no/such/apiclient_key.pem",
						"Location 'file:/no/such/apiclient_key.pem' doesn't exist", "Set '%s' to the private key"),
				Arguments.of("private-key", "classpath:no/such.pem", "Location 'classpath:no/such.pem' doesn't exist",
						"Set '%s' to the private key"),
				Arguments.of("private-key", "keys/apiclient_key.pem", "Location 'keys/apiclient_key.pem' doesn't exist",
						"Set '%s' to the private key"),
				Arguments.of("private-key", SECRET, "Location doesn't exist", "Set '%s' to the private key"),
				Arguments.of("private-key", "http://user:" + SECRET + "@127.0.0.1:1/apiclient_key.pem",
						"Location can't be read", "Set '%s' to the private key"),
				Arguments.of("private-key", "base64:" + SECRET, "Text after 'base64:' isn't Base64",
						"Set '%s' to the private key"),
				Arguments.of("private-key", TestMerchant.text("apiclient_key.pem").substring(0, 900), "Reason: ",
						"Set '%s' to the private key"),
				Arguments.of("private-key", TestMerchant.base64("apiclient_key.pem").substring(4), "Reason: ",
						"Set '%s' to the private key"),
				Arguments.of("private-key", "-----BEGIN PRIVATE KEY-----\n" + SECRET + "\n-----END PRIVATE KEY-----",
						"Reason: ", "Set '%s' to the private key"),
				Arguments.of("private-key", TestMerchant.location("apiclient_cert.pem"), "found a certificate",
						"Set '%s' to the private key"),
				Arguments.of("private-key", TestMerchant.text("pub_key.pem"), "found a public key",
						"Set '%s' to the private key"),
				Arguments.of("private-key", ecKey, "EC", "Set '%s' to the private key"),
				Arguments.of("private-key", TestMerchant.location("other_key.pem"),
						"Private key doesn't belong to the certificate with serial number "
								+ TestMerchant.SERIAL_NUMBER,
						"Let '%s' be the private key for which the merchant certificate was issued"),
				Arguments.of("certificate", "", "There is neither a certificate nor its serial number",
						"Set 'wechatpay.merchant.shop.certificate' to the merchant certificate"),
				Arguments.of("certificate", TestMerchant.location("apiclient_key.pem"), "Expected a certificate",
						"Set '%s' to the merchant certificate"),
				Arguments.of("certificate", TestMerchant.location("pub_key.pem"), "found a public key",
						"Set '%s' to the merchant certificate"),
				Arguments.of("certificate", "file:/no/such/cert.pem", "Location 'file:/no/such/cert.pem' doesn't exist",
						"Set '%s' to the merchant certificate"),
				Arguments.of("serial-number", "serial", "Serial number isn't 1 to 40 hexadecimal digits",
						"Remove '%s'"),
				Arguments.of("serial-number", "3775B6A45ACD588826D15E583A95F5DD12345678",
						"Certificate has another serial number, " + TestMerchant.SERIAL_NUMBER, "Remove '%s'"),
				Arguments.of("ssl-bundle", "missing", "SSL bundle 'missing' doesn't exist", "Correct '%s'"),
				Arguments.of("platform.public-key-id", "", "There is a WeChat Pay public key without its id",
						"Set '%s' to the id"),
				Arguments.of("platform.public-key-id", TestMerchant.SERIAL_NUMBER, "Id isn't 'PUB_KEY_ID_'",
						"Set '%s' to the id"),
				Arguments.of("platform.public-key", "", "There is the id of a WeChat Pay public key without the key",
						"Set '%s' to the WeChat Pay public key"),
				Arguments.of("platform.public-key", TestMerchant.location("platform_cert_1.pem"), "found a certificate",
						"Set '%s' to the WeChat Pay public key"),
				Arguments.of("platform.public-key", TestMerchant.location("apiclient_key.pem"), "found a private key",
						"Set '%s' to the WeChat Pay public key"),
				Arguments.of("payscore.sub-merchant-id", "sub", "Merchant number of the sub-merchant isn't a number",
						"Set '%s' to the merchant number of the sub-merchant"));
	}

	@ParameterizedTest(name = "{0} {index}")
	@MethodSource("settings")
	void tellsWhatIsWrongWithSetting(String element, String value, String reason, String action) {
		StartupFailure failure = StartupFailure.of(with(element, value)).tellsNoSecret(SECRET);
		assertThat(failure.description()).contains("Setting: wechatpay.merchant.shop." + element)
			.containsOnlyOnce("Setting:")
			.contains(reason);
		assertThat(failure.action()).contains(action.formatted("wechatpay.merchant.shop." + element));
	}

	@Test
	void tellsThatPasswordIsMissing() {
		StartupFailure failure = StartupFailure.of(this.contextRunner.withPropertyValues(
				TestMerchant.property("private-key", TestMerchant.location("apiclient_key_encrypted.pem"))));
		assertThat(failure.tellsNoSecret().description())
			.contains("Setting: wechatpay.merchant.shop.private-key-password")
			.contains("needs a password");
		assertThat(failure.action()).contains("Set 'wechatpay.merchant.shop.private-key-password'")
			.doesNotContain("merchant number");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void tellsThatPasswordOfPkcs12FileIsMissing(boolean certificate) {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(
				TestMerchant.property("private-key", TestMerchant.location("apiclient_cert.p12")),
				TestMerchant.property("certificate", certificate ? TestMerchant.location("apiclient_cert.p12") : ""));
		StartupFailure failure = StartupFailure.of(runner);
		assertThat(failure.tellsNoSecret().description())
			.contains("Setting: wechatpay.merchant.shop.private-key-password")
			.containsOnlyOnce("Setting:")
			.contains("needs a password: the merchant number");
		assertThat(failure.action()).contains("Set 'wechatpay.merchant.shop.private-key-password'")
			.doesNotContain("'wechatpay.merchant.shop.certificate'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "apiclient_key_encrypted.pem", "apiclient_cert.p12" })
	void tellsThatPasswordIsWrong(String file) {
		StartupFailure failure = StartupFailure
			.of(this.contextRunner.withPropertyValues(TestMerchant.property("private-key", TestMerchant.location(file)),
					TestMerchant.property("private-key-password", SECRET)));
		assertThat(failure.tellsNoSecret(SECRET).description())
			.contains("Setting: wechatpay.merchant.shop.private-key-password")
			.contains("another password");
		assertThat(failure.action()).contains("Correct 'wechatpay.merchant.shop.private-key-password'");
	}

	@Test
	void tellsThatLocationIsDirectory(@TempDir Path directory) {
		for (String element : List.of("private-key", "certificate", "platform.public-key")) {
			StartupFailure failure = StartupFailure.of(with(element, directory.toUri().toString()));
			assertThat(failure.tellsNoSecret().description()).contains("Setting: wechatpay.merchant.shop." + element)
				.containsOnlyOnce("Setting:")
				.contains("Location '" + directory.toUri() + "' is a directory");
		}
		assertThat(StartupFailure.of(with("private-key", "classpath:keys")).description())
			.contains("Location 'classpath:keys' is a directory");
	}

	static Stream<Arguments> placeholders() {
		return Stream.of(Arguments.of("id", "${NO_SUCH_VALUE}"), Arguments.of("api-v3-key", "${NO_SUCH_VALUE}"),
				Arguments.of("api-v3-key", " ${NO_SUCH_VALUE}\n"), Arguments.of("private-key", "${NO_SUCH_VALUE}"),
				Arguments.of("private-key", "file:${NO_SUCH_VALUE}/apiclient_key.pem"),
				Arguments.of("private-key", "${ALSO_MISSING:${NO_SUCH_VALUE}}"),
				Arguments.of("private-key-password", "${NO_SUCH_VALUE}"),
				Arguments.of("certificate", "${NO_SUCH_VALUE}/apiclient_cert.pem"),
				Arguments.of("serial-number", "${NO_SUCH_VALUE}"), Arguments.of("ssl-bundle", "${NO_SUCH_VALUE}"),
				Arguments.of("platform.public-key-id", "PUB_KEY_ID_${NO_SUCH_VALUE}"),
				Arguments.of("platform.public-key", "${NO_SUCH_VALUE}"),
				Arguments.of("payscore.service-id", "${NO_SUCH_VALUE}"),
				Arguments.of("payscore.app-id", "${NO_SUCH_VALUE}"),
				Arguments.of("payscore.sub-merchant-id", "${NO_SUCH_VALUE}"),
				Arguments.of("payscore.sub-app-id", "${NO_SUCH_VALUE}"));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("placeholders")
	void tellsThatPlaceholderIsNotResolved(String element, String value) {
		StartupFailure failure = StartupFailure.of(with(element, value));
		assertThat(failure.tellsNoSecret().description()).contains("Setting: wechatpay.merchant.shop." + element)
			.containsOnlyOnce("Setting:")
			.contains("Reason: Placeholder ${NO_SUCH_VALUE} isn't resolved.");
		assertThat(failure.action()).contains("Set the environment variable or property NO_SUCH_VALUE, "
				+ "of which 'wechatpay.merchant.shop." + element + "' is made");
	}

	@Test
	void tellsThatPlaceholderInPlaceOfPrivateKeyIsNotResolvedOnly() {
		StartupFailure failure = StartupFailure.of(TestMerchant.without(this.contextRunner, "certificate")
			.withPropertyValues(TestMerchant.property("private-key", "${NO_SUCH_VALUE}"),
					TestMerchant.property("api-v3-key", "${WECHATPAY_MERCHANT_API_V3_KEY}")));
		assertThat(failure.description()).contains("Placeholder ${NO_SUCH_VALUE} isn't resolved")
			.contains("Placeholder ${WECHATPAY_MERCHANT_API_V3_KEY} isn't resolved")
			.doesNotContain("certificate");
		assertThat(failure.description().lines().filter((line) -> line.contains("Setting:"))).hasSize(2);
	}

	@Test
	void tellsNoPartOfPasswordThatLooksLikePlaceholder() {
		StartupFailure failure = StartupFailure.of(this.contextRunner.withPropertyValues(
				TestMerchant.property("private-key", TestMerchant.location("apiclient_key_encrypted.pem")),
				TestMerchant.property("private-key-password", "a${" + SECRET + "}b"),
				TestMerchant.property("api-v3-key", "a${" + SECRET + "}b")));
		assertThat(failure.tellsNoSecret(SECRET).description()).contains("another password")
			.contains("API v3 key must have 32 bytes but has 33");
	}

	@Test
	void acceptsPlaceholderThatIsResolved() {
		this.contextRunner.withPropertyValues("NO_SUCH_VALUE=" + TestMerchant.API_V3_KEY)
			.withPropertyValues(TestMerchant.property("api-v3-key", "${NO_SUCH_VALUE}"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void tellsThatNoAnswerCouldBeVerified() {
		StartupFailure failure = StartupFailure.of(this.contextRunner.withPropertyValues(
				TestMerchant.property("platform.public-key", ""), TestMerchant.property("platform.public-key-id", "")));
		assertThat(failure.tellsNoSecret().description()).contains("neither a WeChat Pay public key");
		assertThat(failure.action()).contains("'wechatpay.merchant.shop.platform.public-key-id'")
			.contains("'wechatpay.merchant.shop.platform.public-key'")
			.contains("set 'wechatpay.merchant.shop.platform.download-certificates' to true");
	}

	@Test
	void tellsThatPublicKeyIsThatOfMerchant() throws Exception {
		String publicKey = Base64.getEncoder()
			.encodeToString(KeyReader.readCertificate(TestMerchant.bytes("apiclient_cert.pem"), null)
				.getPublicKey()
				.getEncoded());
		StartupFailure failure = StartupFailure.of(with("platform.public-key", "base64:" + publicKey));
		assertThat(failure.tellsNoSecret().description())
			.contains("Public key is that of the merchant, not that of WeChat Pay");
	}

	@Test
	void tellsThatSslBundleIsBesidesPrivateKey() {
		StartupFailure failure = StartupFailure.of(with("ssl-bundle", "merchant").withPropertyValues(
				"spring.ssl.bundle.pem.merchant.keystore.certificate=" + TestMerchant.location("apiclient_cert.pem"),
				"spring.ssl.bundle.pem.merchant.keystore.private-key=" + TestMerchant.location("apiclient_key.pem")));
		assertThat(failure.tellsNoSecret().description())
			.contains("There is an SSL bundle, but also a private key or a certificate");
	}

	@Test
	void tellsThatSslBundleHasNoPrivateKey() {
		StartupFailure failure = StartupFailure
			.of(withSslBundle("spring.ssl.bundle.pem.merchant.truststore.certificate="
					+ TestMerchant.location("apiclient_cert.pem")));
		assertThat(failure.tellsNoSecret().description()).contains("SSL bundle has no private key");
	}

	@Test
	void tellsThatSslBundleHasSeveralPrivateKeys() {
		StartupFailure failure = StartupFailure
			.of(withSslBundle("spring.ssl.bundle.jks.merchant.keystore.location=classpath:keys/two_keys.p12",
					"spring.ssl.bundle.jks.merchant.keystore.type=PKCS12",
					"spring.ssl.bundle.jks.merchant.keystore.password=" + TestMerchant.PASSWORD));
		assertThat(failure.tellsNoSecret().description()).contains("SSL bundle has several private keys");
		assertThat(failure.action()).contains("set 'key.alias'");
	}

	@Test
	void tellsThatKeyOfSslBundleIsOfAnotherAlgorithm() {
		StartupFailure failure = StartupFailure.of(withSslBundle(
				"spring.ssl.bundle.pem.merchant.keystore.certificate=" + TestMerchant.location("apiclient_cert.pem"),
				"spring.ssl.bundle.pem.merchant.keystore.private-key=classpath:keys/ed25519.pem"));
		assertThat(failure.tellsNoSecret().description()).contains("SSL bundle has no RSA private key");
	}

	@Test
	void tellsNoKeyThatStandsForLocationInSslBundle() {
		String text = TestMerchant.text("apiclient_key.pem").replaceAll("-----.*-----", "").strip();
		StartupFailure failure = StartupFailure.of(withSslBundle(
				"spring.ssl.bundle.pem.merchant.keystore.certificate=" + TestMerchant.location("apiclient_cert.pem"))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MockPropertySource().withProperty("spring.ssl.bundle.pem.merchant.keystore.private-key",
						text))));
		assertThat(failure.tellsNoSecret().description()).contains("SSL bundle can't be loaded");
	}

	@Test
	void tellsThatSslBundleIsOfAnotherPassword() {
		StartupFailure failure = StartupFailure.of(withSslBundle(
				"spring.ssl.bundle.jks.merchant.keystore.location=" + TestMerchant.location("apiclient_cert.p12"),
				"spring.ssl.bundle.jks.merchant.keystore.type=PKCS12",
				"spring.ssl.bundle.jks.merchant.keystore.password=" + SECRET));
		assertThat(failure.tellsNoSecret(SECRET).description()).contains("SSL bundle can't be loaded");
	}

	@Test
	void tellsThatSslBundleIsOfAnotherMerchant() {
		StartupFailure failure = StartupFailure.of(withSslBundle(
				"spring.ssl.bundle.pem.merchant.keystore.certificate=" + TestMerchant.location("apiclient_cert.pem"),
				"spring.ssl.bundle.pem.merchant.keystore.private-key=" + TestMerchant.location("other_key.pem")));
		assertThat(failure.tellsNoSecret().description())
			.contains("Private key doesn't belong to the certificate with serial number " + TestMerchant.SERIAL_NUMBER);
	}

	@Test
	void tellsEverythingAtOnce() {
		StartupFailure failure = StartupFailure
			.of(this.contextRunner.withPropertyValues(TestMerchant.properties("other"))
				.withPropertyValues(TestMerchant.property("id", ""), TestMerchant.property("api-v3-key", SECRET),
						TestMerchant.property("private-key", ""), TestMerchant.property("platform.public-key-id", ""),
						"wechatpay.merchant.other.certificate=" + TestMerchant.location("other_cert.pem")));
		assertThat(failure.tellsNoSecret(SECRET).description()).contains("Setting: wechatpay.merchant.shop.id",
				"Setting: wechatpay.merchant.shop.api-v3-key", "Setting: wechatpay.merchant.shop.private-key",
				"Setting: wechatpay.merchant.shop.platform.public-key-id",
				"Setting: wechatpay.merchant.other.private-key");
		assertThat(failure.action().lines().filter((line) -> line.startsWith("    - "))).hasSize(5);
	}

	@Test
	void tellsOriginOfProperty() {
		StartupFailure failure = StartupFailure.of(with("id", "none"));
		assertThat(failure.description()).contains("Origin: \"wechatpay.merchant.shop.id\" from property source");
	}

	@Test
	void tellsWhichMerchantWhereThereAreNoProperties() {
		StartupFailure failure = StartupFailure.of(new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
			.withBean(WechatPayConnectionDetails.class, KeylessConnectionDetails::new));
		assertThat(failure.tellsNoSecret().description())
			.contains("Setting: private-key of merchant 'vault' in the connection details")
			.doesNotContain("wechatpay.merchant");
	}

	@Test
	void bracketsNamesThatAreNoPropertyNames() {
		StartupFailure failure = StartupFailure.of(new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
			.withPropertyValues("wechatpay.merchant[shop.a].id=" + TestMerchant.ID));
		assertThat(failure.description()).contains("Setting: wechatpay.merchant[shop.a].private-key");
	}

	@Test
	void tellsThatDefaultMerchantIsUnknown() {
		StartupFailure failure = StartupFailure
			.of(this.contextRunner.withPropertyValues("wechatpay.default-merchant=shpo"));
		assertThat(failure.description()).contains("Setting: wechatpay.default-merchant")
			.contains("There is no merchant named 'shpo'");
		assertThat(failure.action()).contains("Set 'wechatpay.default-merchant' to one of [shop]");
	}

	@Test
	void tellsThatDefaultMerchantIsUnknownWhereThereIsNone() {
		StartupFailure failure = StartupFailure.of(new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
			.withPropertyValues("wechatpay.default-merchant=shop"));
		assertThat(failure.description()).contains("Setting: wechatpay.default-merchant")
			.contains("There is no merchant named 'shop', nor any other");
		assertThat(failure.action()).contains(
				"Set 'wechatpay.merchant.shop.id' and the other settings of the merchant, or remove 'wechatpay.default-merchant'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "api.mch.weixin.qq.com", "/v3", "ftp://localhost", "http:///v3",
			"https://api.mch.weixin.qq.com/v3", "https://localhost?a=b", "https://localhost#a" })
	void tellsThatBaseUrlIsInvalid(String baseUrl) {
		StartupFailure failure = StartupFailure
			.of(this.contextRunner.withPropertyValues("wechatpay.base-url=" + baseUrl));
		assertThat(failure.description()).contains("Setting: wechatpay.base-url").contains("Reason: Base URL");
		assertThat(failure.action()).contains("Set 'wechatpay.base-url' to scheme, host and port only");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://api.mch.weixin.qq.com", "http://API2.WECHATPAY.CN", "http://wechatpay.cn.",
			"HTTP://api.mch.weixin.qq.com:8080" })
	void tellsThatWechatPayIsCalledOverHttps(String baseUrl) {
		StartupFailure failure = StartupFailure
			.of(this.contextRunner.withPropertyValues("wechatpay.base-url=" + baseUrl));
		assertThat(failure.description()).contains("WeChat Pay is called over HTTPS only");
		assertThat(failure.action()).contains("Set 'wechatpay.base-url' to the same host with 'https'");
	}

	@Test
	void tellsNoUserInformation() {
		StartupFailure failure = StartupFailure
			.of(this.contextRunner.withPropertyValues("wechatpay.base-url=https://user:" + SECRET + "@localhost"));
		assertThat(failure.tellsNoSecret(SECRET).description()).contains("Base URL has user information");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost:8080", "http://simulator.example/", "https://api2.wechatpay.cn" })
	void acceptsBaseUrl(String baseUrl) {
		this.contextRunner.withPropertyValues("wechatpay.base-url=" + baseUrl)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void analyzesWithoutEnvironment() {
		FailureAnalysis analysis = new InvalidWechatPayConfigurationFailureAnalyzer(null)
			.analyze(new IllegalStateException(new InvalidWechatPayConfigurationException(
					List.of(new InvalidWechatPayConfigurationException.Problem("a", "b", "c")))));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("Setting: a").contains("Reason: b.");
		assertThat(analysis.getAction()).contains("- c.");
	}

	private ApplicationContextRunner withSslBundle(String... properties) {
		return TestMerchant.without(TestMerchant.without(this.contextRunner, "certificate"), "private-key")
			.withPropertyValues(TestMerchant.property("ssl-bundle", "merchant"))
			.withPropertyValues(properties);
	}

	/**
	 * As a property source, because pairs in the form of properties files lose white
	 * space.
	 */
	private ApplicationContextRunner with(String element, String value) {
		return this.contextRunner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MockPropertySource().withProperty("wechatpay.merchant.shop." + element, value)));
	}

	static class KeylessConnectionDetails implements WechatPayConnectionDetails {

		@Override
		public URI getBaseUrl() {
			return URI.create("http://localhost");
		}

		@Override
		public Map<String, MerchantDetails> getMerchants() {
			return Map.of("vault", new KeylessMerchant());
		}

	}

	static class KeylessMerchant extends WechatPayAutoConfigurationTests.SimulatedMerchant {

		@Override
		public String getPrivateKey() {
			return "";
		}

	}

}
