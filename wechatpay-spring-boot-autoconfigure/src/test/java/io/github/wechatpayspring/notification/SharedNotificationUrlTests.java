package io.github.wechatpayspring.notification;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.DecryptionException;
import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.crypto.InvalidSignatureException.Reason;
import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import io.github.wechatpayspring.notification.TestNotifications.TestNotification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WechatPayNotificationParser} where several merchants share the
 * notification URL that names none.
 */
class SharedNotificationUrlTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final ApiV3Key OTHER_KEY = ApiV3Key.of("0123456789abcdef0123456789abcdef");

	private final PlatformSignatureVerifier verifier = new PlatformSignatureVerifier(TestNotifications.clock());

	// Whose keys were asked, in that order
	private final Queue<String> asked = new ConcurrentLinkedQueue<>();

	@Test
	void merchantWhosePlatformKeySignedIsFound() {
		Merchant other = merchant("other", "1900000209", OTHER_KEY, "PUB_KEY_ID_2");
		Merchant signed = merchant("signed", "1900000309", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		assertParsed(merchants("other", other, signed), notification("1900000309"), "signed");
		assertThat(this.asked).containsExactly("signed");
	}

	@Test
	void merchantWhoseApiV3KeyOpensItIsFoundAmongThoseWithTheSamePlatformKey() {
		Merchant first = merchant("first", "1900000209", OTHER_KEY, TestNotifications.PUBLIC_KEY_ID);
		Merchant second = merchant("second", "1900000309", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		assertParsed(merchants("first", first, second), notification("1900000309"), "second");
		assertThat(this.asked).containsExactly("first", "second");
	}

	@Test
	void merchantThatTheResourceNamesIsFoundAmongThoseWithTheSameKeys() {
		Merchant first = merchant("first", "1900000209", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		Merchant second = merchant("second", "1900000309", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		assertParsed(merchants(null, first, second), notification("1900000309"), "second");
		assertParsed(merchants("second", first, second), notification("1900000209"), "first");
	}

	@Test
	void defaultMerchantComesFirst() {
		Merchant first = merchant("first", "1900000209", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		Merchant second = merchant("second", "1900000309", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		assertParsed(merchants("second", first, second), TestNotifications.of("1", "EVENT", "{}"), "second");
	}

	@Test
	void defaultMerchantWhoseKeyIsNotAtHandComesLast() {
		Merchant first = merchant("first", "1900000209", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		Merchant distant = merchant("distant", "1900000309", TestNotifications.KEY, keysThatAreNotAtHand("distant"));
		assertParsed(merchants("distant", first, distant), notification("1900000309"), "distant");
		assertThat(this.asked).containsExactly("first", "distant");
		this.asked.clear();
		assertParsed(merchants("distant", first, distant), notification("1900000209"), "first");
		assertThat(this.asked).containsExactly("first");
	}

	@Test
	void noOtherMerchantIsAskedToFetchKeys() {
		Merchant first = merchant("first", "1900000209", TestNotifications.KEY, keysThatAreNotAtHand("first"));
		Merchant distant = merchant("distant", "1900000309", TestNotifications.KEY, keysThatAreNotAtHand("distant"));
		assertFails(merchants("distant", first, distant), notification("1900000209"),
				InvalidNotificationException.class);
		assertThat(this.asked).containsExactly("distant");
	}

	@Test
	void merchantsThatHaveDownloadedNothingYetComeLast() {
		Merchant pending = merchant("pending", "1900000209", TestNotifications.KEY, pendingKeys("pending"));
		Merchant known = merchant("known", "1900000309", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		assertParsed(merchants(null, pending, known), notification("1900000309"), "known");
		assertThat(this.asked).containsExactly("known");
		this.asked.clear();
		assertParsed(merchants("known", pending, known), notification("1900000209"), "pending");
		assertThat(this.asked).containsExactly("known", "pending");
	}

	@Test
	void nothingIsDecryptedForAMerchantWhosePlatformKeyDoesNotVerify() {
		// The API v3 key opens it, but the platform key of that id is another one
		Merchant wrong = new Merchant("wrong", "1900000209", TestNotifications.SIGNER, TestNotifications.KEY,
				keys("wrong", TestNotifications.PUBLIC_KEY_ID, otherVerifier(), true, false), PayscoreDefaults.NONE);
		Merchant right = merchant("right", "1900000309", OTHER_KEY, TestNotifications.PUBLIC_KEY_ID);
		assertFails(merchants("wrong", wrong, right), notification("1900000209"), DecryptionException.class);
		assertThat(this.asked).containsExactly("wrong", "right");
	}

	@ParameterizedTest
	@CsvSource({ "Wechatpay-Signature, c2lnbmF0dXJl, MISMATCH, 2",
			"Wechatpay-Signature, WECHATPAY/SIGNTEST/c2ln, PROBE, 0", "Wechatpay-Timestamp, 1, CLOCK_SKEW, 0",
			"Wechatpay-Serial, PUB_KEY_ID_9, UNKNOWN_SERIAL, 1", "Wechatpay-Serial,, HEADER_MISSING, 0" })
	void forgedNotificationIsRefused(String header, @Nullable String value, Reason reason, int asked) {
		Merchant first = merchant("first", "1900000209", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		Merchant second = merchant("second", "1900000309", OTHER_KEY, TestNotifications.PUBLIC_KEY_ID);
		TestNotification notification = notification("1900000209");
		TestNotification forged = (value != null) ? notification.with(header, value) : notification.without(header);
		assertInvalid(merchants("first", first, second), forged, reason);
		assertThat(this.asked).hasSize(asked);
		assertThat(this.verifier.getProbeCount()).isEqualTo((reason == Reason.PROBE) ? 1 : 0);
	}

	@Test
	void forgedNotificationCostsALimitedNumberOfVerifications() {
		List<Merchant> many = IntStream.range(0, 100)
			.mapToObj((number) -> merchant("shop-" + number, "19000" + number, OTHER_KEY,
					TestNotifications.PUBLIC_KEY_ID))
			.toList();
		TestNotification forged = notification("19000").with("Wechatpay-Signature", "c2lnbmF0dXJl");
		assertFails(new InMemoryMerchantRepository(many, "shop-99"), forged, InvalidSignatureException.class);
		assertThat(this.asked).hasSize(NotificationAddressees.MAX_SIZE + 1).startsWith("shop-99", "shop-0");
	}

	@Test
	void noMerchantIsLookedAtTwice() {
		AtomicInteger looks = new AtomicInteger();
		List<Merchant> many = IntStream.range(0, 100).mapToObj((number) -> {
			PlatformKeys keys = keysThatAreLookedAt(looks, (number % 2) == 0);
			return merchant("shop-" + number, "19000" + number, OTHER_KEY, keys);
		}).toList();
		assertFails(new InMemoryMerchantRepository(many, "shop-99"), notification("19000"), DecryptionException.class);
		assertThat(looks).hasPositiveValue().hasValueLessThanOrEqualTo(100);
		assertThat(this.asked).hasSize(NotificationAddressees.MAX_SIZE + 1);
	}

	@Test
	void unknownSerialIsReportedWithoutDefaultMerchant() {
		Merchant first = merchant("first", "1900000209", TestNotifications.KEY, "PUB_KEY_ID_1");
		Merchant second = merchant("second", "1900000309", OTHER_KEY, "PUB_KEY_ID_2");
		assertInvalid(merchants(null, first, second), notification("1900000209"), Reason.UNKNOWN_SERIAL);
		assertInvalid(merchants(null, first, second), notification("1900000209").without("Wechatpay-Serial"),
				Reason.HEADER_MISSING);
		assertInvalid(merchants(null, first, second),
				notification("1900000209").with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/c2ln"), Reason.PROBE);
		assertThat(this.verifier.getProbeCount()).isOne();
		assertThat(this.asked).isEmpty();
	}

	@Test
	void merchantOfTheResourceIsChecked() {
		Merchant first = merchant("first", "1900000209", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		Merchant second = merchant("second", "1900000309", OTHER_KEY, TestNotifications.PUBLIC_KEY_ID);
		assertFails(merchants("first", first, second), notification("1900000409"), InvalidNotificationException.class);
		assertFails(merchants("second", first, second), notification("1900000409"), InvalidNotificationException.class);
	}

	@Test
	void repositoryThatDoesNotSayWhatIsInMemoryIsAskedForItsDefaultOnly() {
		Merchant first = merchant("first", "1900000209", TestNotifications.KEY, TestNotifications.PUBLIC_KEY_ID);
		AtomicInteger calls = new AtomicInteger();
		MerchantRepository stored = new MerchantRepository() {

			@Override
			public Mono<Merchant> findByName(String name) {
				calls.incrementAndGet();
				return Mono.just(first);
			}

			@Override
			public Mono<Merchant> findDefault() {
				return Mono.empty();
			}

		};
		assertFails(stored, notification("1900000209"), MerchantNotFoundException.class);
		assertThat(calls).hasValue(0);
	}

	private TestNotification notification(String merchantId) {
		return TestNotifications.of("1", "EVENT", "{\"mchid\":\"" + merchantId + "\"}");
	}

	private Merchant merchant(String name, String id, ApiV3Key apiV3Key, String publicKeyId) {
		return merchant(name, id, apiV3Key, keys(name, publicKeyId, verifier(), true, false));
	}

	private static Merchant merchant(String name, String id, ApiV3Key apiV3Key, PlatformKeys keys) {
		return new Merchant(name, id, TestNotifications.SIGNER, apiV3Key, keys, PayscoreDefaults.NONE);
	}

	private PlatformKeys keysThatAreNotAtHand(String name) {
		return keys(name, TestNotifications.PUBLIC_KEY_ID, verifier(), false, false);
	}

	private PlatformKeys keysThatAreLookedAt(AtomicInteger looks, boolean known) {
		PlatformKeys keys = keys("any", TestNotifications.PUBLIC_KEY_ID, verifier(), known, !known);
		return new PlatformKeys() {

			@Override
			public Mono<MessageVerifier> findById(String id) {
				return keys.findById(id);
			}

			@Override
			public boolean isKnown(String id) {
				looks.incrementAndGet();
				return keys.isKnown(id);
			}

			@Override
			public boolean isDownloadPending() {
				return keys.isDownloadPending();
			}

			@Override
			public Mono<String> preferredId() {
				return keys.preferredId();
			}

		};
	}

	private PlatformKeys pendingKeys(String name) {
		return keys(name, TestNotifications.PUBLIC_KEY_ID, verifier(), false, true);
	}

	private PlatformKeys keys(String name, String publicKeyId, MessageVerifier verifier, boolean atHand,
			boolean pending) {
		PlatformKeys keys = PlatformKeys.of(publicKeyId, verifier);
		return new PlatformKeys() {

			@Override
			public Mono<MessageVerifier> findById(String id) {
				SharedNotificationUrlTests.this.asked.add(name);
				return keys.findById(id);
			}

			@Override
			public boolean isKnown(String id) {
				return atHand && keys.isKnown(id);
			}

			@Override
			public boolean isDownloadPending() {
				return pending;
			}

			@Override
			public Mono<String> preferredId() {
				return keys.preferredId();
			}

		};
	}

	private static MessageVerifier verifier() {
		return MessageVerifier.of(KeyReader.readPublicKey(TestNotifications.bytes("vectors/rsa/pub_key.pem")));
	}

	private static MessageVerifier otherVerifier() {
		return MessageVerifier
			.of(KeyReader.readCertificate(TestNotifications.bytes("vectors/rsa/platform_cert_1.pem"), null)
				.getPublicKey());
	}

	private static MerchantRepository merchants(@Nullable String defaultName, Merchant... merchants) {
		return new InMemoryMerchantRepository(List.of(merchants), defaultName);
	}

	private Mono<WechatPayNotification<JsonNode>> parse(MerchantRepository merchants, TestNotification notification) {
		return new WechatPayNotificationParser(merchants, this.verifier).parse(notification.headers(),
				notification.body());
	}

	private void assertParsed(MerchantRepository merchants, TestNotification notification, String merchant) {
		StepVerifier.create(parse(merchants, notification))
			.assertNext((parsed) -> assertThat(parsed.merchant().name()).isEqualTo(merchant))
			.expectComplete()
			.verify(TIMEOUT);
	}

	private void assertInvalid(MerchantRepository merchants, TestNotification notification, Reason reason) {
		StepVerifier.create(parse(merchants, notification))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(InvalidSignatureException.class,
					(invalid) -> assertThat(invalid.getReason()).isEqualTo(reason)))
			.verify(TIMEOUT);
	}

	private void assertFails(MerchantRepository merchants, TestNotification notification,
			Class<? extends Throwable> type) {
		StepVerifier.create(parse(merchants, notification)).expectError(type).verify(TIMEOUT);
	}

}
