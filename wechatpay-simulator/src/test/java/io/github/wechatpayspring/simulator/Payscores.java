package io.github.wechatpayspring.simulator;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls of the sign plan and service order operations of one merchant, in partner or in
 * direct mode.
 */
final class Payscores {

	static final String USER = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	static final Duration PATIENCE = Duration.ofSeconds(30);

	private final @Nullable WechatPaySimulator simulator;

	private final SimulatorMerchant merchant;

	private final SigningClient client;

	private final boolean partner;

	private final String notifyUrl;

	Payscores(WechatPaySimulator simulator, SimulatorMerchant merchant, boolean partner, String notifyUrl) {
		this.simulator = simulator;
		this.merchant = merchant;
		this.client = new SigningClient(simulator, merchant);
		this.partner = partner;
		this.notifyUrl = notifyUrl;
	}

	Payscores(SigningClient client, SimulatorMerchant merchant, String notifyUrl) {
		this.simulator = null;
		this.merchant = merchant;
		this.client = client;
		this.partner = true;
		this.notifyUrl = notifyUrl;
	}

	static Payscores partner(WechatPaySimulator simulator, String notifyUrl) {
		return new Payscores(simulator, simulator.merchant(), true, notifyUrl);
	}

	String signPlans() {
		return "/v3/payscore/sign-plan/" + (this.partner ? "partner/" : "") + "user-sign-plans";
	}

	String orders() {
		return "/v3/payscore/" + (this.partner ? "partner/" : "") + "serviceorder";
	}

	String orderCreation() {
		return "/v3/payscore/sign-plan/" + (this.partner ? "partner/" : "") + "serviceorder";
	}

	JsonNode createPlan() {
		return createPlan((plan) -> {
		});
	}

	JsonNode createPlan(Consumer<ObjectNode> change) {
		ObjectNode plan = this.partner ? Plans.partner(this.merchant, Plans.newNumber())
				: Plans.direct(this.merchant, Plans.newNumber());
		change.accept(plan);
		return ok(this.client.post(this.partner ? Plans.PARTNER : Plans.DIRECT, plan.toString()).send());
	}

	ObjectNode signPlanRequest(JsonNode plan, String number) {
		ObjectNode request = Plans.JSON.createObjectNode();
		request.put("service_id", this.merchant.serviceId());
		request.put("plan_id", plan.required("plan_id").stringValue());
		request.put("appid", this.merchant.appId());
		if (this.partner) {
			request.put("sub_mchid", this.merchant.subMerchantId());
			request.put("sub_appid", this.merchant.subAppId());
		}
		request.put("openid", USER);
		request.put("merchant_sign_plan_no", number);
		request.put("notify_url", this.notifyUrl);
		for (JsonNode detail : plan.required("plan_detail_list")) {
			ObjectNode own = request.withArray("sign_plan_detail").addObject();
			own.put("plan_detail_no", detail.required("plan_detail_no").intValue());
			own.put("merchant_plan_detail_no", Plans.newNumber());
		}
		return request;
	}

	HttpResponse<byte[]> createSignPlan(ObjectNode request) {
		return this.client.post(signPlans(), request.toString()).send();
	}

	JsonNode createSignPlan() {
		return ok(createSignPlan(signPlanRequest(createPlan(), Plans.newNumber())));
	}

	JsonNode createSigned() {
		JsonNode created = createSignPlan();
		Objects.requireNonNull(this.simulator).user(USER).sign(created.required("package").stringValue());
		return created.required("sign_plan");
	}

	HttpResponse<byte[]> querySignPlan(String number) {
		return this.client
			.get(signPlans() + "/merchant-sign-plan-no/" + number
					+ (this.partner ? "?sub_mchid=" + this.merchant.subMerchantId() : ""))
			.send();
	}

	JsonNode signPlan(JsonNode signPlan) {
		return ok(querySignPlan(signPlan.required("merchant_sign_plan_no").stringValue()));
	}

	HttpResponse<byte[]> stopSignPlan(String number) {
		ObjectNode body = Plans.JSON.createObjectNode();
		body.put("stop_reason", "用户协商后停止");
		return this.client.post(signPlans() + "/merchant-sign-plan-no/" + number + "/stop", identified(body).toString())
			.send();
	}

	ObjectNode orderRequest(JsonNode signPlan, int detail, String number) {
		ObjectNode request = Plans.JSON.createObjectNode();
		request.put("service_id", this.merchant.serviceId());
		request.put("sign_plan_id", signPlan.required("sign_plan_id").stringValue());
		request.put("plan_detail_no", detail);
		request.put("appid", this.merchant.appId());
		if (this.partner) {
			request.put("sub_mchid", this.merchant.subMerchantId());
		}
		request.put("openid", USER);
		request.put("notify_url", this.notifyUrl);
		request.put("service_introduction", "瑜伽课第一节");
		request.putObject("time_range").put("start_time", "20261122190000");
		request.put("out_trade_no", number);
		return request;
	}

	HttpResponse<byte[]> createOrder(ObjectNode request) {
		return this.client.post(orderCreation(), request.toString()).send();
	}

	String createOrder(JsonNode signPlan, int detail) {
		String number = Plans.newNumber();
		JsonNode order = ok(createOrder(orderRequest(signPlan, detail, number)));
		assertThat(order.required("out_order_no").stringValue()).isEqualTo(number);
		return number;
	}

	HttpResponse<byte[]> queryOrder(String parameter) {
		return this.client
			.get(orders() + "?service_id=" + this.merchant.serviceId() + "&"
					+ (this.partner ? "sub_mchid=" + this.merchant.subMerchantId() : "appid=" + this.merchant.appId())
					+ "&" + parameter)
			.send();
	}

	JsonNode order(String number) {
		return ok(queryOrder("out_order_no=" + number));
	}

	ObjectNode amounts(long payment, long discount) {
		ObjectNode body = Plans.JSON.createObjectNode();
		body.put("service_id", this.merchant.serviceId());
		body.withArray("post_payments").addObject().put("name", "瑜伽课").put("amount", payment);
		if (discount > 0) {
			body.withArray("post_discounts")
				.addObject()
				.put("name", "满减")
				.put("description", "不与其他优惠叠加")
				.put("amount", discount);
		}
		body.put("total_amount", payment - discount);
		return identified(body);
	}

	ObjectNode reason(String reason) {
		ObjectNode body = Plans.JSON.createObjectNode();
		body.put("service_id", this.merchant.serviceId());
		body.put("reason", reason);
		return identified(body);
	}

	ObjectNode paidOutside(long amount) {
		ObjectNode body = Plans.JSON.createObjectNode();
		body.put("service_id", this.merchant.serviceId());
		body.put("type", "Order_Paid");
		body.putObject("detail").put("seq", 1).put("paid_time", "20261122200000").put("paid_amount", amount);
		return identified(body);
	}

	ObjectNode nothing() {
		return identified(Plans.JSON.createObjectNode());
	}

	HttpResponse<byte[]> change(String number, String action, ObjectNode body) {
		return changing(number, action, body).send();
	}

	SigningClient.Call changing(String number, String action, ObjectNode body) {
		return this.client.post(orders() + "/" + number + "/" + action, body.toString());
	}

	void complete(String number, long amount) {
		assertThat(change(number, "complete", amounts(amount, 0)).statusCode()).isEqualTo(204);
	}

	static JsonNode ok(HttpResponse<byte[]> response) {
		assertThat(response.statusCode()).as(SigningClient.text(response)).isEqualTo(200);
		return Plans.read(response.body());
	}

	static void assertRefused(HttpResponse<byte[]> response, int status, String code, long reason) {
		assertThat(response.statusCode()).as(SigningClient.text(response)).isEqualTo(status);
		assertThat(Plans.read(response.body()).required("code").stringValue()).isEqualTo(code);
		assertThat(SigningClient.header(response, "Request-ID")).endsWith("-" + reason);
	}

	private ObjectNode identified(ObjectNode body) {
		return this.partner ? body.put("sub_mchid", this.merchant.subMerchantId())
				: body.put("appid", this.merchant.appId());
	}

}
