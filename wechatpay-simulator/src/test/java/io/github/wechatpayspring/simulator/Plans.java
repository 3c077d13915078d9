package io.github.wechatpayspring.simulator;

import java.util.UUID;
import java.util.function.Consumer;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies for the plan operations.
 */
final class Plans {

	static final String PARTNER = "/v3/payscore/plan/partner/payscore-plans";

	static final String DIRECT = "/v3/payscore/plan/payscore-plans";

	static final JsonMapper JSON = JsonMapper.builder().build();

	private Plans() {
	}

	static String newNumber() {
		return UUID.randomUUID().toString().replace("-", "");
	}

	static ObjectNode partner(SimulatorMerchant merchant, String number) {
		ObjectNode plan = direct(merchant, number);
		plan.put("sub_mchid", merchant.subMerchantId());
		plan.put("sub_appid", merchant.subAppId());
		return plan;
	}

	static ObjectNode direct(SimulatorMerchant merchant, String number) {
		ObjectNode plan = JSON.createObjectNode();
		plan.put("service_id", merchant.serviceId());
		plan.put("appid", merchant.appId());
		plan.put("plan_name", "瑜伽课20节");
		plan.put("plan_duration", 300);
		plan.put("deduction_quantity", 2);
		plan.put("total_original_price", 30000);
		plan.put("total_actual_price", 27000);
		detail(plan, "第一节课", 15000, 14000, "享受九五折");
		detail(plan, "第二节课", 15000, 13000, "享受九折");
		plan.put("merchant_plan_no", number);
		return plan;
	}

	static ObjectNode changed(ObjectNode plan, Consumer<ObjectNode> change) {
		ObjectNode copy = plan.deepCopy();
		change.accept(copy);
		return copy;
	}

	static JsonNode read(byte[] body) {
		return JSON.readTree(body);
	}

	private static void detail(ObjectNode plan, String name, long original, long actual, String discount) {
		ObjectNode detail = plan.withArray("plan_detail_list").addObject();
		detail.put("original_price", original);
		detail.put("plan_discount_description", discount);
		detail.put("actual_price", actual);
		detail.put("plan_detail_name", name);
	}

}
