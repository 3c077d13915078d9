package io.github.wechatpayspring.simulator;

import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the plan operations.
 */
class PayscorePlanTests {

	private static final String OTHER_SUB_MERCHANT = "1600000002";

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.builder()
		.merchant(SimulatorMerchant.withId("1900000109")
			.subMerchant("1600000001", "wxaaaaaaaaaaaaaaaa")
			.subMerchant(OTHER_SUB_MERCHANT, null))
		.start();

	private final SimulatorMerchant merchant = SIMULATOR.merchant();

	private final SigningClient client = SigningClient.of(SIMULATOR);

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@Test
	void createAnswersTheSignedPlan() {
		String number = Plans.newNumber();
		ObjectNode request = Plans.partner(this.merchant, number);
		HttpResponse<byte[]> response = this.client.post(Plans.PARTNER, request.toString()).send();
		JsonNode plan = assertOk(response);
		JsonNode sent = Plans.read(request.toString().getBytes(StandardCharsets.UTF_8));
		assertThat(SigningClient.verifies(response, SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem())))
			.isTrue();
		assertThat(SigningClient.header(response, "Request-ID")).endsWith("-0");
		assertThat(plan.required("plan_id").stringValue()).matches("[0-9]{32}");
		assertThat(plan.required("mchid").stringValue()).isEqualTo(this.merchant.id());
		assertThat(plan.required("plan_state").stringValue()).isEqualTo("NORMAL");
		assertThat(plan.has("stop_mchid")).isFalse();
		assertThat(plan.has("stop_time")).isFalse();
		for (String name : request.propertyNames()) {
			if (!name.equals("plan_detail_list")) {
				assertThat(plan.required(name)).isEqualTo(sent.required(name));
			}
		}
		JsonNode details = plan.required("plan_detail_list");
		assertThat(details).hasSize(2);
		for (int i = 0; i < 2; i++) {
			ObjectNode detail = (ObjectNode) details.get(i).deepCopy();
			assertThat(detail.remove("plan_detail_no").intValue()).isEqualTo(i + 1);
			assertThat(detail).isEqualTo(sent.required("plan_detail_list").get(i));
		}
	}

	@Test
	void createInDirectModeLeavesSubMerchantsOut() {
		String number = Plans.newNumber();
		ObjectNode request = Plans.direct(this.merchant, number);
		request.put("sub_mchid", this.merchant.subMerchantId());
		JsonNode plan = assertOk(this.client.post(Plans.DIRECT, request.toString()).send());
		assertThat(plan.has("sub_mchid")).isFalse();
		assertThat(plan.has("sub_appid")).isFalse();
		assertThat(assertOk(query(number, null))).isEqualTo(plan);
	}

	@Test
	void optionalFieldsCanBeLeftOut() {
		ObjectNode request = Plans.partner(this.merchant, Plans.newNumber());
		request.remove("sub_appid");
		((ObjectNode) request.at("/plan_detail_list/0")).remove("plan_discount_description");
		JsonNode plan = assertOk(this.client.post(Plans.PARTNER, request.toString()).send());
		assertThat(plan.has("sub_appid")).isFalse();
		assertThat(plan.at("/plan_detail_list/0").has("plan_discount_description")).isFalse();
		assertThat(plan.at("/plan_detail_list/1").has("plan_discount_description")).isTrue();
	}

	@Test
	void unknownFieldsAreIgnored() {
		ObjectNode request = Plans.partner(this.merchant, Plans.newNumber());
		request.putObject("something").put("new", true);
		assertThat(assertOk(this.client.post(Plans.PARTNER, request.toString()).send()).has("something")).isFalse();
	}

	@Test
	void queryAnswersThePlan() {
		String number = Plans.newNumber();
		JsonNode created = create(number);
		assertThat(assertOk(query(number, this.merchant.subMerchantId()))).isEqualTo(created);
	}

	@Test
	void numberCanHaveEveryDocumentedCharacter() {
		String number = "aZ09_-*" + Plans.newNumber().substring(7);
		JsonNode created = create(number);
		assertThat(assertOk(query(number, this.merchant.subMerchantId()))).isEqualTo(created);
		assertThat(assertOk(query(number.replace("*", "%2A"), this.merchant.subMerchantId()))).isEqualTo(created);
	}

	@Test
	void unknownNumberIsNotFound() {
		assertNotFound(query("none", this.merchant.subMerchantId()));
		assertNotFound(query("none", null));
		assertNotFound(stop("none", this.merchant.subMerchantId()));
		assertNotFound(stop("none", null));
	}

	@Test
	void planIsFoundWithItsOwnSubMerchantOnly() {
		String number = Plans.newNumber();
		create(number);
		assertNotFound(query(number, OTHER_SUB_MERCHANT));
		assertNotFound(query(number, null));
		assertNotFound(stop(number, OTHER_SUB_MERCHANT));
		assertNotFound(stop(number, null));
		assertThat(state(assertOk(query(number, this.merchant.subMerchantId())))).isEqualTo("NORMAL");
	}

	@Test
	void directPlanIsNotFoundInPartnerMode() {
		String number = Plans.newNumber();
		assertOk(this.client.post(Plans.DIRECT, Plans.direct(this.merchant, number).toString()).send());
		assertNotFound(query(number, this.merchant.subMerchantId()));
		assertNotFound(stop(number, this.merchant.subMerchantId()));
		assertThat(state(assertOk(query(number, null)))).isEqualTo("NORMAL");
	}

	@Test
	void stopStopsThePlanOnce() {
		String number = Plans.newNumber();
		create(number);
		JsonNode stopped = assertOk(stop(number, this.merchant.subMerchantId()));
		assertThat(state(stopped)).isEqualTo("STOP");
		assertThat(stopped.required("stop_mchid").stringValue()).isEqualTo(this.merchant.id());
		assertThat(stopped.required("stop_time").stringValue())
			.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}\\+08:00");
		assertThat(assertOk(stop(number, this.merchant.subMerchantId()))).isEqualTo(stopped);
		assertThat(assertOk(query(number, this.merchant.subMerchantId()))).isEqualTo(stopped);
	}

	@Test
	void stopInDirectModeStopsThePlan() {
		String number = Plans.newNumber();
		assertOk(this.client.post(Plans.DIRECT, Plans.direct(this.merchant, number).toString()).send());
		assertThat(state(assertOk(stop(number, null)))).isEqualTo("STOP");
		assertThat(state(assertOk(query(number, null)))).isEqualTo("STOP");
	}

	@Test
	void stopTimeIsThatOfTheClock() {
		try (WechatPaySimulator moving = WechatPaySimulator.start()) {
			SigningClient movingClient = SigningClient.of(moving);
			String number = Plans.newNumber();
			assertOk(movingClient.post(Plans.DIRECT, Plans.direct(moving.merchant(), number).toString()).send());
			moving.clock().set(Instant.parse("2030-01-01T00:00:00.120Z"));
			moving.clock().advance(Duration.ofMillis(3));
			JsonNode stopped = assertOk(
					movingClient.post(Plans.DIRECT + "/merchant-plan-no/" + number + "/stop", "{}").send());
			assertThat(stopped.required("stop_time").stringValue()).startsWith("2030-01-01T08:00:0");
		}
	}

	@Test
	void repeatedCreateAnswersTheSamePlan() {
		String number = Plans.newNumber();
		JsonNode created = create(number);
		assertThat(create(number)).isEqualTo(created);
		JsonNode stopped = assertOk(stop(number, this.merchant.subMerchantId()));
		assertThat(create(number)).isEqualTo(stopped);
	}

	@ParameterizedTest
	@MethodSource
	void repeatedCreateWithOtherContentIsRefused(Consumer<ObjectNode> change) {
		String number = Plans.newNumber();
		ObjectNode request = Plans.partner(this.merchant, number);
		JsonNode created = assertOk(this.client.post(Plans.PARTNER, request.toString()).send());
		HttpResponse<byte[]> response = this.client.post(Plans.PARTNER, Plans.changed(request, change).toString())
			.send();
		assertError(response, 400, "INVALID_REQUEST", 271316598, "/merchant_plan_no");
		assertThat(assertOk(query(number, this.merchant.subMerchantId()))).isEqualTo(created);
	}

	static Stream<Consumer<ObjectNode>> repeatedCreateWithOtherContentIsRefused() {
		return Stream.of((plan) -> plan.put("plan_name", "另一个"), (plan) -> plan.put("plan_duration", 301),
				(plan) -> plan.remove("sub_appid"),
				(plan) -> plan.put("sub_mchid", OTHER_SUB_MERCHANT).remove("sub_appid"),
				(plan) -> ((ObjectNode) plan.at("/plan_detail_list/0")).put("plan_detail_name", "x"),
				(plan) -> ((ObjectNode) plan.at("/plan_detail_list/0")).remove("plan_discount_description"));
	}

	@Test
	void numberOfAPartnerPlanCannotBeUsedInDirectMode() {
		String number = Plans.newNumber();
		create(number);
		assertError(this.client.post(Plans.DIRECT, Plans.direct(this.merchant, number).toString()).send(), 400,
				"INVALID_REQUEST", 271316598, "/merchant_plan_no");
	}

	@Test
	void createsAtTheSameTimeMakeOnePlan() {
		String body = Plans.partner(this.merchant, Plans.newNumber()).toString();
		List<CompletableFuture<HttpResponse<byte[]>>> calls = IntStream.range(0, 16)
			.mapToObj((i) -> this.client.post(Plans.PARTNER, body).build())
			.map((HttpRequest request) -> SigningClient.HTTP.sendAsync(request, BodyHandlers.ofByteArray()))
			.toList();
		Set<String> ids = calls.stream()
			.map((call) -> assertOk(call.join()).required("plan_id").stringValue())
			.collect(Collectors.toSet());
		assertThat(ids).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource
	void bodyThatBreaksARuleIsRefused(String field, Consumer<ObjectNode> change) {
		String number = Plans.newNumber();
		ObjectNode request = Plans.changed(Plans.partner(this.merchant, number), change);
		HttpResponse<byte[]> response = this.client.post(Plans.PARTNER, request.toString()).send();
		JsonNode error = assertError(response, 400, "PARAM_ERROR", 268435464, field);
		assertThat(error.at("/detail/location").stringValue()).isEqualTo("body");
		assertThat(error.at("/detail/issue").stringValue()).isNotBlank();
		assertNotFound(query(number, this.merchant.subMerchantId()));
	}

	static Stream<Arguments> bodyThatBreaksARuleIsRefused() {
		Stream<Arguments> required = Stream
			.of("service_id", "appid", "sub_mchid", "plan_name", "plan_duration", "deduction_quantity",
					"total_original_price", "total_actual_price", "plan_detail_list", "merchant_plan_no")
			.flatMap((name) -> Stream.of(refused("/" + name, (plan) -> plan.remove(name)),
					refused("/" + name, (plan) -> plan.putNull(name)),
					refused("/" + name, (plan) -> plan.putObject(name)),
					refused("/" + name, (plan) -> plan.put(name, true))));
		Stream<Arguments> requiredInDetail = Stream.of("original_price", "actual_price", "plan_detail_name")
			.flatMap((name) -> Stream.of(refused("/plan_detail_list/1/" + name, (plan) -> detail(plan).remove(name)),
					refused("/plan_detail_list/1/" + name, (plan) -> detail(plan).putNull(name)),
					refused("/plan_detail_list/1/" + name, (plan) -> detail(plan).putArray(name))));
		Stream<Arguments> identifiers = Stream.of("service_id", "appid", "sub_mchid", "sub_appid")
			.flatMap((name) -> Stream.of(refused("/" + name, (plan) -> plan.put(name, "")),
					refused("/" + name, (plan) -> plan.put(name, "1".repeat(33))),
					refused("/" + name, (plan) -> plan.put(name, 1))));
		Stream<Arguments> numbers = Stream
			.of("plan_duration", "deduction_quantity", "total_original_price", "total_actual_price")
			.flatMap((name) -> Stream.of(refused("/" + name, (plan) -> plan.put(name, -1)),
					refused("/" + name, (plan) -> plan.put(name, 1.5)),
					refused("/" + name, (plan) -> plan.put(name, 2.0)),
					refused("/" + name, (plan) -> plan.put(name, "2")),
					refused("/" + name, (plan) -> plan.put(name, new BigInteger("9223372036854775808")))));
		Stream<Arguments> others = Stream.of(refused("/plan_name", (plan) -> plan.put("plan_name", "")),
				refused("/plan_name", (plan) -> plan.put("plan_name", "瑜".repeat(21))),
				refused("/plan_name", (plan) -> plan.put("plan_name", "瑜伽😀")),
				refused("/something/new", (plan) -> plan.putObject("something").putNull("new")),
				refused("/something/0", (plan) -> plan.putArray("something").add("😀")),
				refused("/plan_duration", (plan) -> plan.put("plan_duration", 0)),
				refused("/deduction_quantity", (plan) -> plan.put("deduction_quantity", 0)),
				refused("/deduction_quantity", (plan) -> plan.put("deduction_quantity", 1)),
				refused("/deduction_quantity", (plan) -> plan.put("deduction_quantity", 3)),
				refused("/total_original_price", (plan) -> plan.put("total_original_price", 29999)),
				refused("/total_original_price", (plan) -> plan.put("total_original_price", 30001)),
				refused("/total_actual_price", (plan) -> plan.put("total_actual_price", 26999)),
				refused("/total_actual_price", (plan) -> plan.put("total_actual_price", 27001)),
				refused("/plan_detail_list", (plan) -> plan.putArray("plan_detail_list")),
				refused("/plan_detail_list/2", (plan) -> plan.withArray("plan_detail_list").add(1)),
				refused("/plan_detail_list/1/actual_price", (plan) -> detail(plan).put("actual_price", -1)),
				refused("/plan_detail_list/1/original_price", (plan) -> detail(plan).put("original_price", -1)),
				refused("/plan_detail_list/1/actual_price", (plan) -> detail(plan).put("actual_price", 15001)),
				refused("/plan_detail_list/1/actual_price", (plan) -> detail(plan).put("actual_price", 14001)),
				refused("/plan_detail_list/1/plan_detail_name", (plan) -> detail(plan).put("plan_detail_name", "")),
				refused("/plan_detail_list/1/plan_discount_description",
						(plan) -> detail(plan).put("plan_discount_description", "x".repeat(257))),
				refused("/plan_detail_list/1/plan_discount_description",
						(plan) -> detail(plan).putNull("plan_discount_description")),
				refused("/total_original_price", (plan) -> {
					detail(plan).put("original_price", Long.MAX_VALUE);
					plan.put("total_original_price", Long.MAX_VALUE);
				}), refused("/merchant_plan_no", (plan) -> plan.put("merchant_plan_no", "")),
				refused("/merchant_plan_no", (plan) -> plan.put("merchant_plan_no", "1".repeat(33))),
				refused("/merchant_plan_no", (plan) -> plan.put("merchant_plan_no", "a b")),
				refused("/merchant_plan_no", (plan) -> plan.put("merchant_plan_no", "计划")),
				refused("/merchant_plan_no", (plan) -> plan.put("merchant_plan_no", "a\n")));
		return Stream.of(required, requiredInDetail, identifiers, numbers, others).flatMap((arguments) -> arguments);
	}

	@Test
	void limitsCanBeReached() {
		ObjectNode request = Plans.partner(this.merchant, Plans.newNumber());
		request.put("plan_name", "瑜".repeat(20)).put("plan_duration", 1).put("deduction_quantity", 1);
		request.put("total_original_price", 0).put("total_actual_price", 0);
		request.withArray("plan_detail_list").remove(1);
		((ObjectNode) request.at("/plan_detail_list/0")).put("original_price", 0).put("actual_price", 0);
		assertThat(assertOk(this.client.post(Plans.PARTNER, request.toString()).send()).required("plan_name"))
			.isEqualTo(request.required("plan_name"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "null", "1", "\"x\"", "{} {}", "{\"a\":1,\"a\":2}", "{'a':1}",
			"{\"a\":NaN}", "\uFEFF{}" })
	void bodyThatIsNoJsonObjectIsRefused(String body) {
		assertError(this.client.post(Plans.PARTNER, body).send(), 400, "PARAM_ERROR", 268435464, "");
	}

	@Test
	void bodyThatIsNotUtf8IsRefused() {
		byte[] body = Plans.partner(this.merchant, Plans.newNumber())
			.put("plan_name", "é")
			.toString()
			.getBytes(StandardCharsets.ISO_8859_1);
		assertError(this.client.post(Plans.PARTNER, body).send(), 400, "PARAM_ERROR", 268435464, "");
		byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16LE);
		assertError(this.client.post(Plans.PARTNER, utf16).send(), 400, "PARAM_ERROR", 268435464, "");
	}

	@Test
	void otherServiceIsRefused() {
		assertRefusedWhen((plan) -> plan.put("service_id", "1"), 403, "NO_AUTH", 268503786, "/service_id");
	}

	@Test
	void otherSubMerchantIsRefused() {
		assertRefusedWhen((plan) -> plan.put("sub_mchid", "1699999999"), 403, "NO_AUTH", 268503786, "/sub_mchid");
	}

	@Test
	void applicationThatIsNotBoundIsRefused() {
		assertRefusedWhen((plan) -> plan.put("appid", "wx1"), 400, "PARAM_ERROR", 271302144, "/appid");
		assertRefusedWhen((plan) -> plan.put("sub_appid", "wx1"), 400, "PARAM_ERROR", 271302144, "/sub_appid");
		assertRefusedWhen((plan) -> plan.put("sub_mchid", OTHER_SUB_MERCHANT), 400, "PARAM_ERROR", 271302144,
				"/sub_appid");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?sub_mchid=", "?sub_mchid=111111111111111111111111111111111", "?SUB_MCHID=1" })
	void queryWithoutSubMerchantIsRefused(String query) {
		JsonNode error = assertError(this.client.get(Plans.PARTNER + "/merchant-plan-no/none" + query).send(), 400,
				"PARAM_ERROR", 268435464, "sub_mchid");
		assertThat(error.at("/detail/location").stringValue()).isEqualTo("query");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a%20b", "111111111111111111111111111111111", "%E7%91%9C" })
	void numberOfWrongFormatIsRefused(String number) {
		JsonNode error = assertError(query(number, this.merchant.subMerchantId()), 400, "PARAM_ERROR", 268435464,
				"merchant_plan_no");
		assertThat(error.at("/detail/location").stringValue()).isEqualTo("url");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"sub_mchid\":null}", "{\"sub_mchid\":1600000001}", "{\"sub_mchid\":\"\"}" })
	void stopWithoutSubMerchantIsRefused(String body) {
		String number = Plans.newNumber();
		create(number);
		assertError(this.client.post(Plans.PARTNER + "/merchant-plan-no/" + number + "/stop", body).send(), 400,
				"PARAM_ERROR", 268435464, "/sub_mchid");
		assertThat(state(assertOk(query(number, this.merchant.subMerchantId())))).isEqualTo("NORMAL");
	}

	@Test
	void stopWithoutJsonIsRefused() {
		assertError(this.client.post(Plans.DIRECT + "/merchant-plan-no/none/stop", "").send(), 400, "PARAM_ERROR",
				268435464, "");
	}

	@Test
	void errorNamesTheRefusedValue() {
		ObjectNode request = Plans.partner(this.merchant, Plans.newNumber()).put("total_actual_price", 5);
		JsonNode error = Plans.read(this.client.post(Plans.PARTNER, request.toString()).send().body());
		assertThat(error.at("/detail/value").stringValue()).isEqualTo("5");
		request.remove("plan_name");
		assertThat(Plans.read(this.client.post(Plans.PARTNER, request.toString()).send().body())
			.at("/detail")
			.has("value")).isFalse();
	}

	private void assertRefusedWhen(Consumer<ObjectNode> change, int status, String code, long reason, String field) {
		ObjectNode request = Plans.changed(Plans.partner(this.merchant, Plans.newNumber()), change);
		assertError(this.client.post(Plans.PARTNER, request.toString()).send(), status, code, reason, field);
		assertNotFound(query(request.required("merchant_plan_no").stringValue(), this.merchant.subMerchantId()));
	}

	private JsonNode create(String number) {
		return assertOk(this.client.post(Plans.PARTNER, Plans.partner(this.merchant, number).toString()).send());
	}

	private HttpResponse<byte[]> query(String number, @Nullable String subMerchantId) {
		return this.client
			.get((subMerchantId != null) ? Plans.PARTNER + "/merchant-plan-no/" + number + "?sub_mchid=" + subMerchantId
					: Plans.DIRECT + "/merchant-plan-no/" + number)
			.send();
	}

	private HttpResponse<byte[]> stop(String number, @Nullable String subMerchantId) {
		if (subMerchantId == null) {
			return this.client.post(Plans.DIRECT + "/merchant-plan-no/" + number + "/stop", "{}").send();
		}
		return this.client
			.post(Plans.PARTNER + "/merchant-plan-no/" + number + "/stop", "{\"sub_mchid\":\"" + subMerchantId + "\"}")
			.send();
	}

	private static Arguments refused(String field, Consumer<ObjectNode> change) {
		return Arguments.of(field, change);
	}

	private static ObjectNode detail(ObjectNode plan) {
		return (ObjectNode) plan.at("/plan_detail_list/1");
	}

	private static String state(JsonNode plan) {
		return plan.required("plan_state").stringValue();
	}

	private static JsonNode assertOk(HttpResponse<byte[]> response) {
		assertThat(response.statusCode()).as(SigningClient.text(response)).isEqualTo(200);
		return Plans.read(response.body());
	}

	private static void assertNotFound(HttpResponse<byte[]> response) {
		assertThat(response.statusCode()).as(SigningClient.text(response)).isEqualTo(404);
		assertThat(Plans.read(response.body()).required("code").stringValue()).isEqualTo("RESOURCE_NOT_EXISTS");
		assertThat(SigningClient.header(response, "Request-ID")).endsWith("-271317510");
		assertThat(SigningClient.isSigned(response)).isTrue();
	}

	private static JsonNode assertError(HttpResponse<byte[]> response, int status, String code, long reason,
			String field) {
		assertThat(response.statusCode()).as(SigningClient.text(response)).isEqualTo(status);
		JsonNode error = Plans.read(response.body());
		assertThat(error.required("code").stringValue()).isEqualTo(code);
		assertThat(error.at("/detail/field").stringValue()).isEqualTo(field);
		assertThat(SigningClient.header(response, "Request-ID")).endsWith("-" + reason);
		assertThat(SigningClient.isSigned(response)).isTrue();
		return error;
	}

}
