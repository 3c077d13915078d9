package io.github.wechatpayspring.simulator.payscore;

import java.util.function.Function;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.payscore.ServiceOrder.Payment;
import io.github.wechatpayspring.simulator.state.StateCodec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps service orders: the bodies that made them what they are.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ServiceOrderCodec implements StateCodec<ServiceOrder> {

	private final Function<String, SignPlan> signPlans;

	ServiceOrderCodec(Function<String, SignPlan> signPlans) {
		this.signPlans = signPlans;
	}

	@Override
	public String key(ServiceOrder order) {
		return order.id();
	}

	@Override
	public ObjectNode write(ServiceOrder order) {
		ObjectNode json = Json.object();
		json.put("order_id", order.id());
		json.put("query_id", order.queryId());
		json.put("state", order.state().name());
		json.put("attempts", order.attempts());
		putIfPresent(json, "request", order.request());
		putIfPresent(json, "cancellation", order.cancellation());
		putIfPresent(json, "completion", order.completion());
		putIfPresent(json, "amounts", order.amounts());
		putIfPresent(json, "sync", order.sync());
		Payment payment = order.payment();
		if (payment != null) {
			ObjectNode paid = json.putObject("payment");
			paid.put("amount", payment.amount());
			paid.put("type", payment.type());
			paid.put("time", payment.time());
			PayscorePlan.putIfPresent(paid, "transaction_id", payment.transactionId());
		}
		return json;
	}

	@Override
	public ServiceOrder read(ObjectNode json) {
		ObjectNode request = (ObjectNode) json.required("request");
		SignPlan signPlan = this.signPlans.apply(request.required("sign_plan_id").stringValue());
		return new ServiceOrder(signPlan.merchant(), json.required("order_id").stringValue(),
				json.required("query_id").stringValue(), signPlan.content(), request,
				OrderState.valueOf(json.required("state").stringValue()), (ObjectNode) json.get("cancellation"),
				(ObjectNode) json.get("completion"), (ObjectNode) json.get("amounts"), (ObjectNode) json.get("sync"),
				payment(json.get("payment")), json.required("attempts").intValue());
	}

	private static @Nullable Payment payment(@Nullable JsonNode json) {
		return (json != null) ? new Payment(json.required("amount").longValue(), json.required("type").stringValue(),
				json.required("time").stringValue(), Calls.text(json, "transaction_id")) : null;
	}

	private static void putIfPresent(ObjectNode json, String name, @Nullable ObjectNode value) {
		if (value != null) {
			json.set(name, value);
		}
	}

}
