package io.github.wechatpayspring.notification;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Endpoint for notifications in a servlet application with Spring MVC.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class WebMvcNotificationEndpoint {

	private final WechatPayNotificationProcessor processor;

	private final NotificationRequestCheck check;

	/**
	 * Create an endpoint.
	 * @param processor processes notifications
	 * @param maxBodySize how many bytes a body may have
	 */
	public WebMvcNotificationEndpoint(WechatPayNotificationProcessor processor, int maxBodySize) {
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

	private ServerResponse handle(ServerRequest request, @Nullable String merchantName) throws IOException {
		HttpHeaders headers = request.headers().asHttpHeaders();
		NotificationAnswer refusal = this.check.check(request.method(), headers);
		if (refusal != null) {
			return answer(refusal);
		}
		int maxBodySize = this.check.maxBodySize();
		byte[] body = request.servletRequest().getInputStream().readNBytes(maxBodySize + 1);
		if (body.length > maxBodySize) {
			return answer(NotificationAnswer.CONTENT_TOO_LARGE);
		}
		return ServerResponse.async(this.processor.process(merchantName, headers, body)
			.then(Mono.fromSupplier(() -> ServerResponse.noContent().build()))
			.onErrorResume((ex) -> Mono.just(answer(NotificationAnswer.of(ex)))));
	}

	private static ServerResponse answer(NotificationAnswer answer) {
		ServerResponse.BodyBuilder builder = ServerResponse.status(answer.status())
			.contentType(MediaType.APPLICATION_JSON);
		if (answer == NotificationAnswer.METHOD_NOT_ALLOWED) {
			builder.allow(HttpMethod.POST);
		}
		return builder.body(answer.body());
	}

}
