package io.github.wechatpayspring.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.client.WechatPayApiException;
import io.github.wechatpayspring.payscore.PayscorePlan;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.payscore.UserSignPlanOperations;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.fault.Fault;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.notification.DeliveryAttempt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EnableWechatPaySimulator} with the application of a user.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EnableWechatPaySimulator
class EnableWechatPaySimulatorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@Autowired
	private PayscorePlanOperations plans;

	@Autowired
	private UserSignPlanOperations signPlans;

	@Autowired
	private LessonApplication application;

	private final WechatPaySimulator simulator;

	@Autowired
	EnableWechatPaySimulatorTests(WechatPaySimulator simulator) {
		this.simulator = simulator;
	}

	@BeforeEach
	void isReset(WechatPaySimulator simulator) {
		assertThat(simulator).isSameAs(this.simulator);
		assertThat(simulator.payscore().plans()).isEmpty();
		assertThat(simulator.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void everyTestStartsFromNothing(int run) {
		assertThat(this.simulator.clock().instant()).isBefore(Instant.now().plusSeconds(60));
		createPlan("same-number");
		assertThat(this.simulator.requests()).extracting(ReceivedRequest::status).containsExactly(200);
		this.simulator.clock().advance(Duration.ofDays(run));
		this.simulator.faults().always(Fault.parse("503"));
	}

	@Test
	void notificationForPublicHostArrivesAtTheApplication(WechatPaySimulator simulator) {
		PayscorePlan plan = createPlan("notified");
		LessonApplication.invite(this.signPlans, plan, LessonApplication.NOTIFY_URL).block(TIMEOUT);
		simulator.user(LessonApplication.OPENID).sign("notified");
		simulator.notifications().awaitDelivered(TIMEOUT);
		assertThat(simulator.notifications().all()).hasSize(1).allSatisfy((notification) -> {
			assertThat(notification.url()).hasToString(LessonApplication.NOTIFY_URL);
			assertThat(notification.attempts()).extracting(DeliveryAttempt::status).containsExactly(204);
		});
		assertThat(this.application.signed()).contains("notified");
	}

	@Test
	void clientFollowsTheClockOfTheSimulator(@Autowired @Qualifier("wechatPayClock") Clock clock) {
		this.simulator.clock().advance(Duration.ofDays(40));
		assertThat(clock).isSameAs(this.simulator.clock());
		PayscorePlan plan = createPlan("later");
		LessonApplication.invite(this.signPlans, plan, LessonApplication.NOTIFY_URL).block(TIMEOUT);
		this.simulator.clock().advance(Duration.ofMinutes(119));
		this.simulator.user(LessonApplication.OPENID).sign("later");
		this.simulator.notifications().awaitDelivered(TIMEOUT);
		assertThat(this.simulator.notifications().all().get(0).received()).isTrue();
	}

	@Test
	void injectsFaults() {
		this.simulator.faults().next(Fault.parse("429"));
		StepVerifier.create(LessonApplication.createPlan(this.plans, "limited"))
			.expectError(WechatPayApiException.class)
			.verify(TIMEOUT);
	}

	@Test
	void certificatesCanBeRotated() {
		this.simulator.rotateCertificate();
		createPlan("rotated");
	}

	private PayscorePlan createPlan(String number) {
		PayscorePlan plan = LessonApplication.createPlan(this.plans, number).block(TIMEOUT);
		assertThat(plan).isNotNull();
		return plan;
	}

	@Nested
	class InNestedClass {

		@Test
		void simulatorIsThatOfTheOuterClass(WechatPaySimulator simulator) {
			assertThat(simulator).isSameAs(EnableWechatPaySimulatorTests.this.simulator);
			createPlan("same-number");
		}

	}

	@Nested
	@TestPropertySource(properties = "wechatpay.read-timeout=9s")
	class InNestedClassWithAnotherContext {

		@Test
		void simulatorIsAnother(WechatPaySimulator simulator, @Autowired PayscorePlanOperations plans) {
			assertThat(simulator.payscore().plans()).isEmpty();
			LessonApplication.createPlan(plans, "same-number").block(TIMEOUT);
			assertThat(simulator.payscore().plans()).hasSize(1);
		}

	}

	@Nested
	@EnableWechatPaySimulator(merchants = { @SimulatedMerchant(name = "shop-a", partnerMode = false),
			@SimulatedMerchant(name = "shop-b", id = "1900000777") })
	@TestPropertySource(properties = "wechatpay.default-merchant=shop-b")
	class WithMerchants {

		@Test
		void merchantsAreThoseOfTheAnnotation(WechatPaySimulator simulator, @Autowired PayscorePlanOperations plans,
				@Autowired WechatPayConnectionDetails connectionDetails) {
			assertThat(connectionDetails.getMerchants()).containsOnlyKeys("shop-a", "shop-b");
			assertThat(simulator.merchants()).extracting((merchant) -> merchant.id())
				.containsExactly("1900000109", "1900000777");
			LessonApplication.createPlan(plans, "of-b").block(TIMEOUT);
			LessonApplication.createPlan(plans.forMerchant("shop-a"), "of-a").block(TIMEOUT);
			assertThat(simulator.requests()).extracting(ReceivedRequest::merchantId)
				.containsExactly("1900000777", "1900000109");
			assertThat(simulator.requests()).extracting(ReceivedRequest::target)
				.satisfiesExactly((target) -> assertThat(target).contains("/partner/"),
						(target) -> assertThat(target).doesNotContain("/partner/"));
		}

	}

}
