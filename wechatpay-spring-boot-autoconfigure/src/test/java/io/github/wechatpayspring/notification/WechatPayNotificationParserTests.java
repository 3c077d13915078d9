package io.github.wechatpayspring.notification;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.crypto.DecryptionException;
import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.crypto.InvalidSignatureException.Reason;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import io.github.wechatpayspring.notification.TestNotifications.TestNotification;
import io.github.wechatpayspring.payscore.SignState;
import io.github.wechatpayspring.payscore.UserSignPlan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WechatPayNotificationParser}, {@link WechatPayEvent},
 * {@link WechatPayNotification} and {@link UserPermission}.
 */
class WechatPayNotificationParserTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final WechatPayNotificationParser parser = TestNotifications.parser();

	static List<JsonNode> valid() {
		return TestNotifications.vectors().stream().filter((vector) -> vector.get("valid").asBoolean()).toList();
	}

	static List<JsonNode> invalid() {
		return TestNotifications.vectors().stream().filter((vector) -> !vector.get("valid").asBoolean()).toList();
	}

	@Test
	void vectorsAreThere() {
		assertThat(valid()).hasSize(3);
		assertThat(invalid()).hasSize(5);
	}

	@ParameterizedTest
	@MethodSource("valid")
	void parsesVectors(JsonNode vector) {
		WechatPayNotification<JsonNode> notification = parse(TestNotifications.notification(vector));
		JsonNode body = JsonMapper.shared().readTree(vector.get("body").asString());
		assertThat(notification.id()).isEqualTo(body.get("id").asString());
		assertThat(notification.eventType()).isEqualTo(body.get("event_type").asString());
		assertThat(notification.created()).isEqualTo(OffsetDateTime.parse("2024-08-05T17:33:41+08:00"));
		assertThat(notification.summary()).isEqualTo("test");
		assertThat(notification.originalType()).isEqualTo("payscore");
		assertThat(notification.merchant().name()).isEqualTo("default");
		assertThat(notification.subMerchantId()).isEqualTo("1900000110");
		assertThat(notification.resource()).isEqualTo(JsonMapper.shared().readTree(vector.get("plaintext").asString()));
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void refusesVectors(JsonNode vector) {
		Class<? extends Exception> type = switch (vector.get("name").asString()) {
			case "tampered body" -> InvalidSignatureException.class;
			case "well signed, body is no JSON", "well signed, no resource" -> InvalidNotificationException.class;
			case "well signed, but encrypted under another key: decryption fails", "well signed, unknown algorithm" ->
				DecryptionException.class;
			default -> throw new IllegalStateException("Unexpected vector");
		};
		StepVerifier.create(this.parser.parse(null, headers(vector), body(vector)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(type).hasMessageNotContaining("not json"))
			.verify(TIMEOUT);
	}

	private static HttpHeaders headers(JsonNode vector) {
		return TestNotifications.notification(vector).headers();
	}

	private static byte[] body(JsonNode vector) {
		return TestNotifications.notification(vector).body();
	}

	@ParameterizedTest
	@CsvSource({ "Wechatpay-Signature,, HEADER_MISSING", "Wechatpay-Serial,, HEADER_MISSING",
			"Wechatpay-Timestamp,, HEADER_MISSING", "Wechatpay-Nonce,, HEADER_MISSING",
			"Wechatpay-Signature, WECHATPAY/SIGNTEST/abcd, PROBE", "Wechatpay-Signature, a b, MALFORMED_SIGNATURE",
			"Wechatpay-Serial, 1DDE, UNKNOWN_SERIAL", "Wechatpay-Timestamp, soon, MALFORMED_TIMESTAMP",
			"Wechatpay-Nonce, other, MISMATCH", "Wechatpay-Timestamp, 1722850422, MISMATCH",
			"Wechatpay-Timestamp, 1722850722, CLOCK_SKEW", "Wechatpay-Timestamp, 1722850120, CLOCK_SKEW",
			"Wechatpay-Signature-Type, WECHATPAY2-SM2-WITH-SM3, UNSUPPORTED_SCHEME" })
	void refusesWhatIsNotSigned(String header, @Nullable String value, Reason reason) {
		TestNotification original = TestNotifications.of("1", "PAYSCORE.USER_PAID", "{}");
		TestNotification changed = (value != null) ? original.with(header, value) : original.without(header);
		StepVerifier.create(this.parser.parse(changed.headers(), changed.body()))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(InvalidSignatureException.class,
					(invalid) -> assertThat(invalid.getReason()).isEqualTo(reason)))
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@CsvSource({ "Wechatpay-Nonce,", "Wechatpay-Signature, WECHATPAY/SIGNTEST/abcd", "Wechatpay-Signature, a b",
			"Wechatpay-Timestamp, soon", "Wechatpay-Timestamp, 1722850120" })
	void looksForNoKeyWhereTheHeadersAreEnoughToRefuse(String header, @Nullable String value) {
		AtomicInteger lookups = new AtomicInteger();
		Merchant merchant = TestNotifications.merchant("default");
		PlatformKeys keys = new PlatformKeys() {

			@Override
			public Mono<MessageVerifier> findById(String id) {
				lookups.incrementAndGet();
				return merchant.platformKeys().findById(id);
			}

			@Override
			public Mono<String> preferredId() {
				return merchant.platformKeys().preferredId();
			}

		};
		WechatPayNotificationParser parser = new WechatPayNotificationParser(
				new InMemoryMerchantRepository(new Merchant(merchant.name(), merchant.id(), merchant.signer(),
						merchant.apiV3Key(), keys, merchant.payscore())),
				new PlatformSignatureVerifier(TestNotifications.clock()));
		TestNotification original = TestNotifications.of("1", "EVENT", "{}");
		TestNotification changed = (value != null) ? original.with(header, value) : original.without(header);
		StepVerifier.create(parser.parse(changed.headers(), changed.body()))
			.expectError(InvalidSignatureException.class)
			.verify(TIMEOUT);
		assertThat(lookups).hasValue(0);
		StepVerifier.create(parser.parse(original.headers(), original.body()))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(lookups).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(longs = { -300, 300 })
	void acceptsClocksThatDifferLittle(long seconds) {
		byte[] body = TestNotifications.of("1", "EVENT", "{}").body();
		TestNotification notification = TestNotifications.sign(body, TestNotifications.NOW.plusSeconds(seconds));
		assertThat(parse(notification).id()).isEqualTo("1");
	}

	@Test
	void doesNotDecryptBeforeTheSignatureIsValid() {
		TestNotification notification = TestNotifications
			.notification(TestNotifications.vector("well signed, but encrypted under another key: decryption fails"));
		StepVerifier
			.create(this.parser.parse(notification.with("Wechatpay-Nonce", "other").headers(), notification.body()))
			.expectError(InvalidSignatureException.class)
			.verify(TIMEOUT);
	}

	@Test
	void verifiesTheBytesAsReceived() {
		TestNotification notification = TestNotifications.of("1", "EVENT", "{}");
		byte[] body = (new String(notification.body(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
		StepVerifier.create(this.parser.parse(notification.headers(), body))
			.expectError(InvalidSignatureException.class)
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "[]", "1", "{", "", "{\"id\":{}}", "{\"create_time\":\"secret\"}",
			"{\"event_type\":\"EVENT\",\"resource\":{}}", "{\"id\":\" \",\"event_type\":\"EVENT\",\"resource\":{}}",
			"{\"id\":\"1\",\"resource\":{}}", "{\"id\":\"1\",\"event_type\":\"EVENT\",\"resource\":null}", "secret",
			"{\"id\":\"1\",\"event_type\":\"\",\"resource\":{}}" })
	void refusesOtherBodies(String body) {
		assertInvalid(TestNotifications.sign(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "\"secret\"", "{\"secret\":", "secret", "null", "" })
	void refusesOtherResources(String resource) {
		assertInvalid(TestNotifications.of("1", "EVENT", resource));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"mchid\":\"1900000110\"}", "{\"sp_mchid\":\"1900000110\"}",
			"{\"sp_mchid\":\"1900000110\",\"mchid\":\"1900000109\"}", "{\"mchid\":1900000110}" })
	void refusesResourcesOfOtherMerchants(String resource) {
		assertInvalid(TestNotifications.of("1", "EVENT", resource));
	}

	private void assertInvalid(TestNotification notification) {
		StepVerifier.create(this.parser.parse(notification.headers(), notification.body()))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(InvalidNotificationException.class)
				.hasNoCause()
				.hasMessageStartingWith("Notification can't be read: ")
				.hasMessageNotContainingAny("secret", "1900000110"))
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"mchid\":\"1900000109\"}", "{\"mchid\":1900000109}", "{\"mchid\":\"\"}",
			"{\"sp_mchid\":\"1900000109\",\"mchid\":\"1900000110\"}" })
	void acceptsResourcesOfTheMerchant(String resource) {
		WechatPayNotification<JsonNode> notification = parse(TestNotifications.of("1", "EVENT", resource));
		assertThat(notification.subMerchantId()).isNull();
		assertThat(notification.resource()).isEqualTo(JsonMapper.shared().readTree(resource));
	}

	@Test
	void optionalFieldsCanBeAbsent() {
		TestNotification full = TestNotifications.of("1", "EVENT", "{}");
		String body = new String(full.body(), StandardCharsets.UTF_8)
			.replace("\"create_time\":\"2024-08-05T17:33:41+08:00\",", "\"create_time\":\"\",")
			.replace("\"summary\":\"test\",", "")
			.replace("\"original_type\":\"payscore\",", "");
		WechatPayNotification<JsonNode> notification = parse(TestNotifications.sign(body));
		assertThat(notification.created()).isNull();
		assertThat(notification.summary()).isNull();
		assertThat(notification.originalType()).isNull();
	}

	@Test
	void merchantIsTheOneThatIsNamed() {
		TestNotification notification = TestNotifications.of("1", "EVENT", "{\"mchid\":\"1900000209\"}");
		StepVerifier.create(this.parser.parse("other", notification.headers(), notification.body()))
			.assertNext((parsed) -> assertThat(parsed.merchant().name()).isEqualTo("other"))
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier.create(this.parser.parse("key", notification.headers(), notification.body()))
			.expectError(DecryptionException.class)
			.verify(TIMEOUT);
		StepVerifier.create(this.parser.parse("nobody", notification.headers(), notification.body()))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(MerchantNotFoundException.class,
					(notFound) -> assertThat(notFound.getName()).isEqualTo("nobody")))
			.verify(TIMEOUT);
	}

	@Test
	void needsMerchants() {
		WechatPayNotificationParser parser = new WechatPayNotificationParser(new NoMerchants(),
				new PlatformSignatureVerifier(TestNotifications.clock()));
		TestNotification notification = TestNotifications.of("1", "EVENT", "{}")
			.with("Wechatpay-Serial", "PUB_KEY_ID_1");
		StepVerifier.create(parser.parse(notification.headers(), notification.body()))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(MerchantNotFoundException.class,
					(notFound) -> assertThat(notFound.getName()).isNull()))
			.verify(TIMEOUT);
	}

	@Test
	void convertsResource() {
		WechatPayNotification<JsonNode> notification = parse(
				TestNotifications.notification(TestNotifications.vector("user signed the plan")));
		WechatPayNotification<UserSignPlan> converted = this.parser.convert(notification,
				WechatPayEvent.USER_SIGN_PLAN);
		assertThat(converted.resource().state()).isEqualTo(SignState.SIGNED);
		assertThat(converted.resource().details()).hasSize(1);
		assertThat(converted).usingRecursiveComparison().ignoringFields("resource").isEqualTo(notification);
		assertThat(this.parser.convert(notification, WechatPayEvent.ANY_OTHER)).isEqualTo(notification);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.parser.convert(notification, WechatPayEvent.USER_CANCEL_SIGN_PLAN))
			.withMessage("Notification is about PAYSCORE.USER_SIGN_PLAN, not PAYSCORE.USER_CANCEL_SIGN_PLAN");
	}

	@Test
	void convertsPermission() {
		UserPermission permission = this.parser
			.convert(parse(TestNotifications.of("1", "PAYSCORE.USER_OPEN_SERVICE", """
					{"openid":"o","service_id":"s","appid":"a","user_service_status":"USER_OPEN_SERVICE",\
					"openorclose_time":"20260101080000","authorization_code":"c","new":1}""")),
					WechatPayEvent.USER_OPEN_SERVICE)
			.resource();
		assertThat(permission).isEqualTo(new UserPermission("o", "s", "a", "USER_OPEN_SERVICE", "20260101080000", "c"));
		assertThat(permission)
			.hasToString("UserPermission[serviceId=s, appId=a, status=USER_OPEN_SERVICE, changeTime=20260101080000]");
	}

	@Test
	void tellsWhereResourceIsNotOfTheType() {
		WechatPayNotification<JsonNode> notification = parse(
				TestNotifications.of("1", "PAYSCORE.USER_OPEN_SERVICE", "{\"openid\":{\"secret\":\"secret\"}}"));
		assertThatExceptionOfType(InvalidNotificationException.class)
			.isThrownBy(() -> this.parser.convert(notification, WechatPayEvent.USER_OPEN_SERVICE))
			.withMessage("Notification can't be read: decrypted resource isn't a UserPermission, see openid")
			.withNoCause();
	}

	@Test
	void tellsWhereListIsNotOfTheType() {
		WechatPayNotification<JsonNode> notification = parse(
				TestNotifications.of("1", "EVENT", "{\"prices\":[1,\"secret\"]}"));
		assertThatExceptionOfType(InvalidNotificationException.class)
			.isThrownBy(() -> this.parser.convert(notification, new WechatPayEvent<>("EVENT", Prices.class)))
			.withMessage("Notification can't be read: decrypted resource isn't a Prices, see prices.1")
			.withNoCause();
	}

	@Test
	void eventIncludesItsTypeOnly() {
		assertThat(WechatPayEvent.USER_PAID.includes("PAYSCORE.USER_PAID")).isTrue();
		assertThat(WechatPayEvent.USER_PAID.includes("PAYSCORE.USER_CONFIRM")).isFalse();
		assertThat(WechatPayEvent.ANY_OTHER.includes("PAYSCORE.USER_CONFIRM")).isTrue();
		assertThat(WechatPayEvent.USER_PAID).hasToString("PAYSCORE.USER_PAID");
		assertThatIllegalArgumentException().isThrownBy(() -> new WechatPayEvent<>(" ", JsonNode.class));
	}

	@Test
	void showsNothingOfTheResource() {
		WechatPayNotification<JsonNode> notification = parse(
				TestNotifications.notification(TestNotifications.vector("user signed the plan")));
		assertThat(notification).hasToString("WechatPayNotification[id=8b33f79f-8869-5ae5-b41b-3c0b59f957d0, "
				+ "eventType=PAYSCORE.USER_SIGN_PLAN, merchant=default]");
	}

	private WechatPayNotification<JsonNode> parse(TestNotification notification) {
		WechatPayNotification<JsonNode> parsed = this.parser.parse(notification.headers(), notification.body())
			.block(TIMEOUT);
		assertThat(parsed).isNotNull();
		return parsed;
	}

	record Prices(List<Integer> prices) {

	}

	/**
	 * A repository without merchants.
	 */
	private static final class NoMerchants implements MerchantRepository {

		@Override
		public Mono<Merchant> findByName(String name) {
			return Mono.empty();
		}

		@Override
		public Mono<Merchant> findDefault() {
			return Mono.empty();
		}

	}

}
