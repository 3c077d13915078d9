package io.github.wechatpayspring.payscore;

import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

import org.springframework.util.Assert;

/**
 * A payscore plan for one user, as WeChat Pay answers and notifies it. Prices are in fen.
 * An answer without one of the fields that WeChat Pay documents as always there can't be
 * decoded, but for times: one that doesn't apply yet, or can't be read, is {@code null}.
 *
 * @param signPlanId WeChat Pay's id of the sign plan, {@code sign_plan_id}
 * @param openid the user, for the application of the merchant, {@code openid}
 * @param subOpenid the user, for the application of the sub-merchant, {@code sub_openid}
 * @param serviceId the payscore service, {@code service_id}
 * @param merchantId the merchant number, {@code mchid}: of the service provider where
 * there is a sub-merchant
 * @param subMerchantId the merchant number of the sub-merchant, {@code sub_mchid}, or
 * {@code null} if the merchant works for itself
 * @param appId the application of the merchant, {@code appid}
 * @param subAppId the application of the sub-merchant, {@code sub_appid}
 * @param merchantSignPlanNo the merchant's own number of the sign plan,
 * {@code merchant_sign_plan_no}
 * @param notifyUrl the address that WeChat Pay notifies, {@code merchant_callback_url}
 * @param planId WeChat Pay's id of the plan, {@code plan_id}
 * @param goingDetailNo the detail that the user is at, {@code going_detail_no}; 0 if none
 * was begun
 * @param state the state, {@code sign_state}
 * @param cancelTime when the signature was cancelled, {@code cancel_sign_time}
 * @param cancelType who cancelled it, {@code cancel_sign_type}
 * @param cancelReason why it was cancelled, {@code cancel_reason}
 * @param planName the name of the plan, {@code plan_name}
 * @param planEndTime when the plan is over, {@code plan_over_time}
 * @param totalOriginalPrice the price of all details before discounts,
 * {@code total_origin_price}
 * @param deductionQuantity how often is charged, {@code deduction_quantity}
 * @param totalActualPrice the price of all details, {@code total_actual_price}
 * @param details the charges in their order, {@code signed_detail_list}; empty if WeChat
 * Pay names none
 * @param signTime when the user signed, {@code sign_time}
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record UserSignPlan(@JsonProperty(value = "sign_plan_id", required = true) String signPlanId,
		@JsonProperty("openid") @Nullable String openid, @JsonProperty("sub_openid") @Nullable String subOpenid,
		@JsonProperty(value = "service_id", required = true) String serviceId,
		@JsonProperty(value = "mchid", required = true) String merchantId,
		@JsonProperty("sub_mchid") @Nullable String subMerchantId,
		@JsonProperty(value = "appid", required = true) String appId,
		@JsonProperty("sub_appid") @Nullable String subAppId,
		@JsonProperty(value = "merchant_sign_plan_no", required = true) String merchantSignPlanNo,
		@JsonProperty(value = "merchant_callback_url", required = true) String notifyUrl,
		@JsonProperty(value = "plan_id", required = true) String planId,
		@JsonProperty(value = "going_detail_no", required = true) int goingDetailNo,
		@JsonProperty(value = "sign_state", required = true) SignState state,
		@JsonProperty("cancel_sign_time") @JsonDeserialize(
				using = LenientTimeDeserializer.class) @Nullable OffsetDateTime cancelTime,
		@JsonProperty("cancel_sign_type") @Nullable CancelSignType cancelType,
		@JsonProperty("cancel_reason") @Nullable String cancelReason,
		@JsonProperty(value = "plan_name", required = true) String planName,
		@JsonProperty("plan_over_time") @JsonDeserialize(
				using = LenientTimeDeserializer.class) @Nullable OffsetDateTime planEndTime,
		@JsonProperty(value = "total_origin_price", required = true) long totalOriginalPrice,
		@JsonProperty(value = "deduction_quantity", required = true) int deductionQuantity,
		@JsonProperty(value = "total_actual_price", required = true) long totalActualPrice,
		@JsonProperty("signed_detail_list") List<UserSignPlanDetail> details,
		@JsonProperty("sign_time") @JsonDeserialize(
				using = LenientTimeDeserializer.class) @Nullable OffsetDateTime signTime) {

	/**
	 * Create a sign plan.
	 * @param signPlanId WeChat Pay's id of the sign plan
	 * @param openid the user, for the application of the merchant
	 * @param subOpenid the user, for the application of the sub-merchant
	 * @param serviceId the payscore service
	 * @param merchantId the merchant number
	 * @param subMerchantId the merchant number of the sub-merchant
	 * @param appId the application of the merchant
	 * @param subAppId the application of the sub-merchant
	 * @param merchantSignPlanNo the merchant's own number of the sign plan
	 * @param notifyUrl the address that WeChat Pay notifies
	 * @param planId WeChat Pay's id of the plan
	 * @param goingDetailNo the detail that the user is at
	 * @param state the state
	 * @param cancelTime when the signature was cancelled
	 * @param cancelType who cancelled it
	 * @param cancelReason why it was cancelled
	 * @param planName the name of the plan
	 * @param planEndTime when the plan is over
	 * @param totalOriginalPrice the price of all details before discounts, in fen
	 * @param deductionQuantity how often is charged
	 * @param totalActualPrice the price of all details, in fen
	 * @param details the charges in their order
	 * @param signTime when the user signed
	 */
	public UserSignPlan {
		Assert.notNull(signPlanId, "'sign_plan_id' must not be null");
		Assert.notNull(serviceId, "'service_id' must not be null");
		Assert.notNull(merchantId, "'mchid' must not be null");
		Assert.notNull(appId, "'appid' must not be null");
		Assert.notNull(merchantSignPlanNo, "'merchant_sign_plan_no' must not be null");
		Assert.notNull(notifyUrl, "'merchant_callback_url' must not be null");
		Assert.notNull(planId, "'plan_id' must not be null");
		Assert.notNull(state, "'sign_state' must not be null");
		Assert.notNull(planName, "'plan_name' must not be null");
		details = (details != null) ? List.copyOf(details) : List.of();
	}

	/**
	 * Return a description without the user.
	 */
	@Override
	public String toString() {
		return "UserSignPlan[signPlanId=" + this.signPlanId + ", merchantSignPlanNo=" + this.merchantSignPlanNo
				+ ", merchantId=" + this.merchantId + ", subMerchantId=" + this.subMerchantId + ", planId="
				+ this.planId + ", state=" + this.state + ", goingDetailNo=" + this.goingDetailNo + "]";
	}

}
