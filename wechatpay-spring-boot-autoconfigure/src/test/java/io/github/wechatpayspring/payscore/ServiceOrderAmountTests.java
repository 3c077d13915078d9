package io.github.wechatpayspring.payscore;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.payscore.InvalidRequestException.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ServiceOrderCompletion} and {@link ServiceOrderModification}: what the
 * user pays.
 *
 * @author WeChat Pay Spring maintainers
 */
class ServiceOrderAmountTests {

	private static final String SMILE = "\uD83D\uDE00";

	private static final String EMOJI = "must not have characters of 4 bytes in UTF-8, such as emoji: remove "
			+ "U+1F600 at index 0";

	private static final String TOO_LONG = "must have at most 32 characters: it has 33, shorten it";

	static ServiceOrderCompletion.Builder completion() {
		return ServiceOrderCompletion.builder()
			.serviceId("2002000000000558128851361561536")
			.subMerchantId("1900000109")
			.payment(new OrderItem("就餐费用", "就餐人均100元", 40000L, 4))
			.discount(new OrderItem("满20减1元", "不与其他优惠叠加", 100L, 2))
			.timeRange(ServiceOrderRequestTests.TIME_RANGE)
			.location(new OrderLocation("餐厅", "餐厅门口"))
			.profitSharing(false)
			.completeTime(OffsetDateTime.parse("2019-11-11T16:24:05.9+08:00"))
			.goodsTag("goods_tag")
			.device(new OrderDevice("HG1", "HG2", "M"));
	}

	static ServiceOrderModification.Builder modification() {
		return ServiceOrderModification.builder()
			.serviceId("2002000000000558128851361561536")
			.subMerchantId("1900000109")
			.payment("就餐费用", 40000)
			.discount(new OrderItem("满20减1元", null, 100L, null))
			.reason("用户投诉")
			.device(new OrderDevice("HG1", null, null));
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void everyFieldOfCompletionIsWritten(JsonMapper mapper) {
		assertThat(mapper.readTree(mapper.writeValueAsString(completion().build()))).isEqualTo(mapper.readTree("""
				{"service_id": "2002000000000558128851361561536", "sub_mchid": "1900000109",
				 "post_payments": [{"name": "就餐费用", "description": "就餐人均100元", "amount": 40000, "count": 4}],
				 "post_discounts": [{"name": "满20减1元", "description": "不与其他优惠叠加", "amount": 100, "count": 2}],
				 "total_amount": 39900,
				 "time_range": {"start_time": "20091225091010", "start_time_remark": "备注1",
				  "end_time": "20091225121010", "end_time_remark": "备注2"},
				 "location": {"start_location": "餐厅", "end_location": "餐厅门口"}, "profit_sharing": false,
				 "complete_time": "2019-11-11T16:24:05+08:00", "goods_tag": "goods_tag",
				 "device": {"start_device_id": "HG1", "end_device_id": "HG2", "materiel_no": "M"}}
				"""));
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void everyFieldOfModificationIsWritten(JsonMapper mapper) {
		assertThat(mapper.readTree(mapper.writeValueAsString(modification().build()))).isEqualTo(mapper.readTree("""
				{"service_id": "2002000000000558128851361561536", "sub_mchid": "1900000109",
				 "post_payments": [{"name": "就餐费用", "amount": 40000}],
				 "post_discounts": [{"name": "满20减1元", "amount": 100}], "total_amount": 39900, "reason": "用户投诉",
				 "device": {"start_device_id": "HG1"}}
				"""));
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.payscore.PayscoreJsonTests#mappers")
	void requestsAreReadAsTheyAreWritten(JsonMapper mapper) {
		ServiceOrderCompletion completion = completion().appId("app").build();
		assertThat(mapper.readValue(mapper.writeValueAsString(completion), ServiceOrderCompletion.class))
			.isEqualTo(completion);
		ServiceOrderModification modification = modification().appId("app").build();
		assertThat(mapper.readValue(mapper.writeValueAsString(modification), ServiceOrderModification.class))
			.isEqualTo(modification);
		assertThat(mapper.writeValueAsString(ServiceOrderCompletion.builder().payment("a", 1).build()))
			.isEqualTo("{\"post_payments\":[{\"name\":\"a\",\"amount\":1}],\"total_amount\":1}");
		assertThat(mapper.readValue("{\"total_amount\": 1}", ServiceOrderModification.class))
			.isEqualTo(ServiceOrderModification.builder().totalAmount(1).buildUnchecked());
		assertThat(mapper.readValue("{\"total_amount\": 1}", ServiceOrderCompletion.class))
			.isEqualTo(ServiceOrderCompletion.builder().totalAmount(1).buildUnchecked());
	}

	@Test
	void totalFollowsFromPaymentsAndDiscounts() {
		assertThat(ServiceOrderCompletion.builder().payment("a", 0).build().totalAmount()).isZero();
		assertThat(ServiceOrderCompletion.builder()
			.payment("a", 5)
			.payment(new OrderItem("b", null, null, null))
			.payment("c", 3)
			.discount("d", "e", 2)
			.discount("f", "g", 6)
			.build()
			.totalAmount()).isZero();
		assertThat(completion().totalAmount(39900).build()).isEqualTo(completion().build());
		assertThat(modification().totalAmount(39900).build()).isEqualTo(modification().build());
	}

	@Test
	void checksCanBeLeftToWechatPay() {
		assertThat(completion().totalAmount(1).buildUnchecked().totalAmount()).isEqualTo(1);
		assertThat(modification().totalAmount(1).buildUnchecked().totalAmount()).isEqualTo(1);
		assertThat(ServiceOrderModification.builder().payment("a", -1).buildUnchecked().totalAmount()).isEqualTo(-1);
		String message = "must be a whole number of 64 bits: the payments less the discounts add up to "
				+ "9223372036854775808 fen, lower them";
		assertThat(catchThrowableOfType(InvalidRequestException.class,
				() -> completion().payment("a", Long.MAX_VALUE - 39899).buildUnchecked())
			.getViolations()).containsExactly(new Violation("totalAmount", message));
		assertThat(catchThrowableOfType(InvalidRequestException.class,
				() -> modification().payment("a", Long.MAX_VALUE - 39899).buildUnchecked())
			.getViolations()).containsExactly(new Violation("totalAmount", message));
		assertThat(completion().payment("a", Long.MAX_VALUE - 39900).build().totalAmount()).isEqualTo(Long.MAX_VALUE);
	}

	@ParameterizedTest
	@MethodSource
	void ruleThatIsBroken(ServiceOrderCompletion.Builder builder, String path, String message) {
		assertThat(catchThrowableOfType(InvalidRequestException.class, builder::build).getViolations())
			.containsExactly(new Violation(path, message));
	}

	static Stream<Arguments> ruleThatIsBroken() {
		String id = "1".repeat(33);
		return Stream.of(Arguments.of(completion().serviceId(id), "serviceId", TOO_LONG),
				Arguments.of(completion().appId(id), "appId", TOO_LONG),
				Arguments.of(completion().subMerchantId(id), "subMerchantId", TOO_LONG),
				Arguments.of(ServiceOrderCompletion.builder(), "payments", "must not be empty: add what is charged"),
				Arguments.of(completion().payment("", 1), "payments[1].name", "is required: name it"),
				Arguments.of(completion().payment(SMILE, 1), "payments[1].name", EMOJI),
				Arguments.of(completion().payment("a", -1), "payments[1].amount",
						"must not be negative: it is -1 fen, raise it"),
				Arguments.of(completion().payment(new OrderItem("a", SMILE, 1L, null)), "payments[1].description",
						EMOJI),
				Arguments.of(completion().discount("", "a", 1), "discounts[1].name", "is required: name it"),
				Arguments.of(completion().discount("a", "", 1), "discounts[1].description",
						"is required: describe the discount"),
				Arguments.of(completion().discount(new OrderItem("a", "b", null, null)), "discounts[1].amount",
						"is required: say how much is taken off"),
				Arguments.of(completion().discount("a", "b", -1), "discounts[1].amount",
						"must not be negative: it is -1 fen, raise it"),
				Arguments.of(completion().discount("a", "b", 39901), "totalAmount",
						"must not be negative: the payments less the discounts are -1 fen, take off less"),
				Arguments.of(completion().totalAmount(39901), "totalAmount",
						"must be the sum over the payments less the discounts, 39900 fen: it is 39901, "
								+ "correct it or leave it out"),
				Arguments.of(completion().timeRange(OrderTimeRange.from(OrderTime.of(SMILE))), "timeRange.startTime",
						EMOJI),
				Arguments.of(completion().location(new OrderLocation(SMILE, null)), "location.start", EMOJI),
				Arguments.of(completion().goodsTag(SMILE), "goodsTag", EMOJI),
				Arguments.of(completion().device(new OrderDevice(SMILE, null, null)), "device.startDeviceId", EMOJI),
				Arguments.of(completion().device(new OrderDevice(null, SMILE, null)), "device.endDeviceId", EMOJI),
				Arguments.of(completion().device(new OrderDevice(null, null, SMILE)), "device.materialNo", EMOJI));
	}

	@Test
	void modificationHasTheSameRulesAndNeedsReason() {
		assertThat(violations(ServiceOrderModification.builder())).containsExactly(
				new Violation("payments", "must not be empty: add what is charged"),
				new Violation("reason", "is required: say why the amount is lowered"));
		assertThat(violations(modification().reason(SMILE)
			.serviceId("1".repeat(33))
			.device(new OrderDevice(SMILE, null, null))
			.totalAmount(1))).extracting(Violation::path)
			.containsExactly("serviceId", "totalAmount", "reason", "device.startDeviceId");
		assertThat(violations(modification().discount(new OrderItem("a", null, null, null))))
			.containsExactly(new Violation("discounts[1].amount", "is required: say how much is taken off"));
	}

	@Test
	void builderCanGoOn() {
		ServiceOrderCompletion.Builder builder = completion();
		ServiceOrderCompletion before = builder.build();
		assertThat(builder.payment("more", 1).build().payments()).hasSize(2);
		assertThat(before.payments()).hasSize(1);
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefusedAtOnce() {
		ServiceOrderCompletion.Builder completion = completion();
		assertNullIsRefused("serviceId", () -> completion.serviceId(null));
		assertNullIsRefused("appId", () -> completion.appId(null));
		assertNullIsRefused("subMerchantId", () -> completion.subMerchantId(null));
		assertNullIsRefused("name", () -> completion.payment(null, 1));
		assertNullIsRefused("payment", () -> completion.payment(null));
		assertNullIsRefused("name", () -> completion.discount(null, "a", 1));
		assertNullIsRefused("description", () -> completion.discount("a", null, 1));
		assertNullIsRefused("discount", () -> completion.discount(null));
		assertNullIsRefused("timeRange", () -> completion.timeRange(null));
		assertNullIsRefused("location", () -> completion.location(null));
		assertNullIsRefused("completeTime", () -> completion.completeTime(null));
		assertNullIsRefused("goodsTag", () -> completion.goodsTag(null));
		assertNullIsRefused("device", () -> completion.device(null));
		ServiceOrderModification.Builder modification = modification();
		assertNullIsRefused("serviceId", () -> modification.serviceId(null));
		assertNullIsRefused("appId", () -> modification.appId(null));
		assertNullIsRefused("subMerchantId", () -> modification.subMerchantId(null));
		assertNullIsRefused("name", () -> modification.payment(null, 1));
		assertNullIsRefused("payment", () -> modification.payment(null));
		assertNullIsRefused("name", () -> modification.discount(null, "a", 1));
		assertNullIsRefused("description", () -> modification.discount("a", null, 1));
		assertNullIsRefused("discount", () -> modification.discount(null));
		assertNullIsRefused("reason", () -> modification.reason(null));
		assertNullIsRefused("device", () -> modification.device(null));
	}

	private void assertNullIsRefused(String name, Runnable call) {
		assertThatIllegalArgumentException().isThrownBy(call::run).withMessage("'" + name + "' must not be null");
	}

	private static List<Violation> violations(ServiceOrderModification.Builder builder) {
		return catchThrowableOfType(InvalidRequestException.class, builder::build).getViolations();
	}

}
