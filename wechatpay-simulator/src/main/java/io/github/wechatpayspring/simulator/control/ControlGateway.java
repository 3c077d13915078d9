package io.github.wechatpayspring.simulator.control;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.util.Objects;
import java.util.function.Function;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.BodyReader;
import io.github.wechatpayspring.simulator.http.ErrorDetail;
import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.http.LocalNames;
import io.github.wechatpayspring.simulator.merchant.DuplicateMerchantException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Lets only this machine and its private networks, and no web page from elsewhere, use
 * the control API, which is not signed.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ControlGateway {

	static final String ROOT = "/_simulator";

	private static final int MAX_BODY_BYTES = 64 * 1024;

	private ControlGateway() {
	}

	static RouterFunction<ServerResponse> guard(RouterFunction<ServerResponse> streams, RouterFunction<Answer> routes,
			LocalNames names) {
		RouterFunction<Answer> unknown = RouterFunctions.route(RequestPredicates.path(ROOT + "/**"),
				(request) -> Mono.just(error(404, "There is no such control operation")));
		RouterFunction<ServerResponse> answers = routes.and(unknown)
			.filter((request, next) -> next.handle(request).cast(ServerResponse.class));
		return streams.and(answers).filter((request, next) -> check(request, next, names));
	}

	static RouterFunction<Answer> get(String path, Function<ControlCall, JsonNode> operation) {
		return RouterFunctions.route(RequestPredicates.GET(ROOT + path), handler(operation));
	}

	static RouterFunction<Answer> post(String path, Function<ControlCall, JsonNode> operation) {
		return RouterFunctions.route(RequestPredicates.POST(ROOT + path), handler(operation));
	}

	static RouterFunction<Answer> delete(String path, Function<ControlCall, JsonNode> operation) {
		return RouterFunctions.route(RequestPredicates.DELETE(ROOT + path), handler(operation));
	}

	private static HandlerFunction<Answer> handler(Function<ControlCall, JsonNode> operation) {
		return (request) -> BodyReader.read(request.exchange().getRequest().getBody(), MAX_BODY_BYTES)
			.publishOn(Schedulers.parallel())
			.map((body) -> body.map((bytes) -> Answer.json(200, operation.apply(new ControlCall(request, bytes))))
				.orElseGet(() -> error(413, "The body is larger than " + MAX_BODY_BYTES + " bytes")))
			.onErrorResume(UnknownReferenceException.class, (ex) -> Mono.just(error(404, message(ex))))
			.onErrorResume(ControlGateway::isWrongMoment, (ex) -> Mono.just(error(409, message(ex))))
			.onErrorResume(ControlGateway::isMistakeOfTheCaller, (ex) -> Mono.just(error(400, message(ex))));
	}

	private static boolean isWrongMoment(Throwable ex) {
		return ex instanceof IllegalStateException || ex instanceof DuplicateMerchantException;
	}

	private static boolean isMistakeOfTheCaller(Throwable ex) {
		return ex instanceof IllegalArgumentException || ex instanceof DateTimeException
				|| ex instanceof ApiErrorException;
	}

	private static Mono<ServerResponse> check(ServerRequest request, HandlerFunction<ServerResponse> next,
			LocalNames names) {
		if (!request.remoteAddress().map(InetSocketAddress::getAddress).map(LocalNames::isNear).orElse(false)) {
			return Mono.just(error(403, "The control API is for this machine and private networks only"));
		}
		String host = request.headers().firstHeader(HttpHeaders.HOST);
		if (host == null || !names.contain(host)) {
			return Mono.just(error(403, "The control API is not found by this host name; --control-hosts= adds names"));
		}
		String origin = request.headers().firstHeader("Origin");
		if (origin != null && !isSameOrigin(origin, request.uri())) {
			return Mono.just(error(403, "The control API is not for other web pages"));
		}
		return next.handle(request);
	}

	private static boolean isSameOrigin(String origin, URI uri) {
		return origin.equals(uri.getScheme() + "://" + uri.getRawAuthority());
	}

	private static String message(Throwable ex) {
		String message = Objects.requireNonNullElse(ex.getMessage(), ex.toString());
		ErrorDetail detail = (ex instanceof ApiErrorException error) ? error.detail() : null;
		return (detail != null) ? "%s: %s %s".formatted(message, detail.field(), detail.issue()).replace("  ", " ")
				: message;
	}

	private static Answer error(int status, String message) {
		ObjectNode body = Json.object();
		body.put("message", message);
		return Answer.json(status, body);
	}

}
