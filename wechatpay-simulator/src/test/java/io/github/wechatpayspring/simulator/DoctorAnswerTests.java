package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.SigningClient.Call;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of where the simulator says why it refused a signature.
 */
class DoctorAnswerTests {

	private static final String QUERY = Plans.DIRECT + "/merchant-plan-no/none?b=%E7%91%9C%20x%2Cy%3A%3D&a=1%2B2";

	private static final String BODY = "{\"name\":\"瑜伽课20节\",\"url\":\"https://a.example/b?c=1&d=2\",\"n\":1,\"a\":[1,{}],"
			+ "\"none\":null}";

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

	private final SigningClient client = SigningClient.of(SIMULATOR);

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@Test
	void causeIsInAHeaderOfTheAnswer() {
		HttpResponse<byte[]> response = this.client.post(Plans.DIRECT, BODY).signedBody(new byte[0]).send();
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(SigningClient.header(response, "Simulator-Diagnosis"))
			.isEqualTo("BODY_NOT_SIGNED: The request has a body, but an empty one was signed");
		assertThat(this.client.get(QUERY).send().headers().firstValue("Simulator-Diagnosis")).isEmpty();
	}

	@Test
	void nothingOfTheBodyIsInTheHeader() {
		String body = BODY.replace("瑜伽课", "openid-o12345");
		HttpResponse<byte[]> response = this.client.post(Plans.DIRECT, body)
			.signedBody(body.replace("/", "\\/").getBytes(StandardCharsets.UTF_8))
			.send();
		assertThat(SigningClient.header(response, "Simulator-Diagnosis")).startsWith("BODY_WRITTEN_DIFFERENTLY: ")
			.doesNotContain("openid");
		ReceivedRequest last = SIMULATOR.requests().get(SIMULATOR.requests().size() - 1);
		assertThat(last + " " + last.signatureRefusal() + " " + Diagnoses.of(last)).doesNotContain("openid");
	}

	@Test
	void pastedRequestIsExplained() {
		Call call = this.client.post(Plans.DIRECT, BODY).signedBody(new byte[0]);
		JsonNode verification = examine(Map.of("method", "post", "url", SIMULATOR.baseUrl() + Plans.DIRECT, "body",
				BODY, "authorization", "Authorization: " + call.authorization()));
		assertThat(verification.required("verified").booleanValue()).isFalse();
		assertThat(verification.at("/diagnosis/cause").stringValue()).isEqualTo("BODY_NOT_SIGNED");
		assertThat(verification.at("/diagnosis/field").stringValue()).isEqualTo("signature");
		assertThat(verification.at("/diagnosis/first_difference/line").intValue()).isEqualTo(5);
		assertThat(verification.at("/diagnosis/summary/zh").stringValue()).isNotEmpty();
		assertThat(verification.at("/diagnosis/causes/0/en").stringValue()).isNotEmpty();
	}

	@Test
	void pastedPathIsOneOfTheSimulatorThatIsAsked() {
		Call call = this.client.get(QUERY).signedTarget(SIMULATOR.baseUrl() + QUERY);
		assertThat(examine(Map.of("method", "GET", "url", QUERY, "authorization", call.authorization()))
			.at("/diagnosis/cause")
			.stringValue()).isEqualTo("URL_WITH_HOST");
	}

	@Test
	void pastedRequestUsesUpNoNonce() {
		Call call = this.client.get(QUERY);
		int before = SIMULATOR.requests().size();
		Map<String, String> pasted = Map.of("method", "GET", "url", QUERY, "authorization", call.authorization());
		assertThat(examine(pasted).required("verified").booleanValue()).isTrue();
		assertThat(examine(pasted).required("verified").booleanValue()).isTrue();
		assertThat(SIMULATOR.requests()).hasSize(before);
		assertThat(call.send().statusCode()).isEqualTo(404);
		assertThat(examine(pasted).required("verified").booleanValue()).isTrue();
	}

	@Test
	void pastedRequestIsNotTooOldUnlessItsTimeIsTold() {
		Call call = this.client.get(QUERY).field("timestamp", "1554208460");
		assertThat(examine(Map.of("method", "GET", "url", QUERY, "authorization", call.authorization()))
			.required("verified")
			.booleanValue()).isTrue();
		assertThat(examine(
				Map.of("method", "GET", "url", QUERY, "authorization", call.authorization(), "timestamp", "1554212060"))
			.at("/diagnosis/cause")
			.stringValue()).isEqualTo("TIMESTAMP_TIME_ZONE");
	}

	@ParameterizedTest
	@MethodSource
	void garbageIsRefused(String authorization) {
		HttpResponse<byte[]> response = this.client.post(Plans.DIRECT, BODY).authorization(authorization).send();
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(SigningClient.header(response, "Simulator-Diagnosis")).matches("[A-Z0-9_]+: [ -~]+");
		JsonNode verification = examine(Map.of("method", "GET", "url", authorization, "authorization", authorization));
		assertThat(verification.at("/diagnosis/cause").stringValue()).matches("[A-Z0-9_]+");
	}

	static Stream<String> garbageIsRefused() {
		Random random = new Random(42);
		Call call = SigningClient.of(SIMULATOR).get(QUERY);
		String good = call.authorization();
		Stream<String> noise = Stream.generate(() -> {
			StringBuilder text = new StringBuilder(good);
			for (int i = 0; i <= random.nextInt(6); i++) {
				int at = 1 + random.nextInt(text.length() - 1);
				char character = (char) ('!' + random.nextInt(94));
				switch (random.nextInt(3)) {
					case 0 -> text.setCharAt(at, character);
					case 1 -> text.insert(at, character);
					default -> text.setLength(Math.max(10, at));
				}
			}
			return text.toString().strip();
		}).limit(150);
		return Stream.concat(Stream.of("a", "=", "\"", ",", "WECHATPAY2-SHA256-RSA2048", "%s%n", "a b", "\"\" \"\"",
				"WECHATPAY2-SHA256-RSA2048 " + "a=\"\",".repeat(500)), noise);
	}

	private static JsonNode examine(Map<String, String> fields) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		fields.forEach(body::put);
		try {
			HttpResponse<byte[]> response = SigningClient.HTTP
				.send(HttpRequest.newBuilder(URI.create(SIMULATOR.baseUrl() + "/_simulator/doctor"))
					.timeout(Duration.ofSeconds(20))
					.POST(BodyPublishers.ofString(body.toString()))
					.build(), BodyHandlers.ofByteArray());
			assertThat(response.statusCode()).isEqualTo(200);
			return Plans.read(response.body());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
