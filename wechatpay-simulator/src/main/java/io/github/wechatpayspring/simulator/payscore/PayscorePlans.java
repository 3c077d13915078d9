package io.github.wechatpayspring.simulator.payscore;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.wechatpayspring.simulator.keys.RandomText;
import org.jspecify.annotations.Nullable;

/**
 * The plans of all merchants. A number belongs to the merchant that signs, so that no
 * merchant finds the plans of another; in partner mode it is found only with the
 * sub-merchant it was created for.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PayscorePlans {

	private final ConcurrentMap<Key, PayscorePlan> plans = new ConcurrentHashMap<>();

	private final Clock clock;

	PayscorePlans(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Create a plan unless there is one with that number.
	 * @param merchantId the merchant that signs
	 * @param content the content
	 * @return the plan that now has the number
	 */
	PayscorePlan create(String merchantId, PlanContent content) {
		return this.plans.computeIfAbsent(new Key(merchantId, content.merchantPlanNo()),
				(key) -> new PayscorePlan("0100" + RandomText.digits(28), merchantId, content, null));
	}

	@Nullable PayscorePlan find(String merchantId, @Nullable String subMerchantId, String merchantPlanNo) {
		PayscorePlan plan = this.plans.get(new Key(merchantId, merchantPlanNo));
		return (plan != null && plan.isOf(subMerchantId)) ? plan : null;
	}

	@Nullable PayscorePlan stop(String merchantId, @Nullable String subMerchantId, String merchantPlanNo) {
		PayscorePlan plan = this.plans.computeIfPresent(new Key(merchantId, merchantPlanNo),
				(key, current) -> current.isOf(subMerchantId) ? current.stopped(this.clock.instant()) : current);
		return (plan != null && plan.isOf(subMerchantId)) ? plan : null;
	}

	/**
	 * What a plan is found by.
	 *
	 * @param merchantId the merchant that signs
	 * @param merchantPlanNo the number
	 */
	private record Key(String merchantId, String merchantPlanNo) {

	}

}
