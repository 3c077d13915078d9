package io.github.wechatpayspring.payscore;

import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import reactor.core.publisher.Mono;

/**
 * Operations on user sign plans. A user sign plan is a {@link PayscorePlan} for one user:
 * the user signs it inside WeChat, and is then charged for one detail after the other,
 * see {@link ServiceOrderOperations}.
 * <p>
 * Nothing happens before subscription, and each subscription is one call. Merchants,
 * views and errors are as with {@link PayscorePlanOperations}.
 *
 * @author WeChat Pay Spring maintainers
 */
public interface UserSignPlanOperations {

	/**
	 * Create a sign plan. The answer has the package with which the front end lets the
	 * user sign; it is given only here. After an unknown outcome, see
	 * {@link UnknownOutcomeResolver}.
	 * @param request the sign plan; what it leaves out is filled in from the
	 * configuration of the merchant
	 * @return the sign plan that was created, and its package
	 */
	Mono<UserSignPlanInvitation> createSignPlan(UserSignPlanRequest request);

	/**
	 * Query a sign plan.
	 * @param merchantSignPlanNo the merchant's own number of the sign plan
	 * @return the sign plan
	 */
	Mono<UserSignPlan> querySignPlan(String merchantSignPlanNo);

	/**
	 * Stop a sign plan: no more orders can be made.
	 * @param merchantSignPlanNo the merchant's own number of the sign plan
	 * @param reason why it is stopped, {@code stop_reason}
	 * @return the stopped sign plan
	 */
	Mono<UserSignPlan> stopSignPlan(String merchantSignPlanNo, String reason);

	/**
	 * Return a view of these operations whose calls are made for another merchant.
	 * @param name the name of the merchant; calls fail with a
	 * {@link MerchantNotFoundException} if there is none of that name
	 * @return the view
	 */
	UserSignPlanOperations forMerchant(String name);

	/**
	 * Return a view of these operations whose calls are made for another sub-merchant. A
	 * request that names yet another one contradicts, and fails with an
	 * {@link InvalidRequestException}.
	 * @param subMerchantId the merchant number of the sub-merchant, {@code sub_mchid}
	 * @return the view
	 */
	UserSignPlanOperations forSubMerchant(String subMerchantId);

}
