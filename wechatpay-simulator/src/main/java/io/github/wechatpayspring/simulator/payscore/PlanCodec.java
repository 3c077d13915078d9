package io.github.wechatpayspring.simulator.payscore;

import java.time.Instant;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.state.StateCodec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps plans: the body of the creation, and what became of it.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PlanCodec implements StateCodec<PayscorePlan> {

	@Override
	public String key(PayscorePlan plan) {
		return plan.id();
	}

	@Override
	public ObjectNode write(PayscorePlan plan) {
		ObjectNode json = Json.object();
		json.put("plan_id", plan.id());
		json.put("mchid", plan.merchantId());
		json.set("request", plan.content().toBody());
		if (plan.stopTime() != null) {
			json.put("stop_time", plan.stopTime().toString());
		}
		return json;
	}

	@Override
	public PayscorePlan read(ObjectNode json) {
		ObjectNode body = (ObjectNode) json.required("request");
		String stopTime = Calls.text(json, "stop_time");
		return new PayscorePlan(json.required("plan_id").stringValue(), json.required("mchid").stringValue(),
				PlanContent.read(body, body.has("sub_mchid")), (stopTime != null) ? Instant.parse(stopTime) : null);
	}

}
