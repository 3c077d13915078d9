package io.github.wechatpayspring.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Everything an operation need not care about: reads the raw request, finds out who sent
 * it, refuses what breaks the protocol, signs the answer and keeps the request.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ApiGateway {

	private static final String EXCHANGE = ApiGateway.class.getName() + ".EXCHANGE";

	private static final int MAX_BODY_BYTES = 1024 * 1024;

	private final SimulatorMerchants merchants;

	private final Authenticator authenticator;

	private final AnswerSigner signer;

	private final ExchangeInterceptor interceptor;

	private final RequestLog log;

	private final Clock clock;

	public ApiGateway(SimulatorMerchants merchants, Authenticator authenticator, ExchangeInterceptor interceptor,
			RequestLog log, Clock clock) {
		this.merchants = merchants;
		this.authenticator = authenticator;
		this.signer = new AnswerSigner(clock);
		this.interceptor = interceptor;
		this.log = log;
		this.clock = clock;
	}

	/**
	 * Route the given operations, and everything else to an error.
	 * @param endpoints the operations
	 * @return the routes
	 */
	public RouterFunction<Answer> routes(List<Endpoint> endpoints) {
		List<Operation> operations = endpoints.stream().map(Operation::of).toList();
		// Not a chain of routes, each of which costs a few publishers to be passed by
		RouterFunction<Answer> routes = (request) -> Mono.just(find(operations, request));
		return routes.filter(this::exchange);
	}

	private static HandlerFunction<Answer> find(List<Operation> operations, ServerRequest request) {
		for (Operation operation : operations) {
			if (operation.route().test(request)) {
				return (found) -> invoke(operation.endpoint(), found);
			}
		}
		boolean known = operations.stream().anyMatch((operation) -> operation.path().test(request));
		return (unknown) -> {
			throw known ? wrongMethod(unknown) : notFound();
		};
	}

	private Mono<Answer> exchange(ServerRequest request, HandlerFunction<Answer> next) {
		return BodyReader.read(request.exchange().getRequest().getBody(), MAX_BODY_BYTES).flatMap((body) -> {
			ReceivedRequest received = this.authenticator.authenticate(receive(request, body.orElse(new byte[0])));
			ApiExchange exchange = new ApiExchange(received, merchant(received), this.signer, newRequestId());
			request.attributes().put(EXCHANGE, exchange);
			Mono<Answer> handling = Mono.defer(() -> body.isPresent() ? next.handle(request) : Mono.error(tooLarge()))
				.onErrorResume(ApiErrorException.class, (error) -> Mono.just(exchange.error(error)));
			return Mono.defer(() -> this.interceptor.intercept(exchange, handling))
				.onErrorResume(ApiErrorException.class, (error) -> Mono.just(exchange.error(error)))
				.doOnNext((answer) -> this.log.add(received.answered(answer)));
		});
	}

	private ReceivedRequest receive(ServerRequest request, byte[] body) {
		HttpServerRequest nativeRequest = AbstractServerHttpRequest.class.cast(request.exchange().getRequest())
			.getNativeRequest();
		return ReceivedRequest.of(this.clock.instant(), request.method().name(), nativeRequest.uri(),
				request.headers().asHttpHeaders(), body);
	}

	private @Nullable SimulatorMerchant merchant(ReceivedRequest received) {
		return (received.merchantId() != null) ? this.merchants.find(received.merchantId()) : null;
	}

	private static Mono<Answer> invoke(Endpoint endpoint, ServerRequest request) {
		ApiExchange exchange = (ApiExchange) Objects.requireNonNull(request.attributes().get(EXCHANGE));
		SimulatorMerchant merchant = check(exchange);
		Answer answer = endpoint.operation().apply(new ApiCall(merchant, exchange.request(), request));
		return Mono.just(exchange.complete(answer));
	}

	private static SimulatorMerchant check(ApiExchange exchange) {
		ReceivedRequest request = exchange.request();
		checkAccept(request);
		String userAgent = request.header(HttpHeaders.USER_AGENT);
		if (userAgent == null || userAgent.isBlank()) {
			throw ApiErrorException.invalidHeader(HttpHeaders.USER_AGENT, "Http头缺少User-Agent",
					"The header User-Agent is missing");
		}
		SimulatorMerchant merchant = exchange.merchant();
		if (merchant == null) {
			throw signError(request);
		}
		checkContentType(request);
		if (exchange.namesUnknownKey()) {
			throw ApiErrorException
				.of(400, "PARAM_ERROR", ReasonNumber.OUT_OF_RANGE, "平台证书序列号Wechatpay-Serial错误",
						"Wechatpay-Serial names no platform certificate or public key of the merchant")
				.with(new ErrorDetail(AnswerSigner.SERIAL, request.header(AnswerSigner.SERIAL), "is not known",
						"header"));
		}
		return merchant;
	}

	private static void checkAccept(ReceivedRequest request) {
		List<String> values = request.headerValues(HttpHeaders.ACCEPT);
		try {
			List<MediaType> types = MediaType.parseMediaTypes(values);
			if (!values.isEmpty() && types.stream().anyMatch((type) -> type.includes(MediaType.APPLICATION_JSON))) {
				return;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// The same to the caller as a type that is not JSON.
		}
		throw ApiErrorException.invalidHeader(HttpHeaders.ACCEPT, "Http头Accept不正确，应为application/json",
				"The header Accept does not name application/json");
	}

	private static void checkContentType(ReceivedRequest request) {
		if (request.rawBody().length == 0) {
			return;
		}
		String value = request.header(HttpHeaders.CONTENT_TYPE);
		try {
			if (value != null && isJson(MediaType.parseMediaType(value))) {
				return;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// The same to the caller as a type that is not JSON.
		}
		throw ApiErrorException.invalidHeader(HttpHeaders.CONTENT_TYPE, "Http头Content-Type不正确，应为application/json",
				"The header Content-Type is not application/json");
	}

	private static boolean isJson(MediaType type) {
		return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
				&& (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
	}

	private static ApiErrorException signError(ReceivedRequest request) {
		SignatureRefusal refusal = Objects.requireNonNull(request.signatureRefusal());
		Map<String, Object> information = Map.of();
		String message = refusal.expectedMessage();
		if (message != null) {
			String withoutBody = message.substring(0, message.length() - request.bodyText().length() - 1);
			information = new LinkedHashMap<>();
			information.put("method", request.method());
			information.put("sign_message_length", message.getBytes(StandardCharsets.UTF_8).length);
			information.put("truncated_sign_message", withoutBody);
			information.put("url", request.target());
		}
		return ApiErrorException
			.of(401, "SIGN_ERROR", ReasonNumber.AUTHORIZATION_INVALID, "签名错误，验签失败", "The signature is wrong")
			.with(new ErrorDetail(refusal.field(), null, refusal.issue(), "authorization", information));
	}

	private static ApiErrorException notFound() {
		return ApiErrorException.of(404, "RESOURCE_NOT_EXISTS", ReasonNumber.NONE, "请求的接口不存在",
				"There is no such operation");
	}

	private static ApiErrorException wrongMethod(ServerRequest request) {
		return ApiErrorException.of(405, "METHOD_NOT_ALLOWED", ReasonNumber.NONE, "不支持的请求方法" + request.method().name(),
				"The operation has another method");
	}

	private static ApiErrorException tooLarge() {
		return ApiErrorException.of(413, "INVALID_REQUEST", ReasonNumber.NONE, "请求体过大",
				"The body is larger than " + MAX_BODY_BYTES + " bytes");
	}

	private static String newRequestId() {
		return "08" + RandomText.hex(42).toUpperCase(Locale.ROOT);
	}

	/**
	 * An operation and what leads to it.
	 *
	 * @param endpoint the operation
	 * @param path whether a request has its path
	 * @param route whether a request has its method and path
	 */
	private record Operation(Endpoint endpoint, RequestPredicate path, RequestPredicate route) {

		static Operation of(Endpoint endpoint) {
			RequestPredicate path = RequestPredicates.path(endpoint.path());
			return new Operation(endpoint, path, RequestPredicates.method(endpoint.method()).and(path));
		}

	}

}
