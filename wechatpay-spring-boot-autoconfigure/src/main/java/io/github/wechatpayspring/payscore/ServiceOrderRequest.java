package io.github.wechatpayspring.payscore;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A service order to create, for the next detail of a signed plan. Create one with a
 * {@link #withOutOrderNo(String) builder}; the constructor checks nothing.
 *
 * @param serviceId the payscore service, {@code service_id}, or {@code null} for the one
 * of the operations or in the configuration of the merchant
 * @param signPlanId WeChat Pay's id of the sign plan, {@code sign_plan_id}; {@code null}
 * only if unchecked
 * @param planDetailNo the place of the detail in the plan, {@code plan_detail_no};
 * {@code null} only if unchecked
 * @param appId the application of the merchant, {@code appid}, or {@code null} for the
 * one of the operations or in the configuration of the merchant
 * @param subMerchantId the sub-merchant, {@code sub_mchid}, or {@code null} for the one
 * of the operations or in the configuration of the merchant
 * @param subAppId the application of the sub-merchant, {@code sub_appid}, or {@code null}
 * for the one in the configuration of the merchant, if that is for the same sub-merchant
 * @param openid the user, for the application of the merchant, {@code openid}
 * @param subOpenid the user, for the application of the sub-merchant, {@code sub_openid}
 * @param notifyUrl the address that WeChat Pay notifies, {@code notify_url}, or
 * {@code null} for the one in the configuration of the merchant
 * @param introduction what the service is, {@code service_introduction}; {@code null}
 * only if unchecked
 * @param timeRange when the service is taken, {@code time_range}; {@code null} only if
 * unchecked
 * @param location where the service is taken, {@code location}
 * @param attach what WeChat Pay hands back, {@code attach}
 * @param outOrderNo the merchant's own number of the order, {@code out_trade_no} here and
 * {@code out_order_no} everywhere else
 * @author WeChat Pay Spring maintainers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceOrderRequest(@JsonProperty("service_id") @Nullable String serviceId,
		@JsonProperty("sign_plan_id") @Nullable String signPlanId,
		@JsonProperty("plan_detail_no") @Nullable Integer planDetailNo, @JsonProperty("appid") @Nullable String appId,
		@JsonProperty("sub_mchid") @Nullable String subMerchantId, @JsonProperty("sub_appid") @Nullable String subAppId,
		@JsonProperty("openid") @Nullable String openid, @JsonProperty("sub_openid") @Nullable String subOpenid,
		@JsonProperty("notify_url") @Nullable String notifyUrl,
		@JsonProperty("service_introduction") @Nullable String introduction,
		@JsonProperty("time_range") @Nullable OrderTimeRange timeRange,
		@JsonProperty("location") @Nullable OrderLocation location, @JsonProperty("attach") @Nullable String attach,
		@JsonProperty("out_trade_no") String outOrderNo) {

	/**
	 * Create a request without checking it.
	 * @param serviceId the payscore service
	 * @param signPlanId WeChat Pay's id of the sign plan
	 * @param planDetailNo the place of the detail in the plan
	 * @param appId the application of the merchant
	 * @param subMerchantId the sub-merchant
	 * @param subAppId the application of the sub-merchant
	 * @param openid the user, for the application of the merchant
	 * @param subOpenid the user, for the application of the sub-merchant
	 * @param notifyUrl the address that WeChat Pay notifies
	 * @param introduction what the service is
	 * @param timeRange when the service is taken
	 * @param location where the service is taken
	 * @param attach what WeChat Pay hands back
	 * @param outOrderNo the merchant's own number of the order
	 */
	public ServiceOrderRequest {
		Assert.notNull(outOrderNo, "'outOrderNo' must not be null");
	}

	/**
	 * Return a builder.
	 * @param outOrderNo the merchant's own number of the order, unique for the merchant:
	 * 1 to 32 of {@code 0-9 A-Z a-z _ - *}
	 * @return the builder
	 */
	public static Builder withOutOrderNo(String outOrderNo) {
		Assert.notNull(outOrderNo, "'outOrderNo' must not be null");
		return new Builder(outOrderNo);
	}

	/**
	 * Fill in what the request leaves to the configuration, and check it.
	 * @param caller the merchant of the call
	 * @return the request to send
	 * @throws InvalidRequestException if the request is still incomplete
	 */
	ServiceOrderRequest withDefaults(Caller caller) {
		Violations violations = new Violations();
		PayscoreIds ids = caller.ids(violations,
				new PayscoreIds(this.serviceId, this.appId, this.subMerchantId, this.subAppId));
		if (this.subOpenid != null && ids.subMerchantId() == null) {
			violations.add("subOpenid", "is the user of a sub-merchant, but there is none: use openid");
		}
		String notifyUrl = caller.notifyUrl(violations, this.notifyUrl, Builder.MAX_NOTIFY_URL_LENGTH);
		violations.throwIfAny();
		return new ServiceOrderRequest(ids.serviceId(), this.signPlanId, this.planDetailNo, ids.appId(),
				ids.subMerchantId(), ids.subAppId(), this.openid, this.subOpenid, notifyUrl, this.introduction,
				this.timeRange, this.location, this.attach, this.outOrderNo);
	}

	/**
	 * Return a description without the user.
	 */
	@Override
	public String toString() {
		return "ServiceOrderRequest[outOrderNo=" + this.outOrderNo + ", signPlanId=" + this.signPlanId
				+ ", planDetailNo=" + this.planDetailNo + ", subMerchantId=" + this.subMerchantId + "]";
	}

	/**
	 * Builder of a {@link ServiceOrderRequest}.
	 */
	public static final class Builder {

		private static final int MAX_NOTIFY_URL_LENGTH = 256;

		private static final int MAX_INTRODUCTION_LENGTH = 20;

		private static final int MAX_ATTACH_LENGTH = 256;

		private static final Pattern URL_ENCODED = Pattern.compile("[\\x21-\\x7E]*");

		private final String outOrderNo;

		private @Nullable String serviceId;

		private @Nullable String signPlanId;

		private @Nullable Integer planDetailNo;

		private @Nullable String appId;

		private @Nullable String subMerchantId;

		private @Nullable String subAppId;

		private @Nullable String openid;

		private @Nullable String subOpenid;

		private @Nullable String notifyUrl;

		private @Nullable String introduction;

		private @Nullable OrderTimeRange timeRange;

		private @Nullable OrderLocation location;

		private @Nullable String attach;

		private Builder(String outOrderNo) {
			this.outOrderNo = outOrderNo;
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
		 * Set the detail of a sign plan that is charged: the next one.
		 * @param signPlanId the sign plan, {@code sign_plan_id}
		 * @param planDetailNo the place of the detail in the plan, from 1
		 * @return this builder
		 */
		public Builder signPlan(String signPlanId, int planDetailNo) {
			Assert.notNull(signPlanId, "'signPlanId' must not be null");
			this.signPlanId = signPlanId;
			this.planDetailNo = planDetailNo;
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
		 * Set the user, as the application of the sub-merchant knows them.
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
		 * @param notifyUrl an https address without query string, up to 256 characters
		 * @return this builder
		 */
		public Builder notifyUrl(String notifyUrl) {
			Assert.notNull(notifyUrl, "'notifyUrl' must not be null");
			this.notifyUrl = notifyUrl;
			return this;
		}

		/**
		 * Set what the service is.
		 * @param introduction 1 to 20 characters
		 * @return this builder
		 */
		public Builder introduction(String introduction) {
			Assert.notNull(introduction, "'introduction' must not be null");
			this.introduction = introduction;
			return this;
		}

		/**
		 * Set when the service is taken.
		 * @param timeRange the time range, which needs a beginning
		 * @return this builder
		 */
		public Builder timeRange(OrderTimeRange timeRange) {
			Assert.notNull(timeRange, "'timeRange' must not be null");
			this.timeRange = timeRange;
			return this;
		}

		/**
		 * Set where the service is taken.
		 * @param location the location
		 * @return this builder
		 */
		public Builder location(OrderLocation location) {
			Assert.notNull(location, "'location' must not be null");
			this.location = location;
			return this;
		}

		/**
		 * Set what WeChat Pay hands back.
		 * @param attach a text that is URL-encoded already, up to 256 characters
		 * @return this builder
		 */
		public Builder attach(String attach) {
			Assert.notNull(attach, "'attach' must not be null");
			this.attach = attach;
			return this;
		}

		/**
		 * Build the request and check it.
		 * @return the request
		 * @throws InvalidRequestException if rules of WeChat Pay are broken, naming all
		 * of them
		 */
		public ServiceOrderRequest build() {
			Violations violations = new Violations();
			new PayscoreIds(this.serviceId, this.appId, this.subMerchantId, this.subAppId).check(violations);
			violations.requiredId("signPlanId", this.signPlanId, "name the sign plan whose detail is charged");
			if (this.planDetailNo != null && this.planDetailNo < 1) {
				violations.add("planDetailNo", "must be at least 1: it is %d, correct it".formatted(this.planDetailNo));
			}
			violations.openid("openid", this.openid);
			violations.openid("subOpenid", this.subOpenid);
			if (this.notifyUrl != null) {
				violations.notifyUrl("notifyUrl", this.notifyUrl, MAX_NOTIFY_URL_LENGTH,
						"name the https address that WeChat Pay notifies");
			}
			violations.requiredText("introduction", this.introduction, MAX_INTRODUCTION_LENGTH,
					"say what the service is");
			checkTimeRange(violations);
			if (this.location != null) {
				this.location.check(violations, "location");
			}
			checkAttach(violations);
			violations.merchantNumber("outOrderNo", this.outOrderNo);
			violations.throwIfAny();
			return buildUnchecked();
		}

		private void checkTimeRange(Violations violations) {
			OrderTime startTime = (this.timeRange != null) ? this.timeRange.startTime() : null;
			violations.required("timeRange.startTime", startTime, "say when the service begins");
			if (this.timeRange != null) {
				this.timeRange.check(violations, "timeRange");
			}
		}

		private void checkAttach(Violations violations) {
			violations.text("attach", this.attach, MAX_ATTACH_LENGTH);
			if (this.attach != null && !URL_ENCODED.matcher(this.attach).matches()) {
				violations.add("attach", "must be URL-encoded: encode what isn't printable ASCII, and spaces");
			}
		}

		/**
		 * Build the request without checking it: WeChat Pay is the judge.
		 * @return the request
		 */
		public ServiceOrderRequest buildUnchecked() {
			return new ServiceOrderRequest(this.serviceId, this.signPlanId, this.planDetailNo, this.appId,
					this.subMerchantId, this.subAppId, this.openid, this.subOpenid, this.notifyUrl, this.introduction,
					this.timeRange, this.location, this.attach, this.outOrderNo);
		}

	}

}
