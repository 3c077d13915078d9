package io.github.wechatpayspring.interoperability;

import java.util.UUID;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Paths and bodies of the payscore operations, for one merchant in one mode.
 *
 * @param merchant the merchant
 * @param partner whether in partner mode
 * @param notifyUrl where notifications go
 */
record Payscore(SimulatorMerchant merchant, boolean partner, String notifyUrl) {

	static final String USER = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	static final JsonMapper JSON = JsonMapper.builder().build();

	static String newNumber() {
		return UUID.randomUUID().toString().replace("-", "");
	}

	String plans() {
		return "/v3/payscore/plan/" + (this.partner ? "partner/" : "") + "payscore-plans";
	}

	String plan(String number) {
		return plans() + "/merchant-plan-no/" + number;
	}

	String signPlans() {
		return "/v3/payscore/sign-plan/" + (this.partner ? "partner/" : "") + "user-sign-plans";
	}

	String signPlan(String number) {
		return signPlans() + "/merchant-sign-plan-no/" + number;
	}

	String orderCreation() {
		return "/v3/payscore/sign-plan/" + (this.partner ? "partner/" : "") + "serviceorder";
	}

	String orders() {
		return "/v3/payscore/" + (this.partner ? "partner/" : "") + "serviceorder";
	}

	String orderQuery(String number) {
		return orders() + "?service_id=" + this.merchant.serviceId() + "&"
				+ (this.partner ? "sub_mchid=" + this.merchant.subMerchantId() : "appid=" + this.merchant.appId())
				+ "&out_order_no=" + number;
	}

	String owner() {
		return this.partner ? "?sub_mchid=" + this.merchant.subMerchantId() : "";
	}

	ObjectNode planRequest(String number) {
		ObjectNode plan = application();
		plan.put("plan_name", "瑜伽课3节");
		plan.put("plan_duration", 300);
		plan.put("deduction_quantity", 3);
		plan.put("total_original_price", 45000);
		plan.put("total_actual_price", 39000);
		for (String name : new String[] { "第一节课", "第二节课", "第三节课" }) {
			plan.withArray("plan_detail_list")
				.addObject()
				.put("plan_detail_name", name)
				.put("original_price", 15000)
				.put("plan_discount_description", "享受 8.7 折 & 会员价")
				.put("actual_price", 13000);
		}
		plan.put("merchant_plan_no", number);
		return plan;
	}

	ObjectNode signPlanRequest(JsonNode plan, String number) {
		ObjectNode request = application();
		request.put("plan_id", plan.required("plan_id").stringValue());
		request.put("openid", USER);
		request.put("merchant_sign_plan_no", number);
		request.put("notify_url", this.notifyUrl);
		for (JsonNode detail : plan.required("plan_detail_list")) {
			request.withArray("sign_plan_detail")
				.addObject()
				.put("plan_detail_no", detail.required("plan_detail_no").intValue())
				.put("merchant_plan_detail_no", newNumber());
		}
		return request;
	}

	ObjectNode orderRequest(String signPlanId, int detail, String number) {
		ObjectNode request = application();
		request.put("sign_plan_id", signPlanId);
		request.put("plan_detail_no", detail);
		request.put("notify_url", this.notifyUrl);
		request.put("service_introduction", "瑜伽课");
		request.putObject("time_range").put("start_time", "20261122190000");
		request.put("out_trade_no", number);
		return request;
	}

	ObjectNode amounts(long payment, long discount) {
		ObjectNode body = service();
		body.withArray("post_payments").addObject().put("name", "瑜伽课").put("amount", payment);
		body.withArray("post_discounts")
			.addObject()
			.put("name", "满减")
			.put("description", "不与其他优惠叠加")
			.put("amount", discount);
		body.put("total_amount", payment - discount);
		return body;
	}

	ObjectNode reason(String reason) {
		return service().put("reason", reason);
	}

	ObjectNode paidOutside(long amount) {
		ObjectNode body = service().put("type", "Order_Paid");
		body.putObject("detail").put("paid_time", "20261122200000").put("paid_amount", amount);
		return body;
	}

	ObjectNode service() {
		ObjectNode body = JSON.createObjectNode().put("service_id", this.merchant.serviceId());
		return this.partner ? body.put("sub_mchid", this.merchant.subMerchantId())
				: body.put("appid", this.merchant.appId());
	}

	ObjectNode stop() {
		ObjectNode body = JSON.createObjectNode();
		return this.partner ? body.put("sub_mchid", this.merchant.subMerchantId()) : body;
	}

	private ObjectNode application() {
		ObjectNode body = JSON.createObjectNode();
		body.put("service_id", this.merchant.serviceId());
		body.put("appid", this.merchant.appId());
		if (this.partner) {
			body.put("sub_mchid", this.merchant.subMerchantId());
			body.put("sub_appid", this.merchant.subAppId());
		}
		return body;
	}

}
