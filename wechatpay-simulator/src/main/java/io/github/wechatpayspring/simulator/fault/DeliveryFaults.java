package io.github.wechatpayspring.simulator.fault;

import java.time.Duration;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.Answer.Delivery;
import reactor.core.publisher.Mono;

/**
 * Faults of the connection.
 *
 * @author WeChat Pay Spring maintainers
 */
final class DeliveryFaults {

	private DeliveryFaults() {
	}

	static Fault latency(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("A latency is not negative");
		}
		return (exchange) -> exchange.proceed().map((answer) -> answer.delayed(duration));
	}

	static Fault reset() {
		return (exchange) -> Mono.just(Answer.text(200, "text/plain", "").delivered(Delivery.RESET));
	}

	static Fault lostAnswer() {
		return (exchange) -> exchange.proceed().map((answer) -> answer.delivered(Delivery.RESET));
	}

	static Fault truncatedBody() {
		return (exchange) -> exchange.proceed().map((answer) -> answer.delivered(Delivery.TRUNCATED));
	}

}
