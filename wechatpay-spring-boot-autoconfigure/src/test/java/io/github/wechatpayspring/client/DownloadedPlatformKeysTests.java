package io.github.wechatpayspring.client;

import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.crypto.InvalidSignatureException.Reason;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.json.WechatPayJson;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DownloadedPlatformKeys}.
 */
class DownloadedPlatformKeysTests {

	private static final String CERTIFICATES = "/v3/certificates";

	private final TestClock clock = new TestClock();

	private final AtomicReference<Supplier<WireResponse>> certificates = new AtomicReference<>(
			() -> CertificateAnswer.signedByOne(this.clock.instant(), CertificateAnswer.one()));

	private final AtomicReference<Supplier<WireResponse>> answer = new AtomicReference<>(
			() -> answer(TestKeys.SERIAL_1, TestKeys.PLATFORM_KEY_1));

	private final WireServer server = new WireServer((request) -> request.target().equals(CERTIFICATES)
			? this.certificates.get().get() : this.answer.get().get());

	private final WechatPayWebClients webClients = TestClients.webClients(TestConnector.REACTOR.create(),
			this.server.url(), this.clock);

	private final PlatformKeys keys = TestClients.certificates(this.webClients);

	@AfterEach
	void close() {
		this.server.close();
	}

	private WireResponse answer(String serial, PrivateKey key) {
		return WireResponse.of(200, "{}").sign(serial, key, this.clock.instant().getEpochSecond());
	}

	private Mono<Map<?, ?>> call(PlatformKeys platformKeys) {
		return this.webClients.create(new InMemoryMerchantRepository(TestClients.merchant(platformKeys)))
			.get()
			.uri("/v3/a")
			.retrieve()
			.bodyToMono(Map.class)
			.map((map) -> map);
	}

	private void assertAnswered(PlatformKeys platformKeys) {
		StepVerifier.create(call(platformKeys)).expectNext(Map.of()).expectComplete().verify(TestClients.TIMEOUT);
	}

	private void assertInvalid(PlatformKeys platformKeys, Reason reason) {
		StepVerifier.create(call(platformKeys))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(InvalidSignatureException.class,
					(invalid) -> assertThat(invalid.getReason()).isEqualTo(reason)))
			.verify(TestClients.TIMEOUT);
	}

	private void assertUnavailable(PlatformKeys platformKeys) {
		StepVerifier.create(call(platformKeys))
			.expectError(PlatformKeysUnavailableException.class)
			.verify(TestClients.TIMEOUT);
	}

	private List<WireRequest> downloads() {
		return this.server.requests().stream().filter((request) -> request.target().equals(CERTIFICATES)).toList();
	}

	private List<WireRequest> calls() {
		return this.server.requests().stream().filter((request) -> !request.target().equals(CERTIFICATES)).toList();
	}

	private static void await(BooleanSupplier condition) {
		Flux.interval(Duration.ofMillis(5))
			.onBackpressureDrop()
			.publishOn(Schedulers.boundedElastic(), 1)
			.filter((tick) -> condition.getAsBoolean())
			.next()
			.block(TestClients.TIMEOUT);
	}

	@Test
	void certificateIsKnownWhileItIsAtHandAndValid() {
		assertThat(this.keys.isKnown(TestKeys.SERIAL_1)).isFalse();
		assertThat(this.server.requests()).isEmpty();
		assertAnswered(this.keys);
		assertThat(this.keys.isKnown(TestKeys.SERIAL_1)).isTrue();
		assertThat(this.keys.isKnown(TestKeys.SERIAL_2)).isFalse();
		assertThat(this.keys.isKnown(TestKeys.PUBLIC_KEY_ID)).isFalse();
		assertThat(TestClients.publicKey().and(this.keys).isKnown(TestKeys.SERIAL_1)).isTrue();
		this.clock.advance(Duration.ofDays(3650));
		assertThat(this.keys.isKnown(TestKeys.SERIAL_1)).isFalse();
		assertThat(downloads()).hasSize(1);
	}

	@Test
	void downloadIsPendingUntilThereAreCertificatesAndWhenTheyAreOld() {
		assertThat(this.keys.isDownloadPending()).isTrue();
		assertAnswered(this.keys);
		assertThat(this.keys.isDownloadPending()).isFalse();
		this.clock.advance(Duration.ofHours(12).minusSeconds(1));
		assertThat(this.keys.isDownloadPending()).isFalse();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.keys.isDownloadPending()).isTrue();
		assertThat(TestClients.publicKey().and(this.keys).isDownloadPending()).isTrue();
		assertThat(downloads()).hasSize(1);
		StepVerifier.create(this.keys.findById(TestKeys.SERIAL_2)).expectComplete().verify(TestClients.TIMEOUT);
		assertThat(downloads()).hasSize(2);
		assertThat(this.keys.isDownloadPending()).isFalse();
	}

	@Test
	void nothingIsDownloadedBeforeItIsNeeded() {
		TestClients.both(this.webClients);
		assertThat(this.server.connections()).isZero();
		Mono<?> call = call(this.keys);
		Mono<?> preferred = this.keys.preferredId();
		Mono<?> found = this.keys.findById(TestKeys.SERIAL_1);
		assertThat(List.of(call, preferred, found)).hasSize(3);
		assertThat(this.server.connections()).isZero();
	}

	@Test
	void firstCallDownloadsAndAsksForWhatItGot() {
		assertAnswered(this.keys);
		assertAnswered(this.keys);
		assertThat(downloads()).hasSize(1).first().satisfies((request) -> {
			assertThat(request.method()).isEqualTo("GET");
			assertThat(request.header("Wechatpay-Serial")).isNull();
			assertThat(request.header("Accept")).isEqualTo("application/json");
			assertThat(request.header("User-Agent")).isNotNull();
			assertThat(request.authorization("mchid")).isEqualTo(TestKeys.MERCHANT_ID);
			assertThat(TestKeys.verify(TestKeys.certificate("rsa/apiclient_cert.pem").getPublicKey(), request.message(),
					request.authorization("signature")))
				.isTrue();
		});
		assertThat(calls()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.header("Wechatpay-Serial")).isEqualTo(TestKeys.SERIAL_1));
	}

	@ParameterizedTest
	@EnumSource
	void downloadOfTheVectorsIsAcceptedAtItsTime(TestConnector connector) {
		JsonNode vector = TestKeys.vectors("certificates-download.json");
		WireResponse response = WireResponse.of(200, vector.get("body").asString())
			.header("Wechatpay-Signature", vector.get("signature").asString())
			.header("Wechatpay-Serial", vector.get("serial").asString())
			.header("Wechatpay-Timestamp", vector.get("timestamp").asString())
			.header("Wechatpay-Nonce", vector.get("nonce").asString())
			.header("Wechatpay-Signature-Type", vector.get("signature_type").asString());
		try (WireServer vectors = WireServer.answering(response)) {
			PlatformKeys downloaded = TestClients
				.certificates(TestClients.webClients(connector.shared(), vectors.url(), this.clock));
			StepVerifier
				.create(downloaded.findById(TestKeys.SERIAL_1).concatWith(downloaded.findById(TestKeys.SERIAL_2)))
				.expectNextCount(2)
				.expectComplete()
				.verify(TestClients.TIMEOUT);
			assertThat(vectors.requests()).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void manyCallersShareOneDownload(boolean held) {
		CountDownLatch latch = new CountDownLatch(held ? 1 : 0);
		this.certificates.set(() -> CertificateAnswer.signedByOne(TestKeys.NOW, CertificateAnswer.one()).after(latch));
		Mono<List<String>> callers = Flux.range(0, 200)
			.flatMap((number) -> ((number % 2 == 0) ? this.keys.preferredId()
					: this.keys.findById(TestKeys.SERIAL_1).map((verifier) -> TestKeys.SERIAL_1))
				.subscribeOn(Schedulers.boundedElastic()), 200)
			.collectList();
		StepVerifier.create(callers)
			.then(() -> await(() -> !downloads().isEmpty()))
			.then(latch::countDown)
			.assertNext((ids) -> assertThat(ids).hasSize(200).containsOnly(TestKeys.SERIAL_1))
			.expectComplete()
			.verify(TestClients.TIMEOUT);
		assertThat(downloads()).hasSize(1);
	}

	@Test
	void callerThatIsCancelledDoesNotBreakTheOthers() {
		CountDownLatch latch = new CountDownLatch(1);
		this.certificates.set(() -> CertificateAnswer.signedByOne(TestKeys.NOW, CertificateAnswer.one()).after(latch));
		Disposable first = call(this.keys).subscribe();
		await(() -> !downloads().isEmpty());
		StepVerifier.create(call(this.keys))
			.then(first::dispose)
			.then(latch::countDown)
			.expectNextCount(1)
			.expectComplete()
			.verify(TestClients.TIMEOUT);
		assertThat(downloads()).hasSize(1);
		assertThat(calls()).hasSize(1);
	}

	@Test
	void downloadGoesOnWhenItsOnlyCallerIsCancelled() {
		CountDownLatch latch = new CountDownLatch(1);
		this.certificates.set(() -> CertificateAnswer.signedByOne(TestKeys.NOW, CertificateAnswer.one()).after(latch));
		Disposable first = call(this.keys).subscribe();
		await(() -> !downloads().isEmpty());
		first.dispose();
		latch.countDown();
		assertAnswered(this.keys);
		assertThat(downloads()).hasSize(1);
	}

	@Test
	void callFailsBeforeItIsSentWhenThereAreNoCertificates() {
		this.certificates.set(() -> WireResponse.of(401, "{\"code\":\"SIGN_ERROR\"}"));
		List<Throwable> failures = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			StepVerifier.create(call(this.keys)).expectErrorSatisfies((ex) -> {
				assertThat(ex).isInstanceOf(PlatformKeysUnavailableException.class)
					.hasMessage("Platform certificates of WeChat Pay can't be downloaded for merchant "
							+ TestKeys.MERCHANT_ID + ", so the call was not sent: " + ex.getCause().getMessage())
					.hasMessageContaining("SIGN_ERROR")
					.hasCauseInstanceOf(WechatPayApiException.class);
				failures.add(ex);
			}).verify(TestClients.TIMEOUT);
		}
		assertThat(failures).doesNotHaveDuplicates();
		assertThat(failures.get(0).getCause().getSuppressed()).isEmpty();
		assertThat(downloads()).hasSize(1);
		this.clock.advance(Duration.ofSeconds(4));
		assertUnavailable(this.keys);
		assertThat(downloads()).hasSize(1);
		this.clock.advance(Duration.ofSeconds(1));
		assertUnavailable(this.keys);
		assertThat(downloads()).hasSize(2);
		assertThat(calls()).isEmpty();
		this.certificates.set(() -> CertificateAnswer.signedByOne(this.clock.instant(), CertificateAnswer.one()));
		this.clock.advance(Duration.ofSeconds(5));
		assertAnswered(this.keys);
	}

	@Test
	void failureTellsThatApiV3KeyCanBeWrong() {
		this.certificates.set(() -> CertificateAnswer.signedByOne(TestKeys.NOW,
				CertificateAnswer.item(TestKeys.SERIAL_1, "rsa/platform_cert_1.pem", CertificateAnswer.FROM,
						CertificateAnswer.TO, "ApiV3Key-for-others-0123456789ab")));
		StepVerifier.create(call(this.keys))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PlatformKeysUnavailableException.class)
				.hasMessageContaining("under another API v3 key")
				.hasMessageEndingWith(". Compare the API v3 key of merchant " + TestKeys.MERCHANT_ID
						+ " with that of the merchant console")
				.hasMessageNotContaining(TestKeys.API_V3_KEY))
			.verify(TestClients.TIMEOUT);
	}

	@Test
	void failureDoesNotBlameApiV3KeyForMalformedAnswer() {
		this.certificates.set(() -> CertificateAnswer.signedByOne(TestKeys.NOW,
				"{\"serial_no\":\"1\",\"encrypt_certificate\":{\"algorithm\":\"AEAD_AES_256_GCM\"}}"));
		StepVerifier.create(call(this.keys))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PlatformKeysUnavailableException.class)
				.hasMessageContaining("nonce")
				.hasMessageNotContaining("API v3 key"))
			.verify(TestClients.TIMEOUT);
	}

	@Test
	void failureTellsThatNothingListens() {
		this.server.close();
		StepVerifier.create(call(this.keys))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PlatformKeysUnavailableException.class)
				.hasMessageContaining("Connection refused"))
			.verify(TestClients.TIMEOUT);
	}

	@Test
	void failureOfCallThatWasSentDoesNotSayOtherwise() {
		assertAnswered(this.keys);
		this.clock.advance(Duration.ofHours(12));
		this.certificates.set(() -> WireResponse.of(500, ""));
		this.answer.set(() -> answer(TestKeys.SERIAL_2, TestKeys.PLATFORM_KEY_2));
		StepVerifier.create(call(this.keys))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(InvalidSignatureException.class)
				.cause()
				.isInstanceOf(PlatformKeysUnavailableException.class)
				.hasMessageContaining("for merchant " + TestKeys.MERCHANT_ID + ": ")
				.hasMessageNotContaining("not sent"))
			.verify(TestClients.TIMEOUT);
	}

	@Test
	void messageIsOneLineWithoutPersonalData() {
		PlatformKeysUnavailableException exception = PlatformKeysUnavailableException.beforeCall(TestKeys.MERCHANT_ID,
				new IllegalStateException("a\nb " + WechatPayApiExceptionTests.OPENID));
		assertThat(exception).hasMessageEndingWith("so the call was not sent: a b o******");
		assertThat(PlatformKeysUnavailableException.afterCall("1", new IllegalStateException()))
			.hasMessageEndingWith("for merchant 1: java.lang.IllegalStateException");
		assertThat(PlatformKeysUnavailableException.beforeCall("1", null))
			.hasMessage("WeChat Pay has no valid platform certificate for merchant 1, so the call was not sent")
			.hasNoCause();
	}

	@Test
	void clockThatIsSetBackDoesNotKeepTheNextDownloadWaiting() {
		this.certificates.set(() -> WireResponse.of(500, ""));
		assertUnavailable(this.keys);
		this.clock.advance(Duration.ofHours(-1));
		this.certificates.set(() -> CertificateAnswer.signedByOne(this.clock.instant(), CertificateAnswer.one()));
		assertAnswered(this.keys);
	}

	@Test
	void downloadThatHangsIsGivenUp() {
		CountDownLatch latch = new CountDownLatch(1);
		this.certificates.set(() -> WireResponse.of(200, "").after(latch));
		PlatformSignatureVerifier verifier = new PlatformSignatureVerifier(this.clock);
		AnswerVerification answers = new AnswerVerification(new AnswerReader(1024, TestClients.TIMEOUT, null), verifier,
				WechatPayJson.mapper());
		PlatformKeys impatient = new DownloadedPlatformKeys(TestKeys.MERCHANT_ID,
				new PlatformCertificateDownload(WebClient.create(this.server.url().toString()), answers, verifier,
						WechatPayJson.mapper(), this.clock, ApiV3Key.of(TestKeys.API_V3_KEY), CryptoProvider.jdk()),
				TestClients.publicKey(), this.clock, Duration.ofMillis(200));
		StepVerifier.create(impatient.preferredId())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PlatformKeysUnavailableException.class)
				.hasCauseInstanceOf(TimeoutException.class))
			.verify(TestClients.TIMEOUT);
		latch.countDown();
	}

	@Test
	void unknownSerialLeadsToOneDownload() {
		assertAnswered(this.keys);
		this.clock.advance(Duration.ofMinutes(1));
		this.certificates.set(() -> CertificateAnswer.signed(TestKeys.SERIAL_2, TestKeys.PLATFORM_KEY_2,
				this.clock.instant(), CertificateAnswer.one(), CertificateAnswer.two()));
		this.answer.set(() -> answer(TestKeys.SERIAL_2, TestKeys.PLATFORM_KEY_2));
		assertAnswered(this.keys);
		assertAnswered(this.keys);
		assertThat(downloads()).hasSize(2);
		assertThat(downloads().get(1).header("Wechatpay-Serial")).isEqualTo(TestKeys.SERIAL_1);
		assertThat(calls()).extracting((request) -> request.header("Wechatpay-Serial"))
			.containsExactly(TestKeys.SERIAL_1, TestKeys.SERIAL_1, TestKeys.SERIAL_2);
	}

	@Test
	void unknownSerialsCannotCauseManyDownloads() {
		this.answer.set(() -> answer(TestKeys.OTHER_SERIAL, TestKeys.OTHER_KEY));
		for (int i = 0; i < 5; i++) {
			assertInvalid(this.keys, Reason.UNKNOWN_SERIAL);
		}
		assertThat(downloads()).hasSize(1);
		this.clock.advance(Duration.ofSeconds(59));
		assertInvalid(this.keys, Reason.UNKNOWN_SERIAL);
		assertThat(downloads()).hasSize(1);
		this.clock.advance(Duration.ofSeconds(1));
		assertInvalid(this.keys, Reason.UNKNOWN_SERIAL);
		assertThat(downloads()).hasSize(2);
		this.clock.advance(Duration.ofMinutes(1));
		this.certificates.set(() -> WireResponse.of(500, ""));
		assertInvalid(this.keys, Reason.KEYS_UNAVAILABLE);
		assertInvalid(this.keys, Reason.KEYS_UNAVAILABLE);
		assertThat(downloads()).hasSize(3);
		this.answer.set(() -> answer(TestKeys.SERIAL_1, TestKeys.PLATFORM_KEY_1));
		assertAnswered(this.keys);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUB_KEY_ID_1", "nonsense", "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C0", " " })
	void idThatIsNoSerialNumberLeadsToNoDownload(String id) {
		StepVerifier.create(this.keys.findById(id)).expectComplete().verify(TestClients.TIMEOUT);
		assertThat(this.server.connections()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1dde55ad98ed71d6edd4a4a16996de7b47773a8c", "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C" })
	void serialNumberIsFoundInEitherCase(String serial) {
		StepVerifier.create(this.keys.findById(serial)).expectNextCount(1).expectComplete().verify(TestClients.TIMEOUT);
	}

	@Test
	void certificatesAreRefreshedInTheBackgroundAfterTwelveHours() {
		assertAnswered(this.keys);
		this.clock.advance(Duration.ofHours(12).minusSeconds(1));
		assertAnswered(this.keys);
		assertThat(downloads()).hasSize(1);
		CountDownLatch latch = new CountDownLatch(1);
		this.certificates.set(() -> CertificateAnswer
			.signedByOne(this.clock.instant(), CertificateAnswer.one(), CertificateAnswer.two())
			.after(latch));
		this.clock.advance(Duration.ofSeconds(1));
		assertAnswered(this.keys);
		assertAnswered(this.keys);
		await(() -> downloads().size() == 2);
		assertThat(calls()).extracting((request) -> request.header("Wechatpay-Serial")).containsOnly(TestKeys.SERIAL_1);
		latch.countDown();
		await(() -> TestKeys.SERIAL_2.equals(this.keys.preferredId().block(TestClients.TIMEOUT)));
		assertAnswered(this.keys);
		assertThat(downloads()).hasSize(2);
	}

	@Test
	void refreshThatFailsLeavesTheCertificatesAndIsTriedAgainEveryMinute() {
		assertAnswered(this.keys);
		this.clock.advance(Duration.ofHours(12));
		this.certificates.set(() -> WireResponse.of(500, ""));
		for (int i = 0; i < 10; i++) {
			assertAnswered(this.keys);
			await(() -> downloads().size() == 2);
		}
		assertThat(downloads()).hasSize(2);
		this.clock.advance(Duration.ofMinutes(1));
		await(() -> {
			assertAnswered(this.keys);
			return downloads().size() == 3;
		});
	}

	@Test
	void expiredCertificateIsNotTrusted() {
		assertAnswered(this.keys);
		this.clock.set(Instant.parse("2029-06-07T02:34:56Z"));
		this.certificates.set(() -> WireResponse.of(500, ""));
		assertAnswered(this.keys);
		this.clock.advance(Duration.ofSeconds(61));
		assertUnavailable(this.keys);
		this.certificates.set(() -> CertificateAnswer.signed(TestKeys.SERIAL_2, TestKeys.PLATFORM_KEY_2,
				this.clock.instant(), CertificateAnswer.one(), CertificateAnswer.two()));
		this.clock.advance(Duration.ofMinutes(1));
		assertInvalid(this.keys, Reason.UNKNOWN_SERIAL);
		assertThat(calls().get(calls().size() - 1).header("Wechatpay-Serial")).isEqualTo(TestKeys.SERIAL_2);
	}

	@Test
	void certificateExpiresWhateverTheListSays() {
		this.clock.set(Instant.parse("2032-01-01T00:00:00Z"));
		this.certificates.set(() -> CertificateAnswer.signedByOne(this.clock.instant(), CertificateAnswer
			.item(TestKeys.SERIAL_1, "rsa/platform_cert_1.pem", CertificateAnswer.FROM, "2040-01-01T00:00:00+08:00")));
		assertUnavailable(this.keys);
	}

	@Test
	void certificateThatIsNotInUseYetIsNotTrusted() {
		this.certificates.set(() -> CertificateAnswer.signedByOne(this.clock.instant(), CertificateAnswer.one(),
				CertificateAnswer.item(TestKeys.SERIAL_2, "rsa/platform_cert_2.pem", "2024-12-01T00:00:00+08:00",
						"2030-01-01T00:00:00+08:00")));
		this.answer.set(() -> answer(TestKeys.SERIAL_2, TestKeys.PLATFORM_KEY_2));
		assertInvalid(this.keys, Reason.UNKNOWN_SERIAL);
		assertThat(calls().get(0).header("Wechatpay-Serial")).isEqualTo(TestKeys.SERIAL_1);
		this.clock.set(Instant.parse("2024-12-01T00:00:00Z"));
		assertAnswered(this.keys);
		assertThat(calls().get(1).header("Wechatpay-Serial")).isEqualTo(TestKeys.SERIAL_2);
	}

	@ParameterizedTest
	@CsvSource({ "2024-06-08T10:34:56+08:00, 1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
			"2024-06-08T10:34:55+08:00, 2F7BC1AD98ED71D6EDD4A4A16996DE7B00A13377" })
	void newerOfTwoCertificatesIsAskedForWhenTheyEndTogether(String from, String expected) {
		String second = from.equals(CertificateAnswer.FROM) ? "2024-06-08T10:34:55+08:00" : CertificateAnswer.FROM;
		this.certificates.set(() -> CertificateAnswer.signedByOne(this.clock.instant(),
				CertificateAnswer.item(TestKeys.SERIAL_1, "rsa/platform_cert_1.pem", from, CertificateAnswer.TO),
				CertificateAnswer.item(TestKeys.SERIAL_2, "rsa/platform_cert_2.pem", second, CertificateAnswer.TO)));
		StepVerifier.create(this.keys.preferredId()).expectNext(expected).expectComplete().verify(TestClients.TIMEOUT);
	}

	@Test
	void certificateWithoutTimesIsValidAsItSaysItself() {
		String item = CertificateAnswer.one().replaceAll("\"(effective|expire)_time\":\"[^\"]*\",", "");
		assertThat(item).doesNotContain("_time");
		this.certificates.set(() -> CertificateAnswer.signedByOne(this.clock.instant(), item));
		assertUnavailable(this.keys);
		this.clock.set(Instant.parse("2027-01-01T00:00:00Z"));
		assertAnswered(this.keys);
	}

	static Stream<Arguments> tamperedDownloads() {
		Instant now = TestKeys.NOW.plus(Duration.ofHours(12));
		String one = CertificateAnswer.one();
		String two = CertificateAnswer.two();
		String foreign = CertificateAnswer.item(TestKeys.OTHER_SERIAL, "rsa/other_cert.pem", CertificateAnswer.FROM,
				CertificateAnswer.TO);
		String changed = two.replaceFirst("\"ciphertext\":\"....", "\"ciphertext\":\"AAAA");
		String otherKey = CertificateAnswer.item(TestKeys.SERIAL_2, "rsa/platform_cert_2.pem", CertificateAnswer.FROM,
				CertificateAnswer.TO, "ApiV3Key-for-others-0123456789ab");
		String renamed = CertificateAnswer.item(TestKeys.OTHER_SERIAL, "rsa/platform_cert_2.pem",
				CertificateAnswer.FROM, CertificateAnswer.TO);
		return Stream.of(Arguments.of("changed certificate", CertificateAnswer.signedByOne(now, one, changed)),
				Arguments.of("changed after signing",
						CertificateAnswer.signedByOne(now, one, two).body(CertificateAnswer.body(two, one).getBytes())),
				Arguments.of("another API v3 key", CertificateAnswer.signedByOne(now, one, otherKey)),
				Arguments.of("serial number of another", CertificateAnswer.signedByOne(now, one, renamed)),
				Arguments.of("foreign key",
						CertificateAnswer.signed(TestKeys.SERIAL_1, TestKeys.OTHER_KEY, now, one, two)),
				Arguments.of("signed by a key that it doesn't bring",
						CertificateAnswer.signed(TestKeys.OTHER_SERIAL, TestKeys.OTHER_KEY, now, one, two)),
				Arguments.of("signed by a key id",
						CertificateAnswer.signed(TestKeys.PUBLIC_KEY_ID, TestKeys.OTHER_KEY, now, one, two)),
				Arguments.of("unsigned", WireResponse.of(200, CertificateAnswer.body(one, two))),
				Arguments.of("signed long ago", CertificateAnswer.signedByOne(TestKeys.NOW, one, two)),
				Arguments.of("empty list", CertificateAnswer.signedByOne(now)),
				Arguments.of("no list",
						WireResponse.of(200, "{}")
							.sign(TestKeys.SERIAL_1, TestKeys.PLATFORM_KEY_1, now.getEpochSecond())),
				Arguments.of("null list",
						WireResponse.of(200, "{\"data\":null}")
							.sign(TestKeys.SERIAL_1, TestKeys.PLATFORM_KEY_1, now.getEpochSecond())),
				Arguments.of("no JSON",
						WireResponse.of(200, "<html>")
							.sign(TestKeys.SERIAL_1, TestKeys.PLATFORM_KEY_1, now.getEpochSecond())),
				Arguments.of("empty",
						WireResponse.of(200, "")
							.sign(TestKeys.SERIAL_1, TestKeys.PLATFORM_KEY_1, now.getEpochSecond())),
				Arguments.of("null certificate", CertificateAnswer.signedByOne(now, one, "null")),
				Arguments.of("certificate without content",
						CertificateAnswer.signedByOne(now, one, "{\"serial_no\":\"1\"}")),
				Arguments.of("certificate without serial number",
						CertificateAnswer.signedByOne(now, one, two.replaceFirst("\"serial_no\":\"[^\"]*\",", ""))),
				Arguments.of("ciphertext missing",
						CertificateAnswer.signedByOne(now, one,
								"{\"serial_no\":\"1\",\"encrypt_certificate\":{\"algorithm\":\"AEAD_AES_256_GCM\"}}")),
				Arguments.of("all expired",
						CertificateAnswer.signedByOne(now,
								CertificateAnswer.item(TestKeys.SERIAL_2, "rsa/platform_cert_2.pem",
										CertificateAnswer.FROM, "2024-08-01T00:00:00+08:00"))),
				Arguments.of("204", WireResponse.of(204, "").sign()),
				Arguments.of("redirect", WireResponse.of(302, "").header("Location", "/v3/certificates")),
				Arguments.of("foreign certificate under another key", CertificateAnswer.signed(TestKeys.OTHER_SERIAL,
						TestKeys.OTHER_KEY, now, foreign.replace(TestKeys.OTHER_SERIAL, TestKeys.SERIAL_1))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("tamperedDownloads")
	void tamperedDownloadIsRefusedAndLeavesTheCertificates(String name, WireResponse tampered) {
		assertAnswered(this.keys);
		PlatformKeys both = TestClients.both(this.webClients);
		PlatformKeys empty = TestClients.certificates(this.webClients);
		this.clock.advance(Duration.ofHours(12));
		this.certificates.set(() -> tampered);
		assertUnavailable(empty);
		StepVerifier.create(both.findById(TestKeys.SERIAL_1))
			.expectError(PlatformKeysUnavailableException.class)
			.verify(TestClients.TIMEOUT);
		this.answer.set(() -> answer(TestKeys.SERIAL_2, TestKeys.PLATFORM_KEY_2));
		assertInvalid(this.keys, Reason.KEYS_UNAVAILABLE);
		this.answer.set(() -> answer(TestKeys.SERIAL_1, TestKeys.PLATFORM_KEY_1));
		assertAnswered(this.keys);
		StepVerifier.create(this.keys.preferredId())
			.expectNext(TestKeys.SERIAL_1)
			.expectComplete()
			.verify(TestClients.TIMEOUT);
	}

	@Test
	void publicKeyNeedsNoDownload() {
		PlatformKeys both = TestClients.both(this.webClients);
		this.answer.set(() -> answer(TestKeys.PUBLIC_KEY_ID, TestKeys.PUBLIC_KEY_PRIVATE));
		assertAnswered(both);
		assertAnswered(TestClients.publicKey());
		this.answer.set(() -> answer("PUB_KEY_ID_2", TestKeys.PUBLIC_KEY_PRIVATE));
		assertInvalid(both, Reason.UNKNOWN_SERIAL);
		assertThat(downloads()).isEmpty();
		assertThat(calls())
			.allSatisfy((request) -> assertThat(request.header("Wechatpay-Serial")).isEqualTo(TestKeys.PUBLIC_KEY_ID));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void bothKeysAreTrustedForAnswersAndDownloads(boolean publicKeySigns) {
		PlatformKeys both = TestClients.both(this.webClients);
		if (publicKeySigns) {
			this.certificates.set(() -> CertificateAnswer.signed(TestKeys.PUBLIC_KEY_ID, TestKeys.PUBLIC_KEY_PRIVATE,
					this.clock.instant(), CertificateAnswer.one()));
		}
		assertAnswered(both);
		this.answer.set(() -> answer(TestKeys.PUBLIC_KEY_ID, TestKeys.PUBLIC_KEY_PRIVATE));
		assertAnswered(both);
		assertThat(this.server.requests()).hasSize(3)
			.allSatisfy((request) -> assertThat(request.header("Wechatpay-Serial")).isEqualTo(TestKeys.PUBLIC_KEY_ID));
	}

	@Test
	void signatureOfThePublicKeyOnADownloadIsNotTrustedInCertificateMode() {
		this.certificates.set(() -> CertificateAnswer.signed(TestKeys.PUBLIC_KEY_ID, TestKeys.PUBLIC_KEY_PRIVATE,
				this.clock.instant(), CertificateAnswer.one()));
		assertUnavailable(this.keys);
	}

	@Test
	void trustedKeysThatFailAreAFailureOfTheDownload() {
		PlatformKeys broken = new PlatformKeys() {

			@Override
			public Mono<MessageVerifier> findById(String id) {
				return Mono.empty();
			}

			@Override
			public Mono<String> preferredId() {
				throw new IllegalStateException("key store is away");
			}

		};
		PlatformKeys both = this.webClients.publicKeyAndDownloadedCertificates(broken, TestKeys.MERCHANT_ID,
				TestClients.SIGNER, ApiV3Key.of(TestKeys.API_V3_KEY));
		for (int i = 0; i < 2; i++) {
			StepVerifier.create(both.findById(TestKeys.SERIAL_1))
				.expectError(PlatformKeysUnavailableException.class)
				.verify(TestClients.TIMEOUT);
		}
		assertThat(this.server.connections()).isZero();
	}

	@Test
	void callersWaitNoLongerThanTheDownloadTakes() throws InterruptedException {
		CountDownLatch latch = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		this.certificates.set(() -> CertificateAnswer.signedByOne(TestKeys.NOW, CertificateAnswer.one()).after(latch));
		call(this.keys).doFinally((signal) -> done.countDown()).subscribe();
		await(() -> !downloads().isEmpty());
		assertThat(done.getCount()).isOne();
		latch.countDown();
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
	}

}
