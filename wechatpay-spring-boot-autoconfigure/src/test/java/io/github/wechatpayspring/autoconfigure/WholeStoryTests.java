package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.notification.WechatPayEvent;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import io.github.wechatpayspring.payscore.OrderTime;
import io.github.wechatpayspring.payscore.OrderTimeRange;
import io.github.wechatpayspring.payscore.PackageLostException;
import io.github.wechatpayspring.payscore.PayscorePlan;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.payscore.PayscorePlanRequest;
import io.github.wechatpayspring.payscore.PlanDetailState;
import io.github.wechatpayspring.payscore.ServiceOrder;
import io.github.wechatpayspring.payscore.ServiceOrderCompletion;
import io.github.wechatpayspring.payscore.ServiceOrderOperations;
import io.github.wechatpayspring.payscore.ServiceOrderRequest;
import io.github.wechatpayspring.payscore.SignState;
import io.github.wechatpayspring.payscore.UnknownOutcomeResolver;
import io.github.wechatpayspring.payscore.UserSignPlan;
import io.github.wechatpayspring.payscore.UserSignPlanDetail;
import io.github.wechatpayspring.payscore.UserSignPlanInvitation;
import io.github.wechatpayspring.payscore.UserSignPlanOperations;
import io.github.wechatpayspring.payscore.UserSignPlanRequest;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.fault.Fault;
import io.github.wechatpayspring.simulator.notification.DeliveryAttempt;
import io.github.wechatpayspring.simulator.notification.NotificationFault;
import io.github.wechatpayspring.simulator.payscore.SimulatedServiceOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A plan from its creation to the last charge, over sockets.
 */
class WholeStoryTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private static final int LESSONS = 10;

	private final UnknownOutcomeResolver resolver = new UnknownOutcomeResolver(
			Retry.backoff(20, Duration.ofMillis(10)).maxBackoff(Duration.ofMillis(100)));

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void everyLessonIsChargedOnce(boolean partnerMode) {
		try (WechatPaySimulator simulator = WechatPaySimulator.start();
				ConfigurableApplicationContext context = run(simulator, partnerMode)) {
			tell(simulator, context);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdk", "accp", "conscrypt" })
	void everyLessonIsChargedOnceWhateverComputesSignatures(String provider) {
		try (WechatPaySimulator simulator = WechatPaySimulator.start();
				ConfigurableApplicationContext context = run(simulator, true,
						"wechatpay.crypto.provider=" + provider)) {
			tell(simulator, context);
		}
	}

	@Test
	void everyLessonIsChargedOnceThoughEverySecondAnswerIsLostOrLate() {
		try (WechatPaySimulator simulator = WechatPaySimulator.start();
				ConfigurableApplicationContext context = run(simulator, true, "wechatpay.read-timeout=400ms")) {
			AtomicInteger calls = new AtomicInteger();
			simulator.faults().when((request) -> calls.incrementAndGet() % 4 == 1, Fault.lostAnswer());
			AtomicInteger lateCalls = new AtomicInteger();
			simulator.faults().when((request) -> lateCalls.incrementAndGet() % 4 == 3, Fault.latency(TIMEOUT));
			tell(simulator, context);
		}
	}

	@ParameterizedTest
	@CsvSource({ "wrong-signature, 401", "probe, 401", "changed-body, 401", "clock-skew=PT-400S, 401",
			"tampered-ciphertext, 400" })
	void notificationThatWasTamperedWithIsRefusedAndTakenWhenItComesAgain(String fault, int status) {
		try (WechatPaySimulator simulator = WechatPaySimulator.start();
				ConfigurableApplicationContext context = run(simulator, true)) {
			UserSignPlanOperations signPlans = context.getBean(UserSignPlanOperations.class);
			invite(signPlans, createPlan(context.getBean(PayscorePlanOperations.class)), notifyUrl(context));
			simulator.notifications().faults().next(NotificationFault.parse(fault));
			simulator.user(OPENID).sign("story");
			simulator.notifications().awaitDelivered(TIMEOUT);
			Notified notified = context.getBean(Notified.class);
			assertThat(notified.signPlans).isEmpty();
			assertThat(attempts(simulator)).extracting(DeliveryAttempt::status).containsExactly(status);
			assertThat(attempts(simulator).get(0).answer()).contains("\"FAIL\"");
			simulator.clock().advance(Duration.ofSeconds(61));
			simulator.notifications().awaitDelivered(TIMEOUT);
			assertThat(attempts(simulator)).extracting(DeliveryAttempt::status).containsExactly(status, 204);
			assertThat(notified.signPlans).hasSize(1);
		}
	}

	private static List<DeliveryAttempt> attempts(WechatPaySimulator simulator) {
		return simulator.notifications().ofType("PAYSCORE.USER_SIGN_PLAN").get(0).attempts();
	}

	private static String notifyUrl(ConfigurableApplicationContext context) {
		return "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort()
				+ "/wechatpay/notifications";
	}

	private void tell(WechatPaySimulator simulator, ConfigurableApplicationContext context) {
		String notifyUrl = notifyUrl(context);
		PayscorePlan plan = createPlan(context.getBean(PayscorePlanOperations.class));
		UserSignPlanOperations signPlans = context.getBean(UserSignPlanOperations.class);
		invite(signPlans, plan, notifyUrl);
		assertThat(query(signPlans).state()).isEqualTo(SignState.UNSIGNED);
		simulator.user(OPENID).sign("story");
		simulator.notifications().awaitDelivered(TIMEOUT);
		Notified notified = context.getBean(Notified.class);
		assertThat(notified.signPlans).extracting(UserSignPlan::state).containsExactly(SignState.SIGNED);
		ServiceOrderOperations orders = context.getBean(ServiceOrderOperations.class);
		for (UserSignPlanDetail lesson : query(signPlans).details()) {
			take(orders, query(signPlans), lesson, notifyUrl);
			simulator.notifications().awaitDelivered(TIMEOUT);
		}
		UserSignPlan complete = query(signPlans);
		assertThat(complete.state()).isEqualTo(SignState.COMPLETE);
		assertThat(complete.details()).extracting(UserSignPlanDetail::state).containsOnly(PlanDetailState.USED);
		List<Long> prices = plan.details().stream().map((detail) -> detail.actualPrice()).toList();
		assertThat(complete.details()).extracting(UserSignPlanDetail::paidPrice).isEqualTo(prices);
		assertThat(simulator.payscore().orders()).extracting(SimulatedServiceOrder::paidAmount)
			.containsExactlyInAnyOrderElementsOf(prices);
		assertThat(simulator.payscore().orders()).extracting(SimulatedServiceOrder::deductionAttempts).containsOnly(1);
		assertThat(notified.orders).extracting(ServiceOrder::outOrderNo)
			.containsExactlyElementsOf(
					IntStream.rangeClosed(1, LESSONS).mapToObj((number) -> "story-" + number).toList());
	}

	private PayscorePlan createPlan(PayscorePlanOperations plans) {
		PayscorePlanRequest.Builder request = PayscorePlanRequest.withMerchantPlanNo("story")
			.name("瑜伽课10节")
			.durationDays(300);
		IntStream.rangeClosed(1, LESSONS)
			.forEach((number) -> request.detail("第%d节课".formatted(number), 15000, 15000 - 100 * number));
		return await(this.resolver.createPlan(plans, request.build()));
	}

	private void invite(UserSignPlanOperations signPlans, PayscorePlan plan, String notifyUrl) {
		UserSignPlanRequest request = UserSignPlanRequest.withMerchantSignPlanNo("story")
			.plan(plan, (number) -> "story-" + number)
			.openid(OPENID)
			.notifyUrl(notifyUrl)
			.build();
		UserSignPlan signPlan = await(this.resolver.createSignPlan(signPlans, request)
			.map(UserSignPlanInvitation::signPlan)
			.onErrorResume(PackageLostException.class, (ex) -> Mono.just(ex.getSignPlan())));
		assertThat(signPlan.merchantSignPlanNo()).isEqualTo("story");
	}

	private UserSignPlan query(UserSignPlanOperations signPlans) {
		return await(signPlans.querySignPlan("story").retry(20));
	}

	private void take(ServiceOrderOperations orders, UserSignPlan signPlan, UserSignPlanDetail lesson,
			String notifyUrl) {
		String number = lesson.merchantPlanDetailNo();
		ServiceOrderRequest request = ServiceOrderRequest.withOutOrderNo(number)
			.signPlan(signPlan.signPlanId(), lesson.number())
			.openid(OPENID)
			.notifyUrl(notifyUrl)
			.introduction(lesson.name())
			.timeRange(OrderTimeRange.from(OrderTime.at(Instant.now())))
			.build();
		ServiceOrder order = await(this.resolver.createOrder(orders, request));
		assertThat(order.outOrderNo()).isEqualTo(number);
		ServiceOrderCompletion completion = ServiceOrderCompletion.builder()
			.payment(lesson.name(), lesson.actualPrice())
			.build();
		this.resolver.completeOrder(orders, number, completion).block(TIMEOUT);
	}

	private static <T> T await(Mono<T> call) {
		T result = call.block(TIMEOUT);
		assertThat(result).isNotNull();
		return result;
	}

	private static ConfigurableApplicationContext run(WechatPaySimulator simulator, boolean partnerMode,
			String... properties) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(Notified.class, StoryConfiguration.class,
				NotificationApplication.ReactorNettyConfiguration.class);
		return builder.web(WebApplicationType.REACTIVE)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.properties("server.port=0", "spring.config.location=optional:none/", "spring.main.banner-mode=off",
					"server.shutdown=immediate")
			.properties(properties)
			.initializers((context) -> context.getBeanFactory()
				.registerSingleton("connectionDetails", new StoryConnectionDetails(simulator, partnerMode)))
			.run();
	}

	/**
	 * What the application was notified of.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Notified {

		private final ConcurrentLinkedQueue<UserSignPlan> signPlans = new ConcurrentLinkedQueue<>();

		private final ConcurrentLinkedQueue<ServiceOrder> orders = new ConcurrentLinkedQueue<>();

		@Bean
		WechatPayNotificationHandler<UserSignPlan> signed() {
			return WechatPayNotificationHandler.of(WechatPayEvent.USER_SIGN_PLAN,
					(notification) -> Mono.fromRunnable(() -> this.signPlans.add(notification.resource())));
		}

		@Bean
		WechatPayNotificationHandler<ServiceOrder> paid() {
			return WechatPayNotificationHandler.of(WechatPayEvent.USER_PAID,
					(notification) -> Mono.fromRunnable(() -> this.orders.add(notification.resource())));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = WechatPayNotificationRedisAutoConfiguration.class)
	static class StoryConfiguration {

		// The global resources would be closed under the feet of other tests
		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			return factory;
		}

	}

	private record StoryConnectionDetails(WechatPaySimulator simulator,
			boolean partnerMode) implements WechatPayConnectionDetails {

		@Override
		public URI getBaseUrl() {
			return this.simulator.baseUrl();
		}

		@Override
		public Map<String, MerchantDetails> getMerchants() {
			MerchantDetails partner = new SimulatorConnectionDetails(this.simulator).getMerchants().get("simulated");
			return Map.of("simulated", this.partnerMode ? partner : new DirectMerchantDetails(partner));
		}

	}

	private record DirectMerchantDetails(
			WechatPayConnectionDetails.MerchantDetails partner) implements WechatPayConnectionDetails.MerchantDetails {

		@Override
		public String getId() {
			return this.partner.getId();
		}

		@Override
		public String getApiV3Key() {
			return this.partner.getApiV3Key();
		}

		@Override
		public String getPrivateKey() {
			return this.partner.getPrivateKey();
		}

		@Override
		public String getCertificate() {
			return this.partner.getCertificate();
		}

		@Override
		public String getPlatformPublicKeyId() {
			return this.partner.getPlatformPublicKeyId();
		}

		@Override
		public String getPlatformPublicKey() {
			return this.partner.getPlatformPublicKey();
		}

		@Override
		public PayscoreDefaults getPayscore() {
			PayscoreDefaults payscore = this.partner.getPayscore();
			return new PayscoreDefaults(payscore.serviceId(), payscore.appId(), null, null);
		}

	}

}
