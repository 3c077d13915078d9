package io.github.wechatpayspring.samples.payscoreplan;

import java.time.Duration;

import io.github.wechatpayspring.notification.WechatPayEvent;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Learns from notifications which subscriptions changed, and tells those who look at
 * them.
 *
 * @author WeChat Pay Spring maintainers
 */
@Configuration(proxyBeanMethods = false)
class SubscriptionChanges {

	private static final Duration EMIT_TIMEOUT = Duration.ofSeconds(1);

	private final Sinks.Many<String> numbers = Sinks.many().multicast().directBestEffort();

	/**
	 * Follow the changes of a subscription.
	 * @param number the number of the subscription
	 * @return the number: now, and with every change
	 */
	Flux<String> of(String number) {
		return this.numbers.asFlux().filter(number::equals).onBackpressureLatest().startWith(number);
	}

	/**
	 * Tell that a subscription changed.
	 * @param number the number of the subscription
	 * @return completes when it was told
	 */
	Mono<Void> publish(String number) {
		return Mono
			.fromRunnable(() -> this.numbers.emitNext(number, Sinks.EmitFailureHandler.busyLooping(EMIT_TIMEOUT)));
	}

	@Bean
	WechatPayNotificationHandler<?> signedHandler() {
		return WechatPayNotificationHandler.of(WechatPayEvent.USER_SIGN_PLAN,
				(notification) -> publish(notification.resource().merchantSignPlanNo()));
	}

	@Bean
	WechatPayNotificationHandler<?> cancelledHandler() {
		return WechatPayNotificationHandler.of(WechatPayEvent.USER_CANCEL_SIGN_PLAN,
				(notification) -> publish(notification.resource().merchantSignPlanNo()));
	}

	@Bean
	WechatPayNotificationHandler<?> paidHandler() {
		return WechatPayNotificationHandler.of(WechatPayEvent.USER_PAID,
				(notification) -> publish(Subscriptions.subscriptionOf(notification.resource().outOrderNo())));
	}

}
