package io.github.wechatpayspring.simulator.payscore;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One deduction of a sign plan, and what became of it.
 *
 * @param number the {@code plan_detail_no}
 * @param detail what the plan says
 * @param merchantNumber the {@code merchant_plan_detail_no}
 * @param state the {@code plan_detail_state}
 * @param orderId the {@code order_id}, or {@code null} before there is an order
 * @param paid what was paid in fen, or {@code null} before it is done
 * @param useTime when the order was created, or {@code null}
 * @param endTime when it was completed or cancelled, or {@code null}
 * @author WeChat Pay Spring maintainers
 */
record SignedDetail(int number, PlanContent.Detail detail, String merchantNumber, State state, @Nullable String orderId,
		@Nullable Long paid, @Nullable Instant useTime, @Nullable Instant endTime) {

	static SignedDetail of(int number, PlanContent.Detail detail, String merchantNumber) {
		return new SignedDetail(number, detail, merchantNumber, State.NOT_USED, null, null, null, null);
	}

	SignedDetail using(String orderId, Instant time) {
		return new SignedDetail(this.number, this.detail, this.merchantNumber, State.USING, orderId, null, time, null);
	}

	SignedDetail used(long paid, Instant time) {
		return new SignedDetail(this.number, this.detail, this.merchantNumber, State.USED, this.orderId, paid,
				this.useTime, time);
	}

	SignedDetail cancelled(Instant time) {
		return new SignedDetail(this.number, this.detail, this.merchantNumber, State.SIGN_PLAN_DETAIL_CANCEL,
				this.orderId, null, this.useTime, time);
	}

	void writeTo(ObjectNode json) {
		json.put("plan_detail_no", this.number);
		json.put("original_price", this.detail.originalPrice());
		PayscorePlan.putIfPresent(json, "plan_discount_description", this.detail.discountDescription());
		json.put("actual_price", this.detail.actualPrice());
		json.put("plan_detail_state", this.state.name());
		PayscorePlan.putIfPresent(json, "order_id", this.orderId);
		json.put("merchant_plan_detail_no", this.merchantNumber);
		json.put("plan_detail_name", this.detail.name());
		if (this.paid != null) {
			json.put("actual_pay_price", this.paid);
		}
		if (this.useTime != null) {
			json.put("use_time", PayscorePlan.TIME.format(this.useTime));
		}
		if (this.endTime != null) {
			json.put((this.state == State.USED) ? "complete_time" : "cancel_time",
					PayscorePlan.TIME.format(this.endTime));
		}
	}

	/**
	 * The {@code plan_detail_state}.
	 */
	enum State {

		NOT_USED, USING, USED, SIGN_PLAN_DETAIL_CANCEL

	}

}
