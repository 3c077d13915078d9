package io.github.wechatpayspring.notification;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.notification.NotificationNotHandledException.Reason;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;

/**
 * Takes what was posted to a notification URL all the way: it is parsed, claimed and
 * handed to the handler of its event, all within one timeout. The endpoints are built on
 * it.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class WechatPayNotificationProcessor {

	private static final Log logger = LogFactory.getLog(WechatPayNotificationProcessor.class);

	private static final Duration SETTLE_TIMEOUT = Duration.ofMillis(300);

	private final WechatPayNotificationParser parser;

	private final Map<String, WechatPayNotificationHandler<?>> handlers = new LinkedHashMap<>();

	private final NotificationClaims claims;

	private final Duration timeout;

	private final NotificationFailureLog failureLog = new NotificationFailureLog(logger);

	/**
	 * Create a processor.
	 * @param parser parses notifications
	 * @param handlers the handlers, at most one for each event
	 * @param claims see to it that a notification is handled once
	 * @param timeout how long everything may take; WeChat Pay waits for 5 seconds
	 * @throws IllegalArgumentException if an event has more than one handler
	 */
	public WechatPayNotificationProcessor(WechatPayNotificationParser parser,
			Collection<? extends WechatPayNotificationHandler<?>> handlers, NotificationClaims claims,
			Duration timeout) {
		Assert.isTrue(!timeout.isNegative() && !timeout.isZero(), "'timeout' must be positive");
		this.parser = parser;
		this.claims = claims;
		this.timeout = timeout;
		for (WechatPayNotificationHandler<?> handler : handlers) {
			String type = handler.getEvent().type();
			WechatPayNotificationHandler<?> other = this.handlers.putIfAbsent(type, handler);
			Assert.isTrue(other == null,
					() -> "There is more than one handler of %s: %s and %s".formatted(type, other, handler));
		}
	}

	Duration getTimeout() {
		return this.timeout;
	}

	/**
	 * Process a notification.
	 * @param merchantName the name of the merchant whose notification URL this is, or
	 * {@code null} if it names none
	 * @param headers the headers of the request
	 * @param body the bytes of the body as received
	 * @return completes if the notification was handled, now or before, or if there is no
	 * handler for its event; or an error of
	 * {@link WechatPayNotificationParser#parse(String, HttpHeaders, byte[])}, or a
	 * {@link NotificationNotHandledException}
	 */
	public Mono<Void> process(@Nullable String merchantName, HttpHeaders headers, byte[] body) {
		return Mono.defer(() -> {
			long start = now();
			return this.parser.parse(merchantName, headers, body)
				.flatMap((notification) -> Mono.justOrEmpty(prepare(notification)))
				.flatMap(this::claim)
				.timeout(this.timeout, timedOut(null))
				.flatMap((claimed) -> handle(claimed, this.timeout.minusMillis(now() - start)));
		}).doOnError(this.failureLog::log);
	}

	// The clock by which timeouts run
	private static long now() {
		return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
	}

	private static <T> Mono<T> timedOut(@Nullable WechatPayNotification<?> notification) {
		return Mono.error(() -> new NotificationNotHandledException(Reason.TIMEOUT, notification, null));
	}

	private @Nullable Task prepare(WechatPayNotification<JsonNode> notification) {
		WechatPayNotificationHandler<?> handler = this.handlers.get(notification.eventType());
		if (handler == null) {
			handler = this.handlers.get(WechatPayEvent.ANY_OTHER.type());
		}
		if (handler == null) {
			logger.warn("There is no handler for " + notification);
			return null;
		}
		return prepare(handler, notification);
	}

	private <T> Task prepare(WechatPayNotificationHandler<T> handler, WechatPayNotification<JsonNode> notification) {
		WechatPayNotification<T> converted = this.parser.convert(notification, handler.getEvent());
		String key = notification.merchant().id() + ":" + notification.id();
		return new Task(converted, key, UUID.randomUUID().toString(), Mono.defer(() -> handler.handle(converted)));
	}

	private Mono<Task> claim(Task task) {
		// Longer than a handler may take, so that the claim isn't lost meanwhile
		Duration lease = this.timeout.multipliedBy(2);
		return Mono.defer(() -> this.claims.claim(task.key(), task.owner(), lease))
			.single()
			.onErrorMap((ex) -> new NotificationNotHandledException(Reason.CLAIMS_UNAVAILABLE, task.notification(), ex))
			.flatMap((result) -> switch (result) {
				case CLAIMED -> Mono.just(task);
				case HELD -> Mono
					.error(() -> new NotificationNotHandledException(Reason.IN_PROGRESS, task.notification(), null));
				case HANDLED -> Mono.empty();
			});
	}

	private Mono<Void> handle(Task task, Duration remaining) {
		Mono<Void> handling = task.handling()
			.onErrorMap((ex) -> new NotificationNotHandledException(Reason.HANDLER_FAILED, task.notification(), ex))
			.timeout(remaining, timedOut(task.notification()));
		return Mono.usingWhen(Mono.just(task), (ignored) -> handling, this::complete,
				(ignored, ex) -> isTimeout(ex) ? Mono.empty() : release(task), (ignored) -> Mono.empty());
	}

	// What a cancelled handler began, such as a transaction, can go on for a while:
	// until the lease ends, nobody else begins
	private static boolean isTimeout(Throwable ex) {
		return ex instanceof NotificationNotHandledException notHandled && notHandled.getReason() == Reason.TIMEOUT;
	}

	private Mono<Void> complete(Task task) {
		return settle(task, Mono.defer(() -> this.claims.complete(task.key(), task.owner())), "kept as handled");
	}

	private Mono<Void> release(Task task) {
		return settle(task, Mono.defer(() -> this.claims.release(task.key(), task.owner())), "released");
	}

	// WeChat Pay isn't kept waiting: what takes longer goes on after the answer
	private static Mono<Void> settle(Task task, Mono<Boolean> change, String description) {
		return change.cache().timeout(SETTLE_TIMEOUT).doOnNext((changed) -> {
			if (!changed) {
				logger.warn("Claim of %s can't be %s, another owner has it".formatted(task, description));
			}
		})
			.doOnError((ex) -> logger.warn("Claim of %s can't be %s".formatted(task, description), ex))
			.onErrorComplete()
			.then();
	}

	/**
	 * A notification to be handled.
	 *
	 * @param notification the notification
	 * @param key the key of its claim
	 * @param owner the owner of its claim
	 * @param handling hands it to its handler
	 */
	private record Task(WechatPayNotification<?> notification, String key, String owner, Mono<Void> handling) {

		@Override
		public String toString() {
			return this.notification.toString();
		}

	}

}
