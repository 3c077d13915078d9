package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the control API.
 */
class ControlApiTests {

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

	private final MerchantServer server = new MerchantServer();

	private final Payscores payscores = Payscores.partner(SIMULATOR, this.server.url());

	@AfterEach
	void reset() {
		SIMULATOR.reset();
		this.server.close();
	}

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@Test
	void wholeLifeOfASignPlan() {
		JsonNode signPlan = this.payscores.createSignPlan().required("sign_plan");
		String id = signPlan.required("sign_plan_id").stringValue();
		assertThat(get("sign-plans").at("/sign_plans/0/sign_plan_id").stringValue()).isEqualTo(id);
		assertThat(post("sign-plans/" + id + "/sign", null).required("sign_state").stringValue()).isEqualTo("SIGNED");
		assertThat(send("POST", "sign-plans/" + id + "/sign", null).statusCode()).isEqualTo(409);
		post("merchants/" + SIMULATOR.merchant().id() + "/deductions", "{\"mode\":\"fail-next\"}");
		String order = this.payscores.createOrder(signPlan, 1);
		this.payscores.complete(order, 100);
		assertThat(get("orders").at("/orders/0/state_description").stringValue()).isEqualTo("MCH_COMPLETE");
		assertThat(post("orders/" + order + "/deduct", null).required("state").stringValue()).isEqualTo("DONE");
		assertThat(get("charges").at("/charges/0/amount").longValue()).isEqualTo(100);
		assertThat(post("sign-plans/" + id + "/cancel", null).required("sign_state").stringValue())
			.isEqualTo("SIGN_PLAN_CANCEL");
		SIMULATOR.notifications().awaitDelivered(Payscores.PATIENCE);
		JsonNode notifications = get("notifications").required("notifications");
		assertThat(notifications).hasSize(3);
		assertThat(notifications.at("/1/event_type").stringValue()).isEqualTo("PAYSCORE.USER_PAID");
		assertThat(notifications.at("/1/attempts/0/status").intValue()).isEqualTo(204);
		assertThat(notifications.at("/1/resource/out_order_no").stringValue()).isEqualTo(order);
		post("notifications/" + notifications.at("/1/id").stringValue() + "/redeliver", null);
		SIMULATOR.notifications().awaitDelivered(Payscores.PATIENCE);
		assertThat(this.server.received()).hasSize(4);
		assertThat(get("plans").required("plans")).hasSize(1);
		assertThat(get("requests").at("/requests/0/method").stringValue()).isEqualTo("POST");
		post("reset", null);
		for (String name : new String[] { "plans", "sign-plans", "orders", "notifications", "requests", "charges" }) {
			assertThat(get(name).required(name.replace('-', '_'))).isEmpty();
		}
	}

	@Test
	void userRevokesTheService() {
		String id = this.payscores.createSigned().required("sign_plan_id").stringValue();
		assertThat(post("sign-plans/" + id + "/revoke", null).at("/sign_plans/0/cancel_sign_type").stringValue())
			.isEqualTo("REVOKE_SERVICE");
	}

	@Test
	void deductionOfOneOrderFails() {
		post("merchants/" + SIMULATOR.merchant().id() + "/deductions", "{\"mode\":\"fail-next\"}");
		String order = this.payscores.createOrder(this.payscores.createSigned(), 1);
		assertMessage(409, "orders/" + order + "/deduct", "{\"outcome\":\"fail\"}", "Nothing is due", "OPEN");
		this.payscores.complete(order, 100);
		assertMessage(400, "orders/" + order + "/deduct", "{\"outcome\":\"failed\"}", "succeed or fail");
		assertMessage(400, "orders/" + order + "/deduct", "{\"outcom\":\"fail\"}", "outcome is missing");
		assertMessage(400, "orders/" + order + "/deduct", "{\"outcome\":null}", "outcome is not a string");
		assertMessage(400, "orders/" + order + "/deduct", "[]", "Parameter error: The body is not a JSON object");
		assertMessage(400, "orders/" + order + "/deduct", "{", "Parameter error: The body is not valid JSON");
		assertMessage(404, "orders/none/deduct", "{\"outcome\":\"fail\"}", "no service order none");
		JsonNode failed = post("orders/" + order + "/deduct", "{\"outcome\":\"fail\"}");
		assertThat(failed.required("state_description").stringValue()).isEqualTo("MCH_COMPLETE");
		assertThat(failed.required("deduction_attempts").intValue()).isEqualTo(2);
		assertThat(failed).isEqualTo(get("orders").at("/orders/0"));
		JsonNode done = post("orders/" + order + "/deduct", "{\"outcome\":\"succeed\"}");
		assertThat(done.required("state").stringValue()).isEqualTo("DONE");
		assertMessage(409, "orders/" + order + "/deduct", "{\"outcome\":\"fail\"}", "Nothing is due", "DONE");
		SIMULATOR.notifications().awaitDelivered(Payscores.PATIENCE);
		assertThat(SIMULATOR.notifications().ofType("PAYSCORE.USER_PAID")).hasSize(1);
		assertThat(get("charges").required("charges")).hasSize(1);
	}

	@Test
	void merchantsAreShownWithWhatAClientNeeds() {
		JsonNode merchant = get("merchants").at("/merchants/0");
		assertThat(merchant.required("mchid").stringValue()).isEqualTo(SIMULATOR.merchant().id());
		assertThat(merchant.required("api_v3_key").stringValue()).isEqualTo(SIMULATOR.merchant().apiV3Key());
		assertThat(merchant.required("private_key").stringValue()).isEqualTo(SIMULATOR.merchant().privateKeyPem());
		assertThat(merchant.required("public_key_id").stringValue())
			.isEqualTo(SIMULATOR.merchant().wechatPayPublicKeyId());
		assertThat(merchant.at("/sub_merchants/0/sub_mchid").stringValue())
			.isEqualTo(SIMULATOR.merchant().subMerchantId());
	}

	@Test
	void clockIsMoved() {
		post("clock", "{\"advance\":\"PT1H\"}");
		assertThat(SIMULATOR.clock().instant()).isAfter(Instant.now().plus(Duration.ofMinutes(59)));
		post("clock", "{\"set\":\"2030-01-01T00:00:00Z\"}");
		assertThat(get("clock").required("now").stringValue()).startsWith("2030-01-01T00:0");
		assertThat(send("DELETE", "clock", null).statusCode()).isEqualTo(200);
		assertThat(SIMULATOR.clock().instant()).isBefore(Instant.now().plusSeconds(60));
	}

	@Test
	void misbehaviourIsAskedFor() {
		post("faults", "{\"next\":\"429\"}");
		assertThat(this.payscores.querySignPlan("none").statusCode()).isEqualTo(429);
		assertThat(this.payscores.querySignPlan("none").statusCode()).isEqualTo(404);
		post("faults", "{\"always\":\"503\"}");
		assertThat(this.payscores.querySignPlan("none").statusCode()).isEqualTo(503);
		send("DELETE", "faults", null);
		assertThat(this.payscores.querySignPlan("none").statusCode()).isEqualTo(404);
		post("notification-faults", "{\"next\":\"duplicates=3\"}");
		this.payscores.createSigned();
		SIMULATOR.notifications().awaitDelivered(Payscores.PATIENCE);
		assertThat(this.server.received()).hasSize(3);
		post("notification-faults", "{\"always\":\"delayed=PT1M\"}");
		send("DELETE", "notification-faults", null);
		this.payscores.createSigned();
		SIMULATOR.notifications().awaitDelivered(Payscores.PATIENCE);
		assertThat(this.server.received()).hasSize(4);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "GET | nothing | | 404", "POST | sign-plans/none/sign | | 404",
					"POST | sign-plans/none/cancel | | 404", "POST | sign-plans/none/revoke | | 404",
					"POST | orders/none/deduct | | 404", "POST | notifications/none/redeliver | | 404",
					"POST | faults | {\"next\":\"none\"} | 400", "POST | faults | {} | 400", "POST | faults | [] | 400",
					"POST | notification-faults | {\"next\":1} | 400", "POST | clock | {\"advance\":\"a\"} | 400",
					"POST | clock | {\"advance\":\"PT1S\",\"set\":\"a\"} | 400",
					"POST | merchants/1/deductions | {\"mode\":\"fail\"} | 404",
					"POST | merchants/1900000109/deductions | {\"mode\":\"a\"} | 400",
					"POST | merchants/1900000109/deductions | | 400" })
	void mistakesAreAnswered(String method, String path, @Nullable String body, int status) {
		HttpResponse<byte[]> response = send(method, path, body);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Plans.read(response.body()).required("message").stringValue()).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "https://evil.example, 403", "null, 403", "SELF, 200" })
	void otherWebPagesAreRefused(String origin, int status) throws Exception {
		HttpRequest request = request("clock").header("Origin", origin.replace("SELF", SIMULATOR.baseUrl().toString()))
			.build();
		assertThat(SigningClient.HTTP.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "internal.evil" })
	void namesThatAWebSiteCanHaveAreRefused(String host) throws IOException {
		String answer = RawHttp.exchange(SIMULATOR, "GET /_simulator/clock HTTP/1.1\r\nHost: " + host
				+ "\r\nOrigin: http://" + host + "\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 403 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST:8443", "127.0.0.2", "192.168.1.7:8443", "[::1]:8443", "simulator",
			"wechat_pay:8443", "host.docker.internal:8443", "simulator.test" })
	void namesOfContainersAreTaken(String host) throws IOException {
		String answer = RawHttp.exchange(SIMULATOR, "GET /_simulator/clock HTTP/1.1\r\nHost: " + host
				+ "\r\nOrigin: http://" + host + "\r\nConnection: close\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void namesCanBeAdded() throws IOException {
		try (WechatPaySimulator simulator = WechatPaySimulator.builder().controlHost("Pay.Example.com").start()) {
			assertThat(RawHttp.exchange(simulator,
					"GET /_simulator/clock HTTP/1.1\r\nHost: pay.example.com:81\r\nConnection: close\r\n\r\n"))
				.startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void controlIsNeitherSignedNorKept() {
		HttpResponse<byte[]> response = send("GET", "clock", null);
		assertThat(SigningClient.isSigned(response)).isFalse();
		assertThat(SIMULATOR.requests()).isEmpty();
	}

	private static void assertMessage(int status, String path, String body, String... parts) {
		HttpResponse<byte[]> response = send("POST", path, body);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(Plans.read(response.body()).required("message").stringValue()).contains(parts);
	}

	private static JsonNode get(String path) {
		return Payscores.ok(send("GET", path, null));
	}

	private static JsonNode post(String path, @Nullable String body) {
		return Payscores.ok(send("POST", path, body));
	}

	private static HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(SIMULATOR.baseUrl() + "/_simulator/" + path))
			.timeout(Duration.ofSeconds(20));
	}

	private static HttpResponse<byte[]> send(String method, String path, @Nullable String body) {
		try {
			return SigningClient.HTTP.send(request(path)
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
