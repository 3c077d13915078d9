package io.github.wechatpayspring.simulator.payscore;

import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.simulator.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a merchant says when creating a plan. Two calls with the same number are the same
 * call if their contents are equal.
 *
 * @param serviceId the {@code service_id}
 * @param appId the {@code appid}
 * @param subMerchantId the {@code sub_mchid}, {@code null} in direct mode
 * @param subAppId the {@code sub_appid}, or {@code null}
 * @param name the {@code plan_name}
 * @param duration the {@code plan_duration} in days
 * @param deductionQuantity the {@code deduction_quantity}
 * @param totalOriginalPrice the {@code total_original_price} in fen
 * @param totalActualPrice the {@code total_actual_price} in fen
 * @param details the {@code plan_detail_list}
 * @param merchantPlanNo the {@code merchant_plan_no}
 * @author WeChat Pay Spring maintainers
 */
record PlanContent(String serviceId, String appId, @Nullable String subMerchantId, @Nullable String subAppId,
		String name, long duration, long deductionQuantity, long totalOriginalPrice, long totalActualPrice,
		List<Detail> details, String merchantPlanNo) {

	static PlanContent read(ObjectNode body, boolean partner) {
		List<Detail> details = new ArrayList<>();
		for (JsonNode detail : body.required("plan_detail_list")) {
			details.add(new Detail(detail.required("original_price").longValue(),
					text(detail, "plan_discount_description"), detail.required("actual_price").longValue(),
					detail.required("plan_detail_name").stringValue()));
		}
		return new PlanContent(body.required("service_id").stringValue(), body.required("appid").stringValue(),
				partner ? text(body, "sub_mchid") : null, partner ? text(body, "sub_appid") : null,
				body.required("plan_name").stringValue(), body.required("plan_duration").longValue(),
				body.required("deduction_quantity").longValue(), body.required("total_original_price").longValue(),
				body.required("total_actual_price").longValue(), List.copyOf(details),
				body.required("merchant_plan_no").stringValue());
	}

	/**
	 * Write what {@link #read} reads.
	 */
	ObjectNode toBody() {
		ObjectNode body = Json.object();
		body.put("service_id", this.serviceId);
		body.put("appid", this.appId);
		PayscorePlan.putIfPresent(body, "sub_mchid", this.subMerchantId);
		PayscorePlan.putIfPresent(body, "sub_appid", this.subAppId);
		body.put("plan_name", this.name);
		body.put("plan_duration", this.duration);
		body.put("deduction_quantity", this.deductionQuantity);
		body.put("total_original_price", this.totalOriginalPrice);
		body.put("total_actual_price", this.totalActualPrice);
		ArrayNode list = body.putArray("plan_detail_list");
		for (Detail detail : this.details) {
			ObjectNode json = list.addObject();
			json.put("original_price", detail.originalPrice());
			PayscorePlan.putIfPresent(json, "plan_discount_description", detail.discountDescription());
			json.put("actual_price", detail.actualPrice());
			json.put("plan_detail_name", detail.name());
		}
		body.put("merchant_plan_no", this.merchantPlanNo);
		return body;
	}

	private static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.get(name);
		return (value != null) ? value.stringValue() : null;
	}

	/**
	 * One deduction of a plan.
	 *
	 * @param originalPrice the {@code original_price} in fen
	 * @param discountDescription the {@code plan_discount_description}, or {@code null}
	 * @param actualPrice the {@code actual_price} in fen
	 * @param name the {@code plan_detail_name}
	 */
	record Detail(long originalPrice, @Nullable String discountDescription, long actualPrice, String name) {

	}

}
