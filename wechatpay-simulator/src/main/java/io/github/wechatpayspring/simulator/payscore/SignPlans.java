package io.github.wechatpayspring.simulator.payscore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.notification.Event;
import io.github.wechatpayspring.simulator.payscore.SignPlan.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * What merchants and users do with sign plans.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SignPlans {

	private final PayscoreBook book;

	private final PayscorePlans plans;

	private final ServicePermissions permissions;

	private final Consumer<Event> notifications;

	SignPlans(PayscoreBook book, PayscorePlans plans, ServicePermissions permissions, Consumer<Event> notifications) {
		this.book = book;
		this.plans = plans;
		this.permissions = permissions;
		this.notifications = notifications;
	}

	SignPlan create(SimulatorMerchant merchant, SignPlanContent content) {
		synchronized (this.book) {
			SignPlan present = this.book.signPlanByNumber(merchant.id(), content.merchantSignPlanNo());
			if (present != null) {
				if (present.content().equals(content)) {
					return present;
				}
				throw repeatedWithOtherParameters("商户签约计划号重复，且请求参数与原请求不一致",
						"The number was used for a sign plan with other parameters");
			}
			PayscorePlan plan = this.plans.findById(merchant.id(), content.subMerchantId(), content.planId());
			if (plan == null) {
				throw ApiErrorException.of(404, "RESOURCE_NOT_EXISTS", ReasonNumber.NOT_FOUND, "支付分计划不存在",
						"There is no such plan");
			}
			if (plan.stopTime() != null) {
				throw ApiErrorException.wrongMoment(ReasonNumber.WRONG_SIGN_PLAN_STATE, "支付分计划已停止",
						"The plan is stopped");
			}
			if (content.detailNumbers().size() != plan.content().details().size()) {
				throw Calls.parameter("/sign_plan_detail", null, "does not name every detail of the plan");
			}
			if (this.book.isDetailNumberUsed(merchant.id(), content.detailNumbers())) {
				throw repeatedWithOtherParameters("商户明细号重复",
						"A merchant_plan_detail_no was used for another sign plan");
			}
			SignPlan signPlan = SignPlan.create(merchant, content, plan.content(), this.book.now());
			this.book.put(signPlan);
			return signPlan;
		}
	}

	@Nullable SignPlan find(String merchantId, @Nullable String subMerchantId, String number) {
		synchronized (this.book) {
			SignPlan signPlan = this.book.signPlanByNumber(merchantId, number);
			return (signPlan != null && signPlan.isOf(merchantId, subMerchantId)) ? signPlan : null;
		}
	}

	@Nullable SignPlan stop(String merchantId, @Nullable String subMerchantId, String number, String reason) {
		synchronized (this.book) {
			SignPlan signPlan = find(merchantId, subMerchantId, number);
			return (signPlan != null) ? cancel(signPlan, SignPlanAction.MERCHANT_STOPS, "MERCHANT", reason) : null;
		}
	}

	SignPlan userSigns(SignPlan current) {
		synchronized (this.book) {
			SignPlan signPlan = upToDate(current);
			SignState next = SignPlanAction.TABLE.next(signPlan.state(), SignPlanAction.USER_SIGNS, false);
			if (next == null) {
				return signPlan;
			}
			SignPlan signed = signPlan.signed(next, this.book.now());
			this.book.replace(signed);
			this.permissions.open(signed.merchant(), signed.content().user());
			notify(signed, "PAYSCORE.USER_SIGN_PLAN", "用户签约支付分计划");
			return signed;
		}
	}

	SignPlan userCancels(SignPlan current) {
		synchronized (this.book) {
			SignPlan signPlan = upToDate(current);
			return cancel(signPlan, SignPlanAction.USER_CANCELS, "USER", null);
		}
	}

	/**
	 * Cancel everything a user signed with a merchant.
	 * @param merchant the merchant
	 * @param user the user
	 * @return the sign plans that were cancelled
	 */
	List<SignPlan> userRevokesService(SimulatorMerchant merchant, String user) {
		synchronized (this.book) {
			List<SignPlan> all = this.book.signPlans()
				.stream()
				.filter((signPlan) -> signPlan.merchant() == merchant && signPlan.content().isOf(user))
				.toList();
			all.forEach(SignPlans::refuseWithOrderGoing);
			List<SignPlan> cancelled = new ArrayList<>();
			for (SignPlan signPlan : all) {
				SignPlan next = cancel(signPlan, SignPlanAction.USER_REVOKES_SERVICE, "REVOKE_SERVICE", null);
				if (next != signPlan) {
					cancelled.add(next);
				}
			}
			this.permissions.close(merchant, user);
			return cancelled;
		}
	}

	private SignPlan cancel(SignPlan signPlan, SignPlanAction action, String type, @Nullable String reason) {
		SignState next = SignPlanAction.TABLE.next(signPlan.state(), action, false);
		if (next == null) {
			return signPlan;
		}
		refuseWithOrderGoing(signPlan);
		SignPlan cancelled = signPlan.cancelled(next, new Cancellation(type, this.book.now(), reason));
		this.book.replace(cancelled);
		if (action != SignPlanAction.MERCHANT_STOPS) {
			notify(cancelled, "PAYSCORE.USER_CANCEL_SIGN_PLAN", "用户取消签约支付分计划");
		}
		return cancelled;
	}

	private static void refuseWithOrderGoing(SignPlan signPlan) {
		if (signPlan.hasOrderGoing()) {
			throw ApiErrorException.wrongMoment(ReasonNumber.WRONG_SIGN_PLAN_STATE, "存在进行中的服务订单",
					"A service order of the sign plan is going on");
		}
	}

	private SignPlan upToDate(SignPlan signPlan) {
		SignPlan now = this.book.signPlan(signPlan.id());
		return (now != null) ? now : signPlan;
	}

	private void notify(SignPlan signPlan, String type, String summary) {
		this.notifications
			.accept(new Event(type, summary, signPlan.merchant(), signPlan.content().notifyUrl(), signPlan.toJson()));
	}

	private static ApiErrorException repeatedWithOtherParameters(String chinese, String english) {
		return ApiErrorException.wrongMoment(ReasonNumber.REPEATED_WITH_OTHER_PARAMETERS, chinese, english);
	}

}
