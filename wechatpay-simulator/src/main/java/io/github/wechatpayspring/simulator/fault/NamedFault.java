package io.github.wechatpayspring.simulator.fault;

import io.github.wechatpayspring.simulator.http.Answer;
import reactor.core.publisher.Mono;

/**
 * A fault that was asked for by name.
 *
 * @param name the name, with its value
 * @param fault what happens
 * @author WeChat Pay Spring maintainers
 */
record NamedFault(String name, Fault fault) implements Fault {

	private static final String UNNAMED = "custom";

	@Override
	public Mono<Answer> apply(FaultedExchange exchange) {
		return this.fault.apply(exchange);
	}

	static String nameOf(Fault fault) {
		return (fault instanceof NamedFault named) ? named.name() : UNNAMED;
	}

}
