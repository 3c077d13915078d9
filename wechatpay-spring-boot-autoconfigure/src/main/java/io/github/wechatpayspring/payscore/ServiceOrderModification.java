package io.github.wechatpayspring.payscore;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A lower amount for a service order that was completed, but isn't paid yet. Create one
 * with a {@link #builder() builder}; the constructor checks nothing.
 *
 * @param serviceId the payscore service, {@code service_id}, or {@code null} for the one
 * of the operations or in the configuration of the merchant
 * @param appId the application of a merchant that works for itself, {@code appid}, or
 * {@code null} for the one of the operations or in the configuration of the merchant
 * @param subMerchantId the sub-merchant, {@code sub_mchid}, or {@code null} for the one
 * of the operations or in the configuration of the merchant
 * @param payments what is charged, {@code post_payments}
 * @param discounts what is taken off, {@code post_discounts}
 * @param totalAmount what the user pays in fen, {@code total_amount}
 * @param reason why the amount is lowered, {@code reason}; {@code null} only if unchecked
 * @param device the device, {@code device}
 * @author WeChat Pay Spring maintainers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceOrderModification(@JsonProperty("service_id") @Nullable String serviceId,
		@JsonProperty("appid") @Nullable String appId, @JsonProperty("sub_mchid") @Nullable String subMerchantId,
		@JsonProperty("post_payments") List<OrderItem> payments,
		@JsonProperty("post_discounts") @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OrderItem> discounts,
		@JsonProperty(value = "total_amount", required = true) long totalAmount,
		@JsonProperty("reason") @Nullable String reason, @JsonProperty("device") @Nullable OrderDevice device) {

	/**
	 * Create a request without checking it.
	 * @param serviceId the payscore service
	 * @param appId the application of a merchant that works for itself
	 * @param subMerchantId the sub-merchant
	 * @param payments what is charged
	 * @param discounts what is taken off
	 * @param totalAmount what the user pays in fen
	 * @param reason why the amount is lowered
	 * @param device the device
	 */
	public ServiceOrderModification {
		payments = (payments != null) ? List.copyOf(payments) : List.of();
		discounts = (discounts != null) ? List.copyOf(discounts) : List.of();
	}

	/**
	 * Return a builder.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	PayscoreIds ids() {
		return new PayscoreIds(this.serviceId, this.appId, this.subMerchantId, null);
	}

	ServiceOrderModification withIds(PayscoreIds ids) {
		return new ServiceOrderModification(ids.serviceId(), ids.appId(), ids.subMerchantId(), this.payments,
				this.discounts, this.totalAmount, this.reason, this.device);
	}

	/**
	 * Builder of a {@link ServiceOrderModification}.
	 */
	public static final class Builder {

		private final OrderAmounts amounts = new OrderAmounts();

		private @Nullable String serviceId;

		private @Nullable String appId;

		private @Nullable String subMerchantId;

		private @Nullable String reason;

		private @Nullable OrderDevice device;

		private Builder() {
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
		 * Set the application of a merchant that works for itself, instead of the one in
		 * the configuration. For a sub-merchant it isn't sent.
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
		 * Add what is charged.
		 * @param name what it is
		 * @param amount the amount in fen
		 * @return this builder
		 */
		public Builder payment(String name, long amount) {
			Assert.notNull(name, "'name' must not be null");
			return payment(new OrderItem(name, null, amount, null));
		}

		/**
		 * Add what is charged.
		 * @param payment the payment; without an amount it counts nothing
		 * @return this builder
		 */
		public Builder payment(OrderItem payment) {
			Assert.notNull(payment, "'payment' must not be null");
			this.amounts.payment(payment);
			return this;
		}

		/**
		 * Add what is taken off.
		 * @param name what it is
		 * @param description more about it
		 * @param amount the amount in fen, not negative
		 * @return this builder
		 */
		public Builder discount(String name, String description, long amount) {
			Assert.notNull(name, "'name' must not be null");
			Assert.notNull(description, "'description' must not be null");
			return discount(new OrderItem(name, description, amount, null));
		}

		/**
		 * Add what is taken off.
		 * @param discount the discount
		 * @return this builder
		 */
		public Builder discount(OrderItem discount) {
			Assert.notNull(discount, "'discount' must not be null");
			this.amounts.discount(discount);
			return this;
		}

		/**
		 * Set what the user pays. Left out, it is the payments less the discounts.
		 * @param totalAmount the amount in fen
		 * @return this builder
		 */
		public Builder totalAmount(long totalAmount) {
			this.amounts.total(totalAmount);
			return this;
		}

		/**
		 * Set why the amount is lowered.
		 * @param reason the reason
		 * @return this builder
		 */
		public Builder reason(String reason) {
			Assert.notNull(reason, "'reason' must not be null");
			this.reason = reason;
			return this;
		}

		/**
		 * Set the device.
		 * @param device the device
		 * @return this builder
		 */
		public Builder device(OrderDevice device) {
			Assert.notNull(device, "'device' must not be null");
			this.device = device;
			return this;
		}

		/**
		 * Build the request and check it.
		 * @return the request
		 * @throws InvalidRequestException if rules of WeChat Pay are broken, naming all
		 * of them
		 */
		public ServiceOrderModification build() {
			Violations violations = new Violations();
			new PayscoreIds(this.serviceId, this.appId, this.subMerchantId, null).check(violations);
			this.amounts.check(violations, false);
			violations.required("reason", this.reason, "say why the amount is lowered");
			violations.characters("reason", this.reason);
			if (this.device != null) {
				this.device.check(violations, "device");
			}
			violations.throwIfAny();
			return create();
		}

		/**
		 * Build the request without checking it: WeChat Pay is the judge.
		 * @return the request
		 * @throws InvalidRequestException if the total is left out and the amounts add up
		 * to more than can be written
		 */
		public ServiceOrderModification buildUnchecked() {
			Violations violations = new Violations();
			this.amounts.checkRange(violations);
			violations.throwIfAny();
			return create();
		}

		private ServiceOrderModification create() {
			return new ServiceOrderModification(this.serviceId, this.appId, this.subMerchantId, this.amounts.payments(),
					this.amounts.discounts(), this.amounts.total(), this.reason, this.device);
		}

	}

}
