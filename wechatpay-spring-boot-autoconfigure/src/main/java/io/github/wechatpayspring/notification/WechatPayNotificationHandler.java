package io.github.wechatpayspring.notification;

import java.util.function.Consumer;
import java.util.function.Function;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Handles the notifications of one event. Declare a bean for each event that the
 * application takes.
 * <p>
 * A notification counts as handled when the {@code Mono} completes, and is then never
 * handed over again. If the {@code Mono} fails, or takes longer than the timeout and is
 * cancelled, WeChat Pay is told to send the notification again. What it did until then
 * must bear being done again. After a cancellation, nothing is handed over until the
 * timeout has passed once more, as what was begun may take a while to end.
 *
 * @param <T> the type of the resource
 * @author WeChat Pay Spring maintainers
 */
public interface WechatPayNotificationHandler<T> {

	/**
	 * Return the event that this handler takes. No other handler may take the same.
	 * @return the event
	 */
	WechatPayEvent<T> getEvent();

	/**
	 * Handle a notification. Must not block.
	 * @param notification the notification
	 * @return completes when the notification was handled
	 */
	Mono<Void> handle(WechatPayNotification<T> notification);

	/**
	 * Create a handler from a function.
	 * @param <T> the type of the resource
	 * @param event the event
	 * @param function handles a notification, without blocking; the value of what it
	 * returns, if there is any, is ignored
	 * @return the handler
	 */
	static <T> WechatPayNotificationHandler<T> of(WechatPayEvent<T> event,
			Function<WechatPayNotification<T>, Mono<?>> function) {
		return new FunctionNotificationHandler<>(event, function);
	}

	/**
	 * Create a handler from a method that blocks, as with JDBC. It is run on Reactor's
	 * scheduler for such work, and interrupted when it takes longer than the timeout. If
	 * it goes on nevertheless and succeeds, the notification still comes again.
	 * @param <T> the type of the resource
	 * @param event the event
	 * @param consumer handles a notification
	 * @return the handler
	 */
	static <T> WechatPayNotificationHandler<T> ofBlocking(WechatPayEvent<T> event,
			Consumer<WechatPayNotification<T>> consumer) {
		return of(event, (notification) -> Mono.fromRunnable(() -> consumer.accept(notification))
			.subscribeOn(Schedulers.boundedElastic()));
	}

}
