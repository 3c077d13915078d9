package io.github.wechatpayspring.payscore;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.payscore.InvalidRequestException.Violation;
import io.github.wechatpayspring.payscore.ServiceOrderRequest.Builder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ServiceOrderRequest} and its builder.
 *
 * @author WeChat Pay Spring maintainers
 */
class ServiceOrderRequestTests {

	private static final String EMPTY = "must not be empty: correct it or leave it out";

	private static final String EMOJI = "must not have characters of 4 bytes in UTF-8, such as emoji: remove "
			+ "U+1F600 at index 0";

	private static final String SMILE = "\uD83D\uDE00";

	static final OrderTimeRange TIME_RANGE = new OrderTimeRange(OrderTime.of("20091225091010"), "备注1",
			OrderTime.of("20091225121010"), "备注2");

	static Builder everything() {
		return ServiceOrderRequest.withOutOrderNo("O1")
			.serviceId("2002000000000558128851361561536")
			.signPlan("01000033210000324638000000376258", 2)
			.appId("wxd678efh567hg6787")
			.subMerchantId("1900000109")
			.subAppId("wxd678efh567hg6999")
			.openid(Samples.OPENID)
			.subOpenid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6p")
			.notifyUrl("https://api.test.com")
			.introduction("羽毛球课基础练习课程")
			.timeRange(TIME_RANGE)
			.location(new OrderLocation("餐厅", "餐厅门口"))
			.attach("Easdf&wl3l2sald");
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void everyFieldIsWritten(JsonMapper mapper) {
		JsonNode json = mapper.readTree("""
				{"service_id": "2002000000000558128851361561536", "sign_plan_id": "01000033210000324638000000376258",
				 "plan_detail_no": 2, "appid": "wxd678efh567hg6787", "sub_mchid": "1900000109",
				 "sub_appid": "wxd678efh567hg6999", "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
				 "sub_openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6p", "notify_url": "https://api.test.com",
				 "service_introduction": "羽毛球课基础练习课程",
				 "time_range": {"start_time": "20091225091010", "end_time": "20091225121010",
				  "start_time_remark": "备注1", "end_time_remark": "备注2"},
				 "location": {"start_location": "餐厅", "end_location": "餐厅门口"}, "attach": "Easdf&wl3l2sald",
				 "out_trade_no": "O1"}
				""");
		ServiceOrderRequest request = everything().build();
		assertThat(mapper.readTree(mapper.writeValueAsString(request))).isEqualTo(json);
		assertThat(mapper.treeToValue(json, ServiceOrderRequest.class)).isEqualTo(request);
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void nothingNullIsWritten(JsonMapper mapper) {
		ServiceOrderRequest request = ServiceOrderRequest.withOutOrderNo("1")
			.timeRange(OrderTimeRange.from(OrderTime.ON_ACCEPT))
			.location(new OrderLocation(null, null))
			.buildUnchecked();
		assertThat(mapper.readTree(mapper.writeValueAsString(request))).isEqualTo(mapper.readTree("""
				{"out_trade_no": "1", "time_range": {"start_time": "OnAccept"}, "location": {}}"""));
	}

	@ParameterizedTest
	@MethodSource
	void ruleThatIsKept(UnaryOperator<Builder> change) {
		assertThatNoException().isThrownBy(() -> change.apply(everything()).build());
	}

	static Stream<UnaryOperator<Builder>> ruleThatIsKept() {
		return Stream.of(UnaryOperator.identity(), (builder) -> builder.signPlan("1".repeat(32), 1),
				(builder) -> builder.openid("o".repeat(128)), (builder) -> builder.subOpenid("o".repeat(128)),
				(builder) -> builder.notifyUrl("https://a/" + "b".repeat(246)), (builder) -> builder.introduction("课"),
				(builder) -> builder.introduction("课".repeat(20)),
				(builder) -> builder.timeRange(OrderTimeRange.from(OrderTime.ON_ACCEPT)),
				(builder) -> builder.location(new OrderLocation(null, null)), (builder) -> builder.attach(""),
				(builder) -> builder.attach("!~".repeat(128)));
	}

	@ParameterizedTest
	@MethodSource
	void ruleThatIsBroken(Builder builder, String path, String message) {
		assertThat(violations(builder)).containsExactly(new Violation(path, message));
	}

	static Stream<Arguments> ruleThatIsBroken() {
		String tooLong = "must have at most 32 characters: it has 33, shorten it";
		String id = "1".repeat(33);
		String encoded = "must be URL-encoded: encode what isn't printable ASCII, and spaces";
		return Stream.of(Arguments.of(everything().serviceId(id), "serviceId", tooLong),
				Arguments.of(everything().appId(id), "appId", tooLong),
				Arguments.of(everything().subMerchantId(""), "subMerchantId", EMPTY),
				Arguments.of(everything().subAppId(id), "subAppId", tooLong),
				Arguments.of(everything().signPlan(id, 1), "signPlanId", tooLong),
				Arguments.of(everything().signPlan("", 1), "signPlanId",
						"is required: name the sign plan whose detail is charged"),
				Arguments.of(everything().signPlan("1", 0), "planDetailNo", "must be at least 1: it is 0, correct it"),
				Arguments.of(everything().openid(""), "openid", EMPTY),
				Arguments.of(everything().subOpenid("o".repeat(129)), "subOpenid",
						"must have at most 128 characters: it has 129, shorten it"),
				Arguments.of(everything().notifyUrl("http://a"), "notifyUrl",
						"must be an https address with a host: correct it"),
				Arguments.of(everything().notifyUrl("https://a/?b"), "notifyUrl",
						"must not have a query string: remove what begins with '?'"),
				Arguments.of(everything().notifyUrl("https://a/" + "b".repeat(247)), "notifyUrl",
						"must have at most 256 characters: it has 257, shorten it"),
				Arguments.of(everything().introduction(""), "introduction", "is required: say what the service is"),
				Arguments.of(everything().introduction("课".repeat(21)), "introduction",
						"must have at most 20 characters: it has 21, shorten it"),
				Arguments.of(everything().introduction(SMILE), "introduction", EMOJI),
				Arguments.of(everything().timeRange(new OrderTimeRange(null, null, null, null)), "timeRange.startTime",
						"is required: say when the service begins"),
				Arguments.of(everything().timeRange(OrderTimeRange.from(OrderTime.of(SMILE))), "timeRange.startTime",
						EMOJI),
				Arguments.of(everything().location(new OrderLocation(SMILE, null)), "location.start", EMOJI),
				Arguments.of(everything().location(new OrderLocation(null, SMILE)), "location.end", EMOJI),
				Arguments.of(everything().attach("a b"), "attach", encoded),
				Arguments.of(everything().attach("课"), "attach", encoded),
				Arguments.of(everything().attach("a".repeat(257)), "attach",
						"must have at most 256 characters: it has 257, shorten it"));
	}

	@Test
	void allBrokenRulesAreNamed() {
		assertThat(violations(ServiceOrderRequest.withOutOrderNo("#"))).extracting(Violation::path)
			.containsExactly("signPlanId", "introduction", "timeRange.startTime", "outOrderNo");
		assertThat(violations(
				everything().timeRange(new OrderTimeRange(OrderTime.ON_ACCEPT, SMILE, OrderTime.of(SMILE), SMILE))))
			.extracting(Violation::path)
			.containsExactly("timeRange.startRemark", "timeRange.endTime", "timeRange.endRemark");
	}

	@Test
	void userOfSubMerchantNeedsSubMerchant() {
		ServiceOrderRequest request = new ServiceOrderRequest("service", null, null, "app", null, null, null, "o",
				"https://a", null, null, null, null, "O1");
		Caller caller = new Caller(TestMerchants.merchant("shop", PayscoreDefaults.NONE), PayscoreIds.NONE);
		assertThat(
				catchThrowableOfType(InvalidRequestException.class, () -> request.withDefaults(caller)).getViolations())
			.containsExactly(
					new Violation("subOpenid", "is the user of a sub-merchant, but there is none: use openid"));
		Caller partner = new Caller(
				TestMerchants.merchant("shop", new PayscoreDefaults(null, null, "sub-1", "sub-app-1")),
				PayscoreIds.NONE);
		assertThat(request.withDefaults(partner)).isEqualTo(new ServiceOrderRequest("service", null, null, "app",
				"sub-1", "sub-app-1", null, "o", "https://a", null, null, null, null, "O1"));
	}

	@Test
	void notifyUrlCanComeFromTheConfiguration() {
		ServiceOrderRequest request = ServiceOrderRequest.withOutOrderNo("O1")
			.signPlan("1", 1)
			.introduction("课")
			.timeRange(OrderTimeRange.from(OrderTime.ON_ACCEPT))
			.build();
		assertThat(withNotifyUrl(request, "https://b").notifyUrl()).isEqualTo("https://b");
		assertThat(withNotifyUrl(everything().build(), "https://b").notifyUrl()).isEqualTo("https://api.test.com");
		assertThat(
				catchThrowableOfType(InvalidRequestException.class, () -> withNotifyUrl(request, null)).getViolations())
			.containsExactly(new Violation("notifyUrl",
					"is required: set it in the request or as wechatpay.merchant.shop.payscore.notify-url"));
		assertThat(catchThrowableOfType(InvalidRequestException.class,
				() -> withNotifyUrl(request, "https://a/" + "b".repeat(247)))
			.getViolations())
			.containsExactly(new Violation("notifyUrl", "must have at most 256 characters: it has 257, shorten it"));
	}

	private static ServiceOrderRequest withNotifyUrl(ServiceOrderRequest request, @Nullable String notifyUrl) {
		PayscoreDefaults defaults = new PayscoreDefaults("service", "app", null, null, notifyUrl);
		return request.withDefaults(new Caller(TestMerchants.merchant("shop", defaults), PayscoreIds.NONE));
	}

	@Test
	void everythingIsKeptWhenDefaultsAreFilledIn() {
		Caller caller = new Caller(TestMerchants.merchant("shop", PayscoreDefaults.NONE), PayscoreIds.NONE);
		assertThat(everything().build().withDefaults(caller)).isEqualTo(everything().build());
	}

	@Test
	void userIsNotPrinted() {
		assertThat(everything().build().toString()).contains("O1", "01000033210000324638000000376258", "1900000109")
			.doesNotContain("oUpF8");
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefusedAtOnce() {
		Builder builder = everything();
		assertNullIsRefused("outOrderNo", () -> ServiceOrderRequest.withOutOrderNo(null));
		assertNullIsRefused("serviceId", () -> builder.serviceId(null));
		assertNullIsRefused("signPlanId", () -> builder.signPlan(null, 1));
		assertNullIsRefused("appId", () -> builder.appId(null));
		assertNullIsRefused("subMerchantId", () -> builder.subMerchantId(null));
		assertNullIsRefused("subAppId", () -> builder.subAppId(null));
		assertNullIsRefused("openid", () -> builder.openid(null));
		assertNullIsRefused("subOpenid", () -> builder.subOpenid(null));
		assertNullIsRefused("notifyUrl", () -> builder.notifyUrl(null));
		assertNullIsRefused("introduction", () -> builder.introduction(null));
		assertNullIsRefused("timeRange", () -> builder.timeRange(null));
		assertNullIsRefused("location", () -> builder.location(null));
		assertNullIsRefused("attach", () -> builder.attach(null));
	}

	private void assertNullIsRefused(String name, Runnable call) {
		assertThatIllegalArgumentException().isThrownBy(call::run).withMessage("'" + name + "' must not be null");
	}

	private static List<Violation> violations(Builder builder) {
		return catchThrowableOfType(InvalidRequestException.class, builder::build).getViolations();
	}

}
