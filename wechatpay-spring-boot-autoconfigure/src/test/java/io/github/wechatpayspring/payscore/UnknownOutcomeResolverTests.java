package io.github.wechatpayspring.payscore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.wechatpayspring.client.WechatPayApiException;
import io.github.wechatpayspring.payscore.RecordingServer.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UnknownOutcomeResolver}.
 *
 * @author WeChat Pay Spring maintainers
 */
class UnknownOutcomeResolverTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final JsonMapper MAPPER = PayscoreJsonTests.clientMapper();

	private static final String PLANS = "/v3/payscore/plan/partner/payscore-plans";

	private static final String CREATE = "POST " + PLANS;

	private static final String QUERY = "GET " + PLANS + "/merchant-plan-no/1234323JKHDFE1243252?sub_mchid=1900000109";

	private static final String ORDERS = "/v3/payscore/partner/serviceorder";

	private static final String COMPLETE = "POST " + ORDERS + "/O1/complete";

	private static final String PAY = "POST " + ORDERS + "/O1/pay";

	private static final String QUERY_ORDER = "GET " + ORDERS
			+ "?service_id=2002000000000558128851361561536&out_order_no=O1&sub_mchid=1900000109";

	private static final Answer FAILURE = SignedAnswers.error(500, "SYSTEM_ERROR");

	private static final Answer ABSENT = SignedAnswers.error(404, "RESOURCE_NOT_EXISTS");

	private static final Answer REFUSAL = SignedAnswers.error(400, "INVALID_REQUEST");

	private static final Answer PLAN = SignedAnswers.signed(200, Vectors.planAnswer());

	private final UnknownOutcomeResolver resolver = new UnknownOutcomeResolver(Retry.backoff(3, Duration.ofMillis(1)));

	private final PayscorePlan plan = MAPPER.readValue(Vectors.planAnswer(), PayscorePlan.class);

	private final ServiceOrderCompletion completion = ServiceOrderCompletion.builder().payment("a", 39900).build();

	private RecordingServer server;

	private PayscorePlanOperations plans;

	private UserSignPlanOperations signPlans;

	private ServiceOrderOperations orders;

	@BeforeEach
	void startServer() throws IOException {
		this.server = new RecordingServer();
		WebClient client = SignedAnswers.client(this.server);
		this.plans = new PayscorePlanTemplate(client, SignedAnswers.merchants());
		this.signPlans = new UserSignPlanTemplate(client, SignedAnswers.merchants());
		this.orders = new ServiceOrderTemplate(client, SignedAnswers.merchants());
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@Test
	void answerIsTheOutcome() {
		answers(PLAN);
		verifyPlan(createPlan());
		verifyLines(CREATE);
	}

	@Test
	void refusalIsTheOutcome() {
		answers(REFUSAL);
		verifyApiError(createPlan(), 400);
		verifyLines(CREATE);
	}

	@Test
	void signatureErrorIsBelieved() {
		answers(SignedAnswers.unsigned(401, "{\"code\":\"SIGN_ERROR\"}"));
		verifyApiError(createPlan(), 401);
		verifyLines(CREATE);
	}

	@Test
	void brokenRequestIsNotSent() {
		StepVerifier
			.create(this.resolver.createPlan(this.plans.forSubMerchant("1"), PayscoreJsonTests.exampleRequest()))
			.expectError(InvalidRequestException.class)
			.verify(TIMEOUT);
		assertThat(this.server.requests()).isEmpty();
	}

	static Stream<Answer> unknownOutcomes() {
		return Stream.of(FAILURE, SignedAnswers.error(503, "SERVICE_UNAVAILABLE"), SignedAnswers.error(504, "-"),
				SignedAnswers.error(501, "-"), SignedAnswers.signed(202, ""), SignedAnswers.signed(200, ""),
				SignedAnswers.signed(200, "{}"), SignedAnswers.error(429, "RATELIMIT_EXCEEDED"),
				SignedAnswers.unsigned(200, Vectors.planAnswer()), SignedAnswers.unsigned(400, "{}"),
				SignedAnswers.unsigned(404, "{\"code\":\"RESOURCE_NOT_EXISTS\"}"),
				SignedAnswers.unsigned(502, "<html>"), SignedAnswers.unsigned(302, ""), SignedAnswers.unsigned(0, ""));
	}

	@ParameterizedTest
	@MethodSource("unknownOutcomes")
	void queryTellsThatItHappened(Answer answer) {
		answers(answer, PLAN);
		verifyPlan(createPlan());
		verifyLines(CREATE, QUERY);
	}

	@ParameterizedTest
	@MethodSource("unknownOutcomes")
	void queryThatFailsIsRepeatedAndTheCallIsNot(Answer answer) {
		answers(FAILURE, answer, PLAN);
		verifyPlan(createPlan());
		assertThat(lines()).startsWith(CREATE, QUERY).endsWith(QUERY).containsOnlyOnce(CREATE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "RESOURCE_NOT_EXISTS", "ORDER_NOT_EXIST" })
	void identicalRequestIsSentAgainIfThereIsNothing(String code) {
		answers(FAILURE, SignedAnswers.error(404, code), PLAN);
		verifyPlan(createPlan());
		verifyLines(CREATE, QUERY, CREATE);
		assertThat(this.server.requests().get(2).body()).isEqualTo(this.server.requests().get(0).body());
	}

	@Test
	void secondRequestCanHaveAnUnknownOutcomeAsWell() {
		answers(FAILURE, ABSENT, FAILURE, PLAN);
		verifyPlan(createPlan());
		verifyLines(CREATE, QUERY, CREATE, QUERY);
	}

	@Test
	void firstRequestCanArriveBeforeTheSecond() {
		answers(FAILURE, ABSENT, REFUSAL, PLAN);
		verifyPlan(createPlan());
		verifyLines(CREATE, QUERY, CREATE, QUERY);
	}

	@Test
	void secondRequestCanBeRefused() {
		answers(FAILURE, ABSENT, REFUSAL, ABSENT);
		verifyApiError(createPlan(), 400);
		verifyLines(CREATE, QUERY, CREATE, QUERY);
	}

	@Test
	void notFoundWithoutThoseCodesProvesNothing() {
		answers(FAILURE, SignedAnswers.error(404, "NOT_FOUND"));
		verifyUnknown(createPlan(), 404);
		verifyLines(CREATE, QUERY);
	}

	@Test
	void codeWithoutNotFoundProvesNothing() {
		answers(FAILURE, SignedAnswers.error(400, "RESOURCE_NOT_EXISTS"));
		verifyUnknown(createPlan(), 400);
		answers(FAILURE, SignedAnswers.signed(404, ""));
		verifyUnknown(createPlan(), 404);
		verifyLines(CREATE, QUERY, CREATE, QUERY);
	}

	@Test
	void queryThatIsRefusedLeavesTheOutcomeUnknown() {
		answers(FAILURE, SignedAnswers.error(403, "NO_AUTH"));
		verifyUnknown(createPlan(), 403);
		verifyLines(CREATE, QUERY);
	}

	@Test
	void attemptsAreBounded() {
		answers(FAILURE, FAILURE, FAILURE, FAILURE, PLAN);
		verifyUnknown(createPlan(), 500);
		verifyLines(CREATE, QUERY, QUERY, QUERY);
	}

	@Test
	void secondRequestsAreBounded() {
		answers(FAILURE, ABSENT, FAILURE, ABSENT, FAILURE, ABSENT, FAILURE, PLAN);
		verifyUnknown(createPlan(), 500);
		verifyLines(CREATE, QUERY, CREATE, QUERY, CREATE, QUERY, CREATE);
	}

	@Test
	void eachSubscriptionBeginsAnew() {
		answers(FAILURE, PLAN, FAILURE, PLAN);
		Mono<PayscorePlan> call = createPlan();
		verifyPlan(call);
		verifyPlan(call);
		verifyLines(CREATE, QUERY, CREATE, QUERY);
	}

	@Test
	void otherPlanIsNoSuccess() {
		PayscorePlanRequest request = PayscorePlanRequest.withMerchantPlanNo("1")
			.serviceId("a")
			.appId("b")
			.subMerchantId("1900000110")
			.subAppId("d")
			.name("e")
			.durationDays(1)
			.detail("f", 3, 3, "g")
			.detail("h", 2, 1, "")
			.detail("i", 1, 1)
			.build();
		answers(FAILURE, PLAN);
		verifyConflict(this.resolver.createPlan(this.plans, request), "merchantPlanNo", "serviceId", "appId",
				"subMerchantId", "subAppId", "name", "durationDays", "deductionQuantity", "totalOriginalPrice",
				"totalActualPrice", "details", "details[0].name", "details[0].originalPrice", "details[0].actualPrice",
				"details[0].discountDescription", "details[1].name", "details[1].originalPrice",
				"details[1].actualPrice");
		verifyLines(CREATE, "GET " + PLANS + "/merchant-plan-no/1?sub_mchid=1900000110");
	}

	@Test
	void onlyWhatTheRequestNamesIsCompared() {
		ObjectNode answer = (ObjectNode) MAPPER.readTree(Vectors.planAnswer());
		answer.remove(List.of("sub_appid", "plan_detail_list"));
		answers(FAILURE, SignedAnswers.signed(200, answer.toString()));
		StepVerifier.create(createPlan()).expectNextCount(1).expectComplete().verify(TIMEOUT);
		PayscorePlanRequest request = PayscorePlanRequest.withMerchantPlanNo("1234323JKHDFE1243252")
			.name("瑜伽课20节")
			.durationDays(300)
			.detail("第一节课", 15000, 14000)
			.detail("第二节课", 15000, 13000, "享受九折")
			.build();
		answers(FAILURE, PLAN);
		verifyPlan(this.resolver.createPlan(this.plans, request));
	}

	@Test
	void packageOfSignPlanIsLost() {
		UserSignPlanRequest request = UserSignPlanRequestTests.everything().build();
		answers(FAILURE, SignedAnswers.signed(200, Samples.SIGN_PLAN));
		StepVerifier.create(this.resolver.createSignPlan(this.signPlans, request))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(PackageLostException.class, (lost) -> {
				assertThat(lost.getSignPlan()).isEqualTo(MAPPER.readValue(Samples.SIGN_PLAN, UserSignPlan.class));
				assertThat(lost).hasMessageContaining("'S1'").hasMessageNotContaining("oUpF8");
			}))
			.verify(TIMEOUT);
		assertThat(lines()).hasSize(2);
	}

	@Test
	void signPlanIsCreatedIfThereIsNone() {
		UserSignPlanRequest request = UserSignPlanRequest.withMerchantSignPlanNo("S1")
			.planId("p")
			.openid("o")
			.notifyUrl("https://a")
			.detail(1, "1")
			.build();
		answers(FAILURE, ABSENT, SignedAnswers.signed(200, Samples.CREATED_SIGN_PLAN));
		StepVerifier.create(this.resolver.createSignPlan(this.signPlans, request))
			.assertNext((invitation) -> assertThat(invitation.packageValue()).startsWith("Easdf"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(lines()).hasSize(3)
			.element(1)
			.isEqualTo("GET /v3/payscore/sign-plan/partner/user-sign-plans/merchant-sign-plan-no/S1"
					+ "?sub_mchid=1900000109");
	}

	@Test
	void otherSignPlanIsNoSuccess() {
		UserSignPlanRequest request = new UserSignPlanRequest("a", "b", "c", "1900000110", "d", "e", "f", "1",
				"https://g", List.of());
		answers(FAILURE, SignedAnswers.signed(200, Samples.SIGN_PLAN));
		verifyConflict(this.resolver.createSignPlan(this.signPlans, request), "merchantSignPlanNo", "serviceId",
				"planId", "appId", "subMerchantId", "subAppId", "openid", "subOpenid", "notifyUrl");
		assertThat(lines().get(1)).endsWith("?sub_mchid=1900000110");
	}

	@Test
	void orderIsThere() {
		ServiceOrderRequest request = ServiceOrderRequestTests.everything().introduction("羽毛球课").build();
		answers(FAILURE, SignedAnswers.signed(200, Samples.ORDER));
		verifyOrder(this.resolver.createOrder(this.orders, request));
		answers(FAILURE, SignedAnswers.signed(200, Samples.ORDER));
		verifyOrder(this.resolver.createOrder(this.orders,
				ServiceOrderRequestTests.everything()
					.introduction("羽毛球课")
					.timeRange(OrderTimeRange.from(OrderTime.ON_ACCEPT))
					.build()));
	}

	@Test
	void orderIsCreatedIfThereIsNone() {
		ServiceOrderRequest request = new ServiceOrderRequest("s", "p", 1, "a", "m", null, null, null, "https://a",
				"羽毛球课", null, null, null, "O2");
		answers(FAILURE, ABSENT, SignedAnswers.signed(200, Samples.ORDER));
		verifyOrder(this.resolver.createOrder(this.orders, request));
		verifyLines("POST /v3/payscore/sign-plan/partner/serviceorder",
				"GET " + ORDERS + "?service_id=s&out_order_no=O2&sub_mchid=m",
				"POST /v3/payscore/sign-plan/partner/serviceorder");
		assertThat(this.server.requests().get(2).body()).isEqualTo(this.server.requests().get(0).body());
	}

	@Test
	void otherOrderIsNoSuccess() {
		ServiceOrderRequest request = new ServiceOrderRequest("a", "p", 1, "b", "c", "d", "e", "f", "https://g", "h",
				OrderTimeRange.from(OrderTime.of("20091225091011")), new OrderLocation("i", null), "j", "O2");
		answers(FAILURE, SignedAnswers.signed(200, Samples.ORDER));
		verifyConflict(this.resolver.createOrder(this.orders, request), "outOrderNo", "serviceId", "appId",
				"subMerchantId", "subAppId", "openid", "subOpenid", "notifyUrl", "introduction", "attach", "location",
				"timeRange.startTime");
	}

	@Test
	void orderThatShowsLittleIsCompared() {
		ObjectNode order = order("CREATED", null, null);
		order.remove(List.of("time_range", "location", "attach", "notify_url", "openid", "sub_openid", "sub_appid"));
		answers(FAILURE, SignedAnswers.signed(200, order.toString()));
		StepVerifier
			.create(this.resolver.createOrder(this.orders,
					ServiceOrderRequestTests.everything().introduction("羽毛球课").build()))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "REVOKED", "EXPIRED" })
	void orderThatIsOverIsNoSuccess(String state) {
		ServiceOrderRequest request = ServiceOrderRequestTests.everything().introduction("羽毛球课").build();
		answers(FAILURE, signed(order(state, null, null)));
		verifyConflict(this.resolver.createOrder(this.orders, request), "state");
	}

	@Test
	void completionHappened() {
		answers(FAILURE, signed(order("DOING", "MCH_COMPLETE", 39900L)));
		verifyOrder(complete());
		ObjectNode collected = order("DONE", null, null);
		answers(FAILURE, signed(collected));
		StepVerifier.create(complete()).expectNextCount(1).expectComplete().verify(TIMEOUT);
		verifyLines(COMPLETE, QUERY_ORDER, COMPLETE, QUERY_ORDER);
	}

	@Test
	void completionWithOtherTotalIsNoSuccess() {
		answers(FAILURE, signed(order("DONE", null, 39901L)));
		verifyConflict(complete(), "totalAmount");
		answers(FAILURE, signed(order("DOING", "MCH_COMPLETE", 1L)));
		verifyConflict(complete(), "totalAmount");
		ObjectNode untold = order("DONE", null, null);
		untold.remove("collection");
		answers(FAILURE, signed(untold));
		verifyConflict(complete(), "totalAmount");
	}

	@Test
	void completionIsSentAgainOnlyWhileTheOrderWaitsForIt() {
		answers(FAILURE, signed(order("DOING", "USER_CONFIRM", null)), SignedAnswers.signed(204, ""));
		StepVerifier.create(complete()).expectComplete().verify(TIMEOUT);
		verifyLines(COMPLETE, QUERY_ORDER, COMPLETE);
		assertThat(this.server.requests().get(2).body()).isEqualTo(this.server.requests().get(0).body());
	}

	@Test
	void firstCompletionCanArriveBeforeTheSecond() {
		answers(FAILURE, signed(order("DOING", "USER_CONFIRM", null)), REFUSAL,
				signed(order("DOING", "MCH_COMPLETE", 39900L)));
		verifyOrder(complete());
		verifyLines(COMPLETE, QUERY_ORDER, COMPLETE, QUERY_ORDER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATED", "REVOKED", "EXPIRED", "DOING", "BRAND_NEW" })
	void orderThatCannotBeCompletedIsNoSuccess(String state) {
		answers(FAILURE, signed(order(state, null, 39900L)));
		verifyConflict(complete(), "state");
		answers(FAILURE, signed(order("REVOKED", "USER_CONFIRM", 39900L)));
		verifyConflict(complete(), "state");
		answers(FAILURE, signed(order("REVOKED", "MCH_COMPLETE", 39900L)));
		verifyConflict(complete(), "state");
	}

	@Test
	void missingOrderIsNotCompletedAgain() {
		answers(FAILURE, SignedAnswers.error(404, "ORDER_NOT_EXIST"));
		verifyUnknown(complete(), 404);
		verifyLines(COMPLETE, QUERY_ORDER);
	}

	@Test
	void completionAnsweredWithoutOrderNeedsNoQuery() {
		answers(SignedAnswers.signed(204, ""));
		StepVerifier.create(complete()).expectComplete().verify(TIMEOUT);
		verifyLines(COMPLETE);
	}

	@Test
	void completionOfAnotherServiceIsQueriedThere() {
		ServiceOrderCompletion completion = ServiceOrderCompletion.builder()
			.serviceId("s")
			.subMerchantId("m")
			.payment("a", 39900)
			.build();
		answers(FAILURE, signed(order("DONE", null, 39900L)));
		StepVerifier.create(this.resolver.completeOrder(this.orders, "O1", completion))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(lines().get(1)).isEqualTo("GET " + ORDERS + "?service_id=s&out_order_no=O1&sub_mchid=m");
	}

	@Test
	void paymentIsNeverSentAgain() {
		answers(FAILURE, FAILURE, signed(order("DOING", "MCH_COMPLETE", 39900L)));
		verifyOrder(this.resolver.payOrder(this.orders, "O1"));
		verifyLines(PAY, QUERY_ORDER, QUERY_ORDER);
		answers(FAILURE, signed(order("DONE", null, 39900L)));
		StepVerifier.create(this.resolver.payOrder(this.orders, "O1"))
			.assertNext((order) -> assertThat(order.state()).isEqualTo(OrderState.DONE))
			.expectComplete()
			.verify(TIMEOUT);
		answers(FAILURE, signed(order("DOING", "USER_CONFIRM", null)));
		verifyConflict(this.resolver.payOrder(this.orders, "O1"), "state");
		answers(FAILURE, SignedAnswers.error(404, "ORDER_NOT_EXIST"));
		verifyUnknown(this.resolver.payOrder(this.orders, "O1"), 404);
		assertThat(lines()).filteredOn(PAY::equals).hasSize(4);
	}

	@Test
	void queriesAreApart() {
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		TestPlans plans = new TestPlans();
		UnknownOutcomeResolver resolver = new UnknownOutcomeResolver(
				UnknownOutcomeResolver.DEFAULT_ATTEMPTS.jitter(0).scheduler(time));
		StepVerifier.create(resolver.createPlan(plans, PayscoreJsonTests.exampleRequest()))
			.then(() -> plans.verifyQueries(0))
			.then(() -> time.advanceTimeBy(Duration.ofMillis(999)))
			.then(() -> plans.verifyQueries(0))
			.then(() -> time.advanceTimeBy(Duration.ofMillis(1)))
			.then(() -> plans.verifyQueries(1))
			.then(() -> time.advanceTimeBy(Duration.ofSeconds(2 + 4 + 8)))
			.then(() -> plans.verifyQueries(4))
			.then(() -> time.advanceTimeBy(Duration.ofSeconds(15)))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(UnknownOutcomeException.class)
				.hasCauseInstanceOf(TimeoutException.class))
			.verify(TIMEOUT);
		plans.verifyQueries(5);
	}

	@Test
	void defaultsMakeCalls() {
		answers(PLAN);
		verifyPlan(new UnknownOutcomeResolver().createPlan(this.plans, PayscoreJsonTests.exampleRequest()));
	}

	@Test
	void knownOutcomes() {
		assertThat(Stream.of(new TimeoutException(), new UnknownOutcomeException(null), new IOException(),
				new SocketException("Connection reset"), Exceptions.propagate(new IOException()),
				Exceptions.retryExhausted("-", new TimeoutException())))
			.allMatch(UnknownOutcomeResolver::isUnknownOutcome);
		assertThat(Stream.of(new IllegalArgumentException(), new InvalidRequestException(List.of()),
				new ConflictingOutcomeException("-", List.of("a")), Exceptions.retryExhausted("-", null),
				Exceptions.retryExhausted("-", new IllegalStateException()),
				Exceptions.propagate(new CertificateException()), new UncheckedIOException(new IOException())))
			.noneMatch(UnknownOutcomeResolver::isUnknownOutcome);
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> new UnknownOutcomeResolver(null))
			.withMessage("'attempts' must not be null");
	}

	private Mono<PayscorePlan> createPlan() {
		return this.resolver.createPlan(this.plans, PayscoreJsonTests.exampleRequest());
	}

	private Mono<ServiceOrder> complete() {
		return this.resolver.completeOrder(this.orders, "O1", this.completion);
	}

	private static ObjectNode order(String state, @Nullable String description, @Nullable Long total) {
		ObjectNode order = (ObjectNode) MAPPER.readTree(Samples.ORDER);
		order.put("state", state).put("state_description", description).put("total_amount", total);
		return order;
	}

	private static Answer signed(ObjectNode body) {
		return SignedAnswers.signed(200, body.toString());
	}

	private void answers(Answer... answers) {
		for (Answer answer : answers) {
			this.server.next(answer);
		}
	}

	private List<String> lines() {
		return this.server.requests().stream().map(RecordingServer.Request::line).toList();
	}

	private void verifyLines(String... lines) {
		assertThat(lines()).containsExactly(lines);
	}

	private void verifyPlan(Mono<PayscorePlan> call) {
		StepVerifier.create(call).expectNext(this.plan).expectComplete().verify(TIMEOUT);
	}

	private void verifyOrder(Mono<ServiceOrder> call) {
		StepVerifier.create(call)
			.expectNext(MAPPER.readValue(Samples.ORDER, ServiceOrder.class))
			.expectComplete()
			.verify(TIMEOUT);
	}

	private void verifyApiError(Mono<?> call, int status) {
		StepVerifier.create(call)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(WechatPayApiException.class,
					(error) -> assertThat(error.getStatusCode().value()).isEqualTo(status)))
			.verify(TIMEOUT);
	}

	private void verifyUnknown(Mono<?> call, int status) {
		StepVerifier.create(call)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(UnknownOutcomeException.class)
				.hasMessage("It couldn't be found out whether the call was carried out")
				.cause()
				.isInstanceOfSatisfying(WechatPayApiException.class,
						(error) -> assertThat(error.getStatusCode().value()).isEqualTo(status)))
			.verify(TIMEOUT);
	}

	private void verifyConflict(Mono<?> call, String... fields) {
		StepVerifier.create(call)
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOfSatisfying(ConflictingOutcomeException.class, (conflict) -> {
						assertThat(conflict.getFields()).containsExactly(fields);
						assertThat(conflict)
							.hasMessageEndingWith("isn't what was requested: " + String.join(", ", fields));
					}))
			.verify(TIMEOUT);
	}

	/**
	 * Operations that time out.
	 */
	private static final class TestPlans implements PayscorePlanOperations {

		private final AtomicInteger queries = new AtomicInteger();

		void verifyQueries(int expected) {
			assertThat(this.queries).hasValue(expected);
		}

		@Override
		public Mono<PayscorePlan> createPlan(PayscorePlanRequest request) {
			return Mono.error(new TimeoutException());
		}

		@Override
		public Mono<PayscorePlan> queryPlan(String merchantPlanNo) {
			return Mono.error(() -> {
				this.queries.incrementAndGet();
				return new TimeoutException();
			});
		}

		@Override
		public Mono<PayscorePlan> stopPlan(String merchantPlanNo) {
			return Mono.error(new UnsupportedOperationException());
		}

		@Override
		public PayscorePlanOperations forMerchant(String name) {
			return this;
		}

		@Override
		public PayscorePlanOperations forSubMerchant(String subMerchantId) {
			return this;
		}

	}

}
