package io.github.wechatpayspring.payscore;

import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import reactor.core.publisher.Mono;

/**
 * Operations on payscore plans. A plan is what users can sign: a series of charges, each
 * made when its part of the service is taken.
 * <p>
 * Nothing happens before subscription, and each subscription is one call. Calls are made
 * for the default merchant and the default sub-merchant in its configuration;
 * {@link #forMerchant(String)} and {@link #forSubMerchant(String)} give views for others.
 * A call for a sub-merchant goes to the endpoints for service providers, any other to
 * those for merchants that work for themselves.
 * <p>
 * All calls can fail with
 * <ul>
 * <li>{@link InvalidRequestException} and {@link MerchantNotFoundException}: nothing was
 * sent;</li>
 * <li>the exceptions of the client that makes the calls: refused by WeChat Pay, no answer
 * or an answer that can't be believed.</li>
 * </ul>
 *
 * @author WeChat Pay Spring maintainers
 */
public interface PayscorePlanOperations {

	/**
	 * Create a plan. After an unknown outcome, {@link #queryPlan(String) query} the plan
	 * before creating it again, or let {@link UnknownOutcomeResolver} do so: what WeChat
	 * Pay does with a repeated number isn't documented for plans.
	 * @param request the plan; what it leaves out is filled in from the configuration of
	 * the merchant
	 * @return the plan that was created
	 */
	Mono<PayscorePlan> createPlan(PayscorePlanRequest request);

	/**
	 * Query a plan.
	 * @param merchantPlanNo the merchant's own number of the plan
	 * @return the plan
	 */
	Mono<PayscorePlan> queryPlan(String merchantPlanNo);

	/**
	 * Stop a plan: users can't sign it any more, what they signed before goes on.
	 * @param merchantPlanNo the merchant's own number of the plan
	 * @return the stopped plan
	 */
	Mono<PayscorePlan> stopPlan(String merchantPlanNo);

	/**
	 * Return a view of these operations whose calls are made for another merchant.
	 * @param name the name of the merchant; calls fail with a
	 * {@link MerchantNotFoundException} if there is none of that name
	 * @return the view
	 */
	PayscorePlanOperations forMerchant(String name);

	/**
	 * Return a view of these operations whose calls are made for another sub-merchant. A
	 * request that names yet another one contradicts, and fails with an
	 * {@link InvalidRequestException}.
	 * @param subMerchantId the merchant number of the sub-merchant, {@code sub_mchid}
	 * @return the view
	 */
	PayscorePlanOperations forSubMerchant(String subMerchantId);

}
