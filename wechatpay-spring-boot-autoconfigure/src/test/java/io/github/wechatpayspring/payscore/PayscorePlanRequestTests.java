package io.github.wechatpayspring.payscore;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.wechatpayspring.payscore.InvalidRequestException.Violation;
import io.github.wechatpayspring.payscore.PayscorePlanRequest.Builder;
import io.github.wechatpayspring.payscore.PayscorePlanRequest.Detail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link PayscorePlanRequest} and its builder.
 *
 * @author WeChat Pay Spring maintainers
 */
class PayscorePlanRequestTests {

	private static final String NUMBER_RULE = "must be 1 to 32 characters of 0-9, A-Z, a-z, '_', '-' and '*': ";

	private static final String REMEDY = ", correct it or leave it out";

	@Test
	void totalsFollowFromDetails() {
		PayscorePlanRequest request = PayscorePlanRequest.withMerchantPlanNo("1234323JKHDFE1243252")
			.name("瑜伽课20节")
			.durationDays(300)
			.detail("第一节课", 15000, 14000, "享受九五折")
			.detail("第二节课", 14000, 13000)
			.build();
		assertThat(request)
			.isEqualTo(new PayscorePlanRequest(null, null, null, null, "1234323JKHDFE1243252", "瑜伽课20节", 300, 2, 29000,
					27000, List.of(new Detail("第一节课", 15000, 14000, "享受九五折"), new Detail("第二节课", 14000, 13000, null))));
	}

	@Test
	void everythingCanBeGiven() {
		Detail first = new Detail("a", 3, 2, "b");
		Detail second = new Detail("c", 2, 1, null);
		Detail third = new Detail("d", 0, 0, null);
		PayscorePlanRequest request = PayscorePlanRequest.withMerchantPlanNo("1")
			.serviceId("service")
			.appId("app")
			.subMerchantId("sub-merchant")
			.subAppId("sub-app")
			.name("name")
			.durationDays(1)
			.deductionQuantity(3)
			.totalOriginalPrice(5)
			.totalActualPrice(3)
			.detail(first)
			.details(List.of(second, third))
			.build();
		assertThat(request).isEqualTo(new PayscorePlanRequest("service", "app", "sub-merchant", "sub-app", "1", "name",
				1, 3, 5, 3, List.of(first, second, third)));
	}

	@Test
	void detailsAreCopied() {
		List<Detail> details = new ArrayList<>(List.of(new Detail("a", 1, 1, null)));
		PayscorePlanRequest request = new PayscorePlanRequest(null, null, null, null, "1", "a", 1, 1, 1, 1, details);
		details.clear();
		assertThat(request.details()).hasSize(1);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> request.details().clear());
	}

	@Test
	void builderCanGoOn() {
		Builder builder = valid();
		PayscorePlanRequest before = builder.build();
		PayscorePlanRequest after = builder.detail("more", 1, 1).build();
		assertThat(before.details()).hasSize(1);
		assertThat(after.details()).hasSize(2);
	}

	@Test
	@SuppressWarnings("NullAway")
	void nullIsRefusedAtOnce() {
		Builder builder = valid();
		assertNullIsRefused("serviceId", () -> builder.serviceId(null));
		assertNullIsRefused("appId", () -> builder.appId(null));
		assertNullIsRefused("subMerchantId", () -> builder.subMerchantId(null));
		assertNullIsRefused("subAppId", () -> builder.subAppId(null));
		assertNullIsRefused("name", () -> builder.name(null));
		assertNullIsRefused("name", () -> builder.detail(null, 1, 1));
		assertNullIsRefused("detail", () -> builder.detail(null));
		assertNullIsRefused("details", () -> builder.details(null));
	}

	private void assertNullIsRefused(String name, Runnable call) {
		assertThatIllegalArgumentException().isThrownBy(call::run).withMessage("'" + name + "' must not be null");
	}

	@ParameterizedTest
	@MethodSource
	void ruleThatIsKept(UnaryOperator<Builder> change) {
		assertThatNoException().isThrownBy(() -> change.apply(valid()).build());
	}

	static Stream<UnaryOperator<Builder>> ruleThatIsKept() {
		return Stream.of(UnaryOperator.identity(), (builder) -> builder.serviceId("1"),
				(builder) -> builder.serviceId("1".repeat(32)), (builder) -> builder.appId("1".repeat(32)),
				(builder) -> builder.subMerchantId("1".repeat(32)), (builder) -> builder.subAppId("1".repeat(32)),
				(builder) -> builder.name("课"), (builder) -> builder.name("课".repeat(20)),
				(builder) -> builder.name("\uD7FF\uE000\uFFFF"), (builder) -> builder.durationDays(1),
				(builder) -> builder.durationDays(Integer.MAX_VALUE), (builder) -> builder.deductionQuantity(1),
				(builder) -> builder.totalOriginalPrice(15000), (builder) -> builder.totalActualPrice(14000),
				(builder) -> builder.detail("second", 14000, 14000), (builder) -> builder.detail("second", 0, 0),
				(builder) -> builder.detail("second", 1, 1, ""),
				(builder) -> builder.detail("课".repeat(100), 1, 1, "折".repeat(100)),
				(builder) -> builder.detail("second", Long.MAX_VALUE - 15000, 0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "9", "A", "Z", "a", "z", "_", "-", "*", "1234323JKHDFE1243252",
			"0123456789_abcdefghijklm-NOPQRS*" })
	void numberThatIsKept(String merchantPlanNo) {
		assertThat(numbered(merchantPlanNo).build().merchantPlanNo()).isEqualTo(merchantPlanNo);
	}

	@ParameterizedTest
	@MethodSource
	void ruleThatIsBroken(Builder builder, String path, String message) {
		assertThat(violations(builder)).containsExactly(new Violation(path, message));
	}

	@SuppressWarnings("NullAway")
	static Stream<Arguments> ruleThatIsBroken() {
		String emoji = "must not have characters of 4 bytes in UTF-8, such as emoji: remove ";
		String surrogate = "must not have half a character, an unpaired surrogate: remove ";
		String tooLong = "must have at most 32 characters: it has 33, shorten it";
		String empty = "must not be empty: correct it or leave it out";
		String id = "1".repeat(33);
		return Stream.of(Arguments.of(valid().serviceId(id), "serviceId", tooLong),
				Arguments.of(valid().serviceId(""), "serviceId", empty),
				Arguments.of(valid().serviceId("1\uD83D\uDE00"), "serviceId", emoji + "U+1F600 at index 1"),
				Arguments.of(valid().appId(id), "appId", tooLong), Arguments.of(valid().appId(""), "appId", empty),
				Arguments.of(valid().subMerchantId(id), "subMerchantId", tooLong),
				Arguments.of(valid().subMerchantId(""), "subMerchantId", empty),
				Arguments.of(valid().subAppId(id), "subAppId", tooLong),
				Arguments.of(valid().subAppId(""), "subAppId", empty),
				Arguments.of(numbered(""), "merchantPlanNo", NUMBER_RULE + "it has 0"),
				Arguments.of(numbered(id), "merchantPlanNo", NUMBER_RULE + "it has 33"),
				Arguments.of(numbered("12 3"), "merchantPlanNo", NUMBER_RULE + "U+0020 at index 2 is none of them"),
				Arguments.of(numbered("12\n"), "merchantPlanNo", NUMBER_RULE + "U+000A at index 2 is none of them"),
				Arguments.of(numbered("/"), "merchantPlanNo", NUMBER_RULE + "U+002F at index 0 is none of them"),
				Arguments.of(numbered("1号"), "merchantPlanNo", NUMBER_RULE + "U+53F7 at index 1 is none of them"),
				Arguments.of(numbered("１"), "merchantPlanNo", NUMBER_RULE + "U+FF11 at index 0 is none of them"),
				Arguments.of(numbered("\uD83D\uDE00"), "merchantPlanNo",
						NUMBER_RULE + "U+1F600 at index 0 is none of them"),
				Arguments.of(PayscorePlanRequest.withMerchantPlanNo("1").durationDays(1).detail("a", 1, 1), "name",
						"is required: give the plan a name"),
				Arguments.of(valid().name(""), "name", "is required: give the plan a name"),
				Arguments.of(valid().name("课".repeat(21)), "name",
						"must have at most 20 characters: it has 21, shorten it"),
				Arguments.of(valid().name("\uD83D\uDE00课"), "name", emoji + "U+1F600 at index 0"),
				Arguments.of(valid().name("课\uD800\uDC00".repeat(10)), "name", emoji + "U+10000 at index 1"),
				Arguments.of(valid().name("课课\uDBFF\uDFFF"), "name", emoji + "U+10FFFF at index 2"),
				Arguments.of(valid().name("课\uD83D"), "name", surrogate + "U+D83D at index 1"),
				Arguments.of(valid().name("课\uDE00课"), "name", surrogate + "U+DE00 at index 1"),
				Arguments.of(PayscorePlanRequest.withMerchantPlanNo("1").name("a").detail("a", 1, 1), "durationDays",
						"is required: say how many days the plan runs"),
				Arguments.of(valid().durationDays(0), "durationDays", "must be at least 1: it is 0, raise it"),
				Arguments.of(valid().durationDays(-1), "durationDays", "must be at least 1: it is -1, raise it"),
				Arguments.of(valid().deductionQuantity(0), "deductionQuantity",
						"must be the number of details, 1: it is 0" + REMEDY),
				Arguments.of(valid().deductionQuantity(2), "deductionQuantity",
						"must be the number of details, 1: it is 2" + REMEDY),
				Arguments.of(valid().totalOriginalPrice(14999), "totalOriginalPrice",
						"must be the sum over the details, 15000 fen: it is 14999" + REMEDY),
				Arguments.of(valid().totalOriginalPrice(15001), "totalOriginalPrice",
						"must be the sum over the details, 15000 fen: it is 15001" + REMEDY),
				Arguments.of(valid().totalActualPrice(13999), "totalActualPrice",
						"must be the sum over the details, 14000 fen: it is 13999" + REMEDY),
				Arguments.of(valid().totalActualPrice(14001), "totalActualPrice",
						"must be the sum over the details, 14000 fen: it is 14001" + REMEDY),
				Arguments.of(valid().detail("second", Long.MAX_VALUE - 14999, 0), "totalOriginalPrice",
						"must be a whole number of 64 bits: the details add up to 9223372036854775808 fen, lower them"),
				Arguments.of(valid().totalOriginalPrice(Long.MIN_VALUE).detail("second", Long.MAX_VALUE - 14999, 0),
						"totalOriginalPrice",
						"must be the sum over the details, 9223372036854775808 fen: it is -9223372036854775808"
								+ REMEDY),
				Arguments.of(PayscorePlanRequest.withMerchantPlanNo("1").name("a").durationDays(1), "details",
						"must not be empty: add a detail for each charge"),
				Arguments.of(valid().detail("", 1, 1), "details[1].name", "is required: name what is charged"),
				Arguments.of(valid().detail(new Detail(null, 1, 1, null)), "details[1].name",
						"is required: name what is charged"),
				Arguments.of(valid().detail("a\uD83D\uDE00", 1, 1), "details[1].name", emoji + "U+1F600 at index 1"),
				Arguments.of(valid().detail("a", 1, -1), "details[1].actualPrice",
						"must not be negative: it is -1 fen, raise it"),
				Arguments.of(valid().detail("a", -1, 0), "details[1].originalPrice",
						"must not be negative: it is -1 fen, raise it"),
				Arguments.of(valid().detail("a", 0, 1), "details[1].actualPrice",
						"must not be above originalPrice, 0 fen: it is 1, lower it or raise originalPrice"),
				Arguments.of(valid().detail("a", 1, 2), "details[1].actualPrice",
						"must not be above originalPrice, 1 fen: it is 2, lower it or raise originalPrice"),
				Arguments.of(valid().detail("a", 14001, 14001), "details[1].actualPrice",
						"must not be above that of the detail before, 14000 fen: it is 14001, begin with the dearest"),
				Arguments.of(valid().detail("a", 1, 1, "\uD83D\uDE00"), "details[1].discountDescription",
						emoji + "U+1F600 at index 0"));
	}

	@Test
	void allBrokenRulesAreNamedInTheOrderOfTheFields() {
		String longId = "1".repeat(33);
		Builder builder = PayscorePlanRequest.withMerchantPlanNo("#")
			.totalActualPrice(1)
			.totalOriginalPrice(2)
			.deductionQuantity(4)
			.durationDays(0)
			.name("课".repeat(20) + "\uD83D\uDE00")
			.subAppId(longId)
			.subMerchantId(longId)
			.appId(longId)
			.serviceId(longId)
			.detail("\uD83D\uDE00", -2, -1, "\uD83D\uDE00")
			.detail("", 3, 4, "\uD83D");
		assertThat(violations(builder)).extracting(Violation::path)
			.containsExactly("serviceId", "appId", "subMerchantId", "subAppId", "merchantPlanNo", "name", "name",
					"durationDays", "deductionQuantity", "totalOriginalPrice", "totalActualPrice", "details[0].name",
					"details[0].originalPrice", "details[0].actualPrice", "details[0].discountDescription",
					"details[1].name", "details[1].actualPrice", "details[1].actualPrice",
					"details[1].discountDescription");
	}

	@Test
	void messageNamesAllBrokenRules() {
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> valid().durationDays(0).detail("a", 1, -1).build())
			.withMessage("Request isn't valid: durationDays must be at least 1: it is 0, raise it; "
					+ "details[1].actualPrice must not be negative: it is -1 fen, raise it");
	}

	@Test
	void brokenRulesCannotBeChanged() {
		List<Violation> violations = violations(valid().durationDays(0));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(violations::clear);
	}

	@Test
	void checksCanBeLeftToWechatPay() {
		PayscorePlanRequest request = PayscorePlanRequest.withMerchantPlanNo("#")
			.name("\uD83D\uDE00")
			.durationDays(0)
			.deductionQuantity(10)
			.totalActualPrice(15000)
			.detail("a", 15000, 14000)
			.detail("b", 15000, 16000)
			.buildUnchecked();
		assertThat(request).isEqualTo(new PayscorePlanRequest(null, null, null, null, "#", "\uD83D\uDE00", 0, 10, 30000,
				15000, List.of(new Detail("a", 15000, 14000, null), new Detail("b", 15000, 16000, null))));
		assertThat(valid().totalOriginalPrice(1).buildUnchecked()).isEqualTo(new PayscorePlanRequest(null, null, null,
				null, "1", "a", 1, 1, 1, 14000, List.of(new Detail("first", 15000, 14000, null))));
	}

	@Test
	void totalThatCannotBeWrittenIsRefusedEvenUnchecked() {
		Builder builder = valid().detail("a", Long.MAX_VALUE, Long.MIN_VALUE).detail("b", 0, Long.MIN_VALUE);
		assertThat(catchThrowableOfType(InvalidRequestException.class, builder::buildUnchecked).getViolations())
			.containsExactly(
					new Violation("totalOriginalPrice",
							"must be a whole number of 64 bits: the details add up to 9223372036854790807 fen, "
									+ "lower them"),
					new Violation("totalActualPrice", "must be a whole number of 64 bits: the details add up to "
							+ "-18446744073709537616 fen, lower them"));
		PayscorePlanRequest request = builder.totalOriginalPrice(1).totalActualPrice(2).buildUnchecked();
		assertThat(request.totalOriginalPrice()).isEqualTo(1);
		assertThat(request.totalActualPrice()).isEqualTo(2);
	}

	private static List<Violation> violations(Builder builder) {
		return catchThrowableOfType(InvalidRequestException.class, builder::build).getViolations();
	}

	private static Builder valid() {
		return numbered("1");
	}

	private static Builder numbered(String merchantPlanNo) {
		return PayscorePlanRequest.withMerchantPlanNo(merchantPlanNo)
			.name("a")
			.durationDays(1)
			.detail("first", 15000, 14000);
	}

}
