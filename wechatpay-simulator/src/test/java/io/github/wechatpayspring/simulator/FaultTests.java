package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;

import io.github.wechatpayspring.simulator.SigningClient.Call;
import io.github.wechatpayspring.simulator.fault.Fault;
import io.github.wechatpayspring.simulator.fault.FaultedExchange;
import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of every way to misbehave.
 */
class FaultTests {

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

	private final SimulatorMerchant merchant = SIMULATOR.merchant();

	private final PublicKey key = SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem());

	private final SigningClient client = SigningClient.of(SIMULATOR);

	private final String number = Plans.newNumber();

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@Test
	void latencyHoldsTheAnswerBack() {
		long start = System.nanoTime();
		HttpResponse<byte[]> response = create("latency=250").send();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(SigningClient.verifies(response, this.key)).isTrue();
	}

	@Test
	void resetBreaksTheConnectionAndChangesNothing() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> create("reset").trySend());
		assertThat(planExists()).isFalse();
		assertThat(SIMULATOR.requests()).anyMatch((request) -> request.bodyText().contains(this.number)
				&& request.status() == 0 && this.merchant.id().equals(request.merchantId()));
	}

	@Test
	void lostAnswerBreaksTheConnectionButThePlanIsThere() {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> create("lost-answer").trySend());
		assertThat(planExists()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "identity", "gzip" })
	void truncatedBodyEndsTooSoon(String acceptEncoding) {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> create("truncated-body").header("Accept-Encoding", acceptEncoding).trySend());
		assertThat(planExists()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrong-signature", "foreign-signature", "changed-body" })
	void signatureDoesNotVerify(String fault) {
		HttpResponse<byte[]> response = create(fault).send();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(SigningClient.header(response, "Wechatpay-Serial")).isEqualTo(this.merchant.wechatPayPublicKeyId());
		assertThat(Base64.getDecoder().decode(SigningClient.header(response, "Wechatpay-Signature"))).hasSize(256);
		assertThat(SigningClient.verifies(response, this.key)).isFalse();
		assertThat(Plans.read(response.body()).required("merchant_plan_no").stringValue()).isEqualTo(this.number);
	}

	@Test
	void foreignSignatureIsThatOfAnotherKey() {
		assertThat(SigningClient.verifies(create("foreign-signature").send(), this.merchant.publicKey())).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "PT10M, 600", "-PT10M, -600", "301000, 301", "-301000, -301" })
	void clockSkewIsSignedCorrectly(String skew, long seconds) {
		HttpResponse<byte[]> response = create("clock-skew=" + skew).send();
		assertThat(SigningClient.verifies(response, this.key)).isTrue();
		long now = SIMULATOR.clock().instant().getEpochSecond();
		assertThat(Long.parseLong(SigningClient.header(response, "Wechatpay-Timestamp"))).isBetween(now + seconds - 30,
				now + seconds);
	}

	@Test
	void unknownSerialLooksLikeAKeyOfTheSameKind() {
		HttpResponse<byte[]> response = create("unknown-serial").send();
		assertThat(SigningClient.header(response, "Wechatpay-Serial")).matches("PUB_KEY_ID_[0-9]{34}")
			.isNotEqualTo(this.merchant.wechatPayPublicKeyId());
		String serial = this.merchant.platformCertificateSerialNumbers().get(0);
		response = create("unknown-serial").header("Wechatpay-Serial", serial).send();
		assertThat(SigningClient.header(response, "Wechatpay-Serial")).matches("[0-9A-F]{40}").isNotEqualTo(serial);
	}

	@Test
	void otherSerialIsThatOfAKeyThatDidNotSign() {
		String serial = this.merchant.platformCertificateSerialNumbers().get(0);
		HttpResponse<byte[]> response = create("other-serial").send();
		assertThat(SigningClient.header(response, "Wechatpay-Serial")).isEqualTo(serial);
		assertThat(SigningClient.verifies(response, this.key)).isTrue();
		response = create("other-serial").header("Wechatpay-Serial", serial).send();
		assertThat(SigningClient.header(response, "Wechatpay-Serial")).isEqualTo(this.merchant.wechatPayPublicKeyId());
	}

	@Test
	void otherSerialDoesNotExistForAMerchantWithOneKey() {
		SimulatorMerchant single = SIMULATOR
			.addMerchant(SimulatorMerchant.withId("1900000501").platformKeyMode(PlatformKeyMode.PUBLIC_KEY));
		HttpResponse<byte[]> response = new SigningClient(SIMULATOR, single)
			.get(Plans.DIRECT + "/merchant-plan-no/none")
			.fault("other-serial")
			.send();
		assertThat(SigningClient.header(response, "Wechatpay-Serial")).startsWith("PUB_KEY_ID_")
			.isNotEqualTo(single.wechatPayPublicKeyId());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Wechatpay-Signature", "Wechatpay-Serial", "Wechatpay-Timestamp", "Wechatpay-Nonce",
			"Wechatpay-Signature-Type", "Request-ID", "Content-Type" })
	void missingHeaderIsLeftOut(String name) {
		HttpResponse<byte[]> response = create("missing-header=" + name).send();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue(name)).isEmpty();
		assertThat(response.headers().map().keySet().stream().filter((header) -> header.startsWith("wechatpay-")))
			.hasSize(name.startsWith("Wechatpay-") ? 4 : 5);
	}

	@Test
	void unsignedHasNoSignatureHeader() {
		HttpResponse<byte[]> response = create("unsigned").send();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().map().keySet()).noneMatch((header) -> header.startsWith("wechatpay-"));
		assertThat(response.headers().firstValue("Request-ID")).isPresent();
	}

	@Test
	void brokenBase64CannotBeDecoded() {
		String signature = SigningClient.header(create("broken-base64").send(), "Wechatpay-Signature");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> Base64.getDecoder().decode(signature));
	}

	@Test
	void probeBeginsWithTheDocumentedPrefix() {
		HttpResponse<byte[]> response = create("probe").send();
		assertThat(SigningClient.header(response, "Wechatpay-Signature")).startsWith("WECHATPAY/SIGNTEST/");
		assertThat(SigningClient.header(response, "Wechatpay-Serial")).isEqualTo(this.merchant.wechatPayPublicKeyId());
	}

	@ParameterizedTest
	@CsvSource({ "429, 429, RATELIMIT_EXCEEDED, 268435472", "500, 500, SYSTEM_ERROR, 0",
			"503, 503, SERVICE_UNAVAILABLE, 0" })
	void errorIsSignedAndChangesNothing(String fault, int status, String code, String reason) {
		HttpResponse<byte[]> response = create(fault).send();
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Plans.read(response.body()).required("code").stringValue()).isEqualTo(code);
		assertThat(SigningClient.header(response, "Request-ID")).endsWith("-" + reason);
		assertThat(SigningClient.verifies(response, this.key)).isTrue();
		assertThat(planExists()).isFalse();
	}

	@Test
	void systemErrorCanComeAfterThePlanIsThere() {
		assertThat(create("500-after-handling").send().statusCode()).isEqualTo(500);
		assertThat(planExists()).isTrue();
	}

	@Test
	void badGatewayIsAnUnsignedPage() {
		HttpResponse<byte[]> response = create("502").send();
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(SigningClient.header(response, "Content-Type")).isEqualTo("text/html");
		assertThat(SigningClient.text(response)).startsWith("<html>");
		assertThat(SigningClient.isSigned(response)).isFalse();
		assertThat(planExists()).isFalse();
	}

	@Test
	void acceptedIsSignedAndChangesNothing() {
		HttpResponse<byte[]> response = create("202").send();
		assertThat(response.statusCode()).isEqualTo(202);
		assertThat(SigningClient.verifies(response, this.key)).isTrue();
		assertThat(planExists()).isFalse();
	}

	@Test
	void redirectNamesALocation() {
		HttpResponse<byte[]> response = create("redirect=http://localhost:1/elsewhere").send();
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(SigningClient.header(response, "Location")).isEqualTo("http://localhost:1/elsewhere");
		assertThat(planExists()).isFalse();
	}

	@Test
	void emptyBodyIsSigned() {
		HttpResponse<byte[]> response = create("empty-body").send();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
		assertThat(SigningClient.verifies(response, this.key)).isTrue();
		assertThat(planExists()).isTrue();
	}

	@Test
	void plainTextIsSigned() {
		HttpResponse<byte[]> response = create("plain-text").send();
		assertThat(SigningClient.header(response, "Content-Type")).isEqualTo("text/plain");
		assertThat(SigningClient.verifies(response, this.key)).isTrue();
	}

	@Test
	void faultsOfARequestAddUp() {
		HttpResponse<byte[]> response = create("plain-text, missing-header=Request-ID").send();
		assertThat(SigningClient.header(response, "Content-Type")).isEqualTo("text/plain");
		assertThat(response.headers().firstValue("Request-ID")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "nonsense", "latency", "latency=", "latency=soon", "latency=-1", "reset=1", "missing-header" })
	void unknownFaultIsRefused(String fault) {
		HttpResponse<byte[]> response = create(fault).send();
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(Plans.read(response.body()).at("/detail/field").stringValue())
			.isEqualTo("Wechatpay-Simulator-Fault");
		assertThat(planExists()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrong-signature", "foreign-signature", "clock-skew=PT1H", "unknown-serial",
			"other-serial", "unsigned", "broken-base64", "probe", "empty-body", "429", "500", "503", "202" })
	void faultOfAnUnknownCallerDoesNotSignAnything(String fault) {
		HttpResponse<byte[]> response = create(fault).authorization("").send();
		assertThat(response.statusCode()).isNotEqualTo(200);
		assertThat(SigningClient.isSigned(response)).isFalse();
	}

	@Test
	void nextFaultsAreForOneRequestEach() {
		try (WechatPaySimulator own = WechatPaySimulator.start()) {
			Call call = SigningClient.of(own).get("/v3/certificates");
			own.faults().next(Fault.systemError()).next(Fault.tooManyRequests());
			assertThat(call.field("nonce_str", "a").send().statusCode()).isEqualTo(500);
			assertThat(call.field("nonce_str", "b").send().statusCode()).isEqualTo(429);
			assertThat(call.field("nonce_str", "c").send().statusCode()).isEqualTo(200);
		}
	}

	@Test
	void faultsForAllAndForSomeStayUntilCleared() {
		try (WechatPaySimulator own = WechatPaySimulator.start()) {
			SigningClient ownClient = SigningClient.of(own);
			own.faults()
				.when((request) -> request.target().startsWith("/v3/certificates"), Fault.serviceUnavailable())
				.always(Fault.missingHeader("Request-ID"));
			for (int i = 0; i < 2; i++) {
				HttpResponse<byte[]> download = ownClient.get("/v3/certificates").send();
				assertThat(download.statusCode()).isEqualTo(503);
				assertThat(download.headers().firstValue("Request-ID")).isEmpty();
				HttpResponse<byte[]> query = ownClient.get(Plans.DIRECT + "/merchant-plan-no/none").send();
				assertThat(query.statusCode()).isEqualTo(404);
				assertThat(query.headers().firstValue("Request-ID")).isEmpty();
			}
			own.faults().next(Fault.reset()).clear();
			HttpResponse<byte[]> download = ownClient.get("/v3/certificates").send();
			assertThat(download.statusCode()).isEqualTo(200);
			assertThat(download.headers().firstValue("Request-ID")).isPresent();
		}
	}

	@Test
	void faultCanBeWrittenByTheUser() {
		try (WechatPaySimulator own = WechatPaySimulator.start()) {
			own.faults().always(FaultTests::reverse);
			HttpResponse<byte[]> response = SigningClient.of(own).get("/v3/certificates").send();
			assertThat(SigningClient.text(response)).startsWith("}").endsWith("{");
			assertThat(SigningClient.verifies(response,
					SigningClient.publicKey(own.merchant().platformCertificatePems().get(0))))
				.isFalse();
		}
	}

	private static Mono<Answer> reverse(FaultedExchange exchange) {
		return exchange.proceed()
			.map((answer) -> answer
				.withBody(new StringBuilder(new String(answer.body(), StandardCharsets.UTF_8)).reverse()
					.toString()
					.getBytes(StandardCharsets.UTF_8)));
	}

	private Call create(String fault) {
		return this.client.post(Plans.PARTNER, Plans.partner(this.merchant, this.number).toString()).fault(fault);
	}

	private boolean planExists() {
		HttpResponse<byte[]> response = this.client
			.get(Plans.PARTNER + "/merchant-plan-no/" + this.number + "?sub_mchid=" + this.merchant.subMerchantId())
			.send();
		assertThat(response.statusCode()).isIn(200, 404);
		return response.statusCode() == 200;
	}

}
