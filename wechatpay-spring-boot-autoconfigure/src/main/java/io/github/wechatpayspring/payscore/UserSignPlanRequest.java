package io.github.wechatpayspring.payscore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A payscore plan for one user to create. Create one with a
 * {@link #withMerchantSignPlanNo(String) builder}; the constructor checks nothing.
 *
 * @param serviceId the payscore service, {@code service_id}, or {@code null} for the one
 * in the configuration of the merchant
 * @param planId WeChat Pay's id of the plan, {@code plan_id}; {@code null} only if
 * unchecked
 * @param appId the application of the merchant, {@code appid}, or {@code null} for the
 * one in the configuration of the merchant
 * @param subMerchantId the sub-merchant, {@code sub_mchid}, or {@code null} for the one
 * of the operations or in the configuration of the merchant
 * @param subAppId the application of the sub-merchant, {@code sub_appid}, or {@code null}
 * for the one in the configuration of the merchant, if that is for the same sub-merchant
 * @param openid the user, for the application of the merchant, {@code openid}
 * @param subOpenid the user, for the application of the sub-merchant, {@code sub_openid}
 * @param merchantSignPlanNo the merchant's own number of the sign plan,
 * {@code merchant_sign_plan_no}
 * @param notifyUrl the address that WeChat Pay notifies, {@code notify_url}, or
 * {@code null} for the one in the configuration of the merchant
 * @param details all details of the plan, {@code sign_plan_detail}
 * @author WeChat Pay Spring maintainers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserSignPlanRequest(@JsonProperty("service_id") @Nullable String serviceId,
		@JsonProperty("plan_id") @Nullable String planId, @JsonProperty("appid") @Nullable String appId,
		@JsonProperty("sub_mchid") @Nullable String subMerchantId, @JsonProperty("sub_appid") @Nullable String subAppId,
		@JsonProperty("openid") @Nullable String openid, @JsonProperty("sub_openid") @Nullable String subOpenid,
		@JsonProperty("merchant_sign_plan_no") String merchantSignPlanNo,
		@JsonProperty("notify_url") @Nullable String notifyUrl,
		@JsonProperty("sign_plan_detail") @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Detail> details) {

	/**
	 * Create a request without checking it.
	 * @param serviceId the payscore service
	 * @param planId WeChat Pay's id of the plan
	 * @param appId the application of the merchant
	 * @param subMerchantId the sub-merchant
	 * @param subAppId the application of the sub-merchant
	 * @param openid the user, for the application of the merchant
	 * @param subOpenid the user, for the application of the sub-merchant
	 * @param merchantSignPlanNo the merchant's own number of the sign plan
	 * @param notifyUrl the address that WeChat Pay notifies
	 * @param details all details of the plan
	 */
	public UserSignPlanRequest {
		Assert.notNull(merchantSignPlanNo, "'merchantSignPlanNo' must not be null");
		details = (details != null) ? List.copyOf(details) : List.of();
	}

	/**
	 * Return a builder.
	 * @param merchantSignPlanNo the merchant's own number of the sign plan, unique for
	 * the merchant: 1 to 32 of {@code 0-9 A-Z a-z _ - *}
	 * @return the builder
	 */
	public static Builder withMerchantSignPlanNo(String merchantSignPlanNo) {
		Assert.notNull(merchantSignPlanNo, "'merchantSignPlanNo' must not be null");
		return new Builder(merchantSignPlanNo);
	}

	/**
	 * Fill in what the request leaves to the configuration, and check it.
	 * @param caller the merchant of the call
	 * @return the request to send
	 * @throws InvalidRequestException if the request is still incomplete
	 */
	UserSignPlanRequest withDefaults(Caller caller) {
		Violations violations = new Violations();
		PayscoreIds ids = caller.ids(violations,
				new PayscoreIds(this.serviceId, this.appId, this.subMerchantId, this.subAppId));
		if (this.subOpenid != null && ids.subAppId() == null) {
			violations.add("subAppId",
					"is required with subOpenid: set it in the request or for the sub-merchant, or use openid");
		}
		String notifyUrl = caller.notifyUrl(violations, this.notifyUrl, Builder.MAX_NOTIFY_URL_LENGTH);
		violations.throwIfAny();
		return new UserSignPlanRequest(ids.serviceId(), this.planId, ids.appId(), ids.subMerchantId(), ids.subAppId(),
				this.openid, this.subOpenid, this.merchantSignPlanNo, notifyUrl, this.details);
	}

	/**
	 * Return a description without the user.
	 */
	@Override
	public String toString() {
		return "UserSignPlanRequest[merchantSignPlanNo=" + this.merchantSignPlanNo + ", planId=" + this.planId
				+ ", subMerchantId=" + this.subMerchantId + "]";
	}

	/**
	 * The merchant's own number of a detail of the plan.
	 *
	 * @param planDetailNo the place of the detail in the plan, from 1,
	 * {@code plan_detail_no}
	 * @param merchantPlanDetailNo the merchant's own number,
	 * {@code merchant_plan_detail_no}
	 */
	public record Detail(@JsonProperty(value = "plan_detail_no", required = true) int planDetailNo,
			@JsonProperty("merchant_plan_detail_no") String merchantPlanDetailNo) {

		/**
		 * Create a detail without checking it.
		 * @param planDetailNo the place of the detail in the plan, from 1
		 * @param merchantPlanDetailNo the merchant's own number
		 */
		public Detail {
			Assert.notNull(merchantPlanDetailNo, "'merchantPlanDetailNo' must not be null");
		}

	}

	/**
	 * Builder of a {@link UserSignPlanRequest}.
	 */
	public static final class Builder {

		private static final int MAX_NOTIFY_URL_LENGTH = 1024;

		private final String merchantSignPlanNo;

		private final List<Detail> details = new ArrayList<>();

		private @Nullable String serviceId;

		private @Nullable String planId;

		private @Nullable String appId;

		private @Nullable String subMerchantId;

		private @Nullable String subAppId;

		private @Nullable String openid;

		private @Nullable String subOpenid;

		private @Nullable String notifyUrl;

		private @Nullable Integer quantity;

		private Builder(String merchantSignPlanNo) {
			this.merchantSignPlanNo = merchantSignPlanNo;
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
		 * Set the plan.
		 * @param planId the plan, {@code plan_id}, up to 32 characters
		 * @return this builder
		 */
		public Builder planId(String planId) {
			Assert.notNull(planId, "'planId' must not be null");
			this.planId = planId;
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
		 * Set the user, as the application of the merchant knows them.
		 * @param openid the user, up to 128 characters
		 * @return this builder
		 */
		public Builder openid(String openid) {
			Assert.notNull(openid, "'openid' must not be null");
			this.openid = openid;
			return this;
		}

		/**
		 * Set the user, as the application of the sub-merchant knows them, instead of
		 * {@link #openid(String)}.
		 * @param subOpenid the user, up to 128 characters
		 * @return this builder
		 */
		public Builder subOpenid(String subOpenid) {
			Assert.notNull(subOpenid, "'subOpenid' must not be null");
			this.subOpenid = subOpenid;
			return this;
		}

		/**
		 * Set the address that WeChat Pay notifies, by default the one in the
		 * configuration of the merchant.
		 * @param notifyUrl an https address without query string, up to 1024 characters
		 * @return this builder
		 */
		public Builder notifyUrl(String notifyUrl) {
			Assert.notNull(notifyUrl, "'notifyUrl' must not be null");
			this.notifyUrl = notifyUrl;
			return this;
		}

		/**
		 * Add the number of a detail. Every detail of the plan needs one.
		 * @param planDetailNo the place of the detail in the plan, from 1
		 * @param merchantPlanDetailNo the merchant's own number, unique for the merchant:
		 * 1 to 32 of {@code 0-9 A-Z a-z _ - *}
		 * @return this builder
		 */
		public Builder detail(int planDetailNo, String merchantPlanDetailNo) {
			Assert.notNull(merchantPlanDetailNo, "'merchantPlanDetailNo' must not be null");
			this.details.add(new Detail(planDetailNo, merchantPlanDetailNo));
			return this;
		}

		/**
		 * Set the plan with its service and its sub-merchant, and number all of its
		 * details.
		 * @param plan the plan
		 * @param prefix what the merchant's own numbers of the details begin with; the
		 * place of the detail in the plan follows
		 * @return this builder
		 */
		public Builder plan(PayscorePlan plan, String prefix) {
			Assert.notNull(prefix, "'prefix' must not be null");
			return plan(plan, (planDetailNo) -> prefix + planDetailNo);
		}

		/**
		 * Set the plan with its service and its sub-merchant, and number all of its
		 * details.
		 * @param plan the plan
		 * @param numbers returns the merchant's own number for a place in the plan
		 * @return this builder
		 */
		public Builder plan(PayscorePlan plan, IntFunction<String> numbers) {
			Assert.notNull(plan, "'plan' must not be null");
			Assert.notNull(numbers, "'numbers' must not be null");
			this.planId = plan.planId();
			this.serviceId = plan.serviceId();
			this.subMerchantId = plan.subMerchantId();
			this.quantity = plan.deductionQuantity();
			for (int number = 1; number <= plan.deductionQuantity(); number++) {
				detail(number, numbers.apply(number));
			}
			return this;
		}

		/**
		 * Build the request and check it.
		 * @return the request
		 * @throws InvalidRequestException if rules of WeChat Pay are broken, naming all
		 * of them
		 */
		public UserSignPlanRequest build() {
			Violations violations = new Violations();
			new PayscoreIds(this.serviceId, this.appId, this.subMerchantId, this.subAppId).check(violations);
			violations.requiredId("planId", this.planId, "name the plan that the user signs");
			violations.merchantNumber("merchantSignPlanNo", this.merchantSignPlanNo);
			checkUser(violations);
			if (this.notifyUrl != null) {
				violations.notifyUrl("notifyUrl", this.notifyUrl, MAX_NOTIFY_URL_LENGTH,
						"name the https address that WeChat Pay notifies");
			}
			checkDetails(violations);
			violations.throwIfAny();
			return buildUnchecked();
		}

		private void checkUser(Violations violations) {
			if (this.openid == null && this.subOpenid == null) {
				violations.add("openid", "is required: name the user by openid or by subOpenid");
			}
			if (this.openid != null && this.subOpenid != null) {
				violations.add("subOpenid", "must not be there together with openid: leave one of them out");
			}
			violations.openid("openid", this.openid);
			violations.openid("subOpenid", this.subOpenid);
		}

		private void checkDetails(Violations violations) {
			int quantity = (this.quantity != null) ? this.quantity : this.details.size();
			if (this.details.isEmpty()) {
				violations.add("details", "must not be empty: add the number of each detail of the plan");
			}
			Set<Integer> places = new HashSet<>();
			Set<String> numbers = new HashSet<>();
			for (int i = 0; i < this.details.size(); i++) {
				Detail detail = this.details.get(i);
				String path = "details[" + i + "].";
				int place = detail.planDetailNo();
				if (place < 1 || place > quantity) {
					violations.add(path + "planDetailNo",
							"must be 1 to %d, the details of the plan without a gap: it is %d, correct it"
								.formatted(quantity, place));
				}
				else if (!places.add(place)) {
					violations.add(path + "planDetailNo",
							"must not be named twice: %d is, correct it".formatted(place));
				}
				violations.merchantNumber(path + "merchantPlanDetailNo", detail.merchantPlanDetailNo());
				if (!numbers.add(detail.merchantPlanDetailNo())) {
					violations.add(path + "merchantPlanDetailNo",
							"must not be the number of another detail: give each detail its own");
				}
			}
		}

		/**
		 * Build the request without checking it: WeChat Pay is the judge.
		 * @return the request
		 */
		public UserSignPlanRequest buildUnchecked() {
			return new UserSignPlanRequest(this.serviceId, this.planId, this.appId, this.subMerchantId, this.subAppId,
					this.openid, this.subOpenid, this.merchantSignPlanNo, this.notifyUrl, this.details);
		}

	}

}
