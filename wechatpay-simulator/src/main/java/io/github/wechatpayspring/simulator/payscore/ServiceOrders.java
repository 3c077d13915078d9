package io.github.wechatpayspring.simulator.payscore;

import java.math.BigInteger;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.notification.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What merchants do with service orders, and what WeChat Pay deducts for them.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ServiceOrders {

	private final PayscoreBook book;

	private final Deductions deductions;

	private final Consumer<Event> notifications;

	ServiceOrders(PayscoreBook book, Deductions deductions, Consumer<Event> notifications) {
		this.book = book;
		this.deductions = deductions;
		this.notifications = notifications;
	}

	ServiceOrder create(SimulatorMerchant merchant, ObjectNode request) {
		synchronized (this.book) {
			ServiceOrder present = this.book.order(merchant.id(), request.required("out_trade_no").stringValue());
			if (present != null) {
				if (present.request().equals(request)) {
					return present;
				}
				throw ApiErrorException.wrongMoment(ReasonNumber.REPEATED_WITH_OTHER_PARAMETERS, "商户订单号重复，且请求参数与原请求不一致",
						"The number was used for an order with other parameters");
			}
			SignPlan signPlan = this.book.signPlan(request.required("sign_plan_id").stringValue());
			if (signPlan == null || !signPlan.isOf(merchant.id(), Calls.text(request, "sub_mchid"))) {
				throw ApiErrorException.of(404, "RESOURCE_NOT_EXISTS", ReasonNumber.NOT_FOUND, "签约计划不存在",
						"There is no such sign plan");
			}
			checkUser(signPlan.content(), request);
			SignState next = SignPlanAction.TABLE.next(signPlan.state(), SignPlanAction.ORDER_BEGINS, false);
			int number = request.required("plan_detail_no").intValue();
			checkTurn(signPlan, number);
			ServiceOrder order = ServiceOrder.create(merchant, signPlan.content(), request);
			this.book.put(order);
			this.book.replace(signPlan.in(Objects.requireNonNull(next))
				.withDetail(number, (detail) -> detail.using(order.id(), this.book.now())));
			return order;
		}
	}

	private static void checkUser(SignPlanContent content, ObjectNode request) {
		for (String name : new String[] { "openid", "sub_openid" }) {
			String user = Calls.text(request, name);
			if (user != null && !user.equals(name.equals("openid") ? content.openId() : content.subOpenId())) {
				throw Calls.parameter("/" + name, null, "is not the user of the sign plan");
			}
		}
	}

	private void checkTurn(SignPlan signPlan, int number) {
		if (number > signPlan.details().size()) {
			throw Calls.parameter("/plan_detail_no", Integer.toString(number), "is no detail of the plan");
		}
		if (!signPlan.acceptsOrders(this.book.now())) {
			throw ApiErrorException.wrongMoment(ReasonNumber.WRONG_SIGN_PLAN_STATE, "签约计划已到期",
					"The time of the sign plan ran out");
		}
		if (signPlan.hasOrderGoing()) {
			throw ApiErrorException.wrongMoment(ReasonNumber.WRONG_SIGN_PLAN_STATE, "存在进行中的服务订单",
					"A service order of the sign plan is going on");
		}
		if (number != signPlan.goingDetailNumber() + 1) {
			throw ApiErrorException.wrongMoment(ReasonNumber.WRONG_SIGN_PLAN_STATE, "未按顺序使用计划明细",
					"It is the turn of the detail " + (signPlan.goingDetailNumber() + 1));
		}
	}

	Optional<ServiceOrder> find(String merchantId, @Nullable String subMerchantId, String number) {
		synchronized (this.book) {
			return Optional.ofNullable(this.book.order(merchantId, number))
				.filter((order) -> order.isOf(merchantId, subMerchantId));
		}
	}

	Optional<ServiceOrder> findByQueryId(String merchantId, @Nullable String subMerchantId, String queryId) {
		synchronized (this.book) {
			return Optional.ofNullable(this.book.orderByQueryId(queryId))
				.filter((order) -> order.isOf(merchantId, subMerchantId));
		}
	}

	void complete(ServiceOrder given, ObjectNode body) {
		checkTotal(body);
		synchronized (this.book) {
			ServiceOrder order = upToDate(given);
			OrderState next = next(order, OrderAction.COMPLETE, body.equals(order.completion()));
			if (next != null) {
				collect(put(order.completed(next, body)));
			}
		}
	}

	void cancel(ServiceOrder given, ObjectNode body) {
		synchronized (this.book) {
			ServiceOrder order = upToDate(given);
			OrderState next = next(order, OrderAction.CANCEL, body.equals(order.cancellation()));
			if (next != null) {
				endDetail(put(order.cancelled(next, body)), (detail) -> detail.cancelled(this.book.now()));
			}
		}
	}

	void modify(ServiceOrder given, ObjectNode body) {
		checkTotal(body);
		synchronized (this.book) {
			ServiceOrder order = upToDate(given);
			OrderState next = next(order, OrderAction.MODIFY, false);
			JsonNode total = body.required("total_amount");
			if (total.longValue() > order.totalAmount()) {
				throw Calls.parameter("/total_amount", total.asString(), "is larger than before");
			}
			if (next != null) {
				ServiceOrder modified = put(order.modified(next, body));
				if (modified.totalAmount() == 0) {
					finishUnpaid(modified);
				}
			}
		}
	}

	void sync(ServiceOrder given, ObjectNode body) {
		synchronized (this.book) {
			ServiceOrder order = upToDate(given);
			OrderState next = next(order, OrderAction.SYNC, body.equals(order.sync()));
			if (next != null) {
				JsonNode paid = body.required("detail").get("paid_amount");
				if (paid != null && paid.longValue() != order.totalAmount()) {
					throw Calls.parameter("/detail/paid_amount", paid.asString(), "is not the amount to be paid");
				}
				endPaid(put(order.synced(next, body)));
			}
		}
	}

	void pay(ServiceOrder given) {
		synchronized (this.book) {
			ServiceOrder order = upToDate(given);
			OrderState next = next(order, OrderAction.PAY, false);
			if (next != null) {
				collect(put(order.in(next)));
			}
		}
	}

	/**
	 * Deduct what is to be paid, even if deductions are asked to fail.
	 * @param given the order
	 * @return the order, paid
	 */
	ServiceOrder deduct(ServiceOrder given) {
		synchronized (this.book) {
			ServiceOrder order = upToDate(given);
			OrderState next = next(order, OrderAction.DEDUCTION_SUCCEEDS, false);
			if (next == null) {
				return order;
			}
			ServiceOrder deducted = put(order.deducted(next, this.book.now()));
			this.deductions.charged(new Deductions.Charge(deducted.id(), deducted.paidAmount()));
			endPaid(deducted);
			this.notifications.accept(new Event("PAYSCORE.USER_PAID", "用户支付成功", deducted.merchant(),
					URI.create(deducted.request().required("notify_url").stringValue()), deducted.toJson()));
			return deducted;
		}
	}

	/**
	 * Fail to deduct what is to be paid, even if deductions are asked to succeed.
	 * @param given the order
	 * @return the order, still to be paid
	 */
	ServiceOrder failDeduction(ServiceOrder given) {
		synchronized (this.book) {
			ServiceOrder order = upToDate(given);
			OrderState next = next(order, OrderAction.DEDUCTION_FAILS, false);
			return (next != null) ? put(order.notDeducted(next)) : order;
		}
	}

	private void collect(ServiceOrder order) {
		if (order.totalAmount() == 0) {
			finishUnpaid(order);
		}
		else if (this.deductions.fails(order.merchant().id())) {
			failDeduction(order);
		}
		else {
			deduct(order);
		}
	}

	private void finishUnpaid(ServiceOrder order) {
		OrderState next = next(order, OrderAction.NOTHING_LEFT_TO_PAY, false);
		if (next != null) {
			endPaid(put(order.in(next)));
		}
	}

	private void endPaid(ServiceOrder order) {
		endDetail(order, (detail) -> detail.used(order.paidAmount(), this.book.now()));
	}

	private void endDetail(ServiceOrder order, UnaryOperator<SignedDetail> change) {
		SignPlan signPlan = this.book.signPlan(order.signPlanId());
		if (signPlan != null) {
			SignPlanAction action = signPlan.isLastDetail(order.planDetailNo()) ? SignPlanAction.LAST_DETAIL_ENDS
					: SignPlanAction.DETAIL_ENDS;
			SignState next = SignPlanAction.TABLE.next(signPlan.state(), action, false);
			this.book.replace(signPlan.in(Objects.requireNonNull(next)).withDetail(order.planDetailNo(), change));
		}
	}

	private @Nullable OrderState next(ServiceOrder order, OrderAction action, boolean repeated) {
		return OrderAction.TABLE.next(order.state(), action, repeated);
	}

	private ServiceOrder upToDate(ServiceOrder order) {
		ServiceOrder now = this.book.order(order.merchant().id(), order.number());
		return (now != null) ? now : order;
	}

	private ServiceOrder put(ServiceOrder order) {
		this.book.put(order);
		return order;
	}

	private static void checkTotal(ObjectNode body) {
		BigInteger sum = sum(body, "post_payments").subtract(sum(body, "post_discounts"));
		JsonNode total = body.required("total_amount");
		if (!sum.equals(BigInteger.valueOf(total.longValue()))) {
			throw Calls.parameter("/total_amount", total.asString(), "is not what payments and discounts come to");
		}
	}

	private static BigInteger sum(ObjectNode body, String name) {
		BigInteger sum = BigInteger.ZERO;
		for (JsonNode item : body.path(name)) {
			sum = sum.add(BigInteger.valueOf(item.path("amount").longValue(0)));
		}
		return sum;
	}

}
