package io.github.wechatpayspring.benchmarks.jmh;

import java.net.URI;
import java.time.Duration;

import io.github.wechatpayspring.benchmarks.PlanSample;
import io.github.wechatpayspring.client.WechatPayWebClients;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.payscore.PayscorePlan;
import io.github.wechatpayspring.payscore.PayscorePlanRequest;
import io.github.wechatpayspring.payscore.PayscorePlanTemplate;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * A call that creates a plan and goes all the way, but for the network: encoded, signed,
 * verified, decoded, in the thread of the caller.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class PlanCall {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final PayscorePlanTemplate plans;

	private final Wire wire;

	private PlanCall(Merchants merchants) {
		this.wire = new Wire(merchants.platformSigner());
		MerchantRepository repository = new InMemoryMerchantRepository(merchants.merchant());
		WebClient webClient = WechatPayWebClients.builder(WebClient.builder().clientConnector(this.wire))
			.baseUrl(URI.create("http://127.0.0.1"))
			.build()
			.create(repository);
		this.plans = new PayscorePlanTemplate(webClient, repository);
	}

	/**
	 * Create a call with keys of RSA.
	 * @return the call
	 */
	public static PlanCall withKeys() {
		return new PlanCall(Merchants.withKeys());
	}

	/**
	 * Create a call whose signatures cost nothing.
	 * @return the call
	 */
	public static PlanCall withFreeArithmetic() {
		return new PlanCall(Merchants.withFreeArithmetic());
	}

	/**
	 * Sign the answer anew, which is good for 5 minutes.
	 */
	public void signAnswerAgain() {
		this.wire.signAgain();
	}

	/**
	 * Make the call.
	 * @return the plan
	 */
	public PayscorePlan make() {
		PayscorePlan plan = this.plans.createPlan(request()).block(TIMEOUT);
		if (plan == null || !PlanSample.NUMBER.equals(plan.merchantPlanNo())) {
			throw new IllegalStateException("Another plan: " + plan);
		}
		return plan;
	}

	/**
	 * Build the request of the call.
	 * @return the request
	 */
	static PayscorePlanRequest request() {
		return PayscorePlanRequest.withMerchantPlanNo(PlanSample.NUMBER)
			.name(PlanSample.NAME)
			.durationDays(300)
			.detail(PlanSample.FIRST, 15000, 14000, PlanSample.FIRST_DISCOUNT)
			.detail(PlanSample.SECOND, 15000, 13000, PlanSample.SECOND_DISCOUNT)
			.build();
	}

}
