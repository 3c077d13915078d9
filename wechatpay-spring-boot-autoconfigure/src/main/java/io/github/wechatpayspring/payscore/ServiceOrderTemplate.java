package io.github.wechatpayspring.payscore;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.merchant.MerchantRepository;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link ServiceOrderOperations} with a {@link WebClient} that knows WeChat Pay: it has
 * the base URL, signs requests, verifies answers and turns errors into exceptions.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ServiceOrderTemplate implements ServiceOrderOperations {

	private static final String PARTNER_CREATION = "/v3/payscore/sign-plan/partner/serviceorder";

	private static final String DIRECT_CREATION = "/v3/payscore/sign-plan/serviceorder";

	private static final String PARTNER_ORDERS = "/v3/payscore/partner/serviceorder";

	private static final String DIRECT_ORDERS = "/v3/payscore/serviceorder";

	private final PayscoreCalls calls;

	/**
	 * Create a template.
	 * @param webClient makes the calls
	 * @param merchants the merchants
	 */
	public ServiceOrderTemplate(WebClient webClient, MerchantRepository merchants) {
		this(new PayscoreCalls(webClient, merchants));
	}

	private ServiceOrderTemplate(PayscoreCalls calls) {
		this.calls = calls;
	}

	@Override
	public ServiceOrderOperations forMerchant(String name) {
		return new ServiceOrderTemplate(this.calls.forMerchant(name));
	}

	@Override
	public ServiceOrderOperations forSubMerchant(String subMerchantId) {
		return new ServiceOrderTemplate(this.calls.forSubMerchant(subMerchantId));
	}

	@Override
	public ServiceOrderOperations forService(String serviceId) {
		return new ServiceOrderTemplate(this.calls.forService(serviceId));
	}

	@Override
	public ServiceOrderOperations forApp(String appId) {
		return new ServiceOrderTemplate(this.calls.forApp(appId));
	}

	@Override
	public Mono<ServiceOrder> createOrder(ServiceOrderRequest request) {
		Assert.notNull(request, "'request' must not be null");
		return this.calls.call(ServiceOrder.class, (webClient, caller) -> {
			ServiceOrderRequest body = request.withDefaults(caller);
			return webClient.post()
				.uri((body.subMerchantId() != null) ? PARTNER_CREATION : DIRECT_CREATION)
				.bodyValue(body);
		});
	}

	@Override
	public Mono<ServiceOrder> queryOrder(String outOrderNo) {
		Assert.notNull(outOrderNo, "'outOrderNo' must not be null");
		return query("out_order_no", outOrderNo, (violations) -> violations.merchantNumber("outOrderNo", outOrderNo));
	}

	@Override
	public Mono<ServiceOrder> queryOrderByQueryId(String queryId) {
		Assert.notNull(queryId, "'queryId' must not be null");
		return query("query_id", queryId, (violations) -> {
			violations.required("queryId", queryId, "take it from what the front end got");
			violations.characters("queryId", queryId);
		});
	}

	private Mono<ServiceOrder> query(String parameter, String value, Consumer<Violations> check) {
		return this.calls.call(ServiceOrder.class, (webClient, caller) -> {
			Violations violations = new Violations();
			PayscoreIds ids = caller.orderIds(violations, PayscoreIds.NONE, true);
			check.accept(violations);
			violations.throwIfAny();
			String query = "?service_id={service_id}&" + parameter + "={value}";
			return (ids.subMerchantId() != null) ? webClient.get()
				.uri(PARTNER_ORDERS + query + "&sub_mchid={sub_mchid}", ids.serviceId(), value, ids.subMerchantId())
					: webClient.get()
						.uri(DIRECT_ORDERS + query + "&appid={appid}", ids.serviceId(), value, ids.appId());
		});
	}

	@Override
	public Mono<ServiceOrder> completeOrder(String outOrderNo, ServiceOrderCompletion completion) {
		Assert.notNull(completion, "'completion' must not be null");
		return change(outOrderNo, "complete",
				(violations, caller) -> caller.orderIds(violations, completion.ids(), true), completion::withIds);
	}

	@Override
	public Mono<ServiceOrder> cancelOrder(String outOrderNo, String reason) {
		Assert.notNull(reason, "'reason' must not be null");
		return change(outOrderNo, "cancel", (violations, caller) -> {
			violations.required("reason", reason, "say why the order is cancelled");
			violations.characters("reason", reason);
			return caller.orderIds(violations, PayscoreIds.NONE, true);
		}, (ids) -> Change.of(ids, reason, null, null));
	}

	@Override
	public Mono<ServiceOrder> modifyOrder(String outOrderNo, ServiceOrderModification modification) {
		Assert.notNull(modification, "'modification' must not be null");
		return change(outOrderNo, "modify",
				(violations, caller) -> caller.orderIds(violations, modification.ids(), false), modification::withIds);
	}

	@Override
	public Mono<ServiceOrder> syncOrder(String outOrderNo, OutsidePayment payment) {
		Assert.notNull(payment, "'payment' must not be null");
		return change(outOrderNo, "sync", (violations, caller) -> {
			payment.check(violations);
			return caller.orderIds(violations, PayscoreIds.NONE, true);
		}, (ids) -> Change.of(ids, null, "Order_Paid", payment));
	}

	@Override
	public Mono<ServiceOrder> payOrder(String outOrderNo) {
		return change(outOrderNo, "pay", (violations, caller) -> caller.orderIds(violations, PayscoreIds.NONE, false),
				(ids) -> Change.of(ids, null, null, null));
	}

	private Mono<ServiceOrder> change(String outOrderNo, String action,
			BiFunction<Violations, Caller, PayscoreIds> check, Function<PayscoreIds, Object> body) {
		Assert.notNull(outOrderNo, "'outOrderNo' must not be null");
		return this.calls.callForOptional(ServiceOrder.class, (webClient, caller) -> {
			Violations violations = new Violations();
			violations.merchantNumber("outOrderNo", outOrderNo);
			PayscoreIds ids = check.apply(violations, caller);
			violations.throwIfAny();
			return webClient.post()
				.uri(((ids.subMerchantId() != null) ? PARTNER_ORDERS : DIRECT_ORDERS) + "/{out_order_no}/" + action,
						outOrderNo)
				.bodyValue(body.apply(ids));
		});
	}

	/**
	 * Body of a call that needs no more than a reason or a payment.
	 *
	 * @param serviceId the payscore service
	 * @param appId the application of a merchant that works for itself
	 * @param subMerchantId the sub-merchant
	 * @param reason the reason
	 * @param type what is told
	 * @param detail the payment
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record Change(@JsonProperty("service_id") @Nullable String serviceId,
			@JsonProperty("appid") @Nullable String appId, @JsonProperty("sub_mchid") @Nullable String subMerchantId,
			@JsonProperty("reason") @Nullable String reason, @JsonProperty("type") @Nullable String type,
			@JsonProperty("detail") @Nullable OutsidePayment detail) {

		static Change of(PayscoreIds ids, @Nullable String reason, @Nullable String type,
				@Nullable OutsidePayment detail) {
			return new Change(ids.serviceId(), ids.appId(), ids.subMerchantId(), reason, type, detail);
		}

	}

}
