package io.github.wechatpayspring.payscore;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.payscore.InvalidRequestException.Violation;
import io.github.wechatpayspring.payscore.UserSignPlanRequest.Builder;
import io.github.wechatpayspring.payscore.UserSignPlanRequest.Detail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link UserSignPlanRequest} and its builder.
 *
 * @author WeChat Pay Spring maintainers
 */
class UserSignPlanRequestTests {

	private static final String EMPTY = "must not be empty: correct it or leave it out";

	private static final String NO_URL = "must be an https address with a host: correct it";

	private static final PayscorePlan PLAN = PayscoreJsonTests.clientMapper()
		.readValue(Vectors.planAnswer(), PayscorePlan.class);

	static Builder everything() {
		return UserSignPlanRequest.withMerchantSignPlanNo("S1")
			.serviceId("2002000000000558128851361561536")
			.planId("01000033210000324638000000376258")
			.appId("wxd678efh567hg6787")
			.subMerchantId("1900000109")
			.subAppId("wxd678efh567hg6999")
			.openid(Samples.OPENID)
			.notifyUrl("https://api.test.com")
			.detail(1, "D1")
			.detail(2, "D2");
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void everyFieldIsWritten(JsonMapper mapper) {
		ObjectNode json = (ObjectNode) mapper.readTree("""
				{"service_id": "2002000000000558128851361561536", "plan_id": "01000033210000324638000000376258",
				 "appid": "wxd678efh567hg6787", "sub_mchid": "1900000109", "sub_appid": "wxd678efh567hg6999",
				 "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "merchant_sign_plan_no": "S1",
				 "notify_url": "https://api.test.com",
				 "sign_plan_detail": [{"plan_detail_no": 1, "merchant_plan_detail_no": "D1"},
				  {"plan_detail_no": 2, "merchant_plan_detail_no": "D2"}]}
				""");
		UserSignPlanRequest request = everything().build();
		assertThat(mapper.readTree(mapper.writeValueAsString(request))).isEqualTo(json);
		assertThat(mapper.treeToValue(json, UserSignPlanRequest.class)).isEqualTo(request);
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void nothingNullIsWritten(JsonMapper mapper) {
		assertThat(mapper.readTree(mapper
			.writeValueAsString(UserSignPlanRequest.withMerchantSignPlanNo("1").subOpenid("o").buildUnchecked())))
			.isEqualTo(mapper.readTree("{\"merchant_sign_plan_no\": \"1\", \"sub_openid\": \"o\"}"));
	}

	@Test
	void planBringsItsIdsAndDetails() {
		UserSignPlanRequest request = UserSignPlanRequest.withMerchantSignPlanNo("S1")
			.plan(PLAN, "S1-")
			.openid("o")
			.notifyUrl("https://a")
			.build();
		assertThat(request)
			.isEqualTo(new UserSignPlanRequest(PLAN.serviceId(), PLAN.planId(), null, PLAN.subMerchantId(), null, "o",
					null, "S1", "https://a", List.of(new Detail(1, "S1-1"), new Detail(2, "S1-2"))));
		assertThat(UserSignPlanRequest.withMerchantSignPlanNo("S1")
			.plan(PLAN, (number) -> "x".repeat(number))
			.buildUnchecked()
			.details()).containsExactly(new Detail(1, "x"), new Detail(2, "xx"));
	}

	@ParameterizedTest
	@MethodSource
	void ruleThatIsKept(UnaryOperator<Builder> change) {
		assertThatNoException().isThrownBy(() -> change.apply(everything()).build());
	}

	static Stream<UnaryOperator<Builder>> ruleThatIsKept() {
		return Stream.of(UnaryOperator.identity(), (builder) -> builder.serviceId("1".repeat(32)),
				(builder) -> builder.planId("1".repeat(32)), (builder) -> builder.openid("o".repeat(128)),
				(builder) -> builder.notifyUrl("https://a/" + "b".repeat(1014)),
				(builder) -> builder.notifyUrl("HTTPS://localhost:8443/a"),
				(builder) -> builder.notifyUrl("http://host.docker.internal:8080/a"),
				(builder) -> builder.detail(3, "D3"), (builder) -> builder.detail(4, "x".repeat(32)).detail(3, "D3"));
	}

	@ParameterizedTest
	@MethodSource
	void ruleThatIsBroken(Builder builder, String path, String message) {
		assertThat(violations(builder)).containsExactly(new Violation(path, message));
	}

	static Stream<Arguments> ruleThatIsBroken() {
		String tooLong = "must have at most 32 characters: it has 33, shorten it";
		String id = "1".repeat(33);
		return Stream.of(Arguments.of(everything().serviceId(id), "serviceId", tooLong),
				Arguments.of(everything().appId(id), "appId", tooLong),
				Arguments.of(everything().subMerchantId(id), "subMerchantId", tooLong),
				Arguments.of(everything().subAppId(""), "subAppId", EMPTY),
				Arguments.of(everything().planId(id), "planId", tooLong),
				Arguments.of(everything().planId(""), "planId", "is required: name the plan that the user signs"),
				Arguments.of(everything().openid(""), "openid", EMPTY),
				Arguments.of(everything().openid("o".repeat(129)), "openid",
						"must have at most 128 characters: it has 129, shorten it"),
				Arguments.of(everything().subOpenid("o"), "subOpenid",
						"must not be there together with openid: leave one of them out"),
				Arguments.of(everything().notifyUrl(""), "notifyUrl",
						"is required: name the https address that WeChat Pay notifies"),
				Arguments.of(everything().notifyUrl("http://a"), "notifyUrl", NO_URL),
				Arguments.of(everything().notifyUrl("https:/a"), "notifyUrl", NO_URL),
				Arguments.of(everything().notifyUrl("https://a b"), "notifyUrl", NO_URL),
				Arguments.of(everything().notifyUrl("a"), "notifyUrl", NO_URL),
				Arguments.of(everything().notifyUrl("https://a?"), "notifyUrl",
						"must not have a query string: remove what begins with '?'"),
				Arguments.of(everything().notifyUrl("https://a/" + "b".repeat(1015)), "notifyUrl",
						"must have at most 1024 characters: it has 1025, shorten it"),
				Arguments.of(everything().detail(0, "D3"), "details[2].planDetailNo",
						"must be 1 to 3, the details of the plan without a gap: it is 0, correct it"),
				Arguments.of(everything().detail(4, "D3"), "details[2].planDetailNo",
						"must be 1 to 3, the details of the plan without a gap: it is 4, correct it"),
				Arguments.of(everything().detail(2, "D3"), "details[2].planDetailNo",
						"must not be named twice: 2 is, correct it"),
				Arguments.of(everything().detail(3, "D2"), "details[2].merchantPlanDetailNo",
						"must not be the number of another detail: give each detail its own"),
				Arguments.of(everything().detail(3, ""), "details[2].merchantPlanDetailNo",
						"must be 1 to 32 characters of 0-9, A-Z, a-z, '_', '-' and '*': it has 0"));
	}

	@Test
	void numberOfDetailsIsKnownFromThePlan() {
		Builder builder = UserSignPlanRequest.withMerchantSignPlanNo("S1")
			.plan(PLAN, "D")
			.openid("o")
			.notifyUrl("https://a")
			.detail(3, "D3");
		assertThat(violations(builder)).containsExactly(new Violation("details[2].planDetailNo",
				"must be 1 to 2, the details of the plan without a gap: it is 3, correct it"));
	}

	@Test
	void allBrokenRulesAreNamed() {
		assertThat(violations(UserSignPlanRequest.withMerchantSignPlanNo("#"))).extracting(Violation::path)
			.containsExactly("planId", "merchantSignPlanNo", "openid", "details");
		assertThat(violations(UserSignPlanRequest.withMerchantSignPlanNo("1")
			.planId("1")
			.subOpenid("")
			.notifyUrl("https://a")
			.detail(1, "1"))).containsExactly(new Violation("subOpenid", EMPTY));
	}

	@Test
	void userOfSubMerchantNeedsItsApplication() {
		UserSignPlanRequest request = UserSignPlanRequest.withMerchantSignPlanNo("S1")
			.planId("1")
			.subOpenid("o")
			.notifyUrl("https://a")
			.detail(1, "1")
			.build();
		assertThat(withDefaults(request, "sub-1", "sub-app-1").subAppId()).isEqualTo("sub-app-1");
		assertThat(catchThrowableOfType(InvalidRequestException.class, () -> withDefaults(request, "sub-1", null))
			.getViolations())
			.containsExactly(new Violation("subAppId",
					"is required with subOpenid: set it in the request or for the sub-merchant, or use openid"));
		assertThat(withDefaults(everything().build(), "sub-1", null).openid()).isEqualTo(Samples.OPENID);
	}

	@Test
	void notifyUrlCanComeFromTheConfiguration() {
		UserSignPlanRequest request = withoutNotifyUrl();
		assertThat(withNotifyUrl(request, "https://b").notifyUrl()).isEqualTo("https://b");
		assertThat(withNotifyUrl(everything().build(), "https://b").notifyUrl()).isEqualTo("https://api.test.com");
		assertThat(withNotifyUrl(everything().build(), null).notifyUrl()).isEqualTo("https://api.test.com");
		assertThat(withNotifyUrl(request, "https://a/" + "b".repeat(1014)).notifyUrl()).hasSize(1024);
	}

	static List<Arguments> configuredNotifyUrls() {
		String remedy = "set it in the request or as wechatpay.merchant.shop.payscore.notify-url";
		return List.of(Arguments.of(null, "is required: " + remedy), Arguments.of("", "is required: " + remedy),
				Arguments.of("http://b", NO_URL),
				Arguments.of("https://b?c", "must not have a query string: remove what begins with '?'"), Arguments
					.of("https://a/" + "b".repeat(1015), "must have at most 1024 characters: it has 1025, shorten it"));
	}

	@ParameterizedTest
	@MethodSource("configuredNotifyUrls")
	void notifyUrlOfTheConfigurationIsChecked(@Nullable String notifyUrl, String rule) {
		UserSignPlanRequest request = withoutNotifyUrl();
		assertThat(catchThrowableOfType(InvalidRequestException.class, () -> withNotifyUrl(request, notifyUrl))
			.getViolations()).containsExactly(new Violation("notifyUrl", rule));
	}

	private static UserSignPlanRequest withoutNotifyUrl() {
		return UserSignPlanRequest.withMerchantSignPlanNo("S1").planId("1").openid("o").detail(1, "1").build();
	}

	private static UserSignPlanRequest withNotifyUrl(UserSignPlanRequest request, @Nullable String notifyUrl) {
		PayscoreDefaults defaults = new PayscoreDefaults("service", "app", "sub-1", null, notifyUrl);
		return request.withDefaults(new Caller(TestMerchants.merchant("shop", defaults), PayscoreIds.NONE));
	}

	@Test
	void userIsNotPrinted() {
		assertThat(everything().build().toString()).contains("S1", "01000033210000324638000000376258", "1900000109")
			.doesNotContain(Samples.OPENID);
		assertThat(catchThrowableOfType(InvalidRequestException.class,
				() -> everything().openid("o-secret" + "x".repeat(128)).build()))
			.hasMessageNotContaining("secret");
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefusedAtOnce() {
		Builder builder = everything();
		assertNullIsRefused("merchantSignPlanNo", () -> UserSignPlanRequest.withMerchantSignPlanNo(null));
		assertNullIsRefused("serviceId", () -> builder.serviceId(null));
		assertNullIsRefused("planId", () -> builder.planId(null));
		assertNullIsRefused("appId", () -> builder.appId(null));
		assertNullIsRefused("subMerchantId", () -> builder.subMerchantId(null));
		assertNullIsRefused("subAppId", () -> builder.subAppId(null));
		assertNullIsRefused("openid", () -> builder.openid(null));
		assertNullIsRefused("subOpenid", () -> builder.subOpenid(null));
		assertNullIsRefused("notifyUrl", () -> builder.notifyUrl(null));
		assertNullIsRefused("merchantPlanDetailNo", () -> builder.detail(1, null));
		assertNullIsRefused("plan", () -> builder.plan(null, "D"));
		assertNullIsRefused("prefix", () -> builder.plan(PLAN, (String) null));
	}

	private void assertNullIsRefused(String name, Runnable call) {
		assertThatIllegalArgumentException().isThrownBy(call::run).withMessage("'" + name + "' must not be null");
	}

	private static UserSignPlanRequest withDefaults(UserSignPlanRequest request, String subMerchantId,
			@Nullable String subAppId) {
		PayscoreDefaults defaults = new PayscoreDefaults("service", "app", subMerchantId, subAppId);
		return request.withDefaults(new Caller(TestMerchants.merchant("shop", defaults), PayscoreIds.NONE));
	}

	private static List<Violation> violations(Builder builder) {
		return catchThrowableOfType(InvalidRequestException.class, builder::build).getViolations();
	}

}
