package io.github.wechatpayspring.autoconfigure;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.notification.TestNotifications;
import io.github.wechatpayspring.notification.TestNotifications.TestNotification;
import io.github.wechatpayspring.notification.UserPermission;
import io.github.wechatpayspring.notification.WechatPayEvent;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import io.github.wechatpayspring.payscore.UserSignPlan;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint over sockets. All of them use one application at the same time,
 * so each has notifications of its own.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class NotificationEndpointTests {

	private static final String PATH = NotificationApplication.PATH;

	private final WebApplicationType type;

	private final String id = UUID.randomUUID() + "-";

	private NotificationApplication application;

	private Received received;

	NotificationEndpointTests(WebApplicationType type) {
		this.type = type;
	}

	@BeforeAll
	void start() {
		this.application = new NotificationApplication(this.type, Handlers.class,
				"wechatpay.notification.max-in-memory-size=4KB", "wechatpay.notification.timeout=4s",
				"spring.autoconfigure.exclude="
						+ "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration,"
						+ "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration");
		this.received = this.application.getBean(Received.class);
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "user signed the plan", "no associated_data" })
	void handsNotificationToHandler(String name) throws Exception {
		JsonNode vector = TestNotifications.vector(name);
		assertHandled(this.application.post(PATH, TestNotifications.notification(vector)));
		String id = JsonMapper.shared().readTree(vector.get("body").asString()).get("id").asString();
		WechatPayNotification<?> handled = this.received.next(id);
		assertThat(handled.merchant().name()).isEqualTo("default");
		assertThat(handled.resource()).isInstanceOfSatisfying(UserSignPlan.class,
				(plan) -> assertThat(plan.planName()).isEqualTo("瑜伽课20节"));
	}

	@Test
	void handsOtherEventsToTheirHandler() throws Exception {
		TestNotification notification = TestNotifications.of(this.id + "other", "REFUND.SUCCESS", "{\"amount\":1}");
		assertHandled(this.application.post(PATH, notification));
		assertThat(this.received.next(this.id + "other").resource())
			.isEqualTo(JsonMapper.shared().readTree("{\"amount\":1}"));
	}

	@Test
	void merchantIsTheOneOfThePath() throws Exception {
		String id = this.id + "path";
		TestNotification notification = TestNotifications.of(id, "EVENT", "{\"mchid\":\"1900000209\"}");
		assertHandled(this.application.post(PATH + "/other", notification));
		assertThat(this.received.next(id).merchant().name()).isEqualTo("other");
		assertFailed(this.application.post(PATH + "/default", notification), 400, "notification can't be read");
		assertFailed(this.application.post(PATH + "/key", notification), 400, "resource can't be decrypted");
		assertThat(this.received.count(id)).isZero();
	}

	@Test
	void namesOfMerchantsCannotBeProbed() throws Exception {
		TestNotification forged = TestNotifications.of(this.id + "probed", "EVENT", "{}")
			.with("Wechatpay-Signature", "c2lnbmF0dXJl");
		HttpResponse<String> known = this.application.post(PATH + "/other", forged);
		HttpResponse<String> unknown = this.application.post(PATH + "/nobody", forged);
		assertFailed(known, 401, "signature isn't valid");
		assertFailed(unknown, 401, "signature isn't valid");
		assertThat(unknown.headers().map().keySet()).isEqualTo(known.headers().map().keySet());
	}

	@Test
	void handlesOnceForEachMerchant() throws Exception {
		String id = this.id + "once";
		TestNotification notification = TestNotifications.of(id, "EVENT", "{}");
		for (int i = 0; i < 3; i++) {
			assertHandled(this.application.post(PATH, notification));
		}
		assertThat(this.received.count(id)).isOne();
		assertHandled(this.application.post(PATH + "/other", notification));
		assertThat(this.received.count(id)).isEqualTo(2);
	}

	@Test
	void refusesDuplicateWhileHandling() throws Exception {
		String id = this.id + "duplicate";
		TestNotification notification = TestNotifications.of(id, "PAYSCORE.USER_CLOSE_SERVICE", "{}");
		CompletableFuture<HttpResponse<String>> first = this.application.postAsync(PATH, notification);
		assertThat(this.received.next(id)).isNotNull();
		assertFailed(this.application.post(PATH, notification), 409, "notification is being handled");
		this.received.gate.tryEmitEmpty();
		assertHandled(first.get(10, TimeUnit.SECONDS));
		assertHandled(this.application.post(PATH, notification));
		assertThat(this.received.count(id)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "FAILS", "THROWS" })
	void failureIsToldAndTheClaimGivenBack(String event) throws Exception {
		TestNotification notification = TestNotifications.of(this.id + event, event, "{}");
		assertFailed(this.application.post(PATH, notification), 500, "notification wasn't handled");
		assertHandled(this.application.post(PATH, notification));
		assertHandled(this.application.post(PATH, notification));
		assertThat(this.received.count(this.id + event)).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "BLOCKS", "LATE" })
	void timeoutIsToldAndTheClaimLeftToItsLease(String event) throws Exception {
		TestNotification notification = TestNotifications.of(this.id + event, event, "{}");
		assertFailed(this.application.post(PATH, notification), 500, "notification wasn't handled");
		assertFailed(this.application.post(PATH, notification), 409, "notification is being handled");
		assertThat(this.received.count(this.id + event)).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "WECHATPAY/SIGNTEST/c2lnbmF0dXJl", "c2lnbmF0dXJl" })
	void refusesOtherSignatures(String signature) throws Exception {
		String id = this.id + "signature";
		TestNotification notification = TestNotifications.of(id, "EVENT", "{}").with("Wechatpay-Signature", signature);
		assertFailed(this.application.post(PATH, notification), 401, "signature isn't valid");
		assertThat(this.received.count(id)).isZero();
	}

	@Test
	void refusesBodyThatIsNoNotification() throws Exception {
		assertFailed(this.application.post(PATH, TestNotifications.sign("not json")), 400,
				"notification can't be read");
		assertFailed(this.application.post(PATH, TestNotifications.sign("")), 400, "notification can't be read");
	}

	@Test
	void acceptsPostOnly() throws Exception {
		for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
			HttpResponse<String> response = this.application.send(PATH,
					(request) -> request.method(method, BodyPublishers.noBody()));
			assertFailed(response, 405, "method must be POST");
			assertThat(response.headers().firstValue("Allow")).contains("POST");
		}
	}

	@ParameterizedTest
	@CsvSource({ "text/plain, 415", "application/x-www-form-urlencoded, 415", "nonsense, 415",
			"application/json;charset=utf-8, 204", ", 204" })
	void acceptsJsonOnly(String contentType, int status) throws Exception {
		TestNotification notification = TestNotifications.of(UUID.randomUUID().toString(), "EVENT", "{}");
		HttpResponse<String> response = this.application.post(PATH, (contentType != null)
				? notification.with("Content-Type", contentType) : notification.without("Content-Type"));
		assertThat(response.statusCode()).isEqualTo(status);
		if (status == 415) {
			assertFailed(response, 415, "content type must be application/json");
		}
	}

	@Test
	void refusesLargeBody() throws Exception {
		TestNotification large = TestNotifications.sign(" ".repeat(4097));
		assertFailed(this.application.post(PATH, large), 413, "body is too large");
		assertFailed(
				this.application.send(PATH,
						(request) -> NotificationApplication.customize(request, large,
								BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.body())))),
				413, "body is too large");
		assertFailed(this.application.post(PATH, TestNotifications.sign(" ".repeat(4096))), 400,
				"notification can't be read");
	}

	@Test
	void readsBodyInChunks() throws Exception {
		TestNotification notification = TestNotifications.of(UUID.randomUUID().toString(), "EVENT", "{}");
		assertHandled(this.application.send(PATH, (request) -> NotificationApplication.customize(request, notification,
				BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(notification.body())))));
	}

	private static void assertHandled(HttpResponse<String> response) {
		assertThat(response.body()).isEmpty();
		assertThat(response.statusCode()).isEqualTo(204);
	}

	private static void assertFailed(HttpResponse<String> response, int status, String message) {
		assertThat(response.body()).isEqualTo("{\"code\":\"FAIL\",\"message\":\"%s\"}", message);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
	}

	static class Received {

		private final Map<String, BlockingQueue<WechatPayNotification<?>>> queues = new ConcurrentHashMap<>();

		private final Sinks.Empty<Void> gate = Sinks.empty();

		boolean add(WechatPayNotification<?> notification) {
			BlockingQueue<WechatPayNotification<?>> queue = queue(notification.id());
			queue.add(notification);
			return queue.size() == 1;
		}

		WechatPayNotification<?> next(String id) throws InterruptedException {
			return queue(id).poll(10, TimeUnit.SECONDS);
		}

		int count(String id) {
			return queue(id).size();
		}

		private BlockingQueue<WechatPayNotification<?>> queue(String id) {
			return this.queues.computeIfAbsent(id, (ignored) -> new LinkedBlockingQueue<>());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		Received received() {
			return new Received();
		}

		@Bean
		WechatPayNotificationHandler<UserSignPlan> planSigned(Received received) {
			return WechatPayNotificationHandler.of(WechatPayEvent.USER_SIGN_PLAN,
					(notification) -> Mono.fromCallable(() -> received.add(notification)));
		}

		@Bean
		WechatPayNotificationHandler<UserPermission> serviceClosed(Received received) {
			return WechatPayNotificationHandler.of(WechatPayEvent.USER_CLOSE_SERVICE, (notification) -> {
				received.add(notification);
				return received.gate.asMono();
			});
		}

		@Bean
		WechatPayNotificationHandler<JsonNode> others(Received received) {
			return WechatPayNotificationHandler.ofBlocking(WechatPayEvent.ANY_OTHER, received::add);
		}

		@Bean
		WechatPayNotificationHandler<JsonNode> failing(Received received) {
			// An exception of ours that a handler causes isn't about the notification
			return WechatPayNotificationHandler.of(new WechatPayEvent<>("FAILS", JsonNode.class),
					(notification) -> received.add(notification)
							? Mono.error(() -> new MerchantNotFoundException("shop-c")) : Mono.empty());
		}

		@Bean
		WechatPayNotificationHandler<JsonNode> throwing(Received received) {
			return WechatPayNotificationHandler.of(new WechatPayEvent<>("THROWS", JsonNode.class), (notification) -> {
				if (received.add(notification)) {
					throw new IllegalStateException("Not now");
				}
				return Mono.empty();
			});
		}

		@Bean
		WechatPayNotificationHandler<JsonNode> blocking(Received received) {
			return WechatPayNotificationHandler.ofBlocking(new WechatPayEvent<>("BLOCKS", JsonNode.class),
					(notification) -> {
						if (received.add(notification)) {
							Mono.never().block();
						}
					});
		}

		@Bean
		WechatPayNotificationHandler<JsonNode> late(Received received) {
			return WechatPayNotificationHandler.of(new WechatPayEvent<>("LATE", JsonNode.class),
					(notification) -> received.add(notification) ? Mono.never() : Mono.empty());
		}

	}

}
