package io.github.wechatpayspring.simulator.control;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.Endpoint;
import io.github.wechatpayspring.simulator.openapi.OpenApiDocument;

import org.springframework.web.reactive.function.server.RouterFunction;

/**
 * Describes all operations as an OpenAPI document.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class OpenApiControl {

	private final List<Endpoint> endpoints;

	private final Supplier<URI> server;

	private final Supplier<RouterFunction<?>> control;

	/**
	 * Create the operation.
	 * @param endpoints the operations of WeChat Pay
	 * @param server where they are found, asked for when a document is
	 * @param control the operations of the control API, asked for when a document is
	 */
	public OpenApiControl(List<Endpoint> endpoints, Supplier<URI> server, Supplier<RouterFunction<?>> control) {
		this.endpoints = List.copyOf(endpoints);
		this.server = server;
		this.control = control;
	}

	/**
	 * Return the operation.
	 * @return the route
	 */
	public RouterFunction<Answer> routes() {
		return ControlGateway.get("/openapi.json",
				(call) -> OpenApiDocument.of(this.server.get(), this.endpoints, this.control.get()));
	}

}
