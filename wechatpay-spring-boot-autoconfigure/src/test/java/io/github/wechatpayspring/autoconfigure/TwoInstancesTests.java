package io.github.wechatpayspring.autoconfigure;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.wechatpayspring.notification.NotificationClaims;
import io.github.wechatpayspring.notification.RedisNotificationClaims;
import io.github.wechatpayspring.notification.RedisServer;
import io.github.wechatpayspring.notification.TestNotifications;
import io.github.wechatpayspring.notification.TestNotifications.TestNotification;
import io.github.wechatpayspring.notification.WechatPayEvent;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for two instances of an application that share a Redis server.
 */
class TwoInstancesTests {

	private static final int NOTIFICATIONS = 200;

	private static final int COPIES = 5;

	@Test
	void handleEachNotificationOnce(@TempDir Path directory) throws Exception {
		try (RedisServer redis = RedisServer.start(directory);
				NotificationApplication first = start(WebApplicationType.REACTIVE, redis);
				NotificationApplication second = start(WebApplicationType.SERVLET, redis)) {
			List<NotificationApplication> instances = List.of(first, second);
			assertThat(instances).allSatisfy((instance) -> assertThat(instance.getBean(NotificationClaims.class))
				.isInstanceOf(RedisNotificationClaims.class));
			Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
			Map<String, AtomicInteger> handled = new ConcurrentHashMap<>();
			instances.forEach((instance) -> instance.getBean(Counters.class).use(attempts, handled));
			List<TestNotification> notifications = IntStream.range(0, NOTIFICATIONS)
				.mapToObj((i) -> TestNotifications.of("n" + i, "EVENT", "{}"))
				.toList();
			List<Integer> tries = Flux.range(0, NOTIFICATIONS * COPIES)
				.flatMap((i) -> deliver(instances, i % COPIES, notifications.get(i / COPIES)), 40)
				.collectList()
				.block(Duration.ofMinutes(2));
			assertThat(tries).hasSize(NOTIFICATIONS * COPIES);
			assertThat(handled).hasSize(NOTIFICATIONS).allSatisfy((id, count) -> assertThat(count).as(id).hasValue(1));
			assertThat(attempts.values()).extracting(AtomicInteger::get).contains(1, 2).doesNotContain(0);
			assertThat(attempts.values().stream().mapToInt(AtomicInteger::get).sum())
				.isEqualTo(NOTIFICATIONS + NOTIFICATIONS / 3 + 1);
		}
	}

	private static NotificationApplication start(WebApplicationType type, RedisServer redis) {
		return new NotificationApplication(type, Handlers.class, "spring.data.redis.host=127.0.0.1",
				"spring.data.redis.port=" + redis.getPort(), "wechatpay.notification.timeout=30s");
	}

	// As WeChat Pay does, again and again until it is told that the notification was
	// handled
	private static Mono<Integer> deliver(List<NotificationApplication> instances, int copy,
			TestNotification notification) {
		AtomicInteger tries = new AtomicInteger();
		return Mono
			.defer(() -> Mono.fromFuture(instances.get((copy + tries.getAndIncrement()) % instances.size())
				.postAsync(NotificationApplication.PATH, notification)))
			.map(HttpResponse::statusCode)
			.repeat()
			.delayUntil((status) -> (status != 204) ? Mono.delay(Duration.ofMillis(20)) : Mono.empty())
			.filter((status) -> status == 204)
			.next()
			.map((status) -> tries.get());
	}

	static class Counters {

		private Map<String, AtomicInteger> attempts = Map.of();

		private Map<String, AtomicInteger> handled = Map.of();

		void use(Map<String, AtomicInteger> attempts, Map<String, AtomicInteger> handled) {
			this.attempts = attempts;
			this.handled = handled;
		}

		// Every third notification fails the first time
		Mono<Void> handle(WechatPayNotification<?> notification) {
			return Mono.delay(Duration.ofMillis(5)).flatMap((ignored) -> {
				int attempt = increment(this.attempts, notification.id());
				int number = Integer.parseInt(notification.id().substring(1));
				if (attempt == 1 && number % 3 == 0) {
					return Mono.error(new IllegalStateException("Not now"));
				}
				increment(this.handled, notification.id());
				return Mono.empty();
			});
		}

		private static int increment(Map<String, AtomicInteger> counts, String id) {
			return counts.computeIfAbsent(id, (ignored) -> new AtomicInteger()).incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Handlers {

		@Bean
		Counters counters() {
			return new Counters();
		}

		@Bean
		WechatPayNotificationHandler<JsonNode> handler(Counters counters) {
			return WechatPayNotificationHandler.of(WechatPayEvent.ANY_OTHER, counters::handle);
		}

	}

}
