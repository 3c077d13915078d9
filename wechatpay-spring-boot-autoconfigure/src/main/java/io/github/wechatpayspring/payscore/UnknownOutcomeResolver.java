package io.github.wechatpayspring.payscore;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wechatpayspring.client.WechatPayApiException;
import io.github.wechatpayspring.crypto.InvalidSignatureException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

import org.springframework.core.codec.DecodingException;
import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClientException;

/**
 * Makes calls, and finds out whether they were carried out where their answer doesn't
 * tell: after a timeout, a broken connection, a {@code 5xx}, a {@code 202}, or an answer
 * that can't be read or believed.
 * <p>
 * It then waits, and queries by the merchant's own number:
 * <ul>
 * <li>If there is what was requested, the call was carried out: the result is what the
 * query shows.</li>
 * <li>If there is something else, the result is a
 * {@link ConflictingOutcomeException}.</li>
 * <li>Only if WeChat Pay says, signed, that there is nothing, the identical request is
 * sent again. If that is refused, the first one may have arrived in the meantime: one
 * more query tells.</li>
 * <li>If the query fails as well, it is repeated, but the call isn't. When the attempts
 * are used up, or the query is refused, the result is an
 * {@link UnknownOutcomeException}.</li>
 * </ul>
 * Calls that are refused at once fail as they do without this. A request is completed
 * from the configuration of the merchant each time it is sent; where that can change
 * meanwhile, name everything in the request.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class UnknownOutcomeResolver {

	static final RetryBackoffSpec DEFAULT_ATTEMPTS = Retry.backoff(5, Duration.ofSeconds(1))
		.maxBackoff(Duration.ofSeconds(15));

	private static final Set<String> ABSENT_CODES = Set.of("ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS");

	private final Retry retry;

	/**
	 * Create a resolver that makes up to 5 attempts after the first, from 1 second apart
	 * to 15.
	 */
	public UnknownOutcomeResolver() {
		this(DEFAULT_ATTEMPTS);
	}

	/**
	 * Create a resolver.
	 * @param attempts how often and when to try to find out. Its filter, and what it
	 * throws in the end, are replaced
	 */
	public UnknownOutcomeResolver(RetryBackoffSpec attempts) {
		Assert.notNull(attempts, "'attempts' must not be null");
		this.retry = attempts.filter((ex) -> !(ex instanceof UnknownOutcomeException) && isUnknownOutcome(ex))
			.onRetryExhaustedThrow((spec, signal) -> new UnknownOutcomeException(signal.failure()));
	}

	/**
	 * Return whether a call that failed may have been carried out nevertheless. An error
	 * that WeChat Pay signed is believed. Of the others only {@code 401} is: WeChat Pay
	 * never signs it. A failure of the network can come before or after the request was
	 * carried out.
	 * @param failure why the call failed
	 * @return {@code false} if the call wasn't carried out
	 */
	public static boolean isUnknownOutcome(Throwable failure) {
		Throwable cause = failure.getCause();
		if (cause != null && (Exceptions.isRetryExhausted(failure) || Exceptions.unwrap(failure) == cause)) {
			return isUnknownOutcome(cause);
		}
		if (failure instanceof WechatPayApiException ex) {
			return ex.isVerified() ? !ex.getStatusCode().is4xxClientError() || ex.isRetryable()
					: !ex.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED);
		}
		return failure instanceof InvalidSignatureException || failure instanceof WebClientException
				|| failure instanceof TimeoutException || failure instanceof IOException
				|| failure instanceof DecodingException || failure instanceof UnknownOutcomeException;
	}

	/**
	 * Create a plan. It is there already if it has the same prices and everything else
	 * that the request names.
	 * @param plans the operations
	 * @param request the plan
	 * @return the plan that was created
	 */
	public Mono<PayscorePlan> createPlan(PayscorePlanOperations plans, PayscorePlanRequest request) {
		String subMerchantId = request.subMerchantId();
		PayscorePlanOperations view = (subMerchantId != null) ? plans.forSubMerchant(subMerchantId) : plans;
		return resolve(plans.createPlan(request), ifPresent(view.queryPlan(request.merchantPlanNo()))
			.map((plan) -> Differences.refuseOther(request, plan)));
	}

	/**
	 * Create a user sign plan. If it is there already, its package is lost: the result is
	 * a {@link PackageLostException} with the sign plan.
	 * @param signPlans the operations
	 * @param request the sign plan
	 * @return the sign plan that was created, and its package
	 */
	public Mono<UserSignPlanInvitation> createSignPlan(UserSignPlanOperations signPlans, UserSignPlanRequest request) {
		String subMerchantId = request.subMerchantId();
		UserSignPlanOperations view = (subMerchantId != null) ? signPlans.forSubMerchant(subMerchantId) : signPlans;
		return resolve(signPlans.createSignPlan(request), ifPresent(view.querySignPlan(request.merchantSignPlanNo()))
			.flatMap((plan) -> Mono.error(new PackageLostException(Differences.refuseOther(request, plan)))));
	}

	/**
	 * Create a service order. It is there already if it has everything that the request
	 * names, as far as WeChat Pay shows it, and isn't {@code REVOKED} or {@code EXPIRED}.
	 * The sign plan and the number of the detail aren't shown: never use the number of an
	 * order for another one.
	 * @param orders the operations
	 * @param request the order
	 * @return the order that was created
	 */
	public Mono<ServiceOrder> createOrder(ServiceOrderOperations orders, ServiceOrderRequest request) {
		ServiceOrderOperations view = view(orders,
				new PayscoreIds(request.serviceId(), request.appId(), request.subMerchantId(), null));
		return resolve(orders.createOrder(request), ifPresent(view.queryOrder(request.outOrderNo()))
			.map((order) -> Differences.refuseOther(request, order)));
	}

	/**
	 * Complete a service order. It is completed already if it is {@code DONE}, or
	 * {@code DOING} and {@code MCH_COMPLETE}, with the same total. It is sent again only
	 * while the order is {@code DOING} and {@code USER_CONFIRM}, in which WeChat Pay
	 * takes a completion once: the user can't be charged twice.
	 * @param orders the operations
	 * @param outOrderNo the merchant's own number of the order
	 * @param completion what the user pays
	 * @return the order, if an answer has it
	 */
	public Mono<ServiceOrder> completeOrder(ServiceOrderOperations orders, String outOrderNo,
			ServiceOrderCompletion completion) {
		return resolve(orders.completeOrder(outOrderNo, completion),
				known(view(orders, completion.ids()).queryOrder(outOrderNo))
					.filter((order) -> Differences.isCompleted(completion.totalAmount(), order)));
	}

	/**
	 * Ask WeChat Pay to collect the amount of a completed order. It is never sent again:
	 * the result is the order, whose {@linkplain OrderCollection#state() collection}
	 * tells whether the user paid.
	 * @param orders the operations
	 * @param outOrderNo the merchant's own number of the order
	 * @return the order, if an answer has it
	 */
	public Mono<ServiceOrder> payOrder(ServiceOrderOperations orders, String outOrderNo) {
		return resolve(orders.payOrder(outOrderNo),
				known(orders.queryOrder(outOrderNo)).map(Differences::refuseUncompleted));
	}

	/**
	 * Make a call until its outcome is known.
	 * @param <T> the type of the answer
	 * @param call the call
	 * @param truth what there is, or empty if the call wasn't carried out
	 * @return the answer
	 */
	private <T> Mono<T> resolve(Mono<T> call, Mono<T> truth) {
		return Mono.defer(() -> {
			AtomicBoolean sent = new AtomicBoolean();
			return Mono.defer(() -> sent.getAndSet(true) ? findOut(call, truth) : call).retryWhen(this.retry);
		});
	}

	private static <T> Mono<T> findOut(Mono<T> call, Mono<T> truth) {
		return truth.switchIfEmpty(
				call.onErrorResume((ex) -> !isUnknownOutcome(ex), (ex) -> truth.switchIfEmpty(Mono.error(ex))));
	}

	private static <T> Mono<T> ifPresent(Mono<T> query) {
		return known(
				query.onErrorResume(WechatPayApiException.class, (ex) -> isAbsent(ex) ? Mono.empty() : Mono.error(ex)));
	}

	private static boolean isAbsent(WechatPayApiException ex) {
		return ex.isVerified() && ex.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND) && ex.getCode() != null
				&& ABSENT_CODES.contains(ex.getCode());
	}

	/**
	 * A query that is refused tells nothing about the call before it.
	 * @param <T> the type of the answer
	 * @param query the query
	 * @return the query
	 */
	private static <T> Mono<T> known(Mono<T> query) {
		return query.onErrorMap((ex) -> !isUnknownOutcome(ex), UnknownOutcomeException::new);
	}

	private static ServiceOrderOperations view(ServiceOrderOperations orders, PayscoreIds ids) {
		ServiceOrderOperations view = orders;
		if (ids.serviceId() != null) {
			view = view.forService(ids.serviceId());
		}
		if (ids.appId() != null) {
			view = view.forApp(ids.appId());
		}
		return (ids.subMerchantId() != null) ? view.forSubMerchant(ids.subMerchantId()) : view;
	}

}
