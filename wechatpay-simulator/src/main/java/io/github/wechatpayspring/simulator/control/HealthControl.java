package io.github.wechatpayspring.simulator.control;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.Json;

import org.springframework.web.reactive.function.server.RouterFunction;

/**
 * Says that the simulator answers calls. Keys that are still being made do not count:
 * calls that need them wait.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class HealthControl {

	/**
	 * Return the operation.
	 * @return the route
	 */
	public RouterFunction<Answer> routes() {
		return ControlGateway.get("/health", (call) -> Json.object().put("status", "UP"));
	}

}
