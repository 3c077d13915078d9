package io.github.wechatpayspring.simulator.payscore;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

import io.github.wechatpayspring.simulator.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan.
 *
 * @param id the {@code plan_id}
 * @param merchantId the {@code mchid}
 * @param content what the merchant said
 * @param stopTime when it was stopped, or {@code null} while it can be signed
 * @author WeChat Pay Spring maintainers
 */
record PayscorePlan(String id, String merchantId, PlanContent content, @Nullable Instant stopTime) {

	static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx")
		.withZone(ZoneOffset.ofHours(8));

	PayscorePlan stopped(Instant time) {
		return (this.stopTime != null) ? this : new PayscorePlan(this.id, this.merchantId, this.content, time);
	}

	boolean isOf(@Nullable String subMerchantId) {
		return Objects.equals(this.content.subMerchantId(), subMerchantId);
	}

	ObjectNode toJson() {
		ObjectNode json = Json.object();
		json.put("plan_id", this.id);
		json.put("service_id", this.content.serviceId());
		json.put("mchid", this.merchantId);
		putIfPresent(json, "sub_mchid", this.content.subMerchantId());
		json.put("appid", this.content.appId());
		putIfPresent(json, "sub_appid", this.content.subAppId());
		json.put("merchant_plan_no", this.content.merchantPlanNo());
		json.put("plan_name", this.content.name());
		json.put("plan_duration", this.content.duration());
		json.put("plan_state", (this.stopTime != null) ? "STOP" : "NORMAL");
		json.put("total_original_price", this.content.totalOriginalPrice());
		json.put("deduction_quantity", this.content.deductionQuantity());
		json.put("total_actual_price", this.content.totalActualPrice());
		putDetails(json.putArray("plan_detail_list"), this.content.details());
		if (this.stopTime != null) {
			json.put("stop_mchid", this.merchantId);
			json.put("stop_time", TIME.format(this.stopTime));
		}
		return json;
	}

	private static void putDetails(ArrayNode list, List<PlanContent.Detail> details) {
		for (int i = 0; i < details.size(); i++) {
			PlanContent.Detail detail = details.get(i);
			ObjectNode json = list.addObject();
			json.put("plan_detail_no", i + 1);
			json.put("plan_detail_name", detail.name());
			json.put("original_price", detail.originalPrice());
			putIfPresent(json, "plan_discount_description", detail.discountDescription());
			json.put("actual_price", detail.actualPrice());
		}
	}

	static void putIfPresent(ObjectNode json, String name, @Nullable String value) {
		if (value != null) {
			json.put(name, value);
		}
	}

}
