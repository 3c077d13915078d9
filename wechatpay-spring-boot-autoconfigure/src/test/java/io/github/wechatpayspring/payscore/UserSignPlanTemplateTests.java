package io.github.wechatpayspring.payscore;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.payscore.InvalidRequestException.Violation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.codec.DecodingException;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UserSignPlanTemplate}.
 *
 * @author WeChat Pay Spring maintainers
 */
class UserSignPlanTemplateTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final String PARTNER = "/v3/payscore/sign-plan/partner/user-sign-plans";

	private static final String DIRECT = "/v3/payscore/sign-plan/user-sign-plans";

	private static final Instant NOW = Instant.parse("2024-08-05T09:33:41Z");

	private final JsonMapper mapper = PayscoreJsonTests.clientMapper();

	private final UserSignPlan signPlan = this.mapper.readValue(Samples.SIGN_PLAN, UserSignPlan.class);

	private final List<Object> merchantAttributes = new CopyOnWriteArrayList<>();

	private RecordingServer server;

	private WebClient webClient;

	private MerchantRepository merchants;

	private UserSignPlanOperations signPlans;

	@BeforeEach
	void startServer() throws IOException {
		this.server = new RecordingServer();
		this.server.answer(Samples.SIGN_PLAN);
		this.webClient = TestWebClients.create(this.server, this.merchantAttributes);
		this.merchants = new InMemoryMerchantRepository(
				TestMerchants.merchant("default",
						new PayscoreDefaults("2002000000000558128851361561536", "wxd678efh567hg6787", "1900000109",
								"wxd678efh567hg6999")),
				TestMerchants.merchant("shop", new PayscoreDefaults("service-b", "app-b", null, null)));
		this.signPlans = new UserSignPlanTemplate(this.webClient, this.merchants, Clock.fixed(NOW, ZoneOffset.UTC));
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@Test
	void createSignPlanForSubMerchant() {
		this.server.answer(Samples.CREATED_SIGN_PLAN);
		StepVerifier.create(this.signPlans.createSignPlan(request().build()))
			.expectNext(new UserSignPlanInvitation(this.signPlan, "Easdfowealsdkjfnlaksjdlfkwqoi&wl3l2sald",
					NOW.plus(Duration.ofHours(2))))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(lines()).containsExactly("POST " + PARTNER);
		assertThat(this.mapper.readTree(body()))
			.isEqualTo(this.mapper.valueToTree(UserSignPlanRequestTests.everything().build()));
		assertThat(this.merchantAttributes).containsExactly("default");
	}

	@Test
	void createSignPlanForMerchantItself() {
		this.server.answer(Samples.CREATED_SIGN_PLAN);
		Instant before = Instant.now();
		UserSignPlanOperations signPlans = new UserSignPlanTemplate(this.webClient, this.merchants).forMerchant("shop");
		StepVerifier.create(signPlans.createSignPlan(request().build()))
			.assertNext((invitation) -> assertThat(invitation.expiresAt()).isBetween(
					before.plus(UserSignPlanInvitation.VALIDITY), Instant.now().plus(UserSignPlanInvitation.VALIDITY)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(lines()).containsExactly("POST " + DIRECT);
		assertThat(body()).doesNotContain("sub_").contains("service-b", "app-b");
		assertThat(this.merchantAttributes).containsExactly("shop");
	}

	@Test
	void createSignPlanForAnotherSubMerchantThanTheViewSendsNothing() {
		verifyInvalid(this.signPlans.forSubMerchant("1900000110")
			.createSignPlan(request().subMerchantId("1900000111").build()), "subMerchantId");
	}

	@Test
	void createSignPlanWithoutPackageIsAnError() {
		StepVerifier.create(this.signPlans.createSignPlan(request().build()))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(DecodingException.class)
				.hasMessage("Answer of WeChat Pay can't be read (Request-ID: 08F0-1)"))
			.verify(TIMEOUT);
	}

	@Test
	void querySignPlan() {
		verifySignPlan(this.signPlans.querySignPlan("S1"));
		verifySignPlan(this.signPlans.forSubMerchant("19&a=b+c").querySignPlan("_-*"));
		verifySignPlan(this.signPlans.forMerchant("shop").querySignPlan("S1"));
		assertThat(lines()).containsExactly("GET " + PARTNER + "/merchant-sign-plan-no/S1?sub_mchid=1900000109",
				"GET " + PARTNER + "/merchant-sign-plan-no/_-%2A?sub_mchid=19%26a%3Db%2Bc",
				"GET " + DIRECT + "/merchant-sign-plan-no/S1");
		assertThat(this.merchantAttributes).containsExactly("default", "default", "shop");
	}

	@Test
	void stopSignPlan() {
		verifySignPlan(this.signPlans.stopSignPlan("S1", "用户协商后停止"));
		verifySignPlan(this.signPlans.forMerchant("shop").stopSignPlan("S1", "b"));
		assertThat(lines()).containsExactly("POST " + PARTNER + "/merchant-sign-plan-no/S1/stop",
				"POST " + DIRECT + "/merchant-sign-plan-no/S1/stop");
		assertThat(this.mapper.readTree(body()))
			.isEqualTo(this.mapper.readTree("{\"sub_mchid\": \"1900000109\", \"stop_reason\": \"用户协商后停止\"}"));
		assertThat(this.server.requests().get(1).body()).isEqualTo("{\"stop_reason\":\"b\"}");
	}

	@Test
	void brokenArgumentsSendNothing() {
		verifyInvalid(this.signPlans.querySignPlan("../x"), "merchantSignPlanNo");
		verifyInvalid(this.signPlans.forSubMerchant("").querySignPlan("/"), "subMerchantId", "merchantSignPlanNo");
		verifyInvalid(this.signPlans.stopSignPlan("", ""), "merchantSignPlanNo", "reason");
		verifyInvalid(this.signPlans.stopSignPlan("S1", "\uD83D\uDE00"), "reason");
		verifyInvalid(this.signPlans.forSubMerchant("1".repeat(33)).stopSignPlan("S1", "a"), "subMerchantId");
	}

	@Test
	void unknownMerchantSendsNothing() {
		StepVerifier.create(this.signPlans.forMerchant("unknown").querySignPlan("S1"))
			.expectError(MerchantNotFoundException.class)
			.verify(TIMEOUT);
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefusedAtOnce() {
		assertNullIsRefused("webClient", () -> new UserSignPlanTemplate(null, this.merchants));
		assertNullIsRefused("merchants", () -> new UserSignPlanTemplate(this.webClient, null));
		assertNullIsRefused("clock", () -> new UserSignPlanTemplate(this.webClient, this.merchants, null));
		assertNullIsRefused("request", () -> this.signPlans.createSignPlan(null));
		assertNullIsRefused("merchantSignPlanNo", () -> this.signPlans.querySignPlan(null));
		assertNullIsRefused("merchantSignPlanNo", () -> this.signPlans.stopSignPlan(null, "a"));
		assertNullIsRefused("reason", () -> this.signPlans.stopSignPlan("a", null));
		assertNullIsRefused("name", () -> this.signPlans.forMerchant(null));
		assertNullIsRefused("subMerchantId", () -> this.signPlans.forSubMerchant(null));
	}

	private void assertNullIsRefused(String name, Runnable call) {
		assertThatIllegalArgumentException().isThrownBy(call::run).withMessage("'" + name + "' must not be null");
	}

	private void verifySignPlan(Mono<UserSignPlan> call) {
		StepVerifier.create(call).expectNext(this.signPlan).expectComplete().verify(TIMEOUT);
	}

	private void verifyInvalid(Mono<?> call, String... paths) {
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

	private static UserSignPlanRequest.Builder request() {
		return UserSignPlanRequest.withMerchantSignPlanNo("S1")
			.planId("01000033210000324638000000376258")
			.openid(Samples.OPENID)
			.notifyUrl("https://api.test.com")
			.detail(1, "D1")
			.detail(2, "D2");
	}

}
