package io.github.wechatpayspring.simulator.payscore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan that one user signs.
 *
 * @param merchant the merchant that created it
 * @param id the {@code sign_plan_id}
 * @param packageText the {@code package}
 * @param content what the merchant said
 * @param plan the plan
 * @param createTime when it was created
 * @param state the {@code sign_state}
 * @param signTime when the user signed, or {@code null} before that
 * @param cancellation how it was cancelled, or {@code null} if it was not
 * @param details the deductions
 * @author WeChat Pay Spring maintainers
 */
record SignPlan(SimulatorMerchant merchant, String id, String packageText, SignPlanContent content, PlanContent plan,
		Instant createTime, SignState state, @Nullable Instant signTime, @Nullable Cancellation cancellation,
		List<SignedDetail> details) {

	private static final Duration PACKAGE_LIFETIME = Duration.ofHours(2);

	// The last moment that RFC 3339 can write.
	private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

	static SignPlan create(SimulatorMerchant merchant, SignPlanContent content, PlanContent plan, Instant time) {
		List<SignedDetail> details = new ArrayList<>();
		for (int i = 0; i < plan.details().size(); i++) {
			details.add(SignedDetail.of(i + 1, plan.details().get(i), content.detailNumbers().get(i)));
		}
		return new SignPlan(merchant, "0101" + RandomText.digits(28), RandomText.lettersAndDigits(64), content, plan,
				time, SignState.UNSIGNED, null, null, List.copyOf(details));
	}

	SignPlan in(SignState state) {
		return new SignPlan(this.merchant, this.id, this.packageText, this.content, this.plan, this.createTime, state,
				this.signTime, this.cancellation, this.details);
	}

	SignPlan signed(SignState state, Instant time) {
		return new SignPlan(this.merchant, this.id, this.packageText, this.content, this.plan, this.createTime, state,
				time, null, this.details);
	}

	SignPlan cancelled(SignState state, Cancellation cancellation) {
		return new SignPlan(this.merchant, this.id, this.packageText, this.content, this.plan, this.createTime, state,
				this.signTime, cancellation, this.details);
	}

	SignPlan withDetail(int number, UnaryOperator<SignedDetail> change) {
		List<SignedDetail> changed = new ArrayList<>(this.details);
		changed.set(number - 1, change.apply(changed.get(number - 1)));
		return new SignPlan(this.merchant, this.id, this.packageText, this.content, this.plan, this.createTime,
				this.state, this.signTime, this.cancellation, List.copyOf(changed));
	}

	boolean isOf(String merchantId, @Nullable String subMerchantId) {
		return this.merchant.id().equals(merchantId) && Objects.equals(this.content.subMerchantId(), subMerchantId);
	}

	/**
	 * Return the number of the last detail that was begun, 0 before the first.
	 */
	int goingDetailNumber() {
		return (int) this.details.stream().takeWhile((detail) -> detail.state() != SignedDetail.State.NOT_USED).count();
	}

	boolean hasOrderGoing() {
		return this.details.stream().anyMatch((detail) -> detail.state() == SignedDetail.State.USING);
	}

	boolean isLastDetail(int number) {
		return number == this.details.size();
	}

	boolean isOutOfTime(Instant now) {
		Instant end = (this.state == SignState.UNSIGNED) ? this.createTime.plus(PACKAGE_LIFETIME) : overTime();
		return !now.isBefore(end) && !hasOrderGoing();
	}

	boolean acceptsOrders(Instant now) {
		return now.isBefore(overTime());
	}

	private Instant overTime() {
		Instant begin = (this.signTime != null) ? this.signTime : this.createTime;
		Instant end = begin.plus(Duration.ofDays(this.plan.duration()));
		return end.isBefore(END_OF_TIME) ? end : END_OF_TIME;
	}

	ObjectNode toJson() {
		ObjectNode json = Json.object();
		json.put("sign_plan_id", this.id);
		PayscorePlan.putIfPresent(json, "openid", this.content.openId());
		PayscorePlan.putIfPresent(json, "sub_openid", this.content.subOpenId());
		json.put("service_id", this.content.serviceId());
		json.put("mchid", this.merchant.id());
		PayscorePlan.putIfPresent(json, "sub_mchid", this.content.subMerchantId());
		json.put("appid", this.content.appId());
		PayscorePlan.putIfPresent(json, "sub_appid", this.content.subAppId());
		json.put("merchant_sign_plan_no", this.content.merchantSignPlanNo());
		json.put("merchant_callback_url", this.content.notifyUrl().toString());
		json.put("plan_id", this.content.planId());
		json.put("going_detail_no", goingDetailNumber());
		json.put("sign_state", this.state.name());
		json.put("cancel_sign_type", (this.cancellation != null) ? this.cancellation.type() : "NOT_CANCEL");
		if (this.cancellation != null) {
			json.put("cancel_sign_time", PayscorePlan.TIME.format(this.cancellation.time()));
			PayscorePlan.putIfPresent(json, "cancel_reason", this.cancellation.reason());
		}
		json.put("plan_name", this.plan.name());
		json.put("plan_over_time", PayscorePlan.TIME.format(overTime()));
		json.put("total_origin_price", this.plan.totalOriginalPrice());
		json.put("deduction_quantity", this.plan.deductionQuantity());
		json.put("total_actual_price", this.plan.totalActualPrice());
		ArrayNode list = json.putArray("signed_detail_list");
		this.details.forEach((detail) -> detail.writeTo(list.addObject()));
		if (this.signTime != null) {
			json.put("sign_time", PayscorePlan.TIME.format(this.signTime));
		}
		return json;
	}

	SimulatedSignPlan snapshot() {
		return new SimulatedSignPlan(this.id, this.content.merchantSignPlanNo(), this.merchant.id(),
				this.content.subMerchantId(), this.content.user(), this.packageText, this.state, goingDetailNumber(),
				toJson().toString());
	}

	@Override
	public String toString() {
		return "SignPlan[id=" + this.id + ", state=" + this.state + "]";
	}

	/**
	 * How a sign plan was cancelled.
	 *
	 * @param type the {@code cancel_sign_type}
	 * @param time when
	 * @param reason the {@code cancel_reason}, or {@code null}
	 */
	record Cancellation(String type, Instant time, @Nullable String reason) {

	}

}
