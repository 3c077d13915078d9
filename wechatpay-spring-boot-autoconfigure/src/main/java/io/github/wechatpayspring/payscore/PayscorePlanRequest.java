package io.github.wechatpayspring.payscore;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A payscore plan to create. Prices are in fen. Create one with a
 * {@link #withMerchantPlanNo(String) builder}; the constructor checks nothing.
 *
 * @param serviceId the payscore service, {@code service_id}, or {@code null} for the one
 * in the configuration of the merchant
 * @param appId the application of the merchant, {@code appid}, or {@code null} for the
 * one in the configuration of the merchant
 * @param subMerchantId the sub-merchant, {@code sub_mchid}, or {@code null} for the one
 * of the operations or in the configuration of the merchant
 * @param subAppId the application of the sub-merchant, {@code sub_appid}, or {@code null}
 * for the one in the configuration of the merchant, if that is for the same sub-merchant
 * @param merchantPlanNo the merchant's own number of the plan, {@code merchant_plan_no}
 * @param name the name of the plan, {@code plan_name}; {@code null} only if unchecked
 * @param durationDays how many days the plan runs, {@code plan_duration}; {@code null}
 * only if unchecked
 * @param deductionQuantity how often is charged, {@code deduction_quantity}
 * @param totalOriginalPrice the price of all details before discounts,
 * {@code total_original_price}
 * @param totalActualPrice the price of all details, {@code total_actual_price}
 * @param details the charges in their order, {@code plan_detail_list}
 * @author WeChat Pay Spring maintainers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PayscorePlanRequest(@JsonProperty("service_id") @Nullable String serviceId,
		@JsonProperty("appid") @Nullable String appId, @JsonProperty("sub_mchid") @Nullable String subMerchantId,
		@JsonProperty("sub_appid") @Nullable String subAppId, @JsonProperty("merchant_plan_no") String merchantPlanNo,
		@JsonProperty("plan_name") @Nullable String name, @JsonProperty("plan_duration") @Nullable Integer durationDays,
		@JsonProperty(value = "deduction_quantity", required = true) int deductionQuantity,
		@JsonProperty(value = "total_original_price", required = true) long totalOriginalPrice,
		@JsonProperty(value = "total_actual_price", required = true) long totalActualPrice,
		@JsonProperty("plan_detail_list") @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Detail> details) {

	/**
	 * Create a request without checking it.
	 * @param serviceId the payscore service
	 * @param appId the application of the merchant
	 * @param subMerchantId the sub-merchant
	 * @param subAppId the application of the sub-merchant
	 * @param merchantPlanNo the merchant's own number of the plan
	 * @param name the name of the plan
	 * @param durationDays how many days the plan runs
	 * @param deductionQuantity how often is charged
	 * @param totalOriginalPrice the price of all details before discounts, in fen
	 * @param totalActualPrice the price of all details, in fen
	 * @param details the charges in their order
	 */
	public PayscorePlanRequest {
		Assert.notNull(merchantPlanNo, "'merchantPlanNo' must not be null");
		details = (details != null) ? List.copyOf(details) : List.of();
	}

	/**
	 * Return a builder.
	 * @param merchantPlanNo the merchant's own number of the plan, unique for the
	 * merchant: 1 to 32 of {@code 0-9 A-Z a-z _ - *}
	 * @return the builder
	 */
	public static Builder withMerchantPlanNo(String merchantPlanNo) {
		Assert.notNull(merchantPlanNo, "'merchantPlanNo' must not be null");
		return new Builder(merchantPlanNo);
	}

	/**
	 * Fill in what the request leaves to the configuration, and check it.
	 * @param caller the merchant of the call
	 * @return the request to send
	 * @throws InvalidRequestException if the request is still incomplete
	 */
	PayscorePlanRequest withDefaults(Caller caller) {
		Violations violations = new Violations();
		PayscoreIds ids = caller.ids(violations,
				new PayscoreIds(this.serviceId, this.appId, this.subMerchantId, this.subAppId));
		violations.throwIfAny();
		return new PayscorePlanRequest(ids.serviceId(), ids.appId(), ids.subMerchantId(), ids.subAppId(),
				this.merchantPlanNo, this.name, this.durationDays, this.deductionQuantity, this.totalOriginalPrice,
				this.totalActualPrice, this.details);
	}

	/**
	 * One of the charges of a plan. Prices are in fen.
	 *
	 * @param name the name, {@code plan_detail_name}
	 * @param originalPrice the price before the discount, {@code original_price}
	 * @param actualPrice the price that is charged, {@code actual_price}
	 * @param discountDescription what the discount is, {@code plan_discount_description},
	 * if there is something to say
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Detail(@JsonProperty("plan_detail_name") String name,
			@JsonProperty(value = "original_price", required = true) long originalPrice,
			@JsonProperty(value = "actual_price", required = true) long actualPrice,
			@JsonProperty("plan_discount_description") @Nullable String discountDescription) {

	}

	/**
	 * Builder of a {@link PayscorePlanRequest}.
	 */
	public static final class Builder {

		private static final int MAX_NAME_LENGTH = 20;

		private final String merchantPlanNo;

		private final List<Detail> details = new ArrayList<>();

		private @Nullable String serviceId;

		private @Nullable String appId;

		private @Nullable String subMerchantId;

		private @Nullable String subAppId;

		private @Nullable String name;

		private @Nullable Integer durationDays;

		private @Nullable Integer deductionQuantity;

		private @Nullable Long totalOriginalPrice;

		private @Nullable Long totalActualPrice;

		private Builder(String merchantPlanNo) {
			this.merchantPlanNo = merchantPlanNo;
		}

		/**
		 * Set the payscore service, instead of the one in the configuration.
		 * @param serviceId the service, {@code service_id}, up to 32 characters
		 * @return this builder
		 */
		public Builder serviceId(String serviceId) {
			Assert.notNull(serviceId, "'serviceId' must not be null");
			this.serviceId = serviceId;
			return this;
		}

		/**
		 * Set the application of the merchant, instead of the one in the configuration.
		 * @param appId the application, {@code appid}, up to 32 characters
		 * @return this builder
		 */
		public Builder appId(String appId) {
			Assert.notNull(appId, "'appId' must not be null");
			this.appId = appId;
			return this;
		}

		/**
		 * Set the sub-merchant, instead of the one of the operations or in the
		 * configuration.
		 * @param subMerchantId the sub-merchant, {@code sub_mchid}, up to 32 characters
		 * @return this builder
		 */
		public Builder subMerchantId(String subMerchantId) {
			Assert.notNull(subMerchantId, "'subMerchantId' must not be null");
			this.subMerchantId = subMerchantId;
			return this;
		}

		/**
		 * Set the application of the sub-merchant, instead of the one in the
		 * configuration.
		 * @param subAppId the application, {@code sub_appid}, up to 32 characters
		 * @return this builder
		 */
		public Builder subAppId(String subAppId) {
			Assert.notNull(subAppId, "'subAppId' must not be null");
			this.subAppId = subAppId;
			return this;
		}

		/**
		 * Set the name of the plan.
		 * @param name the name, 1 to 20 characters
		 * @return this builder
		 */
		public Builder name(String name) {
			Assert.notNull(name, "'name' must not be null");
			this.name = name;
			return this;
		}

		/**
		 * Set how long the plan runs. The service has a maximum, which only WeChat Pay
		 * knows.
		 * @param durationDays the number of days, at least 1
		 * @return this builder
		 */
		public Builder durationDays(int durationDays) {
			this.durationDays = durationDays;
			return this;
		}

		/**
		 * Set how often is charged. Left out, it is the number of details.
		 * @param deductionQuantity the number of charges
		 * @return this builder
		 */
		public Builder deductionQuantity(int deductionQuantity) {
			this.deductionQuantity = deductionQuantity;
			return this;
		}

		/**
		 * Set the price of all details before discounts. Left out, it is their sum.
		 * @param totalOriginalPrice the price in fen
		 * @return this builder
		 */
		public Builder totalOriginalPrice(long totalOriginalPrice) {
			this.totalOriginalPrice = totalOriginalPrice;
			return this;
		}

		/**
		 * Set the price of all details. Left out, it is their sum.
		 * @param totalActualPrice the price in fen
		 * @return this builder
		 */
		public Builder totalActualPrice(long totalActualPrice) {
			this.totalActualPrice = totalActualPrice;
			return this;
		}

		/**
		 * Add a charge without description of a discount.
		 * @param name the name
		 * @param originalPrice the price before the discount, in fen
		 * @param actualPrice the price that is charged, in fen: not above the original
		 * price, nor above that of the charge before
		 * @return this builder
		 */
		public Builder detail(String name, long originalPrice, long actualPrice) {
			return detail(name, originalPrice, actualPrice, null);
		}

		/**
		 * Add a charge.
		 * @param name the name
		 * @param originalPrice the price before the discount, in fen
		 * @param actualPrice the price that is charged, in fen: not above the original
		 * price, nor above that of the charge before
		 * @param discountDescription what the discount is, if there is something to say
		 * @return this builder
		 */
		public Builder detail(String name, long originalPrice, long actualPrice, @Nullable String discountDescription) {
			Assert.notNull(name, "'name' must not be null");
			return detail(new Detail(name, originalPrice, actualPrice, discountDescription));
		}

		/**
		 * Add a charge.
		 * @param detail the charge
		 * @return this builder
		 */
		public Builder detail(Detail detail) {
			Assert.notNull(detail, "'detail' must not be null");
			this.details.add(detail);
			return this;
		}

		/**
		 * Add charges.
		 * @param details the charges in their order
		 * @return this builder
		 */
		public Builder details(List<Detail> details) {
			Assert.notNull(details, "'details' must not be null");
			details.forEach(this::detail);
			return this;
		}

		/**
		 * Build the request and check it.
		 * @return the request
		 * @throws InvalidRequestException if rules of WeChat Pay are broken, naming all
		 * of them
		 */
		public PayscorePlanRequest build() {
			PlanDetails details = new PlanDetails(this.details);
			Violations violations = new Violations();
			new PayscoreIds(this.serviceId, this.appId, this.subMerchantId, this.subAppId).check(violations);
			violations.merchantNumber("merchantPlanNo", this.merchantPlanNo);
			violations.required("name", this.name, "give the plan a name");
			violations.text("name", this.name, MAX_NAME_LENGTH);
			violations.required("durationDays", this.durationDays, "say how many days the plan runs");
			if (this.durationDays != null && this.durationDays < 1) {
				violations.add("durationDays", "must be at least 1: it is %d, raise it".formatted(this.durationDays));
			}
			details.check(violations, this.deductionQuantity, this.totalOriginalPrice, this.totalActualPrice);
			violations.throwIfAny();
			return create(details);
		}

		/**
		 * Build the request without checking it: WeChat Pay is the judge.
		 * @return the request
		 * @throws InvalidRequestException if a total is left out and the prices add up to
		 * more than can be written
		 */
		public PayscorePlanRequest buildUnchecked() {
			PlanDetails details = new PlanDetails(this.details);
			Violations violations = new Violations();
			details.checkRange(violations, this.totalOriginalPrice, this.totalActualPrice);
			violations.throwIfAny();
			return create(details);
		}

		private PayscorePlanRequest create(PlanDetails details) {
			return new PayscorePlanRequest(this.serviceId, this.appId, this.subMerchantId, this.subAppId,
					this.merchantPlanNo, this.name, this.durationDays, details.quantity(this.deductionQuantity),
					details.totalOriginalPrice(this.totalOriginalPrice),
					details.totalActualPrice(this.totalActualPrice), details.toList());
		}

	}

}
