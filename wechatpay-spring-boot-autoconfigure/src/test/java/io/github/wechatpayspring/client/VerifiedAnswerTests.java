package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.crypto.InvalidSignatureException.Reason;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.PlatformKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the verification of answers that a server sends.
 */
class VerifiedAnswerTests {

	private static final String BODY = "{\"name\":\"瑜伽课20节\"}";

	private static final long NOW = TestKeys.NOW.getEpochSecond();

	private static WireResponse ok() {
		return WireResponse.of(200, BODY).sign();
	}

	private static WireResponse signedWith(PrivateKey key, String serial, long timestamp) {
		return WireResponse.of(200, BODY).sign(serial, key, timestamp);
	}

	private static Mono<String> call(WebClient webClient) {
		return webClient.get().uri("/v3/a").retrieve().bodyToMono(String.class);
	}

	private static void assertInvalid(Mono<?> call, Reason reason, String requestId) {
		StepVerifier.create(call)
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOfSatisfying(InvalidSignatureException.class, (invalid) -> {
						assertThat(invalid.getReason()).isEqualTo(reason);
						assertThat(invalid.getRequestId()).isEqualTo(requestId);
						if (requestId != null) {
							assertThat(invalid).hasMessageContaining(requestId);
						}
					}))
			.verify(TestClients.TIMEOUT);
	}

	static Stream<Arguments> vectors() {
		return TestKeys.vectors("response-signatures.json")
			.get("cases")
			.valueStream()
			.filter((vector) -> !vector.get("signature_type").asString().contains("SM2"))
			.flatMap((vector) -> Arrays.stream(TestConnector.values())
				.map((connector) -> Arguments.of(connector, vector.get("name").asString(), vector)));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("vectors")
	void vectorsGetTheirVerdict(TestConnector connector, String name, JsonNode vector) {
		String body = vector.get("body").asString();
		WireResponse response = WireResponse.of(body.isEmpty() ? 204 : 200, body)
			.header("Wechatpay-Signature", vector.get("signature").asString())
			.header("Wechatpay-Serial", vector.get("serial").asString())
			.header("Wechatpay-Timestamp", vector.get("timestamp").asString())
			.header("Wechatpay-Nonce", vector.get("nonce").asString())
			.header("Wechatpay-Signature-Type", vector.get("signature_type").asString());
		JsonNode download = TestKeys.vectors("certificates-download.json");
		WireResponse certificates = WireResponse.of(200, download.get("body").asString())
			.header("Wechatpay-Signature", download.get("signature").asString())
			.header("Wechatpay-Serial", download.get("serial").asString())
			.header("Wechatpay-Timestamp", download.get("timestamp").asString())
			.header("Wechatpay-Nonce", download.get("nonce").asString());
		try (WireServer server = new WireServer(
				(request) -> request.target().equals("/v3/certificates") ? certificates : response)) {
			TestClock clock = new TestClock();
			clock.set(Instant.ofEpochSecond(vector.get("timestamp").asLong()));
			WechatPayWebClients webClients = TestClients.webClients(connector.shared(), server.url(), clock);
			WebClient webClient = webClients
				.create(new InMemoryMerchantRepository(TestClients.merchant(TestClients.both(webClients))));
			if (vector.get("valid").asBoolean()) {
				StepVerifier.create(call(webClient).defaultIfEmpty(""))
					.expectNext(body)
					.expectComplete()
					.verify(TestClients.TIMEOUT);
			}
			else {
				StepVerifier.create(call(webClient))
					.expectError(InvalidSignatureException.class)
					.verify(TestClients.TIMEOUT);
			}
		}
	}

	static Stream<Arguments> failures() {
		Map<String, WireResponse> responses = new LinkedHashMap<>();
		Map<String, Reason> reasons = new LinkedHashMap<>();
		for (String header : new String[] { "Signature", "Serial", "Timestamp", "Nonce" }) {
			responses.put("no " + header, ok().without("Wechatpay-" + header));
			responses.put("empty " + header, ok().header("Wechatpay-" + header, ""));
			reasons.put("no " + header, Reason.HEADER_MISSING);
			reasons.put("empty " + header, Reason.HEADER_MISSING);
		}
		add(responses, reasons, "no Base64", ok().header("Wechatpay-Signature", "@@@"), Reason.MALFORMED_SIGNATURE);
		add(responses, reasons, "probe", ok().header("Wechatpay-Signature", "WECHATPAY/SIGNTEST/ammd6IBFp2h=="),
				Reason.PROBE);
		add(responses, reasons, "too old", signedWith(TestKeys.PUBLIC_KEY_PRIVATE, TestKeys.PUBLIC_KEY_ID, NOW - 301),
				Reason.CLOCK_SKEW);
		add(responses, reasons, "too new", signedWith(TestKeys.PUBLIC_KEY_PRIVATE, TestKeys.PUBLIC_KEY_ID, NOW + 301),
				Reason.CLOCK_SKEW);
		add(responses, reasons, "overflow", ok().header("Wechatpay-Timestamp", String.valueOf(Long.MIN_VALUE)),
				Reason.CLOCK_SKEW);
		add(responses, reasons, "no number", ok().header("Wechatpay-Timestamp", "yesterday"),
				Reason.MALFORMED_TIMESTAMP);
		add(responses, reasons, "unknown id", ok().header("Wechatpay-Serial", "PUB_KEY_ID_unknown"),
				Reason.UNKNOWN_SERIAL);
		add(responses, reasons, "unknown serial", ok().header("Wechatpay-Serial", TestKeys.SERIAL_1),
				Reason.UNKNOWN_SERIAL);
		add(responses, reasons, "another key", signedWith(TestKeys.OTHER_KEY, TestKeys.PUBLIC_KEY_ID, NOW),
				Reason.MISMATCH);
		add(responses, reasons, "wrong type", ok().header("Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3"),
				Reason.UNSUPPORTED_SCHEME);
		add(responses, reasons, "changed body", ok().body(BODY.replace('2', '3').getBytes(StandardCharsets.UTF_8)),
				Reason.MISMATCH);
		add(responses, reasons, "dropped body", ok().body(new byte[0]), Reason.MISMATCH);
		add(responses, reasons, "unsigned", WireResponse.of(200, BODY), Reason.HEADER_MISSING);
		add(responses, reasons, "unsigned text", WireResponse.of(200, BODY).header("Content-Type", "text/plain"),
				Reason.HEADER_MISSING);
		add(responses, reasons, "unsigned empty 200", WireResponse.of(200, ""), Reason.HEADER_MISSING);
		add(responses, reasons, "unsigned 204", WireResponse.of(204, ""), Reason.HEADER_MISSING);
		add(responses, reasons, "unsigned 202", WireResponse.of(202, BODY), Reason.HEADER_MISSING);
		add(responses, reasons, "unsigned 206", WireResponse.of(206, BODY), Reason.HEADER_MISSING);
		add(responses, reasons, "204 of another body", WireResponse.of(204, BODY).sign(), Reason.MISMATCH);
		add(responses, reasons, "error of another key",
				WireResponse.of(400, BODY).sign(TestKeys.PUBLIC_KEY_ID, TestKeys.OTHER_KEY, NOW), Reason.MISMATCH);
		add(responses, reasons, "error half signed", WireResponse.of(500, BODY).sign().without("Wechatpay-Nonce"),
				Reason.HEADER_MISSING);
		add(responses, reasons, "compressed and signed so", ok().gzip().sign(), Reason.MISMATCH);
		return responses.entrySet()
			.stream()
			.flatMap((entry) -> Arrays.stream(TestConnector.values())
				.map((connector) -> Arguments.of(connector, entry.getKey(), entry.getValue(),
						reasons.get(entry.getKey()))));
	}

	private static void add(Map<String, WireResponse> responses, Map<String, Reason> reasons, String name,
			WireResponse response, Reason reason) {
		responses.put(name, response);
		reasons.put(name, reason);
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("failures")
	void answerThatDoesNotVerifyIsRefused(TestConnector connector, String name, WireResponse response, Reason reason) {
		try (WireServer server = WireServer.answering(response)) {
			WechatPayWebClients webClients = TestClients.webClients(connector.shared(), server.url());
			WebClient webClient = webClients
				.create(new InMemoryMerchantRepository(TestClients.merchant(TestClients.publicKey())));
			String requestId = "08F78BB5A8061052188BDD9BB106-268457470";
			WebClient.RequestHeadersSpec<?> request = webClient.get().uri("/v3/a");
			assertInvalid(request.retrieve().bodyToMono(Map.class), reason, requestId);
			assertInvalid(request.retrieve().bodyToFlux(String.class).collectList(), reason, requestId);
			assertInvalid(request.retrieve().toBodilessEntity(), reason, requestId);
			assertInvalid(request.retrieve().onStatus((status) -> true, (answer) -> Mono.empty()).toEntity(Map.class),
					reason, requestId);
			assertInvalid(request.exchangeToMono((answer) -> Mono.just("ignored")), reason, requestId);
			assertThat(webClients.getSignatureVerifier().getProbeCount()).isEqualTo((reason == Reason.PROBE) ? 5 : 0);
			assertThat(server.requests()).hasSize(5);
		}
	}

	@ParameterizedTest
	@EnumSource
	void clockMayBeOffByThreeHundredSeconds(TestConnector connector) {
		for (long offset : new long[] { -300, 300 }) {
			try (WireServer server = WireServer
				.answering(signedWith(TestKeys.PUBLIC_KEY_PRIVATE, TestKeys.PUBLIC_KEY_ID, NOW + offset))) {
				StepVerifier.create(call(TestClients.webClient(connector.shared(), server.url())))
					.expectNext(BODY)
					.expectComplete()
					.verify(TestClients.TIMEOUT);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void requestIdIsOptional(TestConnector connector) {
		try (WireServer server = WireServer.answering(WireResponse.of(200, BODY).without("Request-ID"))) {
			assertInvalid(call(TestClients.webClient(connector.shared(), server.url())), Reason.HEADER_MISSING, null);
		}
	}

	@ParameterizedTest
	@EnumSource
	void signatureTypeIsOptional(TestConnector connector) {
		try (WireServer server = WireServer.answering(ok().without("Wechatpay-Signature-Type"))) {
			StepVerifier.create(call(TestClients.webClient(connector.shared(), server.url())))
				.expectNext(BODY)
				.expectComplete()
				.verify(TestClients.TIMEOUT);
		}
	}

	@ParameterizedTest
	@EnumSource
	void emptyAnswersAreResultsWhenTheyAreSigned(TestConnector connector) {
		for (int status : new int[] { 200, 204 }) {
			try (WireServer server = WireServer.answering(WireResponse.of(status, "").sign())) {
				WebClient webClient = TestClients.webClient(connector.shared(), server.url());
				StepVerifier.create(webClient.get().uri("/v3/a").retrieve().bodyToMono(Map.class))
					.expectComplete()
					.verify(TestClients.TIMEOUT);
				StepVerifier.create(webClient.get().uri("/v3/a").retrieve().toBodilessEntity())
					.assertNext((entity) -> assertThat(entity.getStatusCode().value()).isEqualTo(status))
					.expectComplete()
					.verify(TestClients.TIMEOUT);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void answerToHeadIsVerified(TestConnector connector) {
		WireResponse response = WireResponse.of(200, "").sign().body(BODY.getBytes(StandardCharsets.UTF_8));
		WireResponse unsigned = WireResponse.of(200, BODY);
		try (WireServer server = new WireServer(
				(request) -> request.target().endsWith("signed") ? response : unsigned)) {
			WebClient webClient = TestClients.webClient(connector.shared(), server.url());
			StepVerifier.create(webClient.method(HttpMethod.HEAD).uri("/v3/signed").retrieve().toBodilessEntity())
				.expectNextCount(1)
				.expectComplete()
				.verify(TestClients.TIMEOUT);
			assertInvalid(webClient.head().uri("/v3/a").retrieve().toBodilessEntity(), Reason.HEADER_MISSING,
					"08F78BB5A8061052188BDD9BB106-268457470");
		}
	}

	@ParameterizedTest
	@EnumSource
	void jsonIsDecodedWhateverTheAnswerLeavesOut(TestConnector connector) {
		WireResponse response = WireResponse.of(200,
				"{\"plan_name\":\"瑜伽\",\"count\":2,\"new_field\":[{\"a\":1}],\"time\":\"2018-06-08T10:34:56+08:00\"}")
			.header("Content-Type", "text/plain;charset=utf-8")
			.sign();
		try (WireServer server = WireServer.answering(response)) {
			StepVerifier
				.create(TestClients.webClient(connector.shared(), server.url())
					.get()
					.uri("/v3/a")
					.retrieve()
					.bodyToMono(Answer.class))
				.assertNext((answer) -> {
					assertThat(answer.plan_name()).isEqualTo("瑜伽");
					assertThat(answer.missing()).isNull();
					assertThat(answer.time()).hasToString("2018-06-08T10:34:56+08:00");
				})
				.expectComplete()
				.verify(TestClients.TIMEOUT);
		}
	}

	static Stream<Arguments> compressions() {
		return Stream.of("gzip", "x-gzip", "GZIP", "chunked")
			.flatMap((kind) -> Arrays.stream(TestConnector.values()).map((connector) -> Arguments.of(connector, kind)));
	}

	@ParameterizedTest
	@MethodSource("compressions")
	void compressedAnswerIsVerifiedAsItWasBefore(TestConnector connector, String kind) {
		WireResponse compressed = ok().gzip();
		WireResponse response = kind.equals("chunked") ? compressed.chunked()
				: compressed.header("Content-Encoding", kind);
		try (WireServer server = WireServer.answering(response)) {
			StepVerifier
				.create(TestClients.webClient(connector.shared(), server.url())
					.get()
					.uri("/v3/a")
					.header("Accept-Encoding", "gzip")
					.retrieve()
					.toEntity(String.class))
				.assertNext((entity) -> {
					assertThat(entity.getBody()).isEqualTo(BODY);
					assertThat(entity.getHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING)).isFalse();
				})
				.expectComplete()
				.verify(TestClients.TIMEOUT);
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "APACHE")
	void brokenCompressionIsAnError(TestConnector connector) {
		try (WireServer server = WireServer.answering(ok().gzip().body(new byte[] { 0x1f, (byte) 0x8b, 8, 0, 1 }))) {
			StepVerifier.create(call(TestClients.webClient(connector.shared(), server.url())))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(WechatPayApiException.class,
						(failure) -> assertThat(failure.getStatusCode()).isEqualTo(HttpStatus.OK)))
				.verify(TestClients.TIMEOUT);
		}
	}

	@ParameterizedTest
	@EnumSource
	void emptyCompressedAnswerIsEmpty(TestConnector connector) {
		try (WireServer server = WireServer
			.answering(WireResponse.of(200, "").sign().header("Content-Encoding", "gzip"))) {
			StepVerifier.create(call(TestClients.webClient(connector.shared(), server.url())))
				.expectComplete()
				.verify(TestClients.TIMEOUT);
		}
	}

	@ParameterizedTest
	@EnumSource
	void answerUpToTheLimitIsRead(TestConnector connector) {
		String body = "x".repeat(64 * 1024);
		WireResponse plain = WireResponse.of(200, body).header("Content-Type", "text/plain").sign();
		WireResponse compressed = WireResponse.of(200, body).header("Content-Type", "text/plain").sign().gzip();
		try (WireServer server = new WireServer((request) -> request.target().endsWith("plain") ? plain : compressed)) {
			WebClient webClient = TestClients.webClient(connector.shared(), server.url());
			for (String path : new String[] { "/plain", "/compressed" }) {
				StepVerifier.create(webClient.get().uri(path).retrieve().bodyToMono(String.class))
					.expectNext(body)
					.expectComplete()
					.verify(TestClients.TIMEOUT);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void answerOverTheLimitIsRefused(TestConnector connector) {
		WireResponse plain = WireResponse.of(200, "x".repeat(64 * 1024 + 1)).sign();
		WireResponse bomb = WireResponse.of(200, "x".repeat(8 * 1024 * 1024)).sign().gzip();
		WireResponse oneMore = WireResponse.of(200, "x".repeat(64 * 1024 + 1)).sign().gzip();
		try (WireServer server = new WireServer((request) -> switch (request.target()) {
			case "/plain" -> plain;
			case "/bomb" -> bomb;
			default -> oneMore;
		})) {
			WebClient webClient = TestClients.webClient(connector.shared(), server.url());
			for (String path : new String[] { "/plain", "/bomb", "/more" }) {
				StepVerifier.create(webClient.get().uri(path).retrieve().bodyToMono(String.class))
					.expectErrorSatisfies(
							(ex) -> assertThat(ex).isInstanceOfSatisfying(WechatPayApiException.class, (failure) -> {
								assertThat(failure.getStatusCode()).isEqualTo(HttpStatus.OK);
								assertThat(failure).hasCauseInstanceOf(DataBufferLimitException.class)
									.hasMessageContaining("too large");
								assertThat(failure.isRetryable()).isFalse();
								assertThat(failure.isVerified()).isFalse();
							}))
					.verify(TestClients.TIMEOUT);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionIsUsedAgainAfterAnAnswerThatIsNoResult(TestConnector connector) {
		WireResponse error = WireResponse.of(500, "{\"code\":\"SYSTEM_ERROR\"}");
		WireResponse forged = ok().header("Wechatpay-Nonce", "other");
		try (WireServer server = new WireServer((request) -> switch (request.target()) {
			case "/error" -> error;
			case "/forged" -> forged;
			default -> ok();
		})) {
			WebClient webClient = TestClients.webClient(connector.create(), server.url());
			for (int round = 0; round < 10; round++) {
				for (String path : new String[] { "/error", "/forged", "/ok" }) {
					StepVerifier
						.create(webClient.get()
							.uri(path)
							.exchangeToMono((response) -> Mono.just("ignored"))
							.onErrorReturn("failed"))
						.expectNextCount(1)
						.expectComplete()
						.verify(TestClients.TIMEOUT);
				}
			}
			assertThat(server.requests()).hasSize(30);
			assertThat(server.connections()).isLessThan(5);
		}
	}

	@ParameterizedTest
	@EnumSource
	void callCanBeCancelledWhileTheAnswerIsAwaited(TestConnector connector) {
		CountDownLatch latch = new CountDownLatch(1);
		try (WireServer server = WireServer.answering(ok().after(latch))) {
			WebClient webClient = TestClients.webClient(connector.create(), server.url());
			StepVerifier.create(call(webClient).timeout(Duration.ofMillis(300), Mono.just("given up")))
				.expectNext("given up")
				.expectComplete()
				.verify(TestClients.TIMEOUT);
			latch.countDown();
			StepVerifier.create(call(webClient)).expectNext(BODY).expectComplete().verify(TestClients.TIMEOUT);
		}
	}

	@ParameterizedTest
	@EnumSource
	void keysThatFailAreNoVerdict(TestConnector connector) {
		PlatformKeys keys = new PlatformKeys() {

			@Override
			public Mono<MessageVerifier> findById(String id) {
				throw new IllegalStateException("key store is away");
			}

			@Override
			public Mono<String> preferredId() {
				return Mono.empty();
			}

		};
		try (WireServer server = WireServer.answering(ok())) {
			WebClient webClient = TestClients.webClients(connector.shared(), server.url())
				.create(new InMemoryMerchantRepository(TestClients.merchant(keys)));
			assertInvalid(call(webClient), Reason.KEYS_UNAVAILABLE, "08F78BB5A8061052188BDD9BB106-268457470");
			assertThat(server.onlyRequest().header("Wechatpay-Serial")).isNull();
		}
	}

	@Test
	void verifiedBodyCanBeReadByEveryMeans() {
		try (WireServer server = WireServer.answering(ok())) {
			WebClient webClient = TestClients.webClient(TestConnector.REACTOR.shared(), server.url());
			StepVerifier.create(webClient.get().uri("/v3/a").retrieve().toEntity(String.class)).assertNext((entity) -> {
				assertThat(entity.getHeaders().getFirst("Request-ID")).isNotNull();
				assertThat(entity.getBody()).isEqualTo(BODY);
			}).expectComplete().verify(TestClients.TIMEOUT);
			StepVerifier
				.create(webClient.get().uri("/v3/a").exchangeToFlux((response) -> response.bodyToFlux(Map.class)))
				.expectNext(Map.of("name", "瑜伽课20节"))
				.expectComplete()
				.verify(TestClients.TIMEOUT);
		}
	}

	record Answer(String plan_name, int count, String missing, OffsetDateTime time) {

	}

}
