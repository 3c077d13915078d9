package io.github.wechatpayspring.payscore;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for the JSON of requests and answers, with the mapper of the client and with
 * others: what an application configures must not change the wire.
 *
 * @author WeChat Pay Spring maintainers
 */
class PayscoreJsonTests {

	private static final JsonMapper MAPPER = clientMapper();

	static JsonMapper clientMapper() {
		return JsonMapper.builder()
			.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.build();
	}

	static Stream<JsonMapper> mappers() {
		return Stream.of(clientMapper(), JsonMapper.builder().build(),
				JsonMapper.builder()
					.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
					.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
					.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.ALWAYS)
						.withContentInclusion(JsonInclude.Include.ALWAYS))
					.build());
	}

	static PayscorePlanRequest exampleRequest() {
		return PayscorePlanRequest.withMerchantPlanNo("1234323JKHDFE1243252")
			.serviceId("2002000000000558128851361561536")
			.appId("wxd678efh567hg6787")
			.subMerchantId("1900000109")
			.subAppId("wxd678efh567hg6999")
			.name("瑜伽课20节")
			.durationDays(300)
			.detail("第一节课", 15000, 14000, "享受九五折")
			.detail("第二节课", 15000, 13000, "享受九折")
			.build();
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void requestIsWrittenAsInTheExample(JsonMapper mapper) {
		String json = mapper.writeValueAsString(exampleRequest());
		assertThat(mapper.readTree(json)).isEqualTo(mapper.readTree(Vectors.createPlanRequest()));
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void requestIsReadFromTheExample(JsonMapper mapper) {
		assertThat(mapper.readValue(Vectors.createPlanRequest(), PayscorePlanRequest.class))
			.isEqualTo(exampleRequest());
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void nothingNullIsWritten(JsonMapper mapper) {
		PayscorePlanRequest request = PayscorePlanRequest.withMerchantPlanNo("1")
			.name("a")
			.durationDays(1)
			.detail("b", 2, 1)
			.build();
		assertThat(mapper.readTree(mapper.writeValueAsString(request))).isEqualTo(mapper.readTree("""
				{"merchant_plan_no": "1", "plan_name": "a", "plan_duration": 1, "deduction_quantity": 1,
				 "total_original_price": 2, "total_actual_price": 1,
				 "plan_detail_list": [{"plan_detail_name": "b", "original_price": 2, "actual_price": 1}]}
				"""));
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void requestThatIsNotCheckedIsWrittenWithoutWhatItLacks(JsonMapper mapper) {
		PayscorePlanRequest request = PayscorePlanRequest.withMerchantPlanNo("1").buildUnchecked();
		assertThat(mapper.readTree(mapper.writeValueAsString(request))).isEqualTo(mapper.readTree("""
				{"merchant_plan_no": "1", "deduction_quantity": 0, "total_original_price": 0, "total_actual_price": 0}
				"""));
		assertThat(mapper.readValue(mapper.writeValueAsString(request), PayscorePlanRequest.class)).isEqualTo(request);
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void planIsReadFromTheExample(JsonMapper mapper) {
		PayscorePlan plan = mapper.readValue(Vectors.planAnswer(), PayscorePlan.class);
		assertThat(plan).isEqualTo(new PayscorePlan("01000033210000324638000000376258",
				"2002000000000558128851361561536", "1900000109", "1900000109", "wxd678efh567hg6787",
				"wxd678efh567hg6999", "1234323JKHDFE1243252", "瑜伽课20节", 300, PlanState.NORMAL, 30000, 2, 27000,
				List.of(new PayscorePlanDetail(1, "第一节课", 15000, "享受九五折", 14000),
						new PayscorePlanDetail(2, "第二节课", 15000, "享受九折", 13000)),
				null, null));
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void planIsWrittenAsItWasRead(JsonMapper mapper) {
		PayscorePlan plan = mapper.readValue(Vectors.planAnswer(), PayscorePlan.class);
		assertThat(mapper.readValue(mapper.writeValueAsString(plan), PayscorePlan.class)).isEqualTo(plan);
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void unknownFieldsAreIgnored(JsonMapper mapper) {
		ObjectNode answer = answer();
		answer.putObject("brand_new").put("a", 1);
		((ObjectNode) answer.get("plan_detail_list").get(0)).put("brand_new", "b");
		assertThat(read(mapper, answer)).isEqualTo(read(mapper, answer()));
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void unknownStateStaysReadable(JsonMapper mapper) {
		assertThat(read(mapper, answer().put("plan_state", "FROZEN")).state()).isEqualTo(PlanState.of("FROZEN"));
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void timeKeepsItsOffset(JsonMapper mapper) {
		ObjectNode answer = answer().put("stop_time", "2021-05-20T13:29:35.120+08:00").put("stop_mchid", "1900000108");
		assertThat(read(mapper, answer).stopTime()).isEqualTo(OffsetDateTime.parse("2021-05-20T13:29:35.120+08:00"))
			.hasToString("2021-05-20T13:29:35.120+08:00");
		assertThat(read(mapper, answer).stopMerchantId()).isEqualTo("1900000108");
		assertThat(read(mapper, answer().put("stop_time", "2021-05-20T13:29:35+08:00")).stopTime())
			.hasToString("2021-05-20T13:29:35+08:00");
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void timeCanBeMissingOrEmpty(JsonMapper mapper) {
		assertThat(read(mapper, answer()).stopTime()).isNull();
		assertThat(read(mapper, answer().put("stop_time", "")).stopTime()).isNull();
		assertThat(read(mapper, answer().putNull("stop_time")).stopTime()).isNull();
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void optionalFieldsCanBeMissingOrNull(JsonMapper mapper) {
		List<String> optional = List.of("sub_mchid", "sub_appid", "plan_detail_list", "stop_mchid", "stop_time");
		ObjectNode missing = answer().remove(optional);
		ObjectNode empty = answer();
		optional.forEach(empty::putNull);
		assertThat(read(mapper, missing)).isEqualTo(read(mapper, empty)).satisfies((plan) -> {
			assertThat(plan.subMerchantId()).isNull();
			assertThat(plan.subAppId()).isNull();
			assertThat(plan.details()).isEmpty();
			assertThat(plan.stopMerchantId()).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "plan_id", "service_id", "mchid", "appid", "merchant_plan_no", "plan_name",
			"plan_duration", "plan_state", "total_original_price", "deduction_quantity", "total_actual_price" })
	void requiredFieldMustBeThere(String field) {
		mappers().forEach((mapper) -> {
			ObjectNode missing = answer().without(field);
			assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(mapper, missing))
				.withMessageContaining("'" + field + "'");
			ObjectNode empty = answer().putNull(field);
			assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(mapper, empty))
				.withMessageContaining(field);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "plan_detail_no", "plan_detail_name", "original_price", "actual_price" })
	void requiredFieldOfDetailMustBeThere(String field) {
		mappers().forEach((mapper) -> {
			ObjectNode missing = answer();
			((ObjectNode) missing.get("plan_detail_list").get(1)).remove(field);
			assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(mapper, missing))
				.withMessageContaining("'" + field + "'");
			ObjectNode empty = answer();
			((ObjectNode) empty.get("plan_detail_list").get(1)).putNull(field);
			assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(mapper, empty))
				.withMessageContaining(field);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "plan_duration", "total_original_price", "deduction_quantity", "total_actual_price" })
	void clientReadsOnlyWholeNumbers(String field) {
		assertThatNoException().isThrownBy(() -> read(MAPPER, answer().put(field, 15000)));
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(MAPPER, answer().put(field, 150.5)));
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(MAPPER, answer().put(field, "")));
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(MAPPER, answer().put(field, " ")));
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(MAPPER, answer().put(field, true)));
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> MAPPER
			.readValue(answer().putNull(field).toString().replace("null", "9223372036854775808"), PayscorePlan.class));
	}

	@Test
	void pricesAreOf64Bits() {
		assertThat(read(MAPPER, answer().put("total_actual_price", Long.MAX_VALUE)).totalActualPrice())
			.isEqualTo(Long.MAX_VALUE);
	}

	@Test
	void detailsOfPlanCannotBeChanged() {
		List<PayscorePlanDetail> details = read(MAPPER, answer()).details();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(details::clear);
	}

	@Test
	@SuppressWarnings("NullAway")
	void requestMustHaveNumber() {
		ObjectNode request = (ObjectNode) MAPPER.readTree(Vectors.createPlanRequest());
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> MAPPER.treeToValue(request.without("merchant_plan_no"), PayscorePlanRequest.class))
			.withMessageContaining("merchantPlanNo");
		assertThatIllegalArgumentException().isThrownBy(() -> PayscorePlanRequest.withMerchantPlanNo(null))
			.withMessage("'merchantPlanNo' must not be null");
	}

	private static ObjectNode answer() {
		return (ObjectNode) MAPPER.readTree(Vectors.planAnswer());
	}

	private static PayscorePlan read(JsonMapper mapper, ObjectNode answer) {
		return mapper.readValue(answer.toString(), PayscorePlan.class);
	}

}
