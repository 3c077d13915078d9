package io.github.wechatpayspring.simulator.payscore;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.state.StateCollection;
import io.github.wechatpayspring.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * The plans of all merchants. A number belongs to the merchant that signs, so that no
 * merchant finds the plans of another; in partner mode it is found only with the
 * sub-merchant it was created for.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PayscorePlans {

	private static final int MAX_DETAILS = 100_000;

	private final Map<String, PayscorePlan> byId = new HashMap<>();

	private final BoundedMap<MerchantNumber, PayscorePlan> byNumber = new BoundedMap<>(MAX_DETAILS,
			(plan) -> plan.content().details().size(), this::forget);

	private final Clock clock;

	private final StateCollection<PayscorePlan> kept;

	PayscorePlans(Clock clock, StateStore state) {
		this.clock = clock;
		this.kept = state.collection("plans", new PlanCodec());
		this.kept.load().forEach(this::index);
	}

	/**
	 * Create a plan unless there is one with that number.
	 * @param merchantId the merchant that signs
	 * @param content the content
	 * @return the plan that now has the number
	 */
	synchronized PayscorePlan create(String merchantId, PlanContent content) {
		PayscorePlan present = this.byNumber.get(new MerchantNumber(merchantId, content.merchantPlanNo()));
		return (present != null) ? present
				: put(new PayscorePlan("0100" + RandomText.digits(28), merchantId, content, null));
	}

	synchronized @Nullable PayscorePlan find(String merchantId, @Nullable String subMerchantId, String merchantPlanNo) {
		PayscorePlan plan = this.byNumber.get(new MerchantNumber(merchantId, merchantPlanNo));
		return (plan != null && plan.isOf(subMerchantId)) ? plan : null;
	}

	synchronized @Nullable PayscorePlan findById(String merchantId, @Nullable String subMerchantId, String planId) {
		PayscorePlan plan = this.byId.get(planId);
		return (plan != null && plan.merchantId().equals(merchantId) && plan.isOf(subMerchantId)) ? plan : null;
	}

	synchronized @Nullable PayscorePlan stop(String merchantId, @Nullable String subMerchantId, String merchantPlanNo) {
		PayscorePlan plan = find(merchantId, subMerchantId, merchantPlanNo);
		return (plan != null) ? put(plan.stopped(this.clock.instant())) : null;
	}

	synchronized List<PayscorePlan> all() {
		return this.byNumber.values();
	}

	synchronized void clear() {
		this.byNumber.clear();
		this.byId.clear();
		this.kept.clear();
	}

	private PayscorePlan put(PayscorePlan plan) {
		index(plan);
		this.kept.put(plan);
		return plan;
	}

	private void index(PayscorePlan plan) {
		this.byId.put(plan.id(), plan);
		this.byNumber.put(new MerchantNumber(plan.merchantId(), plan.content().merchantPlanNo()), plan);
	}

	private void forget(PayscorePlan plan) {
		this.byId.remove(plan.id());
		this.kept.remove(plan);
	}

}
