package io.github.wechatpayspring.payscore;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How far the amount of a service order is collected, {@code collection}. Amounts are in
 * fen.
 *
 * @param state the state, {@code state}
 * @param totalAmount what is to be paid, {@code total_amount}
 * @param payingAmount what is yet to be paid, {@code paying_amount}
 * @param paidAmount what is paid, {@code paid_amount}
 * @param details the payments, {@code details}; empty if WeChat Pay names none
 * @param bankType the bank, {@code bank_type}
 * @author WeChat Pay Spring maintainers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderCollection(@JsonProperty(value = "state", required = true) CollectionState state,
		@JsonProperty("total_amount") @Nullable Long totalAmount,
		@JsonProperty("paying_amount") @Nullable Long payingAmount,
		@JsonProperty("paid_amount") @Nullable Long paidAmount, @JsonProperty("details") List<Detail> details,
		@JsonProperty("bank_type") @Nullable String bankType) {

	/**
	 * Create a collection.
	 * @param state the state
	 * @param totalAmount what is to be paid, in fen
	 * @param payingAmount what is yet to be paid, in fen
	 * @param paidAmount what is paid, in fen
	 * @param details the payments
	 * @param bankType the bank
	 */
	public OrderCollection {
		Assert.notNull(state, "'collection.state' must not be null");
		details = (details != null) ? List.copyOf(details) : List.of();
	}

	/**
	 * A payment.
	 *
	 * @param number the place of the payment, {@code seq}
	 * @param amount the amount in fen, {@code amount}
	 * @param paidType how it was paid, {@code paid_type}
	 * @param paidTime when it was paid, {@code paid_time}
	 * @param transactionId WeChat Pay's id of the transaction, {@code transaction_id}
	 * @param promotions the promotions used, {@code promotion_detail}; empty if WeChat
	 * Pay names none
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Detail(@JsonProperty("seq") @Nullable Integer number, @JsonProperty("amount") @Nullable Long amount,
			@JsonProperty("paid_type") @Nullable PaidType paidType,
			@JsonProperty("paid_time") @Nullable OrderTime paidTime,
			@JsonProperty("transaction_id") @Nullable String transactionId,
			@JsonProperty("promotion_detail") List<Promotion> promotions) {

		/**
		 * Create a payment. A time that is an empty text is none.
		 * @param number the place of the payment
		 * @param amount the amount in fen
		 * @param paidType how it was paid
		 * @param paidTime when it was paid
		 * @param transactionId WeChat Pay's id of the transaction
		 * @param promotions the promotions used
		 */
		public Detail {
			paidTime = OrderTime.orNull(paidTime);
			promotions = (promotions != null) ? List.copyOf(promotions) : List.of();
		}

	}

	/**
	 * A promotion.
	 *
	 * @param couponId the coupon, {@code coupon_id}
	 * @param name the name, {@code name}
	 * @param scope what it holds for, {@code scope}: {@code SINGLE} or {@code GLOBAL}
	 * @param type what it is, {@code type}: {@code CASH} or {@code NOCASH}
	 * @param amount the amount in fen, {@code amount}
	 * @param stockId the stock of coupons, {@code stock_id}
	 * @param wechatpayContribution what WeChat Pay bears, {@code wechatpay_contribute}
	 * @param merchantContribution what the merchant bears, {@code merchant_contribute}
	 * @param otherContribution what others bear, {@code other_contribute}
	 * @param currency the currency, {@code currency}
	 * @param goods the goods, {@code goods_detail}; empty if WeChat Pay names none
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Promotion(@JsonProperty(value = "coupon_id", required = true) String couponId,
			@JsonProperty("name") @Nullable String name, @JsonProperty("scope") @Nullable String scope,
			@JsonProperty("type") @Nullable String type, @JsonProperty(value = "amount", required = true) long amount,
			@JsonProperty("stock_id") @Nullable String stockId,
			@JsonProperty("wechatpay_contribute") @Nullable Long wechatpayContribution,
			@JsonProperty("merchant_contribute") @Nullable Long merchantContribution,
			@JsonProperty("other_contribute") @Nullable Long otherContribution,
			@JsonProperty("currency") @Nullable String currency, @JsonProperty("goods_detail") List<Goods> goods) {

		/**
		 * Create a promotion.
		 * @param couponId the coupon
		 * @param name the name
		 * @param scope what it holds for
		 * @param type what it is
		 * @param amount the amount in fen
		 * @param stockId the stock of coupons
		 * @param wechatpayContribution what WeChat Pay bears, in fen
		 * @param merchantContribution what the merchant bears, in fen
		 * @param otherContribution what others bear, in fen
		 * @param currency the currency
		 * @param goods the goods
		 */
		public Promotion {
			Assert.notNull(couponId, "'coupon_id' must not be null");
			goods = (goods != null) ? List.copyOf(goods) : List.of();
		}

	}

	/**
	 * Goods of a promotion.
	 *
	 * @param goodsId the goods, {@code goods_id}
	 * @param quantity how many there are, {@code quantity}
	 * @param unitPrice the price of each in fen, {@code unit_price}
	 * @param discountAmount what is taken off in fen, {@code discount_amount}
	 * @param remark a remark, {@code goods_remark}
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Goods(@JsonProperty(value = "goods_id", required = true) String goodsId,
			@JsonProperty("quantity") @Nullable Integer quantity, @JsonProperty("unit_price") @Nullable Long unitPrice,
			@JsonProperty("discount_amount") @Nullable Long discountAmount,
			@JsonProperty("goods_remark") @Nullable String remark) {

		/**
		 * Create goods.
		 * @param goodsId the goods
		 * @param quantity how many there are
		 * @param unitPrice the price of each in fen
		 * @param discountAmount what is taken off in fen
		 * @param remark a remark
		 */
		public Goods {
			Assert.notNull(goodsId, "'goods_id' must not be null");
		}

	}

}
