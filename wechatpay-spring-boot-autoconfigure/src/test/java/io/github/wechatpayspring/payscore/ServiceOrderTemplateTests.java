package io.github.wechatpayspring.payscore;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.payscore.InvalidRequestException.Violation;
import io.github.wechatpayspring.payscore.RecordingServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.codec.DecodingException;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ServiceOrderTemplate}.
 *
 * @author WeChat Pay Spring maintainers
 */
class ServiceOrderTemplateTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String PARTNER = "/v3/payscore/partner/serviceorder";

	private static final String DIRECT = "/v3/payscore/serviceorder";

	private static final OutsidePayment PAYMENT = OutsidePayment.of(OrderTime.of("20091225091210"), 1);

	private final JsonMapper mapper = PayscoreJsonTests.clientMapper();

	private final ServiceOrder order = this.mapper.readValue(Samples.ORDER, ServiceOrder.class);

	private final List<Object> merchantAttributes = new CopyOnWriteArrayList<>();

	private RecordingServer server;

	private WebClient webClient;

	private MerchantRepository merchants;

	private ServiceOrderOperations orders;

	@BeforeEach
	void startServer() throws IOException {
		this.server = new RecordingServer();
		this.server.answer(Samples.ORDER);
		this.webClient = TestWebClients.create(this.server, this.merchantAttributes);
		this.merchants = new InMemoryMerchantRepository(
				TestMerchants.merchant("default", new PayscoreDefaults("service-a", "app-a", "1900000109", "sub-app")),
				TestMerchants.merchant("shop", new PayscoreDefaults("service-b", "app-b", null, null)),
				TestMerchants.merchant("incomplete", PayscoreDefaults.NONE));
		this.orders = new ServiceOrderTemplate(this.webClient, this.merchants);
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@Test
	void createOrderForSubMerchant() {
		verifyOrder(this.orders.createOrder(ServiceOrderRequestTests.everything().build()));
		assertThat(lines()).containsExactly("POST /v3/payscore/sign-plan/partner/serviceorder");
		assertThat(this.mapper.readTree(body()))
			.isEqualTo(this.mapper.valueToTree(ServiceOrderRequestTests.everything().build()));
		assertThat(this.server.requests().get(0).headers().getFirst("Accept")).isEqualTo("application/json");
		assertThat(this.merchantAttributes).containsExactly("default");
	}

	@Test
	void createOrderForMerchantItself() {
		verifyOrder(this.orders.forMerchant("shop").createOrder(request()));
		assertThat(lines()).containsExactly("POST /v3/payscore/sign-plan/serviceorder");
		assertThat(this.mapper.readTree(body()).get("appid").stringValue()).isEqualTo("app-b");
		assertThat(body()).contains("service-b").doesNotContain("sub_");
		assertThat(this.merchantAttributes).containsExactly("shop");
	}

	@Test
	void createOrderMustBeAnsweredWithOrder() {
		this.server.answer("");
		StepVerifier.create(this.orders.createOrder(request())).expectError(DecodingException.class).verify(TIMEOUT);
	}

	@Test
	void queryOrder() {
		verifyOrder(this.orders.queryOrder("_-*"));
		verifyOrder(this.orders.forMerchant("shop").queryOrder("O1"));
		verifyOrder(this.orders.forService("s&").forSubMerchant("19+").queryOrder("O1"));
		verifyOrder(this.orders.forMerchant("shop").forService("s").forApp("a b").queryOrder("O1"));
		assertThat(lines()).containsExactly(
				"GET " + PARTNER + "?service_id=service-a&out_order_no=_-%2A&sub_mchid=1900000109",
				"GET " + DIRECT + "?service_id=service-b&out_order_no=O1&appid=app-b",
				"GET " + PARTNER + "?service_id=s%26&out_order_no=O1&sub_mchid=19%2B",
				"GET " + DIRECT + "?service_id=s&out_order_no=O1&appid=a%20b");
		assertThat(this.merchantAttributes).containsExactly("default", "shop", "default", "shop");
	}

	@Test
	void queryOrderByQueryId() {
		verifyOrder(this.orders.queryOrderByQueryId("15646546545165651651&a=b"));
		verifyOrder(this.orders.forMerchant("shop").queryOrderByQueryId("q"));
		assertThat(lines()).containsExactly(
				"GET " + PARTNER + "?service_id=service-a&query_id=15646546545165651651%26a%3Db&sub_mchid=1900000109",
				"GET " + DIRECT + "?service_id=service-b&query_id=q&appid=app-b");
	}

	@Test
	void completeOrder() {
		ServiceOrderCompletion completion = ServiceOrderCompletion.builder().payment("a", 2).build();
		verifyOrder(this.orders.completeOrder("O1", completion));
		verifyOrder(this.orders.forMerchant("shop").completeOrder("O1", completion));
		assertThat(lines()).containsExactly("POST " + PARTNER + "/O1/complete", "POST " + DIRECT + "/O1/complete");
		verifyBodies(",\"post_payments\":[{\"name\":\"a\",\"amount\":2}],\"total_amount\":2");
	}

	@Test
	void completeOrderSendsAllThatIsGiven() {
		ServiceOrderCompletion completion = ServiceOrderAmountTests.completion().build();
		verifyOrder(this.orders.completeOrder("O1", completion));
		assertThat(this.mapper.readTree(body()))
			.isEqualTo(this.mapper.readTree(this.mapper.writeValueAsString(completion)));
	}

	@Test
	void cancelOrder() {
		verifyOrder(this.orders.cancelOrder("O1", "用户投诉"));
		verifyOrder(this.orders.forMerchant("shop").cancelOrder("O1", "用户投诉"));
		assertThat(lines()).containsExactly("POST " + PARTNER + "/O1/cancel", "POST " + DIRECT + "/O1/cancel");
		verifyBodies(",\"reason\":\"用户投诉\"");
	}

	@Test
	void modifyOrder() {
		ServiceOrderModification modification = ServiceOrderAmountTests.modification().build();
		verifyOrder(this.orders.modifyOrder("O1", modification));
		verifyOrder(this.orders.forMerchant("incomplete")
			.modifyOrder("O1",
					ServiceOrderModification.builder().subMerchantId("1").payment("a", 1).reason("b").build()));
		verifyOrder(this.orders.forMerchant("incomplete")
			.modifyOrder("O1", ServiceOrderModification.builder().appId("app").payment("a", 1).reason("b").build()));
		assertThat(lines()).containsExactly("POST " + PARTNER + "/O1/modify", "POST " + PARTNER + "/O1/modify",
				"POST " + DIRECT + "/O1/modify");
		assertThat(this.mapper.readTree(body()))
			.isEqualTo(this.mapper.readTree(this.mapper.writeValueAsString(modification)));
		assertThat(this.server.requests().get(1).body()).startsWith("{\"sub_mchid\":\"1\"").doesNotContain("service");
		assertThat(this.server.requests().get(2).body()).startsWith("{\"appid\":\"app\"");
	}

	@Test
	void syncOrder() {
		verifyOrder(this.orders.syncOrder("O1", new OutsidePayment(1, OrderTime.of("20091225091210"), 1L)));
		verifyOrder(this.orders.forMerchant("shop").syncOrder("O1", new OutsidePayment(1, PAYMENT.paidTime(), 1L)));
		assertThat(lines()).containsExactly("POST " + PARTNER + "/O1/sync", "POST " + DIRECT + "/O1/sync");
		verifyBodies(
				",\"type\":\"Order_Paid\",\"detail\":{\"seq\":1,\"paid_time\":\"20091225091210\",\"paid_amount\":1}");
	}

	@Test
	void syncOrderLeavesOutWhatIsNotGiven() {
		verifyOrder(this.orders.syncOrder("O1", PAYMENT));
		verifyOrder(this.orders.syncOrder("O1", new OutsidePayment(null, PAYMENT.paidTime(), null)));
		assertThat(body()).endsWith("\"detail\":{\"paid_time\":\"20091225091210\",\"paid_amount\":1}}");
		assertThat(this.server.requests().get(1).body()).endsWith("\"detail\":{\"paid_time\":\"20091225091210\"}}");
	}

	@Test
	void payOrder() {
		verifyOrder(this.orders.payOrder("O1"));
		verifyOrder(this.orders.forMerchant("shop").payOrder("_-*"));
		assertThat(lines()).containsExactly("POST " + PARTNER + "/O1/pay", "POST " + DIRECT + "/_-%2A/pay");
		verifyBodies("");
		verifyOrder(this.orders.forMerchant("incomplete").forSubMerchant("1").payOrder("O1"));
		assertThat(this.server.requests().get(2).body()).isEqualTo("{\"sub_mchid\":\"1\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "{}", "{\"out_order_no\":\"O1\"}" })
	void changesCanBeAnsweredWithoutOrder(String answer) {
		this.server.answer(answer);
		ServiceOrderCompletion completion = ServiceOrderCompletion.builder().payment("a", 2).build();
		List.of(this.orders.completeOrder("O1", completion), this.orders.cancelOrder("O1", "a"),
				this.orders.modifyOrder("O1", ServiceOrderAmountTests.modification().build()),
				this.orders.syncOrder("O1", PAYMENT), this.orders.payOrder("O1"))
			.forEach((call) -> StepVerifier.create(call).expectComplete().verify(TIMEOUT));
		assertThat(this.server.requests()).hasSize(5);
	}

	@Test
	void changesCanBeAnsweredWithNoContent() {
		this.server.next(new Answer(204, "", Map.of()));
		StepVerifier.create(this.orders.payOrder("O1")).expectComplete().verify(TIMEOUT);
	}

	@Test
	void answerOfAnotherTypeIsNoOrder() {
		Answer page = new Answer(200, "<html>", Map.of("Content-Type", "text/html"));
		this.server.next(page);
		StepVerifier.create(this.orders.payOrder("O1")).expectComplete().verify(TIMEOUT);
		this.server.next(page);
		StepVerifier.create(this.orders.queryOrder("O1"))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(DecodingException.class)
				.hasMessage("Answer of WeChat Pay can't be read (Request-ID: 08F0-2)"))
			.verify(TIMEOUT);
	}

	@Test
	void errorIsNoMissingOrder() {
		this.server.next(new Answer(400, "", Map.of()));
		StepVerifier.create(this.orders.payOrder("O1"))
			.expectError(WebClientResponseException.BadRequest.class)
			.verify(TIMEOUT);
	}

	@Test
	void brokenArgumentsSendNothing() {
		ServiceOrderCompletion completion = ServiceOrderCompletion.builder().payment("a", 2).build();
		ServiceOrderOperations incomplete = this.orders.forMerchant("incomplete");
		verifyInvalid(this.orders.queryOrder("../x"), "outOrderNo");
		verifyInvalid(this.orders.queryOrderByQueryId(""), "queryId");
		verifyInvalid(this.orders.queryOrderByQueryId("\uD83D\uDE00"), "queryId");
		verifyInvalid(this.orders.completeOrder("a/b", completion), "outOrderNo");
		verifyInvalid(this.orders.cancelOrder("", ""), "outOrderNo", "reason");
		verifyInvalid(this.orders.cancelOrder("O1", "\uD83D\uDE00"), "reason");
		verifyInvalid(this.orders.syncOrder("O1", OutsidePayment.of(OrderTime.of(""), -1)), "payment.paidTime",
				"payment.paidAmount");
		verifyInvalid(this.orders.syncOrder("O1", OutsidePayment.of(OrderTime.of("\uD83D\uDE00"), 0)),
				"payment.paidTime");
		verifyInvalid(this.orders.payOrder("a b"), "outOrderNo");
		verifyInvalid(this.orders.forSubMerchant("").payOrder("O1"), "subMerchantId");
		verifyInvalid(this.orders.forService("").queryOrder("O1"), "serviceId");
		verifyInvalid(this.orders.forService("").payOrder("O1"), "serviceId");
		verifyInvalid(this.orders.forService("1".repeat(33)).queryOrder("O1"), "serviceId");
		verifyInvalid(incomplete.queryOrder("O1"), "serviceId", "appId");
		verifyInvalid(incomplete.completeOrder("O1", completion), "serviceId", "appId");
		verifyInvalid(incomplete.cancelOrder("O1", "a"), "serviceId", "appId");
		verifyInvalid(incomplete.syncOrder("O1", PAYMENT), "serviceId", "appId");
		verifyInvalid(incomplete.payOrder("O1"), "appId");
		verifyInvalid(incomplete.forApp("1".repeat(33)).payOrder("O1"), "appId");
	}

	@Test
	void requestMustNotContradictView() {
		ServiceOrderOperations view = this.orders.forSubMerchant("1").forService("2").forApp("3");
		verifyInvalid(view.createOrder(ServiceOrderRequestTests.everything().build()), "serviceId", "appId",
				"subMerchantId");
		verifyInvalid(view.completeOrder("O1", ServiceOrderAmountTests.completion().build()), "serviceId",
				"subMerchantId");
		verifyInvalid(view.modifyOrder("O1", ServiceOrderAmountTests.modification().build()), "serviceId",
				"subMerchantId");
		verifyInvalid(this.orders.forMerchant("shop")
			.forApp("3")
			.modifyOrder("O1", ServiceOrderModification.builder().appId("4").payment("a", 1).reason("b").build()),
				"appId");
	}

	@Test
	void unknownMerchantSendsNothing() {
		StepVerifier.create(this.orders.forMerchant("unknown").payOrder("O1"))
			.expectError(MerchantNotFoundException.class)
			.verify(TIMEOUT);
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefusedAtOnce() {
		assertNullIsRefused("webClient", () -> new ServiceOrderTemplate(null, this.merchants));
		assertNullIsRefused("merchants", () -> new ServiceOrderTemplate(this.webClient, null));
		assertNullIsRefused("request", () -> this.orders.createOrder(null));
		assertNullIsRefused("outOrderNo", () -> this.orders.queryOrder(null));
		assertNullIsRefused("queryId", () -> this.orders.queryOrderByQueryId(null));
		assertNullIsRefused("completion", () -> this.orders.completeOrder("1", null));
		assertNullIsRefused("reason", () -> this.orders.cancelOrder("1", null));
		assertNullIsRefused("modification", () -> this.orders.modifyOrder("1", null));
		assertNullIsRefused("payment", () -> this.orders.syncOrder("1", null));
		assertNullIsRefused("paidTime", () -> new OutsidePayment(null, null, null));
		assertNullIsRefused("outOrderNo", () -> this.orders.payOrder(null));
		assertNullIsRefused("name", () -> this.orders.forMerchant(null));
		assertNullIsRefused("subMerchantId", () -> this.orders.forSubMerchant(null));
		assertNullIsRefused("serviceId", () -> this.orders.forService(null));
		assertNullIsRefused("appId", () -> this.orders.forApp(null));
	}

	private void assertNullIsRefused(String name, Runnable call) {
		assertThatIllegalArgumentException().isThrownBy(call::run).withMessage("'" + name + "' must not be null");
	}

	private void verifyOrder(Mono<ServiceOrder> call) {
		StepVerifier.create(call).expectNext(this.order).expectComplete().verify(TIMEOUT);
	}

	private void verifyInvalid(Mono<?> call, String... paths) {
		StepVerifier.create(call)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(InvalidRequestException.class,
					(invalid) -> assertThat(invalid.getViolations()).extracting(Violation::path)
						.containsExactly(paths)))
			.verify(TIMEOUT);
		assertThat(this.server.requests()).isEmpty();
	}

	private void verifyBodies(String end) {
		assertThat(this.server.requests().stream().limit(2).map(RecordingServer.Request::body)).containsExactly(
				"{\"service_id\":\"service-a\",\"sub_mchid\":\"1900000109\"" + end + "}",
				"{\"service_id\":\"service-b\",\"appid\":\"app-b\"" + end + "}");
	}

	private List<String> lines() {
		return this.server.requests().stream().map(RecordingServer.Request::line).toList();
	}

	private String body() {
		return this.server.requests().get(0).body();
	}

	private static ServiceOrderRequest request() {
		return ServiceOrderRequest.withOutOrderNo("O1")
			.signPlan("01000033210000324638000000376258", 2)
			.openid(Samples.OPENID)
			.notifyUrl("https://api.test.com")
			.introduction("羽毛球课")
			.timeRange(OrderTimeRange.from(OrderTime.ON_ACCEPT))
			.build();
	}

}
