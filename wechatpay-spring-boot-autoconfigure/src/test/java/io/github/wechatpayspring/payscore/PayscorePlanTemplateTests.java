package io.github.wechatpayspring.payscore;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.payscore.InvalidRequestException.Violation;
import io.github.wechatpayspring.payscore.PayscorePlanRequest.Builder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.codec.DecodingException;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PayscorePlanTemplate}.
 *
 * @author WeChat Pay Spring maintainers
 */
class PayscorePlanTemplateTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String PARTNER = "/v3/payscore/plan/partner/payscore-plans";

	private static final String DIRECT = "/v3/payscore/plan/payscore-plans";

	private static final String NUMBER = "1234323JKHDFE1243252";

	private final JsonMapper mapper = PayscoreJsonTests.clientMapper();

	private final List<Object> merchantAttributes = new CopyOnWriteArrayList<>();

	private RecordingServer server;

	private WebClient webClient;

	private PayscorePlanOperations plans;

	@BeforeEach
	void startServer() throws IOException {
		this.server = new RecordingServer();
		this.webClient = WebClient.builder().baseUrl(this.server.url()).codecs((codecs) -> {
			codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(this.mapper));
			codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(this.mapper));
		}).filter(this::recordMerchant).build();
		PayscoreDefaults provider = new PayscoreDefaults("2002000000000558128851361561536", "wxd678efh567hg6787",
				"1900000109", "wxd678efh567hg6999");
		this.plans = new PayscorePlanTemplate(this.webClient,
				new InMemoryMerchantRepository(TestMerchants.merchant("default", provider),
						TestMerchants.merchant("shop", new PayscoreDefaults("service-b", "app-b", null, null)),
						TestMerchants.merchant("incomplete", PayscoreDefaults.NONE)));
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	private Mono<ClientResponse> recordMerchant(ClientRequest request, ExchangeFunction next) {
		request.attribute("io.github.wechatpayspring.client.WechatPayExchangeFilterFunction.MERCHANT")
			.ifPresent((merchant) -> this.merchantAttributes.add(((Merchant) merchant).name()));
		return next.exchange(request);
	}

	@Test
	void createPlanForSubMerchant() {
		verifyPlan(this.plans.createPlan(request().build()));
		assertThat(lines()).containsExactly("POST " + PARTNER);
		assertThat(this.mapper.readTree(body())).isEqualTo(this.mapper.readTree(Vectors.createPlanRequest()));
		assertThat(header("Content-Type")).isEqualTo("application/json");
		assertThat(header("Accept")).isEqualTo("application/json");
		assertThat(this.merchantAttributes).containsExactly("default");
	}

	@Test
	void createPlanForMerchantItself() {
		verifyPlan(this.plans.forMerchant("shop").createPlan(request().build()));
		assertThat(lines()).containsExactly("POST " + DIRECT);
		assertThat(this.mapper.readTree(body())).isEqualTo(this.mapper
			.readTree(this.mapper.writeValueAsString(request().serviceId("service-b").appId("app-b").build())));
		assertThat(body()).doesNotContain("sub_");
		assertThat(this.merchantAttributes).containsExactly("shop");
	}

	@Test
	void createPlanForSubMerchantInRequest() {
		verifyPlan(this.plans.forMerchant("shop").createPlan(request().subMerchantId("1900000110").build()));
		assertThat(lines()).containsExactly("POST " + PARTNER);
		assertThat(this.mapper.readTree(body()).get("sub_mchid").stringValue()).isEqualTo("1900000110");
	}

	@Test
	void createPlanForSubMerchantOfView() {
		verifyPlan(this.plans.forSubMerchant("1900000110").createPlan(request().build()));
		assertThat(lines()).containsExactly("POST " + PARTNER);
		assertThat(this.mapper.readTree(body()).get("sub_mchid").stringValue()).isEqualTo("1900000110");
		assertThat(body()).doesNotContain("sub_appid");
	}

	@Test
	void createPlanOfIncompleteRequestSendsNothing() {
		verifyInvalid(this.plans.forMerchant("incomplete").createPlan(request().build()), "serviceId", "appId");
	}

	@Test
	void createPlanThatIsNotCheckedIsSent() {
		verifyPlan(this.plans.createPlan(request().totalActualPrice(1).buildUnchecked()));
		assertThat(this.mapper.readTree(body()).get("total_actual_price").intValue()).isEqualTo(1);
	}

	@Test
	void queryPlanOfSubMerchant() {
		verifyPlan(this.plans.queryPlan(NUMBER));
		assertThat(lines()).containsExactly("GET " + PARTNER + "/merchant-plan-no/" + NUMBER + "?sub_mchid=1900000109");
		assertThat(body()).isEmpty();
		assertThat(header("Accept")).isEqualTo("application/json");
		assertThat(this.merchantAttributes).containsExactly("default");
	}

	@Test
	void queryPlanOfSubMerchantOfView() {
		verifyPlan(this.plans.forSubMerchant("19&a=b+c").queryPlan("_-*"));
		assertThat(lines()).containsExactly("GET " + PARTNER + "/merchant-plan-no/_-%2A?sub_mchid=19%26a%3Db%2Bc");
	}

	@Test
	void queryPlanOfMerchantItself() {
		verifyPlan(this.plans.forMerchant("shop").queryPlan(NUMBER));
		assertThat(lines()).containsExactly("GET " + DIRECT + "/merchant-plan-no/" + NUMBER);
		assertThat(this.merchantAttributes).containsExactly("shop");
	}

	@Test
	void queryPlanWithBrokenArgumentsSendsNothing() {
		verifyInvalid(this.plans.queryPlan("../x"), "merchantPlanNo");
		verifyInvalid(this.plans.queryPlan(""), "merchantPlanNo");
		verifyInvalid(this.plans.queryPlan("1".repeat(33)), "merchantPlanNo");
		verifyInvalid(this.plans.forSubMerchant("").queryPlan("/"), "subMerchantId", "merchantPlanNo");
	}

	@Test
	void stopPlanOfSubMerchant() {
		verifyPlan(this.plans.stopPlan(NUMBER));
		assertThat(lines()).containsExactly("POST " + PARTNER + "/merchant-plan-no/" + NUMBER + "/stop");
		assertThat(body()).isEqualTo("{\"sub_mchid\":\"1900000109\"}");
		assertThat(header("Content-Type")).isEqualTo("application/json");
		assertThat(header("Accept")).isEqualTo("application/json");
		assertThat(this.merchantAttributes).containsExactly("default");
	}

	@Test
	void stopPlanOfMerchantItself() {
		verifyPlan(this.plans.forMerchant("shop").stopPlan(NUMBER));
		assertThat(lines()).containsExactly("POST " + DIRECT + "/merchant-plan-no/" + NUMBER + "/stop");
		assertThat(body()).isEqualTo("{}");
		assertThat(header("Content-Type")).isEqualTo("application/json");
		assertThat(this.merchantAttributes).containsExactly("shop");
	}

	@Test
	void stopPlanWithBrokenArgumentsSendsNothing() {
		verifyInvalid(this.plans.stopPlan("a b"), "merchantPlanNo");
		verifyInvalid(this.plans.forSubMerchant("1".repeat(33)).stopPlan(NUMBER), "subMerchantId");
	}

	@Test
	void unknownMerchantSendsNothing() {
		PayscorePlanOperations unknown = this.plans.forMerchant("unknown");
		List.of(unknown.createPlan(request().build()), unknown.queryPlan(NUMBER), unknown.stopPlan(NUMBER))
			.forEach((call) -> StepVerifier.create(call)
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(MerchantNotFoundException.class,
						(notFound) -> assertThat(notFound.getName()).isEqualTo("unknown")))
				.verify(TIMEOUT));
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void noDefaultMerchantSendsNothing() {
		Merchant first = TestMerchants.merchant("a", PayscoreDefaults.NONE);
		Merchant second = TestMerchants.merchant("b", PayscoreDefaults.NONE);
		PayscorePlanOperations plans = new PayscorePlanTemplate(this.webClient,
				new InMemoryMerchantRepository(first, second));
		StepVerifier.create(plans.queryPlan(NUMBER))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(MerchantNotFoundException.class,
					(notFound) -> assertThat(notFound.getName()).isNull()))
			.verify(TIMEOUT);
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void viewsDoNotChangeWhatTheyWereMadeFrom() {
		PayscorePlanOperations shop = this.plans.forMerchant("shop");
		PayscorePlanOperations subMerchant = this.plans.forSubMerchant("1900000110");
		verifyPlan(shop.forSubMerchant("1900000111").queryPlan("1"));
		verifyPlan(subMerchant.forMerchant("shop").queryPlan("2"));
		verifyPlan(subMerchant.forSubMerchant("1900000112").queryPlan("3"));
		verifyPlan(shop.queryPlan("4"));
		verifyPlan(subMerchant.queryPlan("5"));
		verifyPlan(this.plans.queryPlan("6"));
		assertThat(lines()).containsExactly("GET " + PARTNER + "/merchant-plan-no/1?sub_mchid=1900000111",
				"GET " + PARTNER + "/merchant-plan-no/2?sub_mchid=1900000110",
				"GET " + PARTNER + "/merchant-plan-no/3?sub_mchid=1900000112", "GET " + DIRECT + "/merchant-plan-no/4",
				"GET " + PARTNER + "/merchant-plan-no/5?sub_mchid=1900000110",
				"GET " + PARTNER + "/merchant-plan-no/6?sub_mchid=1900000109");
		assertThat(this.merchantAttributes).containsExactly("shop", "shop", "default", "shop", "default", "default");
	}

	@Test
	void eachSubscriptionIsOneCall() {
		List<Mono<PayscorePlan>> calls = List.of(this.plans.createPlan(request().build()), this.plans.queryPlan(NUMBER),
				this.plans.stopPlan(NUMBER));
		assertThat(this.server.requests()).isEmpty();
		calls.forEach((call) -> {
			this.server.requests().clear();
			verifyPlan(call);
			assertThat(this.server.requests()).hasSize(1);
			verifyPlan(call);
			assertThat(this.server.requests()).hasSize(2);
		});
	}

	@Test
	void merchantIsLookedUpOnceForEachSubscription() {
		List<String> lookups = new CopyOnWriteArrayList<>();
		PayscorePlanOperations plans = new PayscorePlanTemplate(this.webClient, new MerchantRepository() {

			@Override
			public Mono<Merchant> findByName(String name) {
				lookups.add(name);
				return Mono.just(TestMerchants.merchant(name, PayscoreDefaults.NONE));
			}

			@Override
			public Mono<Merchant> findDefault() {
				lookups.add("-");
				return Mono.just(TestMerchants.merchant("main", PayscoreDefaults.NONE));
			}

		});
		Mono<PayscorePlan> query = plans.queryPlan(NUMBER);
		Mono<PayscorePlan> named = plans.forMerchant("a").queryPlan(NUMBER);
		assertThat(lookups).isEmpty();
		verifyPlan(query);
		verifyPlan(query);
		verifyPlan(named);
		assertThat(lookups).containsExactly("-", "-", "a");
		assertThat(this.merchantAttributes).containsExactly("main", "main", "a");
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefusedAtOnce() {
		MerchantRepository merchants = new InMemoryMerchantRepository();
		assertNullIsRefused("webClient", () -> new PayscorePlanTemplate(null, merchants));
		assertNullIsRefused("merchants", () -> new PayscorePlanTemplate(this.webClient, null));
		assertNullIsRefused("request", () -> this.plans.createPlan(null));
		assertNullIsRefused("merchantPlanNo", () -> this.plans.queryPlan(null));
		assertNullIsRefused("merchantPlanNo", () -> this.plans.stopPlan(null));
		assertNullIsRefused("name", () -> this.plans.forMerchant(null));
		assertNullIsRefused("subMerchantId", () -> this.plans.forSubMerchant(null));
	}

	@Test
	void answerWithoutPlanIsAnError() {
		verifyUnreadable("", "Answer of WeChat Pay has no body (Request-ID: 08F0-1)");
		verifyUnreadable("null", "Answer of WeChat Pay has no body (Request-ID: 08F0-2)");
		verifyUnreadable("{\"plan_id\":\"1\"}", "Answer of WeChat Pay can't be read (Request-ID: 08F0-3)");
	}

	private void verifyUnreadable(String answer, String message) {
		this.server.answer(answer);
		StepVerifier.create(this.plans.queryPlan(NUMBER))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(DecodingException.class).hasMessage(message))
			.verify(TIMEOUT);
	}

	@Test
	void errorIsNoPlan() {
		this.server.next(new RecordingServer.Answer(404, Vectors.planAnswer(), Map.of()));
		StepVerifier.create(this.plans.queryPlan(NUMBER))
			.expectError(WebClientResponseException.NotFound.class)
			.verify(TIMEOUT);
	}

	@Test
	void createPlanForAnotherSubMerchantThanTheViewSendsNothing() {
		verifyInvalid(this.plans.forSubMerchant("1900000110").createPlan(request().subMerchantId("1900000111").build()),
				"subMerchantId");
	}

	private void assertNullIsRefused(String name, Runnable call) {
		assertThatIllegalArgumentException().isThrownBy(call::run).withMessage("'" + name + "' must not be null");
	}

	private void verifyPlan(Mono<PayscorePlan> call) {
		StepVerifier.create(call)
			.expectNext(this.mapper.readValue(Vectors.planAnswer(), PayscorePlan.class))
			.expectComplete()
			.verify(TIMEOUT);
	}

	private void verifyInvalid(Mono<PayscorePlan> call, String... paths) {
		StepVerifier.create(call)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(InvalidRequestException.class,
					(invalid) -> assertThat(invalid.getViolations()).extracting(Violation::path)
						.containsExactly(paths)))
			.verify(TIMEOUT);
		assertThat(this.server.requests()).isEmpty();
	}

	private List<String> lines() {
		return this.server.requests().stream().map(RecordingServer.Request::line).toList();
	}

	private String body() {
		return this.server.requests().get(0).body();
	}

	private String header(String name) {
		return this.server.requests().get(0).headers().getFirst(name);
	}

	private static Builder request() {
		return PayscorePlanRequest.withMerchantPlanNo(NUMBER)
			.name("瑜伽课20节")
			.durationDays(300)
			.detail("第一节课", 15000, 14000, "享受九五折")
			.detail("第二节课", 15000, 13000, "享受九折");
	}

}
