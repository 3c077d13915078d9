package io.github.wechatpayspring.payscore;

import java.time.OffsetDateTime;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

import org.springframework.util.Assert;

/**
 * One of the charges of a {@link UserSignPlan}, as WeChat Pay answers it. Prices are in
 * fen.
 *
 * @param number the place of the detail in the plan, from 1, {@code plan_detail_no}
 * @param merchantPlanDetailNo the merchant's own number of the detail,
 * {@code merchant_plan_detail_no}
 * @param name the name, {@code plan_detail_name}
 * @param originalPrice the price before the discount, {@code original_price}
 * @param discountDescription what the discount is, {@code plan_discount_description}
 * @param actualPrice the price that is charged, {@code actual_price}
 * @param state the state, {@code plan_detail_state}
 * @param orderId WeChat Pay's id of the service order, {@code order_id}
 * @param paidPrice what was paid, {@code actual_pay_price}
 * @param useTime when its order was made, {@code use_time}, or {@code null} if there is
 * none or it can't be read
 * @param completeTime when its order was completed, {@code complete_time}, or
 * {@code null} as above
 * @param cancelTime when it was cancelled, {@code cancel_time}, or {@code null} as above
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UserSignPlanDetail(@JsonProperty(value = "plan_detail_no", required = true) int number,
		@JsonProperty(value = "merchant_plan_detail_no", required = true) String merchantPlanDetailNo,
		@JsonProperty(value = "plan_detail_name", required = true) String name,
		@JsonProperty(value = "original_price", required = true) long originalPrice,
		@JsonProperty("plan_discount_description") @Nullable String discountDescription,
		@JsonProperty(value = "actual_price", required = true) long actualPrice,
		@JsonProperty(value = "plan_detail_state", required = true) PlanDetailState state,
		@JsonProperty("order_id") @Nullable String orderId, @JsonProperty("actual_pay_price") @Nullable Long paidPrice,
		@JsonProperty("use_time") @JsonDeserialize(
				using = LenientTimeDeserializer.class) @Nullable OffsetDateTime useTime,
		@JsonProperty("complete_time") @JsonDeserialize(
				using = LenientTimeDeserializer.class) @Nullable OffsetDateTime completeTime,
		@JsonProperty("cancel_time") @JsonDeserialize(
				using = LenientTimeDeserializer.class) @Nullable OffsetDateTime cancelTime) {

	/**
	 * Create a detail.
	 * @param number the place of the detail in the plan, from 1
	 * @param merchantPlanDetailNo the merchant's own number of the detail
	 * @param name the name
	 * @param originalPrice the price before the discount, in fen
	 * @param discountDescription what the discount is
	 * @param actualPrice the price that is charged, in fen
	 * @param state the state
	 * @param orderId WeChat Pay's id of the service order
	 * @param paidPrice what was paid, in fen
	 * @param useTime when its order was made
	 * @param completeTime when its order was completed
	 * @param cancelTime when it was cancelled
	 */
	public UserSignPlanDetail {
		Assert.notNull(merchantPlanDetailNo, "'merchant_plan_detail_no' must not be null");
		Assert.notNull(name, "'plan_detail_name' must not be null");
		Assert.notNull(state, "'plan_detail_state' must not be null");
	}

}
