package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A payment of a service order by other means, of which WeChat Pay is told so that it
 * stops collecting.
 *
 * @param number the place of the payment, {@code seq}, if it is one of several
 * @param paidTime when the user paid, {@code paid_time}
 * @param paidAmount what the user paid in fen, {@code paid_amount}
 * @author WeChat Pay Spring maintainers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutsidePayment(@JsonProperty("seq") @Nullable Integer number,
		@JsonProperty("paid_time") OrderTime paidTime, @JsonProperty("paid_amount") @Nullable Long paidAmount) {

	/**
	 * Create a payment.
	 * @param number the place of the payment
	 * @param paidTime when the user paid
	 * @param paidAmount what the user paid in fen
	 */
	public OutsidePayment {
		Assert.notNull(paidTime, "'paidTime' must not be null");
	}

	/**
	 * Return a payment of the whole amount.
	 * @param paidTime when the user paid
	 * @param paidAmount what the user paid in fen
	 * @return the payment
	 */
	public static OutsidePayment of(OrderTime paidTime, long paidAmount) {
		return new OutsidePayment(null, paidTime, paidAmount);
	}

	void check(Violations violations) {
		violations.required("payment.paidTime", this.paidTime.value(), "say when the user paid");
		violations.characters("payment.paidTime", this.paidTime.value());
		if (this.paidAmount != null && this.paidAmount < 0) {
			violations.add("payment.paidAmount",
					"must not be negative: it is %d fen, raise it".formatted(this.paidAmount));
		}
	}

}
