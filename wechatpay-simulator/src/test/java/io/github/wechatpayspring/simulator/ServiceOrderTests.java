package io.github.wechatpayspring.simulator;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.payscore.Deductions.Charge;
import io.github.wechatpayspring.simulator.payscore.OrderState;
import io.github.wechatpayspring.simulator.payscore.SimulatedServiceOrder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of service orders.
 */
class ServiceOrderTests {

	private static final String NOWHERE = "http://127.0.0.1:9/notify";

	private static final Set<String> CREATED_REQUIRED = Set.of("out_order_no", "service_id", "appid", "mchid",
			"service_introduction", "state");

	private static final Set<String> CREATED_OPTIONAL = Set.of("sub_appid", "sub_mchid", "state_description",
			"post_payments", "post_discounts", "risk_fund", "time_range", "location", "attach", "notify_url",
			"order_id");

	private static final Set<String> QUERY_OPTIONAL = Set.of("total_amount", "need_collection", "collection", "openid",
			"sub_openid");

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

	private final String merchantId = SIMULATOR.merchant().id();

	private final Payscores payscores = Payscores.partner(SIMULATOR, NOWHERE);

	private final JsonNode signPlan = this.payscores.createSigned();

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
	void wholeLifeOfASignPlan(boolean partner) {
		Payscores calls = new Payscores(SIMULATOR, SIMULATOR.merchant(), partner, NOWHERE);
		JsonNode signed = calls.createSigned();
		String number = Plans.newNumber();
		ObjectNode request = calls.orderRequest(signed, 1, number);
		request.put("attach", "a%20b").putObject("location").put("start_location", "瑜伽馆");
		JsonNode created = Payscores.ok(calls.createOrder(request));
		assertFields(created, Set.of());
		assertThat(created.required("state").stringValue()).isEqualTo("DOING");
		assertThat(created.required("state_description").stringValue()).isEqualTo("USER_CONFIRM");
		assertThat(created.required("attach").stringValue()).isEqualTo("a%20b");
		assertThat(created.has("sub_mchid")).isEqualTo(partner);
		JsonNode begun = calls.signPlan(signed);
		SignPlanTests.assertFields(begun);
		assertThat(begun.required("going_detail_no").intValue()).isOne();
		assertThat(begun.at("/signed_detail_list/0/plan_detail_state").stringValue()).isEqualTo("USING");
		assertThat(begun.at("/signed_detail_list/0/order_id")).isEqualTo(created.required("order_id"));
		assertThat(begun.at("/signed_detail_list/0").has("use_time")).isTrue();
		HttpResponse<byte[]> completed = calls.change(number, "complete", calls.amounts(14000, 500));
		assertThat(completed.statusCode()).isEqualTo(204);
		assertThat(SigningClient.header(completed, "Content-Type")).isEqualTo("application/json");
		assertThat(completed.body()).isEmpty();
		assertThat(SigningClient.verifies(completed,
				SigningClient.publicKey(SIMULATOR.merchant().wechatPayPublicKeyPem())))
			.isTrue();
		JsonNode done = calls.order(number);
		assertFields(done, QUERY_OPTIONAL);
		assertThat(done.required("state").stringValue()).isEqualTo("DONE");
		assertThat(done.has("state_description")).isFalse();
		assertThat(done.required("total_amount").longValue()).isEqualTo(13500);
		assertThat(done.at("/collection/state").stringValue()).isEqualTo("USER_PAID");
		assertThat(done.at("/collection/paid_amount").longValue()).isEqualTo(13500);
		assertThat(done.at("/collection/paying_amount").longValue()).isZero();
		assertThat(done.at("/collection/details/0/paid_type").stringValue()).isEqualTo("NEWTON");
		String second = calls.createOrder(signed, 2);
		calls.complete(second, 13000);
		JsonNode complete = calls.signPlan(signed);
		SignPlanTests.assertFields(complete);
		assertThat(complete.required("sign_state").stringValue()).isEqualTo("COMPLETE");
		assertThat(complete.required("going_detail_no").intValue()).isEqualTo(2);
		assertThat(complete.at("/signed_detail_list/0/actual_pay_price").longValue()).isEqualTo(13500);
		assertThat(complete.at("/signed_detail_list/1/plan_detail_state").stringValue()).isEqualTo("USED");
		assertThat(complete.at("/signed_detail_list/1").has("complete_time")).isTrue();
		assertThat(SIMULATOR.notifications().ofType("PAYSCORE.USER_PAID")).hasSize(2);
	}

	@Test
	void detailsAreUsedInOrderAndOneAtATime() {
		assertCreationRefused(2, 400, "INVALID_REQUEST", 271316592L);
		assertCreationRefused(3, 400, "PARAM_ERROR", 268435464L);
		String first = this.payscores.createOrder(this.signPlan, 1);
		assertCreationRefused(1, 400, "INVALID_REQUEST", 271316592L);
		assertCreationRefused(2, 400, "INVALID_REQUEST", 271316592L);
		SIMULATOR.payscore().deductions().fail(this.merchantId);
		this.payscores.complete(first, 100);
		assertCreationRefused(2, 400, "INVALID_REQUEST", 271316592L);
		SIMULATOR.payscore().deduct(first);
		assertCreationRefused(1, 400, "INVALID_REQUEST", 271316592L);
		this.payscores.createOrder(this.signPlan, 2);
	}

	@Test
	void cancelledOrderCancelsItsDetail() {
		String number = this.payscores.createOrder(this.signPlan, 1);
		assertThat(this.payscores.change(number, "cancel", this.payscores.reason("用户投诉")).statusCode()).isEqualTo(204);
		JsonNode order = this.payscores.order(number);
		assertFields(order, QUERY_OPTIONAL);
		assertThat(order.required("state").stringValue()).isEqualTo("REVOKED");
		JsonNode after = this.payscores.signPlan(this.signPlan);
		SignPlanTests.assertFields(after);
		assertThat(after.at("/signed_detail_list/0/plan_detail_state").stringValue())
			.isEqualTo("SIGN_PLAN_DETAIL_CANCEL");
		assertThat(after.at("/signed_detail_list/0").has("cancel_time")).isTrue();
		this.payscores.createOrder(this.signPlan, 2);
		assertThat(SIMULATOR.payscore().deductions().charges()).isEmpty();
	}

	@Test
	void failedDeductionSucceedsLater() {
		SIMULATOR.payscore().deductions().failNext(this.merchantId);
		String number = paying(1000);
		JsonNode paying = this.payscores.order(number);
		assertFields(paying, QUERY_OPTIONAL);
		assertThat(paying.required("state_description").stringValue()).isEqualTo("MCH_COMPLETE");
		assertThat(paying.at("/collection/state").stringValue()).isEqualTo("USER_PAYING");
		assertThat(paying.at("/collection/paying_amount").longValue()).isEqualTo(1000);
		assertThat(SIMULATOR.notifications().ofType("PAYSCORE.USER_PAID")).isEmpty();
		assertThat(SIMULATOR.payscore().deduct(number).state()).isEqualTo(OrderState.DONE);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> SIMULATOR.payscore().deduct(number));
		assertThat(SIMULATOR.payscore().deductions().charges()).extracting(Charge::amount).containsExactly(1000L);
		assertThat(SIMULATOR.notifications().ofType("PAYSCORE.USER_PAID")).hasSize(1);
	}

	@Test
	void deductionOfOneOrderFailsLikeAllOfItsMerchant() {
		SIMULATOR.payscore().deductions().failNext(this.merchantId).failNext(this.merchantId);
		String number = paying(1000);
		JsonNode order = this.payscores.order(number);
		JsonNode plan = this.payscores.signPlan(this.signPlan);
		int notifications = SIMULATOR.notifications().all().size();
		SimulatedServiceOrder failed = SIMULATOR.payscore().failDeduction(number);
		assertThat(failed.state()).isEqualTo(OrderState.PAYING);
		assertThat(failed.deductionAttempts()).isEqualTo(2);
		assertThat(SIMULATOR.payscore().deductions().failingNext(this.merchantId)).isOne();
		assertThat(this.payscores.order(number)).isEqualTo(order);
		this.payscores.change(number, "pay", this.payscores.nothing());
		assertThat(SIMULATOR.payscore().findOrder(number).orElseThrow().deductionAttempts()).isEqualTo(3);
		assertThat(this.payscores.order(number)).isEqualTo(order);
		assertThat(this.payscores.signPlan(this.signPlan)).isEqualTo(plan);
		assertThat(SIMULATOR.payscore().deductions().charges()).isEmpty();
		assertThat(SIMULATOR.notifications().all()).hasSize(notifications);
		this.payscores.change(number, "pay", this.payscores.nothing());
		assertThat(this.payscores.order(number).required("state").stringValue()).isEqualTo("DONE");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "PAYING")
	void nothingIsDeductedOrFailsWhenNothingIsDue(OrderState state) {
		String number = inState(state);
		JsonNode order = this.payscores.order(number);
		int attempts = SIMULATOR.payscore().findOrder(number).orElseThrow().deductionAttempts();
		List<Consumer<String>> acts = List.of(SIMULATOR.payscore()::deduct, SIMULATOR.payscore()::failDeduction);
		assertThat(acts).allSatisfy((act) -> {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> act.accept(number))
				.withMessage("Nothing is due for the service order %s. Not possible in the state %s", number, state);
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> act.accept("none"))
				.withMessage("There is no service order none");
		});
		assertThat(this.payscores.order(number)).isEqualTo(order);
		assertThat(SIMULATOR.payscore().findOrder(number).orElseThrow().deductionAttempts()).isEqualTo(attempts);
	}

	@Test
	void payTriesToDeductAgain() {
		SIMULATOR.payscore().deductions().failNext(this.merchantId).failNext(this.merchantId);
		String number = paying(1000);
		assertThat(this.payscores.change(number, "pay", this.payscores.nothing()).statusCode()).isEqualTo(204);
		assertThat(this.payscores.order(number).required("state").stringValue()).isEqualTo("DOING");
		assertThat(this.payscores.change(number, "pay", this.payscores.nothing()).statusCode()).isEqualTo(204);
		assertThat(this.payscores.order(number).required("state").stringValue()).isEqualTo("DONE");
		assertThat(SIMULATOR.payscore().findOrder(number).orElseThrow().deductionAttempts()).isEqualTo(3);
	}

	@Test
	void amountIsModifiedDownwardsOnly() {
		SIMULATOR.payscore().deductions().failNext(this.merchantId);
		String number = paying(1000);
		JsonNode before = this.payscores.order(number);
		Payscores.assertRefused(this.payscores.change(number, "modify", modification(1001)), 400, "PARAM_ERROR",
				268435464L);
		assertThat(this.payscores.order(number)).isEqualTo(before);
		ObjectNode body = this.payscores.amounts(900, 100).put("reason", "用户投诉");
		((ObjectNode) body.at("/post_discounts/0")).remove("description");
		assertThat(this.payscores.change(number, "modify", body).statusCode()).isEqualTo(204);
		JsonNode modified = this.payscores.order(number);
		assertFields(modified, QUERY_OPTIONAL);
		assertThat(modified.required("total_amount").longValue()).isEqualTo(800);
		assertThat(modified.at("/collection/paying_amount").longValue()).isEqualTo(800);
		assertThat(modified.at("/post_discounts/0").has("description")).isTrue();
		SIMULATOR.payscore().deduct(number);
		assertThat(SIMULATOR.payscore().deductions().charges()).extracting(Charge::amount).containsExactly(800L);
	}

	@Test
	void nothingIsDeductedWhenNothingIsToBePaid() {
		String number = this.payscores.createOrder(this.signPlan, 1);
		this.payscores.complete(number, 0);
		JsonNode done = this.payscores.order(number);
		assertThat(done.required("state").stringValue()).isEqualTo("DONE");
		assertThat(done.required("need_collection").booleanValue()).isFalse();
		assertThat(done.has("collection")).isFalse();
		SIMULATOR.payscore().deductions().failNext(this.merchantId);
		String second = this.payscores.createOrder(this.signPlan, 2);
		this.payscores.complete(second, 100);
		assertThat(this.payscores.change(second, "modify", modification(0)).statusCode()).isEqualTo(204);
		assertThat(this.payscores.order(second).required("state").stringValue()).isEqualTo("DONE");
		assertThat(SIMULATOR.payscore().deductions().charges()).isEmpty();
		assertThat(this.payscores.signPlan(this.signPlan).required("sign_state").stringValue()).isEqualTo("COMPLETE");
	}

	@Test
	void orderPaidByOtherMeansIsDone() {
		SIMULATOR.payscore().deductions().failNext(this.merchantId);
		String number = paying(1000);
		Payscores.assertRefused(this.payscores.change(number, "sync", this.payscores.paidOutside(999)), 400,
				"PARAM_ERROR", 268435464L);
		assertThat(this.payscores.change(number, "sync", this.payscores.paidOutside(1000)).statusCode()).isEqualTo(204);
		JsonNode done = this.payscores.order(number);
		assertFields(done, QUERY_OPTIONAL);
		assertThat(done.at("/collection/details/0/paid_type").stringValue()).isEqualTo("MCH");
		assertThat(done.at("/collection/details/0/paid_time").stringValue()).isEqualTo("20261122200000");
		assertThat(SIMULATOR.payscore().deductions().charges()).isEmpty();
		assertThat(SIMULATOR.notifications().ofType("PAYSCORE.USER_PAID")).isEmpty();
	}

	@Test
	void repeatedCreationSucceedsOnlyWithTheSameContent() {
		String number = Plans.newNumber();
		ObjectNode request = this.payscores.orderRequest(this.signPlan, 1, number);
		JsonNode created = Payscores.ok(this.payscores.createOrder(request));
		assertThat(Payscores.ok(this.payscores.createOrder(request))).isEqualTo(created);
		Payscores.assertRefused(
				this.payscores.createOrder(Plans.changed(request, (body) -> body.put("service_introduction", "其他"))),
				400, "INVALID_REQUEST", 271316598L);
		this.payscores.complete(number, 1);
		assertThat(Payscores.ok(this.payscores.createOrder(request)).required("state").stringValue()).isEqualTo("DONE");
	}

	@ParameterizedTest
	@CsvSource({ "OPEN, complete, 204", "OPEN, cancel, 204", "OPEN, modify, 271302262", "OPEN, sync, 271302332",
			"OPEN, pay, 271302332", "PAYING, complete, 271316598", "PAYING, cancel, 271302333", "PAYING, modify, 204",
			"PAYING, sync, 204", "PAYING, pay, 204", "DONE, complete, 271316598", "DONE, cancel, 271302333",
			"DONE, modify, 271302262", "DONE, sync, 271316598", "DONE, pay, 271302332", "REVOKED, complete, 271302332",
			"REVOKED, cancel, 271316598", "REVOKED, modify, 271302262", "REVOKED, sync, 271302332",
			"REVOKED, pay, 271302332" })
	void everyActionInEveryState(OrderState state, String action, long expected) {
		String number = inState(state);
		ObjectNode body = switch (action) {
			case "complete" -> this.payscores.amounts(777, 0);
			case "cancel" -> this.payscores.reason("别的原因");
			case "modify" -> modification(500);
			case "sync" -> this.payscores.paidOutside(1000);
			default -> this.payscores.nothing();
		};
		JsonNode order = this.payscores.order(number);
		JsonNode plan = this.payscores.signPlan(this.signPlan);
		int notifications = SIMULATOR.notifications().all().size();
		HttpResponse<byte[]> response = this.payscores.change(number, action, body);
		if (expected == 204) {
			assertThat(response.statusCode()).isEqualTo(204);
			assertThat(this.payscores.order(number)).isNotEqualTo(order);
		}
		else {
			Payscores.assertRefused(response, 400, "INVALID_REQUEST", expected);
			assertThat(this.payscores.order(number)).isEqualTo(order);
			assertThat(this.payscores.signPlan(this.signPlan)).isEqualTo(plan);
			assertThat(SIMULATOR.notifications().all()).hasSize(notifications);
		}
	}

	@ParameterizedTest
	@CsvSource({ "PAYING, complete", "DONE, complete", "REVOKED, cancel" })
	void sameChangeAgainSucceedsAndChangesNothing(OrderState state, String action) {
		String number = inState(state);
		JsonNode order = this.payscores.order(number);
		ObjectNode body = action.equals("complete") ? this.payscores.amounts(1000, 0) : this.payscores.reason("用户投诉");
		assertThat(this.payscores.change(number, action, body).statusCode()).isEqualTo(204);
		assertThat(this.payscores.order(number)).isEqualTo(order);
		assertThat(SIMULATOR.payscore().deductions().charges()).hasSizeLessThanOrEqualTo(1);
	}

	@Test
	void ordersChargeOnceHoweverManyCompleteAtOnce() {
		String number = this.payscores.createOrder(this.signPlan, 1);
		ObjectNode body = this.payscores.amounts(1000, 0);
		List<Integer> statuses = atOnce(20, (i) -> this.payscores.changing(number, "complete", body));
		assertThat(statuses).containsOnly(204);
		assertThat(SIMULATOR.payscore().deductions().charges()).hasSize(1);
		assertThat(SIMULATOR.notifications().ofType("PAYSCORE.USER_PAID")).hasSize(1);
	}

	@Test
	void ordersChargeOnceHoweverTheyAreChangedAtOnce() {
		SIMULATOR.payscore().deductions().failNext(this.merchantId);
		String number = paying(1000);
		List<SigningClient.Call> calls = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			calls.add(this.payscores.changing(number, "pay", this.payscores.nothing()));
			calls.add(this.payscores.changing(number, "modify", modification(900 - i)));
			calls.add(this.payscores.changing(number, "sync", this.payscores.paidOutside(1000)));
		}
		CompletableFuture<?> act = CompletableFuture.runAsync(() -> {
			try {
				SIMULATOR.payscore().deduct(number);
			}
			catch (IllegalStateException ex) {
				// Somebody else was first.
				assertThat(ex).hasMessageContaining("DONE");
			}
		});
		atOnce(calls.size(), calls::get);
		act.join();
		JsonNode order = this.payscores.order(number);
		assertThat(order.required("state").stringValue()).isEqualTo("DONE");
		assertThat(order.at("/collection/details")).hasSize(1);
		boolean deducted = order.at("/collection/details/0/paid_type").stringValue().equals("NEWTON");
		List<Charge> charges = SIMULATOR.payscore().deductions().charges();
		assertThat(charges).hasSize(deducted ? 1 : 0);
		assertThat(charges)
			.allSatisfy((charge) -> assertThat(charge.amount()).isEqualTo(order.required("total_amount").longValue()));
	}

	@Test
	void oneOrderIsCreatedHoweverManyAskAtOnce() {
		List<Integer> statuses = atOnce(20,
				(i) -> new SigningClient(SIMULATOR, SIMULATOR.merchant()).post(this.payscores.orderCreation(),
						this.payscores.orderRequest(this.signPlan, 1, Plans.newNumber()).toString()));
		assertThat(statuses).containsOnly(200, 400);
		assertThat(statuses.stream().filter((status) -> status == 200)).hasSize(1);
		assertThat(SIMULATOR.payscore().orders()).hasSize(1);
	}

	@Test
	void orderIsFoundByQueryId() {
		String number = this.payscores.createOrder(this.signPlan, 1);
		String queryId = SIMULATOR.payscore().findOrder(number).orElseThrow().queryId();
		assertThat(Payscores.ok(this.payscores.queryOrder("query_id=" + queryId)))
			.isEqualTo(this.payscores.order(number));
		Payscores.assertRefused(this.payscores.queryOrder("query_id=none"), 404, "ORDER_NOT_EXIST", 271317510L);
		Payscores.assertRefused(this.payscores.queryOrder("out_order_no=none"), 404, "ORDER_NOT_EXIST", 271317510L);
		Payscores.assertRefused(this.payscores.queryOrder("a=b"), 400, "PARAM_ERROR", 268435464L);
		Payscores.assertRefused(this.payscores.queryOrder("query_id=" + queryId + "&out_order_no=" + number), 400,
				"PARAM_ERROR", 268435464L);
	}

	@Test
	void orderOfTheOtherModeIsNotFound() {
		String number = this.payscores.createOrder(this.signPlan, 1);
		Payscores direct = new Payscores(SIMULATOR, SIMULATOR.merchant(), false, NOWHERE);
		Payscores.assertRefused(direct.queryOrder("out_order_no=" + number), 404, "ORDER_NOT_EXIST", 271317510L);
		Payscores.assertRefused(direct.change(number, "complete", direct.amounts(1, 0)), 404, "ORDER_NOT_EXIST",
				271317510L);
		Payscores.assertRefused(direct.createOrder(direct.orderRequest(this.signPlan, 1, Plans.newNumber())), 404,
				"RESOURCE_NOT_EXISTS", 271317510L);
	}

	@Test
	void unsignedPlanHasNoOrders() {
		JsonNode unsigned = this.payscores.createSignPlan().required("sign_plan");
		Payscores.assertRefused(this.payscores.createOrder(this.payscores.orderRequest(unsigned, 1, Plans.newNumber())),
				400, "INVALID_REQUEST", 271316592L);
	}

	@ParameterizedTest
	@MethodSource
	void wrongCreationIsRefused(String pointer, Consumer<ObjectNode> change) {
		ObjectNode request = this.payscores.orderRequest(this.signPlan, 1, Plans.newNumber());
		HttpResponse<byte[]> response = this.payscores.createOrder(Plans.changed(request, change));
		Payscores.assertRefused(response, 400, "PARAM_ERROR", 268435464L);
		assertThat(Plans.read(response.body()).at("/detail/field").stringValue()).isEqualTo(pointer);
		assertThat(SIMULATOR.payscore().orders()).isEmpty();
	}

	static Stream<Arguments> wrongCreationIsRefused() {
		return Stream.of(wrong("/openid", (body) -> body.put("openid", "another")),
				wrong("/sub_openid", (body) -> body.put("sub_openid", "another")),
				wrong("/time_range", (body) -> body.remove("time_range")),
				wrong("/time_range", (body) -> body.put("time_range", "now")),
				wrong("/time_range/start_time", (body) -> body.putObject("time_range")),
				wrong("/time_range/start_time", (body) -> body.putObject("time_range").put("start_time", "2026-11-22")),
				wrong("/attach", (body) -> body.put("attach", "瑜伽")),
				wrong("/service_introduction", (body) -> body.put("service_introduction", "a".repeat(21))),
				wrong("/notify_url", (body) -> body.put("notify_url", "https://a.example/" + "a".repeat(250))),
				wrong("/notify_url", (body) -> body.put("notify_url", "https://a.example/#a")),
				wrong("/out_trade_no", (body) -> body.remove("out_trade_no")),
				wrong("/plan_detail_no", (body) -> body.put("plan_detail_no", "1")));
	}

	@ParameterizedTest
	@MethodSource
	void wrongChangeIsRefused(String action, String pointer, Function<Payscores, ObjectNode> body) {
		String number = this.payscores.createOrder(this.signPlan, 1);
		HttpResponse<byte[]> response = this.payscores.change(number, action, body.apply(this.payscores));
		Payscores.assertRefused(response, 400, "PARAM_ERROR", 268435464L);
		assertThat(Plans.read(response.body()).at("/detail/field").stringValue()).isEqualTo(pointer);
		assertThat(this.payscores.order(number).required("state_description").stringValue()).isEqualTo("USER_CONFIRM");
	}

	static Stream<Arguments> wrongChangeIsRefused() {
		return Stream.of(
				Arguments.of("complete", "/total_amount",
						(Function<Payscores, ObjectNode>) (calls) -> calls.amounts(100, 0).put("total_amount", 99)),
				Arguments.of("complete", "/total_amount",
						(Function<Payscores, ObjectNode>) (calls) -> calls.amounts(100, 101)),
				Arguments.of("complete", "/post_payments",
						(Function<Payscores, ObjectNode>) (calls) -> without(calls.amounts(100, 0), "post_payments")),
				Arguments.of("complete", "/profit_sharing",
						(Function<Payscores, ObjectNode>) (calls) -> calls.amounts(1, 0).put("profit_sharing", "yes")),
				Arguments.of("cancel", "/reason",
						(Function<Payscores, ObjectNode>) (calls) -> without(calls.reason("a"), "reason")),
				Arguments.of("modify", "/reason", (Function<Payscores, ObjectNode>) (calls) -> calls.amounts(1, 0)),
				Arguments.of("sync", "/type",
						(Function<Payscores, ObjectNode>) (calls) -> calls.paidOutside(1).put("type", "Paid")),
				Arguments.of("sync", "/detail",
						(Function<Payscores, ObjectNode>) (calls) -> without(calls.paidOutside(1), "detail")));
	}

	private static Arguments wrong(String pointer, Consumer<ObjectNode> change) {
		return Arguments.of(pointer, change);
	}

	private static ObjectNode without(ObjectNode body, String name) {
		body.remove(name);
		return body;
	}

	private String paying(long amount) {
		String number = this.payscores.createOrder(this.signPlan, 1);
		this.payscores.complete(number, amount);
		return number;
	}

	private String inState(OrderState state) {
		if (state == OrderState.PAYING) {
			SIMULATOR.payscore().deductions().failNext(this.merchantId);
		}
		if (state == OrderState.PAYING || state == OrderState.DONE) {
			return paying(1000);
		}
		String number = this.payscores.createOrder(this.signPlan, 1);
		if (state == OrderState.REVOKED) {
			this.payscores.change(number, "cancel", this.payscores.reason("用户投诉"));
		}
		return number;
	}

	private ObjectNode modification(long amount) {
		return this.payscores.amounts(amount, 0).put("reason", "用户投诉");
	}

	private void assertCreationRefused(int detail, int status, String code, long reason) {
		JsonNode before = this.payscores.signPlan(this.signPlan);
		Payscores.assertRefused(
				this.payscores.createOrder(this.payscores.orderRequest(this.signPlan, detail, Plans.newNumber())),
				status, code, reason);
		assertThat(this.payscores.signPlan(this.signPlan)).isEqualTo(before);
	}

	private static List<Integer> atOnce(int count, Function<Integer, SigningClient.Call> call) {
		return IntStream.range(0, count)
			.mapToObj((i) -> call.apply(i).build())
			.toList()
			.stream()
			.map((request) -> SigningClient.HTTP.sendAsync(request, BodyHandlers.ofByteArray()))
			.toList()
			.stream()
			.map((response) -> response.join().statusCode())
			.toList();
	}

	private static void assertFields(JsonNode order, Set<String> more) {
		Set<String> all = new TreeSet<>(CREATED_REQUIRED);
		all.addAll(CREATED_OPTIONAL);
		all.addAll(more);
		assertThat(order.propertyNames()).containsAll(CREATED_REQUIRED).isSubsetOf(all);
		order.path("post_payments").forEach((item) -> assertThat(item.has("name")).isTrue());
		order.path("post_discounts")
			.forEach((item) -> assertThat(item.propertyNames()).contains("name", "description"));
	}

}
