package io.github.wechatpayspring.payscore;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A service order, as WeChat Pay answers and notifies it. Amounts are in fen. Which of
 * the optional fields are there depends on the call: a query has all that apply.
 *
 * @param outOrderNo the merchant's own number of the order, {@code out_order_no}
 * @param orderId WeChat Pay's id of the order, {@code order_id}
 * @param serviceId the payscore service, {@code service_id}
 * @param merchantId the merchant number, {@code mchid}: of the service provider where
 * there is a sub-merchant
 * @param subMerchantId the merchant number of the sub-merchant, {@code sub_mchid}, or
 * {@code null} if the merchant works for itself
 * @param appId the application of the merchant, {@code appid}
 * @param subAppId the application of the sub-merchant, {@code sub_appid}
 * @param openid the user, for the application of the merchant, {@code openid}
 * @param subOpenid the user, for the application of the sub-merchant, {@code sub_openid}
 * @param introduction what the service is, {@code service_introduction}
 * @param state the state, {@code state}
 * @param stateDescription what is going on, {@code state_description}
 * @param payments what is charged, {@code post_payments}; empty if WeChat Pay names none
 * @param discounts what is taken off, {@code post_discounts}; empty if WeChat Pay names
 * none
 * @param riskFund the greatest amount that is charged, {@code risk_fund}
 * @param totalAmount what the user pays, {@code total_amount}
 * @param collectionNeeded whether WeChat Pay collects the amount, {@code need_collection}
 * @param collection how far the amount is collected, {@code collection}
 * @param timeRange when the service is taken, {@code time_range}
 * @param location where the service is taken, {@code location}
 * @param device the device, {@code device}
 * @param attach what the merchant attached, {@code attach}
 * @param notifyUrl the address that WeChat Pay notifies, {@code notify_url}
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceOrder(@JsonProperty(value = "out_order_no", required = true) String outOrderNo,
		@JsonProperty("order_id") @Nullable String orderId,
		@JsonProperty(value = "service_id", required = true) String serviceId,
		@JsonProperty(value = "mchid", required = true) String merchantId,
		@JsonProperty("sub_mchid") @Nullable String subMerchantId,
		@JsonProperty(value = "appid", required = true) String appId,
		@JsonProperty("sub_appid") @Nullable String subAppId, @JsonProperty("openid") @Nullable String openid,
		@JsonProperty("sub_openid") @Nullable String subOpenid,
		@JsonProperty(value = "service_introduction", required = true) String introduction,
		@JsonProperty(value = "state", required = true) OrderState state,
		@JsonProperty("state_description") @Nullable OrderStateDescription stateDescription,
		@JsonProperty("post_payments") List<OrderItem> payments,
		@JsonProperty("post_discounts") List<OrderItem> discounts,
		@JsonProperty("risk_fund") @Nullable RiskFund riskFund,
		@JsonProperty("total_amount") @Nullable Long totalAmount,
		@JsonProperty("need_collection") @Nullable Boolean collectionNeeded,
		@JsonProperty("collection") @Nullable OrderCollection collection,
		@JsonProperty("time_range") @Nullable OrderTimeRange timeRange,
		@JsonProperty("location") @Nullable OrderLocation location,
		@JsonProperty("device") @Nullable OrderDevice device, @JsonProperty("attach") @Nullable String attach,
		@JsonProperty("notify_url") @Nullable String notifyUrl) {

	/**
	 * Create an order.
	 * @param outOrderNo the merchant's own number of the order
	 * @param orderId WeChat Pay's id of the order
	 * @param serviceId the payscore service
	 * @param merchantId the merchant number
	 * @param subMerchantId the merchant number of the sub-merchant
	 * @param appId the application of the merchant
	 * @param subAppId the application of the sub-merchant
	 * @param openid the user, for the application of the merchant
	 * @param subOpenid the user, for the application of the sub-merchant
	 * @param introduction what the service is
	 * @param state the state
	 * @param stateDescription what is going on
	 * @param payments what is charged
	 * @param discounts what is taken off
	 * @param riskFund the greatest amount that is charged
	 * @param totalAmount what the user pays, in fen
	 * @param collectionNeeded whether WeChat Pay collects the amount
	 * @param collection how far the amount is collected
	 * @param timeRange when the service is taken
	 * @param location where the service is taken
	 * @param device the device
	 * @param attach what the merchant attached
	 * @param notifyUrl the address that WeChat Pay notifies
	 */
	public ServiceOrder {
		Assert.notNull(outOrderNo, "'out_order_no' must not be null");
		Assert.notNull(serviceId, "'service_id' must not be null");
		Assert.notNull(merchantId, "'mchid' must not be null");
		Assert.notNull(appId, "'appid' must not be null");
		Assert.notNull(introduction, "'service_introduction' must not be null");
		Assert.notNull(state, "'state' must not be null");
		payments = (payments != null) ? List.copyOf(payments) : List.of();
		discounts = (discounts != null) ? List.copyOf(discounts) : List.of();
	}

	/**
	 * Return a description without the user.
	 */
	@Override
	public String toString() {
		return "ServiceOrder[outOrderNo=" + this.outOrderNo + ", orderId=" + this.orderId + ", merchantId="
				+ this.merchantId + ", subMerchantId=" + this.subMerchantId + ", state=" + this.state
				+ ", stateDescription=" + this.stateDescription + ", totalAmount=" + this.totalAmount + "]";
	}

	/**
	 * The greatest amount that is charged.
	 *
	 * @param name what it is, {@code name}: {@code DEPOSIT}, {@code ADVANCE},
	 * {@code CASH_DEPOSIT} or {@code ESTIMATE_ORDER_COST}
	 * @param amount the amount in fen, {@code amount}
	 * @param description more about it, {@code description}
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record RiskFund(@JsonProperty("name") @Nullable String name,
			@JsonProperty(value = "amount", required = true) long amount,
			@JsonProperty("description") @Nullable String description) {

	}

}
