package io.github.wechatpayspring.payscore;

import java.util.Map;

import io.github.wechatpayspring.client.WechatPayExchangeFilterFunction;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.codec.DecodingException;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

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

	private final WebClient webClient;

	private final MerchantRepository merchants;

	private final @Nullable String merchantName;

	private final @Nullable String subMerchantId;

	/**
	 * Create a template.
	 * @param webClient makes the calls
	 * @param merchants the merchants
	 */
	public PayscorePlanTemplate(WebClient webClient, MerchantRepository merchants) {
		this(webClient, merchants, null, null);
		Assert.notNull(webClient, "'webClient' must not be null");
		Assert.notNull(merchants, "'merchants' must not be null");
	}

	private PayscorePlanTemplate(WebClient webClient, MerchantRepository merchants, @Nullable String merchantName,
			@Nullable String subMerchantId) {
		this.webClient = webClient;
		this.merchants = merchants;
		this.merchantName = merchantName;
		this.subMerchantId = subMerchantId;
	}

	@Override
	public PayscorePlanOperations forMerchant(String name) {
		Assert.notNull(name, "'name' must not be null");
		return new PayscorePlanTemplate(this.webClient, this.merchants, name, this.subMerchantId);
	}

	@Override
	public PayscorePlanOperations forSubMerchant(String subMerchantId) {
		Assert.notNull(subMerchantId, "'subMerchantId' must not be null");
		return new PayscorePlanTemplate(this.webClient, this.merchants, this.merchantName, subMerchantId);
	}

	@Override
	public Mono<PayscorePlan> createPlan(PayscorePlanRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return call((merchant, subMerchantId) -> {
			PayscorePlanRequest body = request.withDefaults(merchant, subMerchantId);
			return this.webClient.post().uri(plans(body.subMerchantId())).bodyValue(body);
		});
	}

	@Override
	public Mono<PayscorePlan> queryPlan(String merchantPlanNo) {
		Assert.notNull(merchantPlanNo, "'merchantPlanNo' must not be null");
		return call((merchant, subMerchantId) -> {
			check(merchantPlanNo, subMerchantId);
			return (subMerchantId != null)
					? this.webClient.get()
						.uri(PARTNER_PLANS + BY_NUMBER + "?sub_mchid={sub_mchid}", merchantPlanNo, subMerchantId)
					: this.webClient.get().uri(DIRECT_PLANS + BY_NUMBER, merchantPlanNo);
		});
	}

	@Override
	public Mono<PayscorePlan> stopPlan(String merchantPlanNo) {
		Assert.notNull(merchantPlanNo, "'merchantPlanNo' must not be null");
		return call((merchant, subMerchantId) -> {
			check(merchantPlanNo, subMerchantId);
			return this.webClient.post()
				.uri(plans(subMerchantId) + BY_NUMBER + "/stop", merchantPlanNo)
				.bodyValue((subMerchantId != null) ? Map.of("sub_mchid", subMerchantId) : Map.of());
		});
	}

	private static String plans(@Nullable String subMerchantId) {
		return (subMerchantId != null) ? PARTNER_PLANS : DIRECT_PLANS;
	}

	private static void check(String merchantPlanNo, @Nullable String subMerchantId) {
		Violations violations = new Violations();
		violations.id("subMerchantId", subMerchantId);
		violations.merchantNumber("merchantPlanNo", merchantPlanNo);
		violations.throwIfAny();
	}

	private Mono<PayscorePlan> call(Call call) {
		return Mono.defer(this::findMerchant).flatMap((merchant) -> {
			String defaultSubMerchantId = merchant.payscore().subMerchantId();
			return call.prepare(merchant, (this.subMerchantId != null) ? this.subMerchantId : defaultSubMerchantId)
				.accept(MediaType.APPLICATION_JSON)
				.attributes(WechatPayExchangeFilterFunction.merchant(merchant.name()))
				.retrieve()
				.bodyToMono(PayscorePlan.class)
				.switchIfEmpty(Mono.error(() -> new DecodingException("WeChat Pay answered without a plan")));
		});
	}

	private Mono<Merchant> findMerchant() {
		Mono<Merchant> merchant = (this.merchantName != null) ? this.merchants.findByName(this.merchantName)
				: this.merchants.findDefault();
		return merchant.switchIfEmpty(Mono.error(() -> new MerchantNotFoundException(this.merchantName)));
	}

	/**
	 * Prepares a call, after checking it.
	 */
	private interface Call {

		RequestHeadersSpec<?> prepare(Merchant merchant, @Nullable String subMerchantId);

	}

}
