package io.github.wechatpayspring.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of what the control API shows of requests, notifications, faults and events.
 */
class ControlViewTests {

	private WechatPaySimulator simulator;

	private MerchantServer server;

	@BeforeEach
	void start() {
		this.simulator = WechatPaySimulator.start();
		this.server = new MerchantServer();
	}

	@AfterEach
	void stop() {
		this.simulator.close();
		this.server.close();
	}

	@Test
	void verifiedRequestIsShownWithAnswerAndSignedMessage() {
		String body = Plans.direct(this.simulator.merchant(), Plans.newNumber()).toString();
		SigningClient.Call call = SigningClient.of(this.simulator).post(Plans.DIRECT, body);
		call.send();
		JsonNode request = get("requests").at("/requests/0");
		assertThat(request.required("status").intValue()).isEqualTo(200);
		assertThat(request.required("mchid").stringValue()).isEqualTo(this.simulator.merchant().id());
		assertThat(request.at("/headers/Accept/0").stringValue()).isEqualTo("application/json");
		assertThat(request.required("body").stringValue()).isEqualTo(body);
		assertThat(request.at("/answer/headers/Wechatpay-Signature")).hasSize(1);
		assertThat(request.at("/answer/body").stringValue()).contains("merchant_plan_no");
		assertThat(request.at("/verification/verified").booleanValue()).isTrue();
		assertThat(request.at("/verification/expected_message").stringValue()).isEqualTo("POST\n" + Plans.DIRECT + "\n"
				+ call.fields().get("timestamp") + "\n" + call.fields().get("nonce_str") + "\n" + body + "\n");
		assertThat(request.at("/verification/diagnosis").isNull()).isTrue();
		assertThat(get("requests/" + request.required("id").longValue())).isEqualTo(request);
	}

	@Test
	void requestWithoutAnswerHasNone() throws IOException {
		try {
			SigningClient.of(this.simulator).get("/v3/none").fault("reset").trySend();
		}
		catch (IOException ex) {
			// What was asked for.
		}
		JsonNode request = get("requests").at("/requests/0");
		assertThat(request.required("answer").isNull()).isTrue();
		assertThat(request.required("status").intValue()).isZero();
	}

	@Test
	void requestsAreNumbered() {
		SigningClient client = SigningClient.of(this.simulator);
		client.get("/v3/a").send();
		this.simulator.clearRequests();
		client.get("/v3/b").send();
		client.get("/v3/c").send();
		assertThat(this.simulator.requests()).extracting(ReceivedRequest::id).containsExactly(2L, 3L);
		assertThat(status("requests/1")).isEqualTo(404);
		assertThat(status("requests/x")).isEqualTo(400);
	}

	@Test
	void attemptIsShownWithWhatWasSigned() {
		Payscores payscores = Payscores.partner(this.simulator, this.server.url());
		post("notification-faults", "{\"next\":\"changed-body\"}");
		payscores.createSigned();
		this.simulator.notifications().awaitDelivered(Payscores.PATIENCE);
		JsonNode attempt = get("notifications").at("/notifications/0/attempts/0");
		String signed = attempt.required("signed_message").stringValue();
		assertThat(signed).startsWith(attempt.at("/headers/Wechatpay-Timestamp").stringValue() + "\n"
				+ attempt.at("/headers/Wechatpay-Nonce").stringValue() + "\n{");
		assertThat(signed).endsWith("}\n").doesNotContain(" }");
		assertThat(attempt.required("body").stringValue()).endsWith(" }");
		assertThat(attempt.at("/headers/Content-Type").stringValue()).isEqualTo("application/json");
		assertThat(attempt.required("status").intValue()).isEqualTo(204);
	}

	@Test
	void faultsAreListed() {
		post("faults", "{\"next\":\"429\"}");
		post("faults", "{\"always\":\"latency=1\"}");
		this.simulator.faults().when((request) -> false, (exchange) -> exchange.proceed());
		JsonNode faults = get("faults");
		assertThat(faults.required("next").toString()).isEqualTo("[\"429\"]");
		assertThat(faults.required("always").toString()).isEqualTo("[\"latency=1\"]");
		assertThat(faults.required("when").toString()).isEqualTo("[\"custom\"]");
		assertThat(faults.required("names").toString()).contains("\"lost-answer\"", "\"clock-skew\"");
		post("notification-faults", "{\"next\":\"duplicates=2\"}");
		post("notification-faults", "{\"always\":\"probe\"}");
		JsonNode onNotifications = get("notification-faults");
		assertThat(onNotifications.required("next").toString()).isEqualTo("[\"duplicates=2\"]");
		assertThat(onNotifications.required("always").toString()).isEqualTo("[\"probe\"]");
		assertThat(onNotifications.required("names").toString()).contains("\"tampered-ciphertext\"");
	}

	@Test
	void eventsAreTold() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.simulator.baseUrl() + "/_simulator/events"))
			.timeout(Duration.ofSeconds(20))
			.build();
		try (BufferedReader events = new BufferedReader(new InputStreamReader(
				SigningClient.HTTP.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
			assertThat(events.readLine()).startsWith(":");
			SigningClient.of(this.simulator).get("/v3/none").send();
			assertThat(nextEvent(events)).containsExactly("event: request", "data: {\"id\":1,\"status\":404}");
			assertThat(nextEvent(events)).containsExactly("event: state", "data: {}");
			post("faults", "{\"next\":\"429\"}");
			assertThat(nextEvent(events)).containsExactly("event: state", "data: {}");
			this.simulator.clock().advance(Duration.ofSeconds(1));
			assertThat(nextEvent(events)).containsExactly("event: state", "data: {}");
			this.simulator.faults().clear();
			Payscores.partner(this.simulator, this.server.url()).createSigned();
			List<String> event = nextEvent(events);
			while (!event.contains("event: notification")) {
				event = nextEvent(events);
			}
			assertThat(event.get(1))
				.isEqualTo("data: {\"id\":\"" + this.simulator.notifications().all().get(0).id() + "\"}");
			assertThatNoException().isThrownBy(this.simulator::close);
			assertThat(events.lines()).isNotNull();
		}
	}

	@Test
	void eventsAreForThisMachineOnly() throws IOException {
		assertThat(RawHttp.exchange(this.simulator,
				"GET /_simulator/events HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
			.startsWith("HTTP/1.1 403 ");
	}

	private static List<String> nextEvent(BufferedReader events) throws IOException {
		List<String> event = new ArrayList<>();
		String line = events.readLine();
		while (!line.isEmpty() || event.isEmpty()) {
			if (!line.isEmpty() && !line.startsWith(":")) {
				event.add(line);
			}
			line = events.readLine();
		}
		return event;
	}

	private JsonNode get(String path) {
		return Plans.read(send("GET", path, null).body());
	}

	private void post(String path, String body) {
		assertThat(send("POST", path, body).statusCode()).isEqualTo(200);
	}

	private int status(String path) {
		return send("GET", path, null).statusCode();
	}

	private HttpResponse<byte[]> send(String method, String path, String body) {
		try {
			return SigningClient.HTTP
				.send(HttpRequest.newBuilder(URI.create(this.simulator.baseUrl() + "/_simulator/" + path))
					.timeout(Duration.ofSeconds(20))
					.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
					.build(), BodyHandlers.ofByteArray());
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
