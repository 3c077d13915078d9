package io.github.wechatpayspring.simulator.openapi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import reactor.core.publisher.Mono;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * A method and a path that calls are routed by.
 *
 * @param method the method
 * @param path the path pattern
 * @author WeChat Pay Spring maintainers
 */
record Route(HttpMethod method, String path) {

	/**
	 * Find out what is routed.
	 * @param routes the routes
	 * @return all routes with a method and a path, in their order
	 */
	static Set<Route> of(RouterFunction<?> routes) {
		Routes visitor = new Routes();
		routes.accept(visitor);
		return visitor.found;
	}

	/**
	 * Collects routes.
	 */
	private static final class Routes implements RouterFunctions.Visitor {

		private final Set<Route> found = new LinkedHashSet<>();

		@Override
		public void route(RequestPredicate predicate, HandlerFunction<?> handlerFunction) {
			Conditions conditions = new Conditions();
			predicate.accept(conditions);
			for (HttpMethod method : conditions.methods) {
				conditions.paths.forEach((path) -> this.found.add(new Route(method, path)));
			}
		}

		@Override
		public void startNested(RequestPredicate predicate) {
		}

		@Override
		public void endNested(RequestPredicate predicate) {
		}

		@Override
		public void resources(Function<ServerRequest, Mono<Resource>> lookupFunction) {
		}

		@Override
		public void attributes(Map<String, Object> attributes) {
		}

		@Override
		public void unknown(RouterFunction<?> routerFunction) {
		}

	}

	/**
	 * Collects what a route asks of a request.
	 */
	private static final class Conditions implements RequestPredicates.Visitor {

		private final List<HttpMethod> methods = new ArrayList<>();

		private final List<String> paths = new ArrayList<>();

		@Override
		public void method(Set<HttpMethod> methods) {
			this.methods.addAll(methods);
		}

		@Override
		public void path(String pattern) {
			this.paths.add(pattern);
		}

		@Override
		@SuppressWarnings("removal")
		@Deprecated
		public void pathExtension(String extension) {
		}

		@Override
		public void header(String name, String value) {
		}

		@Override
		public void queryParam(String name, String value) {
		}

		@Override
		public void version(String version) {
		}

		@Override
		public void startAnd() {
		}

		@Override
		public void and() {
		}

		@Override
		public void endAnd() {
		}

		@Override
		public void startOr() {
		}

		@Override
		public void or() {
		}

		@Override
		public void endOr() {
		}

		@Override
		public void startNegate() {
		}

		@Override
		public void endNegate() {
		}

		@Override
		public void unknown(RequestPredicate predicate) {
		}

	}

}
