package io.github.wechatpayspring.payscore;

import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

import org.springframework.util.Assert;

/**
 * A payscore plan, as WeChat Pay answers it. Prices are in fen. An answer without one of
 * the fields that WeChat Pay documents as always there can't be decoded: no price is ever
 * made up.
 *
 * @param planId WeChat Pay's id of the plan, {@code plan_id}
 * @param serviceId the payscore service, {@code service_id}
 * @param merchantId the merchant number, {@code mchid}: of the service provider where
 * there is a sub-merchant
 * @param subMerchantId the merchant number of the sub-merchant, {@code sub_mchid}, or
 * {@code null} if the merchant works for itself
 * @param appId the application of the merchant, {@code appid}
 * @param subAppId the application of the sub-merchant, {@code sub_appid}
 * @param merchantPlanNo the merchant's own number of the plan, {@code merchant_plan_no}
 * @param name the name of the plan, {@code plan_name}
 * @param durationDays how many days the plan runs, {@code plan_duration}
 * @param state the state, {@code plan_state}
 * @param totalOriginalPrice the price of all details before discounts,
 * {@code total_original_price}
 * @param deductionQuantity how often is charged, {@code deduction_quantity}
 * @param totalActualPrice the price of all details, {@code total_actual_price}
 * @param details the charges in their order, {@code plan_detail_list}; empty if WeChat
 * Pay names none
 * @param stopMerchantId the merchant that stopped the plan, {@code stop_mchid}
 * @param stopTime when the plan was stopped, {@code stop_time}, with the offset that
 * WeChat Pay wrote, or {@code null} if it wasn't or the time can't be read
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PayscorePlan(@JsonProperty(value = "plan_id", required = true) String planId,
		@JsonProperty(value = "service_id", required = true) String serviceId,
		@JsonProperty(value = "mchid", required = true) String merchantId,
		@JsonProperty("sub_mchid") @Nullable String subMerchantId,
		@JsonProperty(value = "appid", required = true) String appId,
		@JsonProperty("sub_appid") @Nullable String subAppId,
		@JsonProperty(value = "merchant_plan_no", required = true) String merchantPlanNo,
		@JsonProperty(value = "plan_name", required = true) String name,
		@JsonProperty(value = "plan_duration", required = true) int durationDays,
		@JsonProperty(value = "plan_state", required = true) PlanState state,
		@JsonProperty(value = "total_original_price", required = true) long totalOriginalPrice,
		@JsonProperty(value = "deduction_quantity", required = true) int deductionQuantity,
		@JsonProperty(value = "total_actual_price", required = true) long totalActualPrice,
		@JsonProperty("plan_detail_list") List<PayscorePlanDetail> details,
		@JsonProperty("stop_mchid") @Nullable String stopMerchantId, @JsonProperty("stop_time") @JsonDeserialize(
				using = LenientTimeDeserializer.class) @Nullable OffsetDateTime stopTime) {

	/**
	 * Create a plan.
	 * @param planId WeChat Pay's id of the plan
	 * @param serviceId the payscore service
	 * @param merchantId the merchant number
	 * @param subMerchantId the merchant number of the sub-merchant
	 * @param appId the application of the merchant
	 * @param subAppId the application of the sub-merchant
	 * @param merchantPlanNo the merchant's own number of the plan
	 * @param name the name of the plan
	 * @param durationDays how many days the plan runs
	 * @param state the state
	 * @param totalOriginalPrice the price of all details before discounts, in fen
	 * @param deductionQuantity how often is charged
	 * @param totalActualPrice the price of all details, in fen
	 * @param details the charges in their order
	 * @param stopMerchantId the merchant that stopped the plan
	 * @param stopTime when the plan was stopped
	 */
	public PayscorePlan {
		Assert.notNull(planId, "'plan_id' must not be null");
		Assert.notNull(serviceId, "'service_id' must not be null");
		Assert.notNull(merchantId, "'mchid' must not be null");
		Assert.notNull(appId, "'appid' must not be null");
		Assert.notNull(merchantPlanNo, "'merchant_plan_no' must not be null");
		Assert.notNull(name, "'plan_name' must not be null");
		Assert.notNull(state, "'plan_state' must not be null");
		details = (details != null) ? List.copyOf(details) : List.of();
	}

}
