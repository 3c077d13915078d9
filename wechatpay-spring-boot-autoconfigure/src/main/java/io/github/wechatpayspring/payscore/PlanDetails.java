package io.github.wechatpayspring.payscore;

import java.util.List;
import java.util.function.Function;

import io.github.wechatpayspring.payscore.PayscorePlanRequest.Detail;
import org.jspecify.annotations.Nullable;

/**
 * The details of a plan to create, with the rules that hold between them and the totals.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PlanDetails {

	private final List<Detail> details;

	private final Total totalOriginalPrice;

	private final Total totalActualPrice;

	PlanDetails(List<Detail> details) {
		this.details = List.copyOf(details);
		this.totalOriginalPrice = total("totalOriginalPrice", Detail::originalPrice);
		this.totalActualPrice = total("totalActualPrice", Detail::actualPrice);
	}

	private Total total(String path, Function<Detail, @Nullable Long> price) {
		return new Total(path, "the details", Total.sum(this.details, price));
	}

	List<Detail> toList() {
		return this.details;
	}

	int quantity(@Nullable Integer given) {
		return (given != null) ? given : this.details.size();
	}

	long totalOriginalPrice(@Nullable Long given) {
		return this.totalOriginalPrice.orGiven(given);
	}

	long totalActualPrice(@Nullable Long given) {
		return this.totalActualPrice.orGiven(given);
	}

	/**
	 * Check that the totals that weren't given can be written.
	 * @param violations the broken rules
	 * @param givenOriginalPrice the total that was given, if any
	 * @param givenActualPrice the total that was given, if any
	 */
	void checkRange(Violations violations, @Nullable Long givenOriginalPrice, @Nullable Long givenActualPrice) {
		this.totalOriginalPrice.checkRange(violations, givenOriginalPrice);
		this.totalActualPrice.checkRange(violations, givenActualPrice);
	}

	/**
	 * Check the details, and that what was given agrees with them.
	 * @param violations the broken rules
	 * @param givenQuantity the deduction quantity that was given, if any
	 * @param givenOriginalPrice the total that was given, if any
	 * @param givenActualPrice the total that was given, if any
	 */
	void check(Violations violations, @Nullable Integer givenQuantity, @Nullable Long givenOriginalPrice,
			@Nullable Long givenActualPrice) {
		if (givenQuantity != null && givenQuantity != this.details.size()) {
			violations.add("deductionQuantity",
					"must be the number of details, %d: it is %d, correct it or leave it out"
						.formatted(this.details.size(), givenQuantity));
		}
		this.totalOriginalPrice.check(violations, givenOriginalPrice);
		this.totalActualPrice.check(violations, givenActualPrice);
		if (this.details.isEmpty()) {
			violations.add("details", "must not be empty: add a detail for each charge");
		}
		for (int i = 0; i < this.details.size(); i++) {
			check(violations, i);
		}
	}

	private void check(Violations violations, int index) {
		Detail detail = this.details.get(index);
		String path = "details[" + index + "].";
		violations.required(path + "name", detail.name(), "name what is charged");
		violations.characters(path + "name", detail.name());
		checkNotNegative(violations, path + "originalPrice", detail.originalPrice());
		checkActualPrice(violations, path + "actualPrice", detail, (index > 0) ? this.details.get(index - 1) : null);
		violations.characters(path + "discountDescription", detail.discountDescription());
	}

	private void checkActualPrice(Violations violations, String path, Detail detail, @Nullable Detail previous) {
		long price = detail.actualPrice();
		checkNotNegative(violations, path, price);
		if (detail.originalPrice() >= 0 && price > detail.originalPrice()) {
			violations.add(path, "must not be above originalPrice, %d fen: it is %d, lower it or raise originalPrice"
				.formatted(detail.originalPrice(), price));
		}
		if (previous != null && price > previous.actualPrice()) {
			violations.add(path, "must not be above that of the detail before, %d fen: it is %d, begin with the dearest"
				.formatted(previous.actualPrice(), price));
		}
	}

	private void checkNotNegative(Violations violations, String path, long price) {
		if (price < 0) {
			violations.add(path, "must not be negative: it is %d fen, raise it".formatted(price));
		}
	}

}
