package io.github.wechatpayspring.payscore;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is charged in a service order and taken off, with the rules that hold between them
 * and the total.
 *
 * @author WeChat Pay Spring maintainers
 */
final class OrderAmounts {

	private final List<OrderItem> payments = new ArrayList<>();

	private final List<OrderItem> discounts = new ArrayList<>();

	private @Nullable Long givenTotal;

	void payment(OrderItem payment) {
		this.payments.add(payment);
	}

	void discount(OrderItem discount) {
		this.discounts.add(discount);
	}

	void total(long total) {
		this.givenTotal = total;
	}

	List<OrderItem> payments() {
		return this.payments;
	}

	List<OrderItem> discounts() {
		return this.discounts;
	}

	long total() {
		return sum().orGiven(this.givenTotal);
	}

	private Total sum() {
		return new Total("totalAmount", "the payments less the discounts",
				Total.sum(this.payments, OrderItem::amount).subtract(Total.sum(this.discounts, OrderItem::amount)));
	}

	/**
	 * Check that a total that wasn't given can be written.
	 * @param violations the broken rules
	 */
	void checkRange(Violations violations) {
		sum().checkRange(violations, this.givenTotal);
	}

	/**
	 * Check the payments and the discounts, and that a given total agrees with them.
	 * @param violations the broken rules
	 * @param descriptionRequired whether discounts must have a description
	 */
	void check(Violations violations, boolean descriptionRequired) {
		if (this.payments.isEmpty()) {
			violations.add("payments", "must not be empty: add what is charged");
		}
		for (int i = 0; i < this.payments.size(); i++) {
			check(violations, "payments[" + i + "].", this.payments.get(i));
		}
		for (int i = 0; i < this.discounts.size(); i++) {
			OrderItem discount = this.discounts.get(i);
			String path = "discounts[" + i + "].";
			check(violations, path, discount);
			violations.required(path + "amount", discount.amount(), "say how much is taken off");
			if (descriptionRequired) {
				violations.required(path + "description", discount.description(), "describe the discount");
			}
		}
		Total sum = sum();
		sum.check(violations, this.givenTotal);
		if (sum.value().signum() < 0) {
			violations.add("totalAmount",
					"must not be negative: the payments less the discounts are %s fen, take off less"
						.formatted(sum.value()));
		}
	}

	private void check(Violations violations, String path, OrderItem item) {
		violations.required(path + "name", item.name(), "name it");
		violations.characters(path + "name", item.name());
		violations.characters(path + "description", item.description());
		if (item.amount() != null && item.amount() < 0) {
			violations.add(path + "amount", "must not be negative: it is %d fen, raise it".formatted(item.amount()));
		}
	}

}
