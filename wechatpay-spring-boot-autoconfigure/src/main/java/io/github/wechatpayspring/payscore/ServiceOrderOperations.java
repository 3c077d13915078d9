package io.github.wechatpayspring.payscore;

import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import reactor.core.publisher.Mono;

/**
 * Operations on the service orders of signed plans. An order is one of the charges of a
 * {@link UserSignPlan}: created when the user takes the service, and completed with the
 * amount when that is over. A sign plan has one order at a time, in the order of the
 * details.
 * <p>
 * Nothing happens before subscription, and each subscription is one call. Merchants,
 * views and errors are as with {@link PayscorePlanOperations}.
 * <p>
 * Some calls are answered with the order or with nothing, as WeChat Pay likes: their
 * {@code Mono} completes when the call was carried out, and emits the order only if the
 * answer was a whole one. {@link #queryOrder(String) Query} it to be sure to have it.
 *
 * @author WeChat Pay Spring maintainers
 */
public interface ServiceOrderOperations {

	/**
	 * Create the order of the next detail. Repeated with the same number and the same
	 * content it succeeds again; with other content it is refused. After an unknown
	 * outcome, see {@link UnknownOutcomeResolver}.
	 * @param request the order; what it leaves out is filled in from the configuration of
	 * the merchant
	 * @return the order that was created
	 */
	Mono<ServiceOrder> createOrder(ServiceOrderRequest request);

	/**
	 * Query an order by the merchant's own number.
	 * @param outOrderNo the merchant's own number of the order, {@code out_order_no}
	 * @return the order
	 */
	Mono<ServiceOrder> queryOrder(String outOrderNo);

	/**
	 * Query an order by the id that the front end gets when the user comes back.
	 * @param queryId the id, {@code query_id}
	 * @return the order
	 */
	Mono<ServiceOrder> queryOrderByQueryId(String queryId);

	/**
	 * Complete an order: WeChat Pay then charges the user. After an unknown outcome, see
	 * {@link UnknownOutcomeResolver}.
	 * @param outOrderNo the merchant's own number of the order
	 * @param completion what the user pays
	 * @return the order, if the answer has it
	 */
	Mono<ServiceOrder> completeOrder(String outOrderNo, ServiceOrderCompletion completion);

	/**
	 * Cancel an order that isn't completed.
	 * @param outOrderNo the merchant's own number of the order
	 * @param reason why it is cancelled
	 * @return the order, if the answer has it
	 */
	Mono<ServiceOrder> cancelOrder(String outOrderNo, String reason);

	/**
	 * Lower the amount of an order that is completed, but not paid.
	 * @param outOrderNo the merchant's own number of the order
	 * @param modification what the user pays instead
	 * @return the order, if the answer has it
	 */
	Mono<ServiceOrder> modifyOrder(String outOrderNo, ServiceOrderModification modification);

	/**
	 * Tell WeChat Pay that the user paid an order by other means, so that it stops
	 * collecting.
	 * @param outOrderNo the merchant's own number of the order
	 * @param payment the payment
	 * @return the order, if the answer has it
	 */
	Mono<ServiceOrder> syncOrder(String outOrderNo, OutsidePayment payment);

	/**
	 * Ask WeChat Pay to collect the amount of a completed order now. After an unknown
	 * outcome, see {@link UnknownOutcomeResolver}.
	 * @param outOrderNo the merchant's own number of the order
	 * @return the order, if the answer has it
	 */
	Mono<ServiceOrder> payOrder(String outOrderNo);

	/**
	 * Return a view of these operations whose calls are made for another merchant.
	 * @param name the name of the merchant; calls fail with a
	 * {@link MerchantNotFoundException} if there is none of that name
	 * @return the view
	 */
	ServiceOrderOperations forMerchant(String name);

	/**
	 * Return a view of these operations whose calls are made for another sub-merchant. A
	 * request that names yet another one contradicts, and fails with an
	 * {@link InvalidRequestException}.
	 * @param subMerchantId the merchant number of the sub-merchant, {@code sub_mchid}
	 * @return the view
	 */
	ServiceOrderOperations forSubMerchant(String subMerchantId);

	/**
	 * Return a view of these operations whose calls are about another payscore service. A
	 * request that names yet another one contradicts.
	 * @param serviceId the service, {@code service_id}
	 * @return the view
	 */
	ServiceOrderOperations forService(String serviceId);

	/**
	 * Return a view of these operations whose calls are made for another application of
	 * the merchant. A request that names yet another one contradicts.
	 * @param appId the application, {@code appid}
	 * @return the view
	 */
	ServiceOrderOperations forApp(String appId);

}
