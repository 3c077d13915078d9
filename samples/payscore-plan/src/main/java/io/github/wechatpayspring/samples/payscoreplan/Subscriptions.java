package io.github.wechatpayspring.samples.payscoreplan;

import java.time.Clock;
import java.util.UUID;

import io.github.wechatpayspring.payscore.OrderTime;
import io.github.wechatpayspring.payscore.OrderTimeRange;
import io.github.wechatpayspring.payscore.PayscorePlan;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.payscore.PlanDetailState;
import io.github.wechatpayspring.payscore.ServiceOrderCompletion;
import io.github.wechatpayspring.payscore.ServiceOrderOperations;
import io.github.wechatpayspring.payscore.ServiceOrderRequest;
import io.github.wechatpayspring.payscore.UnknownOutcomeResolver;
import io.github.wechatpayspring.payscore.UserSignPlan;
import io.github.wechatpayspring.payscore.UserSignPlanDetail;
import io.github.wechatpayspring.payscore.UserSignPlanInvitation;
import io.github.wechatpayspring.payscore.UserSignPlanOperations;
import io.github.wechatpayspring.payscore.UserSignPlanRequest;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;

/**
 * Users who take a plan, and the lessons for which they are charged.
 *
 * @author WeChat Pay Spring maintainers
 */
@Service
class Subscriptions {

	private final PayscorePlanOperations plans;

	private final UserSignPlanOperations signPlans;

	private final ServiceOrderOperations orders;

	private final String notifyUrl;

	private final UnknownOutcomeResolver resolver = new UnknownOutcomeResolver();

	private final Clock clock = Clock.systemUTC();

	Subscriptions(PayscorePlanOperations plans, UserSignPlanOperations signPlans, ServiceOrderOperations orders,
			@Value("${sample.notify-url}") String notifyUrl) {
		this.plans = plans;
		this.signPlans = signPlans;
		this.orders = orders;
		this.notifyUrl = notifyUrl;
	}

	Mono<UserSignPlanInvitation> subscribe(String merchantPlanNo, String openid) {
		String number = newNumber();
		return this.plans.queryPlan(merchantPlanNo)
			.map((plan) -> request(plan, number, openid))
			.flatMap((request) -> this.resolver.createSignPlan(this.signPlans, request));
	}

	private UserSignPlanRequest request(PayscorePlan plan, String number, String openid) {
		return UserSignPlanRequest.withMerchantSignPlanNo(number)
			.plan(plan, (detailNo) -> lessonNo(number, detailNo))
			.openid(openid)
			.notifyUrl(this.notifyUrl)
			.build();
	}

	Mono<UserSignPlan> find(String number) {
		return this.signPlans.querySignPlan(number);
	}

	/**
	 * Begin the next lesson: its order is created.
	 * @param number the number of the subscription
	 * @return the subscription with the lesson
	 */
	Mono<UserSignPlan> beginLesson(String number) {
		return find(number).flatMap((signPlan) -> {
			UserSignPlanDetail lesson = next(signPlan);
			ServiceOrderRequest request = ServiceOrderRequest.withOutOrderNo(lesson.merchantPlanDetailNo())
				.signPlan(signPlan.signPlanId(), lesson.number())
				.notifyUrl(this.notifyUrl)
				.introduction(lesson.name())
				.timeRange(OrderTimeRange.from(OrderTime.at(this.clock.instant())))
				.build();
			return this.resolver.createOrder(this.orders, request).then(find(number));
		});
	}

	private static UserSignPlanDetail next(UserSignPlan signPlan) {
		return signPlan.details()
			.stream()
			.filter((detail) -> detail.state().equals(PlanDetailState.NOT_USED))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT, "All lessons were taken"));
	}

	/**
	 * End a lesson: its order is completed, and WeChat Pay charges the user.
	 * @param number the number of the subscription
	 * @param lessonNo the number of the lesson
	 * @return the subscription
	 */
	Mono<UserSignPlan> endLesson(String number, String lessonNo) {
		return find(number).flatMap((signPlan) -> {
			UserSignPlanDetail lesson = signPlan.details()
				.stream()
				.filter((detail) -> detail.merchantPlanDetailNo().equals(lessonNo))
				.findFirst()
				.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such lesson"));
			ServiceOrderCompletion completion = ServiceOrderCompletion.builder()
				.payment(lesson.name(), lesson.actualPrice())
				.build();
			return this.resolver.completeOrder(this.orders, lessonNo, completion).then(find(number));
		});
	}

	private static String newNumber() {
		return "SUB" + Long.toHexString(UUID.randomUUID().getMostSignificantBits());
	}

	private static String lessonNo(String number, int detailNo) {
		return number + "-" + detailNo;
	}

	/**
	 * Return the subscription that a lesson belongs to.
	 * @param lessonNo the number of the lesson
	 * @return the number of the subscription
	 */
	static String subscriptionOf(String lessonNo) {
		int dash = lessonNo.lastIndexOf('-');
		return (dash != -1) ? lessonNo.substring(0, dash) : lessonNo;
	}

}
