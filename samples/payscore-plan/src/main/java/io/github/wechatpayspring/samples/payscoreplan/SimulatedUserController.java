package io.github.wechatpayspring.samples.payscoreplan;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the user does inside WeChat, as long as WeChat Pay is simulated.
 *
 * @author WeChat Pay Spring maintainers
 */
@RestController
@RequestMapping("/simulator/subscriptions/{number}")
@Profile("!live")
@ConditionalOnClass(WechatPaySimulator.class)
class SimulatedUserController {

	private final WechatPaySimulator simulator;

	SimulatedUserController(WechatPaySimulator simulator) {
		this.simulator = simulator;
	}

	@PostMapping("/sign")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> sign(@PathVariable String number, @RequestBody SubscriptionController.Subscriber subscriber) {
		return Mono.<Void>fromRunnable(() -> this.simulator.user(subscriber.requiredOpenid()).sign(number))
			.subscribeOn(Schedulers.boundedElastic());
	}

	@PostMapping("/cancel")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	Mono<Void> cancel(@PathVariable String number, @RequestBody SubscriptionController.Subscriber subscriber) {
		return Mono.<Void>fromRunnable(() -> this.simulator.user(subscriber.requiredOpenid()).cancel(number))
			.subscribeOn(Schedulers.boundedElastic());
	}

	@ExceptionHandler({ IllegalStateException.class, IllegalArgumentException.class })
	ProblemDetail refuse(RuntimeException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
	}

}
