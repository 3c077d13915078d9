package io.github.wechatpayspring.simulator.payscore;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.payscore.Deductions.Charge;
import io.github.wechatpayspring.simulator.state.StateCodec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps charges; an order is charged once.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ChargeCodec implements StateCodec<Charge> {

	@Override
	public String key(Charge charge) {
		return charge.orderId();
	}

	@Override
	public ObjectNode write(Charge charge) {
		return Json.object().put("order_id", charge.orderId()).put("amount", charge.amount());
	}

	@Override
	public Charge read(ObjectNode json) {
		return new Charge(json.required("order_id").stringValue(), json.required("amount").longValue());
	}

}
