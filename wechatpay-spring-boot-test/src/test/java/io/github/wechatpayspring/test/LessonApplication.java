package io.github.wechatpayspring.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wechatpayspring.notification.WechatPayEvent;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import io.github.wechatpayspring.payscore.PayscorePlan;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.payscore.PayscorePlanRequest;
import io.github.wechatpayspring.payscore.UserSignPlan;
import io.github.wechatpayspring.payscore.UserSignPlanOperations;
import io.github.wechatpayspring.payscore.UserSignPlanRequest;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * An application that offers plans to users, as it would in production.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class LessonApplication {

	/**
	 * A user.
	 */
	public static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	/**
	 * Where the application is notified in production.
	 */
	public static final String NOTIFY_URL = "https://yoga.example.com/wechatpay/notifications";

	private final List<String> signed = new CopyOnWriteArrayList<>();

	/**
	 * Return the numbers of the sign plans that the application knows to be signed.
	 * @return the numbers
	 */
	public List<String> signed() {
		return this.signed;
	}

	/**
	 * Create a plan of one lesson.
	 * @param plans the operations
	 * @param number the number of the plan
	 * @return the plan
	 */
	public static Mono<PayscorePlan> createPlan(PayscorePlanOperations plans, String number) {
		return plans.createPlan(PayscorePlanRequest.withMerchantPlanNo(number)
			.name("瑜伽课")
			.durationDays(30)
			.detail("第一节课", 15000, 14000)
			.build());
	}

	/**
	 * Invite the user to a plan.
	 * @param signPlans the operations
	 * @param plan the plan
	 * @param notifyUrl where to be notified
	 * @return the sign plan, not yet signed, of the plan's number
	 */
	public static Mono<UserSignPlan> invite(UserSignPlanOperations signPlans, PayscorePlan plan, String notifyUrl) {
		return signPlans
			.createSignPlan(UserSignPlanRequest.withMerchantSignPlanNo(plan.merchantPlanNo())
				.plan(plan, (detailNo) -> plan.merchantPlanNo() + "-" + detailNo)
				.openid(OPENID)
				.notifyUrl(notifyUrl)
				.build())
			.map((invitation) -> invitation.signPlan());
	}

	@Bean
	WechatPayNotificationHandler<UserSignPlan> planSigned() {
		return WechatPayNotificationHandler.of(WechatPayEvent.USER_SIGN_PLAN, (notification) -> Mono
			.fromRunnable(() -> this.signed.add(notification.resource().merchantSignPlanNo())));
	}

	// The global resources would be closed under the feet of other tests
	@Bean
	ReactorResourceFactory reactorResourceFactory() {
		ReactorResourceFactory factory = new ReactorResourceFactory();
		factory.setUseGlobalResources(false);
		return factory;
	}

}
