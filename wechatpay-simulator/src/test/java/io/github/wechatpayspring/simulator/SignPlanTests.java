package io.github.wechatpayspring.simulator;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.payscore.SignState;
import io.github.wechatpayspring.simulator.payscore.SimulatedUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of sign plans.
 */
class SignPlanTests {

	private static final Set<String> REQUIRED = Set.of("sign_plan_id", "service_id", "mchid", "appid",
			"merchant_sign_plan_no", "merchant_callback_url", "plan_id", "going_detail_no", "sign_state", "plan_name",
			"plan_over_time", "total_origin_price", "deduction_quantity", "total_actual_price");

	private static final Set<String> OPTIONAL = Set.of("openid", "sub_openid", "sub_mchid", "sub_appid",
			"cancel_sign_time", "cancel_sign_type", "cancel_reason", "signed_detail_list", "sign_time");

	private static final Set<String> DETAIL_REQUIRED = Set.of("plan_detail_no", "original_price", "actual_price",
			"plan_detail_state", "merchant_plan_detail_no", "plan_detail_name");

	private static final Set<String> DETAIL_OPTIONAL = Set.of("plan_discount_description", "order_id",
			"actual_pay_price", "use_time", "complete_time", "cancel_time");

	private static final String NOWHERE = "http://127.0.0.1:9/notify";

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

	private final Payscores partner = new Payscores(SIMULATOR, SIMULATOR.merchant(), true, NOWHERE);

	private final Payscores direct = new Payscores(SIMULATOR, SIMULATOR.merchant(), false, NOWHERE);

	@AfterEach
	void reset() {
		SIMULATOR.reset();
	}

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void createAnswersSignPlanAndPackage(boolean isPartner) {
		Payscores payscores = isPartner ? this.partner : this.direct;
		JsonNode plan = payscores.createPlan();
		ObjectNode request = payscores.signPlanRequest(plan, Plans.newNumber());
		JsonNode created = Payscores.ok(payscores.createSignPlan(request));
		assertThat(created.propertyNames()).containsExactlyInAnyOrder("sign_plan", "package");
		JsonNode signPlan = created.required("sign_plan");
		assertFields(signPlan);
		for (String name : request.propertyNames()) {
			if (!name.equals("notify_url") && !name.equals("sign_plan_detail")) {
				assertThat(signPlan.required(name)).isEqualTo(request.required(name));
			}
		}
		assertThat(signPlan.has("sub_mchid")).isEqualTo(isPartner);
		assertThat(signPlan.required("merchant_callback_url").stringValue()).isEqualTo(NOWHERE);
		assertThat(signPlan.required("sign_state").stringValue()).isEqualTo("UNSIGNED");
		assertThat(signPlan.required("going_detail_no").intValue()).isZero();
		assertThat(signPlan.required("total_origin_price")).isEqualTo(plan.required("total_original_price"));
		assertThat(signPlan.at("/signed_detail_list/1/merchant_plan_detail_no"))
			.isEqualTo(request.at("/sign_plan_detail/1/merchant_plan_detail_no"));
		assertThat(signPlan.at("/signed_detail_list/1/plan_detail_state").stringValue()).isEqualTo("NOT_USED");
		assertThat(payscores.signPlan(signPlan)).isEqualTo(signPlan);
	}

	@Test
	void userSigns() {
		JsonNode created = this.partner.createSignPlan();
		assertThat(SIMULATOR.user(Payscores.USER).sign(created.required("package").stringValue()).state())
			.isEqualTo(SignState.SIGNED);
		JsonNode signed = this.partner.signPlan(created.required("sign_plan"));
		assertFields(signed);
		OffsetDateTime signTime = OffsetDateTime.parse(signed.required("sign_time").stringValue());
		assertThat(signTime.getOffset()).isEqualTo(ZoneOffset.ofHours(8));
		assertThat(OffsetDateTime.parse(signed.required("plan_over_time").stringValue()))
			.isEqualTo(signTime.plusDays(300));
	}

	@Test
	void packageIsValidForTwoHours() {
		JsonNode created = this.partner.createSignPlan();
		SIMULATOR.clock().advance(Duration.ofMinutes(119));
		assertThat(state(created.required("sign_plan"))).isEqualTo("UNSIGNED");
		SIMULATOR.clock().advance(Duration.ofMinutes(1));
		assertThat(state(created.required("sign_plan"))).isEqualTo("EXPIRE");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> SIMULATOR.user(Payscores.USER).sign(created.required("package").stringValue()));
	}

	@Test
	void signedPlanExpiresWhenItsDurationIsOver() {
		JsonNode signPlan = this.partner.createSigned();
		SIMULATOR.clock().advance(Duration.ofDays(299));
		assertThat(state(signPlan)).isEqualTo("SIGNED");
		SIMULATOR.clock().advance(Duration.ofDays(1).plusMinutes(1));
		assertThat(state(signPlan)).isEqualTo("EXPIRE");
		Payscores.assertRefused(this.partner.createOrder(this.partner.orderRequest(signPlan, 1, Plans.newNumber())),
				400, "INVALID_REQUEST", 271316592L);
	}

	@Test
	void orderThatIsGoingOnOutlivesTheDuration() {
		JsonNode signPlan = this.partner.createSigned();
		String order = this.partner.createOrder(signPlan, 1);
		SIMULATOR.clock().advance(Duration.ofDays(301));
		assertThat(state(signPlan)).isEqualTo("SIGNED");
		this.partner.complete(order, 100);
		assertThat(state(signPlan)).isEqualTo("EXPIRE");
		assertThat(this.partner.order(order).required("state").stringValue()).isEqualTo("DONE");
	}

	@Test
	void userCancels() {
		JsonNode signPlan = this.partner.createSigned();
		String number = signPlan.required("merchant_sign_plan_no").stringValue();
		assertThat(SIMULATOR.user(Payscores.USER).cancel(number).state()).isEqualTo(SignState.SIGN_PLAN_CANCEL);
		JsonNode cancelled = this.partner.signPlan(signPlan);
		assertFields(cancelled);
		assertThat(cancelled.required("cancel_sign_type").stringValue()).isEqualTo("USER");
		assertThat(cancelled.has("cancel_sign_time")).isTrue();
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> SIMULATOR.user(Payscores.USER).cancel(number));
		assertThat(this.partner.signPlan(signPlan)).isEqualTo(cancelled);
	}

	@Test
	void userRevokesTheService() {
		JsonNode first = this.partner.createSigned();
		JsonNode second = this.partner.createSigned();
		JsonNode unsigned = this.partner.createSignPlan().required("sign_plan");
		assertThat(SIMULATOR.user(Payscores.USER).revokeService(SIMULATOR.merchant())).hasSize(2);
		for (JsonNode signPlan : List.of(first, second)) {
			assertThat(this.partner.signPlan(signPlan).required("cancel_sign_type").stringValue())
				.isEqualTo("REVOKE_SERVICE");
		}
		assertThat(state(unsigned)).isEqualTo("UNSIGNED");
		assertThat(SIMULATOR.user(Payscores.USER).revokeService(SIMULATOR.merchant())).isEmpty();
	}

	@Test
	void merchantStops() {
		for (Payscores payscores : List.of(this.partner, this.direct)) {
			JsonNode signPlan = payscores.createSigned();
			String number = signPlan.required("merchant_sign_plan_no").stringValue();
			JsonNode stopped = Payscores.ok(payscores.stopSignPlan(number));
			assertFields(stopped);
			assertThat(stopped.required("sign_state").stringValue()).isEqualTo("SIGN_PLAN_CANCEL");
			assertThat(stopped.required("cancel_sign_type").stringValue()).isEqualTo("MERCHANT");
			assertThat(stopped.required("cancel_reason").stringValue()).isEqualTo("用户协商后停止");
			assertThat(Payscores.ok(payscores.stopSignPlan(number))).isEqualTo(stopped);
		}
		assertThat(SIMULATOR.notifications().ofType("PAYSCORE.USER_CANCEL_SIGN_PLAN")).isEmpty();
	}

	@Test
	void nothingIsCancelledWhileAnOrderIsGoingOn() {
		JsonNode signPlan = this.partner.createSigned();
		this.partner.createOrder(signPlan, 1);
		JsonNode before = this.partner.signPlan(signPlan);
		String number = signPlan.required("merchant_sign_plan_no").stringValue();
		Payscores.assertRefused(this.partner.stopSignPlan(number), 400, "INVALID_REQUEST", 271316592L);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> SIMULATOR.user(Payscores.USER).cancel(number));
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> SIMULATOR.user(Payscores.USER).revokeService(SIMULATOR.merchant()));
		assertThat(this.partner.signPlan(signPlan)).isEqualTo(before);
	}

	@Test
	void stoppedPlanCannotBeSignedForButSignedOnesGoOn() {
		JsonNode plan = this.partner.createPlan();
		JsonNode created = Payscores
			.ok(this.partner.createSignPlan(this.partner.signPlanRequest(plan, Plans.newNumber())));
		SigningClient.of(SIMULATOR)
			.post(Plans.PARTNER + "/merchant-plan-no/" + plan.required("merchant_plan_no").stringValue() + "/stop",
					"{\"sub_mchid\":\"" + SIMULATOR.merchant().subMerchantId() + "\"}")
			.send();
		Payscores.assertRefused(this.partner.createSignPlan(this.partner.signPlanRequest(plan, Plans.newNumber())), 400,
				"INVALID_REQUEST", 271316592L);
		SIMULATOR.user(Payscores.USER).sign(created.required("package").stringValue());
		this.partner.createOrder(created.required("sign_plan"), 1);
	}

	@Test
	void repeatedCreationSucceedsOnlyWithTheSameContent() {
		ObjectNode request = this.partner.signPlanRequest(this.partner.createPlan(), Plans.newNumber());
		JsonNode created = Payscores.ok(this.partner.createSignPlan(request));
		assertThat(Payscores.ok(this.partner.createSignPlan(request))).isEqualTo(created);
		ObjectNode other = Plans.changed(request, (body) -> body.put("openid", "another"));
		Payscores.assertRefused(this.partner.createSignPlan(other), 400, "INVALID_REQUEST", 271316598L);
		ObjectNode sameDetails = Plans.changed(request, (body) -> body.put("merchant_sign_plan_no", "other"));
		Payscores.assertRefused(this.partner.createSignPlan(sameDetails), 400, "INVALID_REQUEST", 271316598L);
		assertThat(SIMULATOR.payscore().signPlans()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource
	void wrongRequestIsRefused(String pointer, Consumer<ObjectNode> change) {
		ObjectNode request = this.partner.signPlanRequest(this.partner.createPlan(), Plans.newNumber());
		HttpResponse<byte[]> response = this.partner.createSignPlan(Plans.changed(request, change));
		Payscores.assertRefused(response, 400, "PARAM_ERROR", 268435464L);
		assertThat(Plans.read(response.body()).at("/detail/field").stringValue()).isEqualTo(pointer);
		assertThat(SIMULATOR.payscore().signPlans()).isEmpty();
	}

	static Stream<Arguments> wrongRequestIsRefused() {
		return Stream.of(wrong("/openid", (body) -> body.remove("openid")),
				wrong("/openid", (body) -> body.put("sub_openid", "user")),
				wrong("/sub_appid", (body) -> body.put("sub_openid", "user").without("openid").remove("sub_appid")),
				wrong("/plan_id", (body) -> body.remove("plan_id")),
				wrong("/notify_url", (body) -> body.put("notify_url", "https://a.example/?a=1")),
				wrong("/notify_url", (body) -> body.put("notify_url", "ftp://a.example/")),
				wrong("/notify_url", (body) -> body.put("notify_url", "/notify")),
				wrong("/notify_url", (body) -> body.put("notify_url", "https://a b")),
				wrong("/notify_url", (body) -> body.put("notify_url", "https://user@a.example/")),
				wrong("/merchant_sign_plan_no", (body) -> body.put("merchant_sign_plan_no", "a b")),
				wrong("/sign_plan_detail", (body) -> body.putArray("sign_plan_detail")),
				wrong("/sign_plan_detail", (body) -> body.withArray("sign_plan_detail").remove(1)),
				wrong("/sign_plan_detail/0/plan_detail_no",
						(body) -> ((ObjectNode) body.at("/sign_plan_detail/0")).put("plan_detail_no", 3)),
				wrong("/sign_plan_detail/1/plan_detail_no",
						(body) -> ((ObjectNode) body.at("/sign_plan_detail/1")).put("plan_detail_no", 1)),
				wrong("/sign_plan_detail/0/plan_detail_no",
						(body) -> ((ObjectNode) body.at("/sign_plan_detail/0")).put("plan_detail_no", 0)),
				wrong("/sign_plan_detail/1/merchant_plan_detail_no", (body) -> body.at("/sign_plan_detail")
					.forEach((detail) -> ((ObjectNode) detail).put("merchant_plan_detail_no", "same"))));
	}

	private static Arguments wrong(String pointer, Consumer<ObjectNode> change) {
		return Arguments.of(pointer, change);
	}

	@Test
	void unknownPlanOrSignPlanIsNotFound() {
		ObjectNode request = this.partner.signPlanRequest(this.partner.createPlan(), Plans.newNumber());
		request.put("plan_id", "1");
		Payscores.assertRefused(this.partner.createSignPlan(request), 404, "RESOURCE_NOT_EXISTS", 271317510L);
		Payscores.assertRefused(this.partner.querySignPlan("none"), 404, "RESOURCE_NOT_EXISTS", 271317510L);
		Payscores.assertRefused(this.partner.stopSignPlan("none"), 404, "RESOURCE_NOT_EXISTS", 271317510L);
		String number = this.partner.createSigned().required("merchant_sign_plan_no").stringValue();
		Payscores.assertRefused(this.direct.querySignPlan(number), 404, "RESOURCE_NOT_EXISTS", 271317510L);
		Payscores.assertRefused(this.direct.stopSignPlan(number), 404, "RESOURCE_NOT_EXISTS", 271317510L);
	}

	@Test
	void othersCannotSign() {
		String packageText = this.partner.createSignPlan().required("package").stringValue();
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> SIMULATOR.user("somebody else").sign(packageText));
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> SIMULATOR.user(Payscores.USER).sign("none"));
	}

	@Test
	void signPlanForAUserOfTheSubMerchant() {
		ObjectNode request = this.partner.signPlanRequest(this.partner.createPlan(), Plans.newNumber());
		request.remove("openid");
		request.put("sub_openid", "oSub");
		JsonNode signPlan = Payscores.ok(this.partner.createSignPlan(request)).required("sign_plan");
		assertFields(signPlan);
		assertThat(signPlan.required("sub_openid").stringValue()).isEqualTo("oSub");
		assertThat(SIMULATOR.user("oSub").sign(signPlan.required("sign_plan_id").stringValue()).state())
			.isEqualTo(SignState.SIGNED);
	}

	@ParameterizedTest
	@CsvSource({ "UNSIGNED, sign, SIGNED", "UNSIGNED, cancel, x", "UNSIGNED, revoke, -",
			"UNSIGNED, stop, SIGN_PLAN_CANCEL", "UNSIGNED, order, x", "SIGNED, sign, x",
			"SIGNED, cancel, SIGN_PLAN_CANCEL", "SIGNED, revoke, SIGN_PLAN_CANCEL", "SIGNED, stop, SIGN_PLAN_CANCEL",
			"SIGNED, order, SIGNED", "COMPLETE, sign, x", "COMPLETE, cancel, x", "COMPLETE, revoke, -",
			"COMPLETE, stop, x", "COMPLETE, order, x", "SIGN_PLAN_CANCEL, sign, x", "SIGN_PLAN_CANCEL, cancel, x",
			"SIGN_PLAN_CANCEL, revoke, -", "SIGN_PLAN_CANCEL, stop, -", "SIGN_PLAN_CANCEL, order, x", "EXPIRE, sign, x",
			"EXPIRE, cancel, x", "EXPIRE, revoke, -", "EXPIRE, stop, x", "EXPIRE, order, x" })
	void everyActionInEveryState(SignState state, String action, String expected) {
		JsonNode signPlan = inState(state);
		JsonNode before = this.partner.signPlan(signPlan);
		assertThat(before.required("sign_state").stringValue()).isEqualTo(state.name());
		int notifications = SIMULATOR.notifications().all().size();
		boolean accepted = act(signPlan, action);
		JsonNode after = this.partner.signPlan(signPlan);
		assertThat(accepted).isEqualTo(!expected.equals("x"));
		if (expected.equals("x") || expected.equals("-")) {
			assertThat(after).isEqualTo(before);
			assertThat(SIMULATOR.notifications().all()).hasSize(notifications);
		}
		else {
			assertThat(after).isNotEqualTo(before);
			assertThat(after.required("sign_state").stringValue()).isEqualTo(expected);
		}
	}

	private JsonNode inState(SignState state) {
		if (state == SignState.UNSIGNED || state == SignState.EXPIRE) {
			JsonNode unsigned = this.partner.createSignPlan().required("sign_plan");
			SIMULATOR.clock().advance((state == SignState.EXPIRE) ? Duration.ofHours(3) : Duration.ZERO);
			return unsigned;
		}
		JsonNode signed = this.partner.createSigned();
		if (state == SignState.COMPLETE) {
			this.partner.complete(this.partner.createOrder(signed, 1), 1);
			this.partner.complete(this.partner.createOrder(signed, 2), 1);
		}
		if (state == SignState.SIGN_PLAN_CANCEL) {
			SIMULATOR.user(Payscores.USER).cancel(signed.required("sign_plan_id").stringValue());
		}
		return signed;
	}

	private boolean act(JsonNode signPlan, String action) {
		String number = signPlan.required("merchant_sign_plan_no").stringValue();
		if (action.equals("stop") || action.equals("order")) {
			HttpResponse<byte[]> response = action.equals("stop") ? this.partner.stopSignPlan(number)
					: this.partner.createOrder(this.partner.orderRequest(signPlan, 1, Plans.newNumber()));
			if (response.statusCode() != 200) {
				Payscores.assertRefused(response, 400, "INVALID_REQUEST", 271316592L);
			}
			return response.statusCode() == 200;
		}
		SimulatedUser user = SIMULATOR.user(Payscores.USER);
		try {
			switch (action) {
				case "sign" -> user.sign(number);
				case "cancel" -> user.cancel(number);
				default -> user.revokeService(SIMULATOR.merchant());
			}
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	@Test
	void openIdIsNotPrinted() {
		this.partner.createSigned();
		assertThat(SIMULATOR.payscore().signPlans().toString()).doesNotContain(Payscores.USER).contains("SIGNED");
		assertThat(SIMULATOR.notifications().all().toString()).doesNotContain(Payscores.USER);
		assertThat(SIMULATOR.user(Payscores.USER).toString()).doesNotContain(Payscores.USER);
	}

	static void assertFields(JsonNode signPlan) {
		assertThat(signPlan.propertyNames()).containsAll(REQUIRED).isSubsetOf(union(REQUIRED, OPTIONAL));
		for (JsonNode detail : signPlan.required("signed_detail_list")) {
			assertThat(detail.propertyNames()).containsAll(DETAIL_REQUIRED)
				.isSubsetOf(union(DETAIL_REQUIRED, DETAIL_OPTIONAL));
		}
	}

	private static Set<String> union(Set<String> one, Set<String> two) {
		Set<String> all = new TreeSet<>(one);
		all.addAll(two);
		return all;
	}

	private String state(JsonNode signPlan) {
		String number = signPlan.required("merchant_sign_plan_no").stringValue();
		return Payscores.ok(this.partner.querySignPlan(number)).required("sign_state").stringValue();
	}

}
