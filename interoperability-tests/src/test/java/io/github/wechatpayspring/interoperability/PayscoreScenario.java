package io.github.wechatpayspring.interoperability;

import java.util.List;
import java.util.function.Consumer;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.payscore.Deductions.Charge;
import io.github.wechatpayspring.simulator.payscore.OrderState;
import io.github.wechatpayspring.simulator.payscore.SignState;
import io.github.wechatpayspring.simulator.payscore.SimulatedServiceOrder;
import io.github.wechatpayspring.simulator.payscore.SimulatedSignPlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every payscore operation once, through somebody's client. What the client returns is
 * compared with what the simulator keeps.
 */
final class PayscoreScenario {

	private final WechatPaySimulator simulator;

	private final Payscore payscore;

	private final PayscoreApi api;

	private final String platformKey;

	PayscoreScenario(WechatPaySimulator simulator, Payscore payscore, PayscoreApi api, String platformKey) {
		this.simulator = simulator;
		this.payscore = payscore;
		this.api = api;
		this.platformKey = platformKey;
	}

	void run() {
		JsonNode plan = createPlan();
		String signPlanId = sign(plan);
		payAfterModification(signPlanId);
		cancel(signPlanId);
		payOutside(signPlanId);
		assertThat(signPlan(signPlanId).state()).isEqualTo(SignState.COMPLETE);
		stop(plan);
		assertThat(this.simulator.requests()).hasSize(22);
	}

	private JsonNode createPlan() {
		String number = Payscore.newNumber();
		JsonNode plan = post(this.payscore.plans(), this.payscore.planRequest(number));
		assertThat(plan.required("plan_state").stringValue()).isEqualTo("NORMAL");
		assertThat(plan.required("plan_name").stringValue()).isEqualTo("瑜伽课3节");
		assertThat(get(this.payscore.plan(number) + this.payscore.owner())).isEqualTo(plan);
		assertThat(this.simulator.payscore().plans()).singleElement().satisfies(same(plan));
		return plan;
	}

	private String sign(JsonNode plan) {
		String number = Payscore.newNumber();
		JsonNode created = post(this.payscore.signPlans(), this.payscore.signPlanRequest(plan, number));
		JsonNode signPlan = created.required("sign_plan");
		assertThat(signPlan.required("sign_state").stringValue()).isEqualTo("UNSIGNED");
		String target = this.payscore.signPlan(number) + this.payscore.owner();
		assertThat(get(target)).isEqualTo(signPlan);
		this.simulator.user(Payscore.USER).sign(created.required("package").stringValue());
		JsonNode signed = get(target);
		assertThat(signed.required("sign_state").stringValue()).isEqualTo("SIGNED");
		String id = signed.required("sign_plan_id").stringValue();
		assertThat(signPlan(id).json()).satisfies(same(signed));
		return id;
	}

	private void payAfterModification(String signPlanId) {
		String number = createOrder(signPlanId, 1);
		this.simulator.payscore().deductions().failNext(this.payscore.merchant().id());
		change(number, "complete", this.payscore.amounts(13000, 1000));
		JsonNode unpaid = order(number);
		assertThat(unpaid.required("state_description").stringValue()).isEqualTo("MCH_COMPLETE");
		assertThat(unpaid.at("/collection/state").stringValue()).isEqualTo("USER_PAYING");
		change(number, "modify", this.payscore.amounts(13000, 2000).put("reason", "用户投诉"));
		assertThat(order(number).required("total_amount").longValue()).isEqualTo(11000);
		change(number, "pay", this.payscore.service());
		JsonNode paid = order(number);
		assertThat(paid.at("/collection/state").stringValue()).isEqualTo("USER_PAID");
		SimulatedServiceOrder order = simulated(number);
		assertThat(order.state()).isEqualTo(OrderState.DONE);
		assertThat(order.deductionAttempts()).isEqualTo(2);
		assertThat(this.simulator.payscore().deductions().charges())
			.containsExactly(new Charge(order.orderId(), 11000));
	}

	private void cancel(String signPlanId) {
		String number = createOrder(signPlanId, 2);
		change(number, "cancel", this.payscore.reason("用户请假"));
		assertThat(order(number).required("state").stringValue()).isEqualTo("REVOKED");
		assertThat(simulated(number).state()).isEqualTo(OrderState.REVOKED);
	}

	private void payOutside(String signPlanId) {
		String number = createOrder(signPlanId, 3);
		this.simulator.payscore().deductions().failNext(this.payscore.merchant().id());
		change(number, "complete", this.payscore.amounts(13000, 0));
		change(number, "sync", this.payscore.paidOutside(13000));
		assertThat(order(number).required("state").stringValue()).isEqualTo("DONE");
		assertThat(simulated(number).paidAmount()).isEqualTo(13000);
		assertThat(this.simulator.payscore().deductions().charges()).hasSize(1);
	}

	private void stop(JsonNode plan) {
		String number = Payscore.newNumber();
		post(this.payscore.signPlans(), this.payscore.signPlanRequest(plan, number));
		JsonNode stopped = post(this.payscore.signPlan(number) + "/stop",
				this.payscore.stop().put("stop_reason", "用户协商后停止"));
		assertThat(stopped.required("cancel_sign_type").stringValue()).isEqualTo("MERCHANT");
		assertThat(signPlan(stopped.required("sign_plan_id").stringValue()).json()).satisfies(same(stopped));
		JsonNode stoppedPlan = post(this.payscore.plan(plan.required("merchant_plan_no").stringValue()) + "/stop",
				this.payscore.stop());
		assertThat(stoppedPlan.required("plan_state").stringValue()).isEqualTo("STOP");
		assertThat(this.simulator.payscore().plans()).singleElement().satisfies(same(stoppedPlan));
	}

	private String createOrder(String signPlanId, int detail) {
		String number = Payscore.newNumber();
		JsonNode order = post(this.payscore.orderCreation(), this.payscore.orderRequest(signPlanId, detail, number));
		assertThat(order.required("out_order_no").stringValue()).isEqualTo(number);
		assertThat(order.required("state_description").stringValue()).isEqualTo("USER_CONFIRM");
		assertThat(simulated(number).orderId()).isEqualTo(order.required("order_id").stringValue());
		return number;
	}

	private JsonNode order(String number) {
		JsonNode order = get(this.payscore.orderQuery(number));
		assertThat(simulated(number).json()).satisfies(same(order));
		return order;
	}

	private SimulatedServiceOrder simulated(String number) {
		return this.simulator.payscore()
			.orders()
			.stream()
			.filter((order) -> order.outOrderNo().equals(number))
			.findFirst()
			.orElseThrow();
	}

	private SimulatedSignPlan signPlan(String id) {
		return this.simulator.payscore().findSignPlan(id).orElseThrow();
	}

	private JsonNode get(String target) {
		JsonNode answer = this.api.get(target);
		assertRecorded("GET", target, "", 200);
		return answer;
	}

	private JsonNode post(String target, ObjectNode body) {
		JsonNode answer = this.api.post(target, body.toString());
		assertRecorded("POST", target, body.toString(), 200);
		assertThat(answer).isNotNull();
		return answer;
	}

	private void change(String number, String action, ObjectNode body) {
		String target = this.payscore.orders() + "/" + number + "/" + action;
		JsonNode answer = this.api.post(target, body.toString());
		assertRecorded("POST", target, body.toString(), 204);
		assertThat(answer).isNull();
	}

	private void assertRecorded(String method, String target, String body, int status) {
		List<ReceivedRequest> requests = this.simulator.requests();
		ReceivedRequest request = requests.get(requests.size() - 1);
		assertThat(request.method()).isEqualTo(method);
		assertThat(request.target()).isEqualTo(target);
		assertThat(request.bodyText()).isEqualTo(body);
		assertThat(request.merchantId()).isEqualTo(this.payscore.merchant().id());
		assertThat(request.header("Wechatpay-Serial")).isEqualTo(this.platformKey);
		assertThat(request.status()).isEqualTo(status);
	}

	private static Consumer<String> same(JsonNode expected) {
		return (json) -> assertThat(Payscore.JSON.readTree(json)).isEqualTo(expected);
	}

}
