package io.github.wechatpayspring.simulator.control;

import io.github.wechatpayspring.simulator.keys.Deferred;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The routes of the control API, which calls of WeChat Pay's API need not pass by one
 * after the other, and which a simulator that nobody controls never makes.
 *
 * @param routes the routes, all under {@link ControlGateway#ROOT}
 * @author WeChat Pay Spring maintainers
 */
record ControlRoutes(Deferred<RouterFunction<ServerResponse>> routes) implements RouterFunction<ServerResponse> {

	private static final PathPattern PATH = PathPatternParser.defaultInstance.parse(ControlGateway.ROOT + "/**");

	@Override
	public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
		return PATH.matches(request.requestPath().pathWithinApplication()) ? this.routes.get().route(request)
				: Mono.empty();
	}

	@Override
	public void accept(RouterFunctions.Visitor visitor) {
		this.routes.get().accept(visitor);
	}

}
