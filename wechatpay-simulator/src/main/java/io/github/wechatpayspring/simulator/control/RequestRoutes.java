package io.github.wechatpayspring.simulator.control;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.RequestLog;
import tools.jackson.databind.JsonNode;

import org.springframework.web.reactive.function.server.RouterFunction;

/**
 * Shows the requests received last.
 *
 * @author WeChat Pay Spring maintainers
 */
final class RequestRoutes {

	private final RequestLog requests;

	RequestRoutes(RequestLog requests) {
		this.requests = requests;
	}

	RouterFunction<Answer> routes() {
		return ControlGateway
			.get("/requests", (call) -> ControlViews.list("requests", this.requests.all(), RequestViews::request))
			.and(ControlGateway.get("/requests/{id}", this::one));
	}

	private JsonNode one(ControlCall call) {
		String id = call.variable("id");
		if (!id.matches("[0-9]{1,18}")) {
			throw new IllegalArgumentException("The id of a request is a number");
		}
		return this.requests.find(Long.parseLong(id))
			.map(RequestViews::request)
			.orElseThrow(() -> new UnknownReferenceException("There is no request " + id));
	}

}
