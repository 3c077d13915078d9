package io.github.wechatpayspring.simulator.http;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * A verified call of one operation.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ApiCall {

	private final SimulatorMerchant merchant;

	private final ReceivedRequest received;

	private final ServerRequest request;

	ApiCall(SimulatorMerchant merchant, ReceivedRequest received, ServerRequest request) {
		this.merchant = merchant;
		this.received = received;
		this.request = request;
	}

	/**
	 * Return the caller.
	 * @return the merchant that signed the request
	 */
	public SimulatorMerchant merchant() {
		return this.merchant;
	}

	/**
	 * Return a variable of the path.
	 * @param name the name
	 * @return the value, decoded
	 */
	public String pathVariable(String name) {
		return this.request.pathVariable(name);
	}

	/**
	 * Return a parameter of the query.
	 * @param name the name
	 * @return the first value, decoded, or {@code null} if there is none
	 */
	public @Nullable String queryParameter(String name) {
		return this.request.queryParams().getFirst(name);
	}

	/**
	 * Read the body.
	 * @return the JSON object
	 * @throws ApiErrorException if the body is no JSON object
	 */
	public ObjectNode json() {
		return Json.readObject(this.received.rawBody());
	}

}
