package io.github.wechatpayspring.payscore;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

import io.github.wechatpayspring.merchant.MerchantRepository;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link UserSignPlanOperations} with a {@link WebClient} that knows WeChat Pay: it has
 * the base URL, signs requests, verifies answers and turns errors into exceptions.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class UserSignPlanTemplate implements UserSignPlanOperations {

	private static final String PARTNER_SIGN_PLANS = "/v3/payscore/sign-plan/partner/user-sign-plans";

	private static final String DIRECT_SIGN_PLANS = "/v3/payscore/sign-plan/user-sign-plans";

	private static final String BY_NUMBER = "/merchant-sign-plan-no/{merchant_sign_plan_no}";

	private final PayscoreCalls calls;

	private final Clock clock;

	/**
	 * Create a template.
	 * @param webClient makes the calls
	 * @param merchants the merchants
	 */
	public UserSignPlanTemplate(WebClient webClient, MerchantRepository merchants) {
		this(webClient, merchants, Clock.systemUTC());
	}

	/**
	 * Create a template.
	 * @param webClient makes the calls
	 * @param merchants the merchants
	 * @param clock tells when a package ends
	 */
	public UserSignPlanTemplate(WebClient webClient, MerchantRepository merchants, Clock clock) {
		this(new PayscoreCalls(webClient, merchants), clock);
		Assert.notNull(clock, "'clock' must not be null");
	}

	private UserSignPlanTemplate(PayscoreCalls calls, Clock clock) {
		this.calls = calls;
		this.clock = clock;
	}

	@Override
	public UserSignPlanOperations forMerchant(String name) {
		return new UserSignPlanTemplate(this.calls.forMerchant(name), this.clock);
	}

	@Override
	public UserSignPlanOperations forSubMerchant(String subMerchantId) {
		return new UserSignPlanTemplate(this.calls.forSubMerchant(subMerchantId), this.clock);
	}

	@Override
	public Mono<UserSignPlanInvitation> createSignPlan(UserSignPlanRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return Mono.defer(() -> {
			Instant expiresAt = this.clock.instant().plus(UserSignPlanInvitation.VALIDITY);
			return this.calls.call(CreatedUserSignPlan.class, (webClient, caller) -> {
				UserSignPlanRequest body = request.withDefaults(caller);
				return webClient.post().uri(signPlans(body.subMerchantId())).bodyValue(body);
			}).map((created) -> new UserSignPlanInvitation(created.signPlan(), created.packageValue(), expiresAt));
		});
	}

	@Override
	public Mono<UserSignPlan> querySignPlan(String merchantSignPlanNo) {
		Assert.notNull(merchantSignPlanNo, "'merchantSignPlanNo' must not be null");
		return this.calls.call(UserSignPlan.class, (webClient, caller) -> {
			Violations violations = new Violations();
			String subMerchantId = check(violations, caller, merchantSignPlanNo);
			violations.throwIfAny();
			return (subMerchantId != null) ? webClient.get()
				.uri(PARTNER_SIGN_PLANS + BY_NUMBER + "?sub_mchid={sub_mchid}", merchantSignPlanNo, subMerchantId)
					: webClient.get().uri(DIRECT_SIGN_PLANS + BY_NUMBER, merchantSignPlanNo);
		});
	}

	@Override
	public Mono<UserSignPlan> stopSignPlan(String merchantSignPlanNo, String reason) {
		Assert.notNull(merchantSignPlanNo, "'merchantSignPlanNo' must not be null");
		Assert.notNull(reason, "'reason' must not be null");
		return this.calls.call(UserSignPlan.class, (webClient, caller) -> {
			Violations violations = new Violations();
			String subMerchantId = check(violations, caller, merchantSignPlanNo);
			violations.required("reason", reason, "say why the sign plan is stopped");
			violations.characters("reason", reason);
			violations.throwIfAny();
			return webClient.post()
				.uri(signPlans(subMerchantId) + BY_NUMBER + "/stop", merchantSignPlanNo)
				.bodyValue((subMerchantId != null) ? Map.of("sub_mchid", subMerchantId, "stop_reason", reason)
						: Map.of("stop_reason", reason));
		});
	}

	private static String signPlans(@Nullable String subMerchantId) {
		return (subMerchantId != null) ? PARTNER_SIGN_PLANS : DIRECT_SIGN_PLANS;
	}

	private static @Nullable String check(Violations violations, Caller caller, String merchantSignPlanNo) {
		String subMerchantId = caller.subMerchantId(violations);
		violations.merchantNumber("merchantSignPlanNo", merchantSignPlanNo);
		return subMerchantId;
	}

}
