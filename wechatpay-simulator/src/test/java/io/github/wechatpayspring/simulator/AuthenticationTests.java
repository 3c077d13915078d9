package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.SigningClient.Call;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.http.SignatureRefusal;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a request has to be before an operation sees it.
 */
class AuthenticationTests {

	private static final String TARGET = Plans.DIRECT + "/merchant-plan-no/none";

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

	private final SigningClient client = SigningClient.of(SIMULATOR);

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@Test
	void wellSignedRequestIsAccepted() {
		assertAccepted(this.client.get(TARGET).send());
	}

	@Test
	void orderOfAuthorizationFieldsIsFree() {
		Call call = this.client.get(TARGET);
		List<Map.Entry<String, String>> fields = new ArrayList<>(call.fields().entrySet());
		Collections.reverse(fields);
		assertAccepted(call.authorization(authorization(fields)).send());
	}

	@ParameterizedTest
	@ValueSource(strings = { "mchid", "nonce_str", "timestamp", "serial_no", "signature" })
	void missingAuthorizationFieldIsRefused(String name) {
		Call call = this.client.get(TARGET);
		List<Map.Entry<String, String>> fields = new ArrayList<>(call.fields().entrySet());
		fields.removeIf((field) -> field.getKey().equals(name));
		assertRefused(call.authorization(authorization(fields)).send(), name, "is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mchid", "nonce_str", "timestamp", "serial_no", "signature" })
	void repeatedAuthorizationFieldIsRefused(String name) {
		Call call = this.client.get(TARGET);
		List<Map.Entry<String, String>> fields = new ArrayList<>(call.fields().entrySet());
		fields.add(Map.entry(name, call.fields().get(name)));
		assertRefused(call.authorization(authorization(fields)).send(), name, "is there twice");
	}

	@Test
	void unknownAuthorizationFieldIsRefused() {
		Call call = this.client.get(TARGET);
		assertRefused(call.authorization(call.authorization() + ",more=\"1\"").send(), "authorization",
				"has a field that is not known");
	}

	@ParameterizedTest
	@MethodSource
	void malformedAuthorizationIsRefused(UnaryOperator<String> change) {
		Call call = this.client.get(TARGET);
		assertRefused(call.authorization(change.apply(call.authorization())).send(), "authorization", null);
	}

	static Stream<UnaryOperator<String>> malformedAuthorizationIsRefused() {
		return Stream.of((value) -> value + ",", (value) -> value.replace("\",", "\", "),
				(value) -> value.replace("\",", "\";"), (value) -> value.replace("\"", ""),
				(value) -> value.replace("mchid=", "mchid ="), (value) -> value + "x");
	}

	@Test
	void missingAuthorizationIsRefused() {
		assertRefused(this.client.get(TARGET).authorization("").send(), "authorization",
				"the header Authorization is missing");
	}

	@Test
	void secondAuthorizationIsRefused() throws Exception {
		HttpRequest request = this.client.get(TARGET).build();
		HttpRequest twice = HttpRequest.newBuilder(request, (name, value) -> true)
			.header("Authorization", "Basic YTpi")
			.build();
		assertRefused(SigningClient.HTTP.send(twice, BodyHandlers.ofByteArray()), "authorization", null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "WECHATPAY2-SM2-WITH-SM3", "wechatpay2-sha256-rsa2048", "Bearer" })
	void otherSchemeIsRefused(String scheme) {
		assertRefused(this.client.get(TARGET).scheme(scheme).send(), "scheme", null);
	}

	@ParameterizedTest
	@CsvSource({ "mchid, 19x", "nonce_str, a-b", "nonce_str, 012345678901234567890123456789012", "timestamp, 12.5",
			"timestamp, -1", "serial_no, 00", "serial_no, 5157f09efdc096de15ebe81a47057a7232f1b8e1",
			"signature, %%%%" })
	void fieldOfWrongFormatIsRefused(String name, String value) {
		assertRefused(this.client.get(TARGET).field(name, value).send(), name, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "Z9", "01234567890123456789012345678901" })
	void noncesOfOneTo32LettersAndDigitsAreAccepted(String nonce) {
		assertAccepted(this.client.get(TARGET).field("nonce_str", nonce).send());
	}

	@Test
	void unknownMerchantIsRefused() {
		assertRefused(this.client.get(TARGET).field("mchid", "1999999999").send(), "mchid", null);
	}

	@Test
	void serialNumberOfAnotherCertificateIsRefused() {
		assertRefused(this.client.get(TARGET).field("serial_no", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1").send(),
				"serial_no", null);
	}

	@ParameterizedTest
	@ValueSource(longs = { -301, 301 })
	void timestampOutsideOfTheWindowIsRefused(long seconds) {
		try (WechatPaySimulator still = withFixedClock()) {
			assertRefused(still, at(still, seconds).send(), "timestamp", null);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { -300, 0, 300 })
	void timestampInsideOfTheWindowIsAccepted(long seconds) {
		try (WechatPaySimulator still = withFixedClock()) {
			assertAccepted(at(still, seconds).send());
		}
	}

	private static WechatPaySimulator withFixedClock() {
		Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
		return WechatPaySimulator.builder().clock(Clock.fixed(now, ZoneOffset.UTC)).start();
	}

	private static Call at(WechatPaySimulator still, long seconds) {
		long timestamp = still.clock().instant().getEpochSecond() + seconds;
		return SigningClient.of(still).get(TARGET).field("timestamp", Long.toString(timestamp));
	}

	@Test
	void nonceIsAcceptedOnce() {
		Call call = this.client.get(TARGET);
		assertAccepted(call.send());
		assertRefused(call.send(), "nonce_str", "was used before");
	}

	@Test
	void nonceOfARefusedRequestIsNotUsedUp() {
		Call call = this.client.get(TARGET);
		assertRefused(call.signedTarget("/other").send(), "signature", null);
		assertAccepted(call.signedTarget(TARGET).send());
	}

	@Test
	void nonceIsAcceptedOnceEvenAtTheSameTime() {
		HttpRequest request = this.client.get(TARGET).build();
		List<CompletableFuture<Integer>> statuses = IntStream.range(0, 8)
			.mapToObj((i) -> SigningClient.HTTP.sendAsync(request, BodyHandlers.discarding())
				.thenApply(HttpResponse::statusCode))
			.toList();
		assertThat(statuses.stream().map(CompletableFuture::join)).containsOnlyOnce(404).contains(401);
	}

	@Test
	void nonceOfAnotherMerchantIsNoRepetition() {
		SimulatorMerchant other = SIMULATOR.addMerchant(SimulatorMerchant.withId("1900000777"));
		assertAccepted(this.client.get(TARGET).field("nonce_str", "sharedNonce").send());
		assertAccepted(new SigningClient(SIMULATOR, other).get(TARGET).field("nonce_str", "sharedNonce").send());
	}

	@Test
	void signatureOverAnotherMethodIsRefused() {
		assertRefused(this.client.get(TARGET).signedMethod("POST").send(), "signature", "sign not match");
	}

	@Test
	void signatureOverAnotherTargetIsRefused() {
		assertRefused(this.client.get(TARGET + "?a=1").signedTarget(TARGET).send(), "signature", "sign not match");
	}

	@Test
	void signatureOverAnotherBodyIsRefused() {
		assertRefused(this.client.post(Plans.DIRECT, "{}").signedBody("{ }".getBytes(StandardCharsets.UTF_8)).send(),
				"signature", "sign not match");
	}

	@Test
	void signatureOfAnotherMerchantIsRefused() {
		SimulatorMerchant other = SIMULATOR.addMerchant(SimulatorMerchant.withId("1900000888"));
		assertRefused(this.client.get(TARGET).key(other.privateKeyPem()).send(), "signature", "sign not match");
	}

	@Test
	void signatureOfAnotherLengthIsRefused() {
		assertRefused(this.client.get(TARGET).field("signature", "AAAA").send(), "signature", "sign not match");
	}

	@Test
	void targetIsSignedAsItStandsOnTheWire() {
		String encoded = Plans.DIRECT + "/merchant-plan-no/A%2aB?x=%E7%91%9C&y=a%2Fb+c";
		assertAccepted(this.client.get(encoded).send());
		assertRefused(this.client.get(encoded).signedTarget(encoded.replace("%2a", "*")).send(), "signature", null);
		assertRefused(this.client.get(encoded).signedTarget(encoded.replace("%2a", "%2A")).send(), "signature", null);
	}

	@Test
	void bodyIsSignedAsItStandsOnTheWire() {
		String body = Plans.direct(SIMULATOR.merchant(), Plans.newNumber()).toPrettyString().replace("\n", "\r\n")
				+ "\r\n\n";
		assertThat(this.client.post(Plans.DIRECT, body).send().statusCode()).isEqualTo(200);
	}

	@Test
	void refusalKeepsTheExpectedMessageButAnswersWithoutTheBody() {
		HttpResponse<byte[]> response = this.client.post(Plans.DIRECT, "{\"a\":\"secret\"}").signedMethod("PUT").send();
		assertRefused(response, "signature", "sign not match");
		assertThat(SigningClient.text(response)).doesNotContain("secret");
		JsonNode information = Plans.read(response.body()).at("/detail/sign_information");
		assertThat(information.required("truncated_sign_message").stringValue())
			.startsWith("POST\n" + Plans.DIRECT + "\n");
		ReceivedRequest request = SIMULATOR.requests()
			.stream()
			.filter((received) -> received.bodyText().contains("secret"))
			.findFirst()
			.orElseThrow();
		SignatureRefusal refusal = Objects.requireNonNull(request.signatureRefusal());
		assertThat(refusal.expectedMessage()).startsWith("POST\n" + Plans.DIRECT + "\n")
			.endsWith("\n{\"a\":\"secret\"}\n")
			.hasSize(information.required("sign_message_length").intValue());
		assertThat(refusal.toString() + request).doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "", "nonsense", "image/*" })
	void acceptThatDoesNotNameJsonIsRefused(String accept) {
		assertInvalid(this.client.get(TARGET).header("Accept", accept).send(), "Accept");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/*", "text/html, application/json", "application/json;q=0.5" })
	void acceptThatNamesJsonIsAccepted(String accept) {
		assertAccepted(this.client.get(TARGET).header("Accept", accept).send());
	}

	@Test
	void missingAcceptIsRefused() {
		assertInvalid(this.client.get(TARGET).withoutHeader("Accept").send(), "Accept");
	}

	@Test
	void missingUserAgentIsRefused() throws IOException {
		Call call = this.client.get(TARGET);
		String answer = RawHttp.send(SIMULATOR, "GET " + TARGET, "Accept: application/json",
				"Authorization: " + call.authorization());
		assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"INVALID_REQUEST\"", "User-Agent");
	}

	@Test
	void blankUserAgentIsRefused() {
		assertInvalid(this.client.get(TARGET).header("User-Agent", " ").send(), "User-Agent");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "text/plain", "application/json;charset=GBK", "nonsense", "application/x-www-form-urlencoded" })
	void bodyOfAnotherContentTypeIsRefused(String contentType) {
		assertInvalid(this.client.post(Plans.DIRECT, "{}").header("Content-Type", contentType).send(), "Content-Type");
	}

	@Test
	void bodyWithoutContentTypeIsRefused() {
		assertInvalid(this.client.post(Plans.DIRECT, "{}").withoutHeader("Content-Type").send(), "Content-Type");
	}

	@Test
	void contentTypeWithCharsetIsAccepted() {
		String body = Plans.direct(SIMULATOR.merchant(), Plans.newNumber()).toString();
		assertThat(this.client.post(Plans.DIRECT, body)
			.header("Content-Type", "application/json; charset=UTF-8")
			.send()
			.statusCode()).isEqualTo(200);
	}

	@Test
	void unknownPathIsNotFoundAndSignedForAKnownCaller() {
		HttpResponse<byte[]> known = this.client.get("/v3/nothing").send();
		assertThat(known.statusCode()).isEqualTo(404);
		assertThat(Plans.read(known.body()).required("code").stringValue()).isEqualTo("RESOURCE_NOT_EXISTS");
		assertThat(SigningClient.isSigned(known)).isTrue();
		HttpResponse<byte[]> unknown = this.client.get("/v3/nothing").authorization("").send();
		assertThat(unknown.statusCode()).isEqualTo(404);
		assertThat(SigningClient.isSigned(unknown)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "PATCH", "GET" })
	void otherMethodIsNotAllowed(String method) {
		HttpResponse<byte[]> response = this.client.call(method, Plans.DIRECT, null).send();
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(Plans.read(response.body()).required("code").stringValue()).isEqualTo("METHOD_NOT_ALLOWED");
	}

	@Test
	void tooLargeBodyIsRefused() {
		HttpResponse<byte[]> response = this.client.post(Plans.DIRECT, new byte[1024 * 1024 + 1]).send();
		assertThat(response.statusCode()).isEqualTo(413);
		assertThat(Plans.read(response.body()).required("code").stringValue()).isEqualTo("INVALID_REQUEST");
	}

	@Test
	void clockOfTheSimulatorDecides() {
		try (WechatPaySimulator moving = WechatPaySimulator.start()) {
			Call call = SigningClient.of(moving).get(TARGET);
			moving.clock().advance(Duration.ofMinutes(6));
			assertRefused(moving, call.send(), "timestamp", null);
		}
	}

	private static String authorization(List<Map.Entry<String, String>> fields) {
		return "WECHATPAY2-SHA256-RSA2048 " + fields.stream()
			.map((field) -> field.getKey() + "=\"" + field.getValue() + "\"")
			.collect(Collectors.joining(","));
	}

	private static void assertAccepted(HttpResponse<byte[]> response) {
		assertThat(response.statusCode()).as(SigningClient.text(response)).isEqualTo(404);
		assertThat(SigningClient.header(response, "Request-ID")).endsWith("-271317510");
	}

	private static void assertInvalid(HttpResponse<byte[]> response, String header) {
		assertThat(response.statusCode()).as(SigningClient.text(response)).isEqualTo(400);
		assertThat(Plans.read(response.body()).required("code").stringValue()).isEqualTo("INVALID_REQUEST");
		assertThat(Plans.read(response.body()).at("/detail/field").stringValue()).isEqualTo(header);
		assertThat(SigningClient.isSigned(response)).isTrue();
	}

	private static void assertRefused(HttpResponse<byte[]> response, String field, @Nullable String issue) {
		assertRefused(SIMULATOR, response, field, issue);
	}

	private static void assertRefused(WechatPaySimulator simulator, HttpResponse<byte[]> response, String field,
			@Nullable String issue) {
		assertThat(response.statusCode()).as(SigningClient.text(response)).isEqualTo(401);
		JsonNode error = Plans.read(response.body());
		assertThat(error.required("code").stringValue()).isEqualTo("SIGN_ERROR");
		assertThat(error.at("/detail/field").stringValue()).isEqualTo(field);
		assertThat(error.at("/detail/location").stringValue()).isEqualTo("authorization");
		if (issue != null) {
			assertThat(error.at("/detail/issue").stringValue()).isEqualTo(issue);
		}
		assertThat(SigningClient.isSigned(response)).isFalse();
		assertThat(SigningClient.header(response, "Request-ID")).endsWith("-270924332");
		assertThat(simulator.requests())
			.anyMatch((request) -> SigningClient.header(response, "Request-ID").equals(request.requestId())
					&& request.status() == 401 && request.merchantId() == null && request.signatureRefusal() != null);
	}

}
