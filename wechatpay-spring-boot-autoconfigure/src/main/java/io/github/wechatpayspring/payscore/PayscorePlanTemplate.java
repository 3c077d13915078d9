package io.github.wechatpayspring.payscore;

import java.util.Map;

import io.github.wechatpayspring.merchant.MerchantRepository;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link PayscorePlanOperations} with a {@link WebClient} that knows WeChat Pay: it has
 * the base URL, signs requests, verifies answers and turns errors into exceptions.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class PayscorePlanTemplate implements PayscorePlanOperations {

	private static final String PARTNER_PLANS = "/v3/payscore/plan/partner/payscore-plans";

	private static final String DIRECT_PLANS = "/v3/payscore/plan/payscore-plans";

	private static final String BY_NUMBER = "/merchant-plan-no/{merchant_plan_no}";

	private final PayscoreCalls calls;

	/**
	 * Create a template.
	 * @param webClient makes the calls
	 * @param merchants the merchants
	 */
	public PayscorePlanTemplate(WebClient webClient, MerchantRepository merchants) {
		this(new PayscoreCalls(webClient, merchants));
	}

	private PayscorePlanTemplate(PayscoreCalls calls) {
		this.calls = calls;
	}

	@Override
	public PayscorePlanOperations forMerchant(String name) {
		return new PayscorePlanTemplate(this.calls.forMerchant(name));
	}

	@Override
	public PayscorePlanOperations forSubMerchant(String subMerchantId) {
		return new PayscorePlanTemplate(this.calls.forSubMerchant(subMerchantId));
	}

	@Override
	public Mono<PayscorePlan> createPlan(PayscorePlanRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return this.calls.call(PayscorePlan.class, (webClient, caller) -> {
			PayscorePlanRequest body = request.withDefaults(caller);
			return webClient.post().uri(plans(body.subMerchantId())).bodyValue(body);
		});
	}

	@Override
	public Mono<PayscorePlan> queryPlan(String merchantPlanNo) {
		Assert.notNull(merchantPlanNo, "'merchantPlanNo' must not be null");
		return this.calls.call(PayscorePlan.class, (webClient, caller) -> {
			String subMerchantId = check(caller, merchantPlanNo);
			return (subMerchantId != null)
					? webClient.get()
						.uri(PARTNER_PLANS + BY_NUMBER + "?sub_mchid={sub_mchid}", merchantPlanNo, subMerchantId)
					: webClient.get().uri(DIRECT_PLANS + BY_NUMBER, merchantPlanNo);
		});
	}

	@Override
	public Mono<PayscorePlan> stopPlan(String merchantPlanNo) {
		Assert.notNull(merchantPlanNo, "'merchantPlanNo' must not be null");
		return this.calls.call(PayscorePlan.class, (webClient, caller) -> {
			String subMerchantId = check(caller, merchantPlanNo);
			return webClient.post()
				.uri(plans(subMerchantId) + BY_NUMBER + "/stop", merchantPlanNo)
				.bodyValue((subMerchantId != null) ? Map.of("sub_mchid", subMerchantId) : Map.of());
		});
	}

	private static String plans(@Nullable String subMerchantId) {
		return (subMerchantId != null) ? PARTNER_PLANS : DIRECT_PLANS;
	}

	private static @Nullable String check(Caller caller, String merchantPlanNo) {
		Violations violations = new Violations();
		String subMerchantId = caller.subMerchantId(violations);
		violations.merchantNumber("merchantPlanNo", merchantPlanNo);
		violations.throwIfAny();
		return subMerchantId;
	}

}
