package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.env.MockPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WechatPayProperties} and their metadata.
 */
class WechatPayPropertiesTests {

	private static final Path SOURCE = Path
		.of("src/main/java/io/github/wechatpayspring/autoconfigure/WechatPayProperties.java");

	private static final Pattern FIELD = Pattern
		.compile("(?:/\\*\\*\\s*((?:(?!\\*/).)*)\\*/\\s*)?private ([^;=(]+?) (\\w+)(?: = [^;]*)?;", Pattern.DOTALL);

	@Test
	void hasDefaults() {
		WechatPayProperties properties = new WechatPayProperties();
		assertThat(properties.getBaseUrl()).isEqualTo(URI.create("https://api.mch.weixin.qq.com"));
		assertThat(properties.getConnectTimeout()).isEqualTo(Duration.ofSeconds(3));
		assertThat(properties.getReadTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(properties.getMaxInMemorySize()).isEqualTo(DataSize.ofMegabytes(1));
		assertThat(properties.getPool().getMaxIdleTime()).isLessThan(Duration.ofSeconds(8));
		assertThat(properties.getCrypto().getProvider()).isEqualTo("auto");
		assertThat(properties.getMerchant()).isEmpty();
	}

	@Test
	void bindsFromEnvironmentVariables() {
		MockEnvironment environment = new MockEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
					Map.of("WECHATPAY_MERCHANT_SHOP_APIV3KEY", TestMerchant.API_V3_KEY,
							"WECHATPAY_MERCHANT_SHOP_PLATFORM_PUBLICKEYID", TestMerchant.PUBLIC_KEY_ID,
							"WECHATPAY_MERCHANT_SHOP_PAYSCORE_SUBMERCHANTID", "1900000110")));
		WechatPayProperties.Merchant merchant = new Binder(ConfigurationPropertySources.get(environment))
			.bind("wechatpay", WechatPayProperties.class)
			.get()
			.getMerchant()
			.get("shop");
		assertThat(merchant.getApiV3Key()).isEqualTo(TestMerchant.API_V3_KEY);
		assertThat(merchant.getPlatform().getPublicKeyId()).isEqualTo(TestMerchant.PUBLIC_KEY_ID);
		assertThat(merchant.getPayscore().getSubMerchantId()).isEqualTo("1900000110");
	}

	@Test
	void bindingFailureTellsNoKeyInPlaceOfMerchant() {
		StartupFailure failure = StartupFailure.of(new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MockPropertySource().withProperty("wechatpay.merchant.shop",
						TestMerchant.text("apiclient_key.pem")))));
		assertThat(failure.tellsNoSecret().description()).contains("wechatpay.merchant.shop");
	}

	@Test
	void propertiesOfMerchantAreTextSoThatTheyAlwaysBind() throws IOException {
		Set<String> types = fields().stream()
			.map(Field::type)
			.filter((type) -> !type.startsWith("final "))
			.collect(Collectors.toSet());
		assertThat(types).containsExactlyInAnyOrder("URI", "Duration", "DataSize", "SigningScheduler", "int", "boolean",
				"String", "@Nullable String");
	}

	@Test
	void everyPropertyIsDocumentedInMetadata() throws IOException {
		JsonNode properties = metadata().get("properties");
		assertThat(properties).isNotEmpty();
		for (JsonNode property : properties) {
			assertThat(property.get("name").asString()).matches("(?:management\\.info\\.)?wechatpay\\..+");
			assertThat(property.has("description")).as(property.get("name").asString()).isTrue();
			assertDescription(property.get("description").asString());
		}
	}

	@Test
	void everyPropertyThatIsNoTextHasDefaultInMetadata() throws IOException {
		List<String> withoutDefault = StreamSupport.stream(metadata().get("properties").spliterator(), false)
			.filter((property) -> !property.has("defaultValue"))
			.map((property) -> property.get("name").asString())
			.toList();
		assertThat(withoutDefault).containsExactlyInAnyOrder("wechatpay.default-merchant", "wechatpay.merchant");
	}

	/**
	 * Metadata has no entries for the elements of a map, so an editor reads these.
	 */
	@Test
	void everyFieldIsDocumented() throws IOException {
		List<Field> properties = fields().stream()
			.filter((field) -> !field.type().startsWith("final ") || field.type().contains("Map<"))
			.toList();
		assertThat(properties).hasSizeGreaterThan(20);
		for (Field property : properties) {
			assertThat(property.javadoc()).as(property.name()).isNotNull();
			String description = property.javadoc().replaceAll("\\s*\\*\\s*", " ").strip();
			assertDescription(description);
			if (property.type().equals("boolean")) {
				assertThat(description).startsWith("Whether ");
			}
		}
	}

	private static void assertDescription(String description) {
		assertThat(description).endsWith(".").doesNotStartWithIgnoringCase("the ").doesNotStartWithIgnoringCase("a ");
		assertThat(description).doesNotStartWithIgnoringCase("an ").doesNotContainIgnoringCase("default is");
	}

	private static List<Field> fields() throws IOException {
		return FIELD.matcher(Files.readString(SOURCE))
			.results()
			.map((field) -> new Field(field.group(1), field.group(2), field.group(3)))
			.toList();
	}

	private static JsonNode metadata() throws IOException {
		try (InputStream in = new ClassPathResource("META-INF/spring-configuration-metadata.json",
				WechatPayProperties.class.getClassLoader())
			.getInputStream()) {
			return JsonMapper.shared().readTree(in);
		}
	}

	private record Field(@Nullable String javadoc, String type, String name) {

	}

}
