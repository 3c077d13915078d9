package io.github.wechatpayspring.notification;

import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Endpoint for notifications in a WebFlux application.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class WebFluxNotificationEndpoint {

	private final WechatPayNotificationProcessor processor;

	private final NotificationRequestCheck check;

	/**
	 * Create an endpoint.
	 * @param processor processes notifications
	 * @param maxBodySize how many bytes a body may have
	 */
	public WebFluxNotificationEndpoint(WechatPayNotificationProcessor processor, int maxBodySize) {
		this.processor = processor;
		this.check = new NotificationRequestCheck(maxBodySize);
	}

	/**
	 * Route a path to this endpoint: the path itself, which names no merchant, and one
	 * more segment for the merchant of that name.
	 * @param path the path, without a slash at its end
	 * @return the routes
	 */
	public RouterFunction<ServerResponse> route(String path) {
		return RouterFunctions.route()
			.route(RequestPredicates.path(path), (request) -> handle(request, null))
			.route(RequestPredicates.path(path + "/{merchant}"),
					(request) -> handle(request, request.pathVariable("merchant")))
			.build();
	}

	private Mono<ServerResponse> handle(ServerRequest request, @Nullable String merchantName) {
		HttpHeaders headers = request.headers().asHttpHeaders();
		NotificationAnswer refusal = this.check.check(request.method(), headers);
		if (refusal != null) {
			return answer(refusal);
		}
		return readBody(request).flatMap((body) -> process(merchantName, headers, body))
			.onErrorResume((ex) -> answer(ofBody(ex)));
	}

	private Mono<ServerResponse> process(@Nullable String merchantName, HttpHeaders headers, byte[] body) {
		return this.processor.process(merchantName, headers, body)
			.then(Mono.defer(() -> ServerResponse.noContent().build()))
			.onErrorResume((ex) -> answer(NotificationAnswer.of(ex)));
	}

	private static NotificationAnswer ofBody(Throwable failure) {
		if (failure instanceof DataBufferLimitException) {
			return NotificationAnswer.CONTENT_TOO_LARGE;
		}
		return (failure instanceof TimeoutException) ? NotificationAnswer.BODY_TIMEOUT : NotificationAnswer.of(failure);
	}

	private Mono<byte[]> readBody(ServerRequest request) {
		return DataBufferUtils.join(request.exchange().getRequest().getBody(), this.check.maxBodySize())
			.map(WebFluxNotificationEndpoint::readBytes)
			// Servlet containers have a timeout of their own
			.timeout(this.processor.getTimeout())
			.defaultIfEmpty(new byte[0]);
	}

	private static byte[] readBytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private static Mono<ServerResponse> answer(NotificationAnswer answer) {
		ServerResponse.BodyBuilder builder = ServerResponse.status(answer.status())
			.contentType(MediaType.APPLICATION_JSON);
		if (answer == NotificationAnswer.METHOD_NOT_ALLOWED) {
			builder.allow(HttpMethod.POST);
		}
		if (answer == NotificationAnswer.BODY_TIMEOUT) {
			// Or the server would wait for the rest of the body
			builder.header(HttpHeaders.CONNECTION, "close");
		}
		return builder.bodyValue(answer.body());
	}

}
