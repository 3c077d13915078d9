package io.github.wechatpayspring.simulator.control;

import io.github.wechatpayspring.simulator.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * One call of the control API.
 *
 * @param request the request
 * @param body the body, empty if there is none
 * @author WeChat Pay Spring maintainers
 */
record ControlCall(ServerRequest request, byte[] body) {

	String variable(String name) {
		return this.request.pathVariable(name);
	}

	/**
	 * Return the body.
	 * @return the object, empty if there is no body
	 */
	ObjectNode json() {
		return (this.body.length > 0) ? Json.readObject(this.body) : Json.object();
	}

	/**
	 * Return a field of the body.
	 * @param name the name
	 * @return the text, or {@code null} if there is no such field
	 * @throws IllegalArgumentException if it is no text
	 */
	@Nullable String text(String name) {
		JsonNode value = json().get(name);
		if (value != null && !value.isString()) {
			throw new IllegalArgumentException("The field " + name + " is not a string");
		}
		return (value != null) ? value.stringValue() : null;
	}

	String required(String name) {
		String value = text(name);
		if (value == null) {
			throw new IllegalArgumentException("The field " + name + " is missing");
		}
		return value;
	}

}
