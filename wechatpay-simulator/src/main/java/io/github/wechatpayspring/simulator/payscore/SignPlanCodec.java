package io.github.wechatpayspring.simulator.payscore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.payscore.SignPlan.Cancellation;
import io.github.wechatpayspring.simulator.state.StateCodec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps sign plans: the body of the creation, the plan as it was then, and what became of
 * the details.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SignPlanCodec implements StateCodec<SignPlan> {

	private final SimulatorMerchants merchants;

	SignPlanCodec(SimulatorMerchants merchants) {
		this.merchants = merchants;
	}

	@Override
	public String key(SignPlan signPlan) {
		return signPlan.id();
	}

	@Override
	public ObjectNode write(SignPlan signPlan) {
		ObjectNode json = Json.object();
		json.put("sign_plan_id", signPlan.id());
		json.put("mchid", signPlan.merchant().id());
		json.put("package", signPlan.packageText());
		json.set("request", signPlan.content().toBody());
		json.set("plan", signPlan.plan().toBody());
		json.put("create_time", signPlan.createTime().toString());
		json.put("sign_state", signPlan.state().name());
		putTime(json, "sign_time", signPlan.signTime());
		Cancellation cancellation = signPlan.cancellation();
		if (cancellation != null) {
			ObjectNode cancelled = json.putObject("cancellation");
			cancelled.put("type", cancellation.type());
			cancelled.put("time", cancellation.time().toString());
			PayscorePlan.putIfPresent(cancelled, "reason", cancellation.reason());
		}
		ArrayNode details = json.putArray("details");
		signPlan.details().forEach((detail) -> write(detail, details.addObject()));
		return json;
	}

	private static void write(SignedDetail detail, ObjectNode json) {
		json.put("state", detail.state().name());
		PayscorePlan.putIfPresent(json, "order_id", detail.orderId());
		if (detail.paid() != null) {
			json.put("paid", detail.paid());
		}
		putTime(json, "use_time", detail.useTime());
		putTime(json, "end_time", detail.endTime());
	}

	@Override
	public SignPlan read(ObjectNode json) {
		SignPlanContent content = SignPlanContent.read((ObjectNode) json.required("request"));
		ObjectNode planBody = (ObjectNode) json.required("plan");
		PlanContent plan = PlanContent.read(planBody, planBody.has("sub_mchid"));
		List<SignedDetail> details = new ArrayList<>();
		for (JsonNode detail : json.required("details")) {
			int index = details.size();
			details.add(new SignedDetail(index + 1, plan.details().get(index), content.detailNumbers().get(index),
					SignedDetail.State.valueOf(detail.required("state").stringValue()), Calls.text(detail, "order_id"),
					detail.has("paid") ? detail.required("paid").longValue() : null, time(detail, "use_time"),
					time(detail, "end_time")));
		}
		return new SignPlan(this.merchants.require(json.required("mchid").stringValue()),
				json.required("sign_plan_id").stringValue(), json.required("package").stringValue(), content, plan,
				Instant.parse(json.required("create_time").stringValue()),
				SignState.valueOf(json.required("sign_state").stringValue()), time(json, "sign_time"),
				cancellation(json.get("cancellation")), List.copyOf(details));
	}

	private static @Nullable Cancellation cancellation(@Nullable JsonNode json) {
		return (json != null) ? new Cancellation(json.required("type").stringValue(),
				Instant.parse(json.required("time").stringValue()), Calls.text(json, "reason")) : null;
	}

	private static void putTime(ObjectNode json, String name, @Nullable Instant time) {
		if (time != null) {
			json.put(name, time.toString());
		}
	}

	private static @Nullable Instant time(JsonNode json, String name) {
		String text = Calls.text(json, name);
		return (text != null) ? Instant.parse(text) : null;
	}

}
