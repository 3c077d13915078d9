package io.github.wechatpayspring.notification;

import java.util.function.Function;

import reactor.core.publisher.Mono;

/**
 * {@link WechatPayNotificationHandler} that calls a function.
 *
 * @param <T> the type of the resource
 * @author WeChat Pay Spring maintainers
 */
final class FunctionNotificationHandler<T> implements WechatPayNotificationHandler<T> {

	private final WechatPayEvent<T> event;

	private final Function<WechatPayNotification<T>, Mono<?>> function;

	FunctionNotificationHandler(WechatPayEvent<T> event, Function<WechatPayNotification<T>, Mono<?>> function) {
		this.event = event;
		this.function = function;
	}

	@Override
	public WechatPayEvent<T> getEvent() {
		return this.event;
	}

	@Override
	public Mono<Void> handle(WechatPayNotification<T> notification) {
		return this.function.apply(notification).then();
	}

	@Override
	public String toString() {
		return "WechatPayNotificationHandler[event=" + this.event + "]";
	}

}
