package io.github.wechatpayspring.simulator.control;

import java.util.Collection;

import io.github.wechatpayspring.simulator.fault.Fault;
import io.github.wechatpayspring.simulator.fault.Faults;
import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.notification.NotificationFault;
import io.github.wechatpayspring.simulator.notification.NotificationFaults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.reactive.function.server.RouterFunction;

/**
 * Shows what is asked to go wrong, and what can.
 *
 * @author WeChat Pay Spring maintainers
 */
final class FaultRoutes {

	private final Faults faults;

	private final NotificationFaults onNotifications;

	FaultRoutes(Faults faults, NotificationFaults onNotifications) {
		this.faults = faults;
		this.onNotifications = onNotifications;
	}

	RouterFunction<Answer> routes() {
		return ControlGateway.get("/faults", (call) -> {
			ObjectNode json = Json.object();
			list(json, "next", this.faults.waiting());
			list(json, "always", this.faults.lasting());
			list(json, "when", this.faults.conditional());
			list(json, "names", Fault.names());
			return json;
		}).and(ControlGateway.get("/notification-faults", (call) -> {
			ObjectNode json = Json.object();
			list(json, "next", this.onNotifications.waiting());
			list(json, "always", this.onNotifications.lasting());
			list(json, "names", NotificationFault.names());
			return json;
		}));
	}

	private static void list(ObjectNode json, String name, Collection<String> values) {
		ArrayNode list = json.putArray(name);
		values.forEach(list::add);
	}

}
