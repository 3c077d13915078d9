package io.github.wechatpayspring.simulator.payscore;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import io.github.wechatpayspring.simulator.schema.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a plan that reach over more than one field, in the order they are checked.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PlanRules {

	private static final List<Function<PlanContent, @Nullable Violation>> RULES = List.of(PlanRules::quantity,
			PlanRules::prices, PlanRules::descendingPrices,
			(plan) -> total(plan, "/total_original_price", plan.totalOriginalPrice(),
					PlanContent.Detail::originalPrice),
			(plan) -> total(plan, "/total_actual_price", plan.totalActualPrice(), PlanContent.Detail::actualPrice));

	private PlanRules() {
	}

	static @Nullable Violation check(PlanContent plan) {
		for (Function<PlanContent, @Nullable Violation> rule : RULES) {
			Violation violation = rule.apply(plan);
			if (violation != null) {
				return violation;
			}
		}
		return null;
	}

	private static @Nullable Violation quantity(PlanContent plan) {
		if (plan.deductionQuantity() != plan.details().size()) {
			return new Violation("/deduction_quantity", Long.toString(plan.deductionQuantity()),
					"is not the number of details");
		}
		return null;
	}

	private static @Nullable Violation prices(PlanContent plan) {
		for (int i = 0; i < plan.details().size(); i++) {
			PlanContent.Detail detail = plan.details().get(i);
			if (detail.actualPrice() > detail.originalPrice()) {
				return actualPrice(i, detail, "is larger than original_price");
			}
		}
		return null;
	}

	private static @Nullable Violation descendingPrices(PlanContent plan) {
		for (int i = 1; i < plan.details().size(); i++) {
			PlanContent.Detail detail = plan.details().get(i);
			if (detail.actualPrice() > plan.details().get(i - 1).actualPrice()) {
				return actualPrice(i, detail, "is larger than that of the detail before");
			}
		}
		return null;
	}

	private static Violation actualPrice(int index, PlanContent.Detail detail, String issue) {
		return new Violation("/plan_detail_list/" + index + "/actual_price", Long.toString(detail.actualPrice()),
				issue);
	}

	private static @Nullable Violation total(PlanContent plan, String pointer, long total,
			ToLongFunction<PlanContent.Detail> price) {
		BigInteger sum = BigInteger.ZERO;
		for (PlanContent.Detail detail : plan.details()) {
			sum = sum.add(BigInteger.valueOf(price.applyAsLong(detail)));
		}
		return sum.equals(BigInteger.valueOf(total)) ? null
				: new Violation(pointer, Long.toString(total), "is not the sum over the details");
	}

}
