package io.github.wechatpayspring.simulator.http;

import reactor.core.publisher.Mono;

/**
 * Stands between a request and its handling, and sees the complete answer.
 *
 * @author WeChat Pay Spring maintainers
 */
@FunctionalInterface
public interface ExchangeInterceptor {

	/**
	 * Handle a request, change its answer, or answer in its place.
	 * @param exchange the exchange
	 * @param handling handles the request when subscribed to
	 * @return the answer
	 */
	Mono<Answer> intercept(ApiExchange exchange, Mono<Answer> handling);

}
