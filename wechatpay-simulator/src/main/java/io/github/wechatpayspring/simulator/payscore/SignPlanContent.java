package io.github.wechatpayspring.simulator.payscore;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a merchant says when creating a user sign plan. Two calls with the same number are
 * the same call if their contents are equal.
 *
 * @param serviceId the {@code service_id}
 * @param planId the {@code plan_id}
 * @param appId the {@code appid}
 * @param subMerchantId the {@code sub_mchid}, {@code null} in direct mode
 * @param subAppId the {@code sub_appid}, or {@code null}
 * @param openId the {@code openid}, or {@code null}
 * @param subOpenId the {@code sub_openid}, or {@code null}
 * @param merchantSignPlanNo the {@code merchant_sign_plan_no}
 * @param notifyUrl the {@code notify_url}
 * @param detailNumbers the {@code merchant_plan_detail_no} by {@code plan_detail_no}
 * @author WeChat Pay Spring maintainers
 */
record SignPlanContent(String serviceId, String planId, String appId, @Nullable String subMerchantId,
		@Nullable String subAppId, @Nullable String openId, @Nullable String subOpenId, String merchantSignPlanNo,
		URI notifyUrl, List<String> detailNumbers) {

	/**
	 * Read a body whose fields were checked.
	 * @param body the body
	 * @return the content
	 * @throws ApiErrorException if a rule over several fields is broken
	 */
	static SignPlanContent read(ObjectNode body) {
		String openId = Calls.text(body, "openid");
		String subOpenId = Calls.text(body, "sub_openid");
		if ((openId != null) == (subOpenId != null)) {
			throw Calls.parameter("/openid", null, "exactly one of openid and sub_openid is needed");
		}
		if (subOpenId != null && !body.has("sub_appid")) {
			throw Calls.parameter("/sub_appid", null, "is missing, sub_openid needs it");
		}
		return new SignPlanContent(body.required("service_id").stringValue(), body.required("plan_id").stringValue(),
				body.required("appid").stringValue(), Calls.text(body, "sub_mchid"), Calls.text(body, "sub_appid"),
				openId, subOpenId, body.required("merchant_sign_plan_no").stringValue(), Calls.notifyUrl(body),
				detailNumbers(body));
	}

	/**
	 * Write what {@link #read} reads.
	 */
	ObjectNode toBody() {
		ObjectNode body = Json.object();
		body.put("service_id", this.serviceId);
		body.put("plan_id", this.planId);
		body.put("appid", this.appId);
		PayscorePlan.putIfPresent(body, "sub_mchid", this.subMerchantId);
		PayscorePlan.putIfPresent(body, "sub_appid", this.subAppId);
		PayscorePlan.putIfPresent(body, "openid", this.openId);
		PayscorePlan.putIfPresent(body, "sub_openid", this.subOpenId);
		body.put("merchant_sign_plan_no", this.merchantSignPlanNo);
		body.put("notify_url", this.notifyUrl.toString());
		ArrayNode list = body.putArray("sign_plan_detail");
		for (String number : this.detailNumbers) {
			list.addObject().put("plan_detail_no", list.size()).put("merchant_plan_detail_no", number);
		}
		return body;
	}

	private static List<String> detailNumbers(ObjectNode body) {
		JsonNode details = body.required("sign_plan_detail");
		TreeMap<Long, String> numbers = new TreeMap<>();
		for (int i = 0; i < details.size(); i++) {
			JsonNode detail = details.get(i);
			String pointer = "/sign_plan_detail/" + i;
			long planDetailNo = detail.required("plan_detail_no").longValue();
			String number = detail.required("merchant_plan_detail_no").stringValue();
			if (numbers.containsValue(number)) {
				throw Calls.parameter(pointer + "/merchant_plan_detail_no", number, "is there twice");
			}
			if (planDetailNo > details.size() || numbers.put(planDetailNo, number) != null) {
				throw Calls.parameter(pointer + "/plan_detail_no", Long.toString(planDetailNo),
						"is there twice or leaves a gap");
			}
		}
		return List.copyOf(numbers.values());
	}

	boolean isOf(String user) {
		return Objects.equals(this.openId, user) || Objects.equals(this.subOpenId, user);
	}

	String user() {
		return (this.openId != null) ? this.openId : Objects.requireNonNull(this.subOpenId);
	}

	@Override
	public String toString() {
		return "SignPlanContent[planId=" + this.planId + ", merchantSignPlanNo=" + this.merchantSignPlanNo + "]";
	}

}
