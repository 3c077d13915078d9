package io.github.wechatpayspring.simulator.control;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.notification.DeliveryAttempt;
import io.github.wechatpayspring.simulator.notification.Notification;
import io.github.wechatpayspring.simulator.payscore.Deductions.Charge;
import io.github.wechatpayspring.simulator.payscore.SimulatedServiceOrder;
import io.github.wechatpayspring.simulator.payscore.SimulatedSignPlan;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the control API shows.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ControlViews {

	private ControlViews() {
	}

	static <T> ObjectNode list(String name, List<T> values, Function<T, ? extends JsonNode> view) {
		ObjectNode json = Json.object();
		ArrayNode list = json.putArray(name);
		values.forEach((value) -> list.add(view.apply(value)));
		return json;
	}

	static ObjectNode merchant(SimulatorMerchant merchant) {
		ObjectNode json = Json.object();
		json.put("mchid", merchant.id());
		json.put("api_v3_key", merchant.apiV3Key());
		json.put("serial_no", merchant.serialNumber());
		if (merchant.hasPrivateKey()) {
			json.put("private_key", merchant.privateKeyPem());
		}
		if (merchant.hasCertificate()) {
			json.put("certificate", merchant.certificatePem());
		}
		json.put("service_id", merchant.serviceId());
		json.put("appid", merchant.appId());
		ArrayNode subMerchants = json.putArray("sub_merchants");
		merchant.subMerchants().forEach((subMerchant) -> {
			ObjectNode sub = subMerchants.addObject();
			sub.put("sub_mchid", subMerchant.id());
			putIfPresent(sub, "sub_appid", subMerchant.appId());
		});
		json.put("platform_key_mode", merchant.platformKeyMode().name().toLowerCase(Locale.ROOT));
		if (merchant.platformKeyMode().hasPublicKey()) {
			json.put("public_key_id", merchant.wechatPayPublicKeyId());
			json.put("public_key", merchant.wechatPayPublicKeyPem());
		}
		ArrayNode certificates = json.putArray("platform_certificates");
		merchant.platformCertificatePems().forEach(certificates::add);
		ArrayNode serials = json.putArray("platform_certificate_serials");
		merchant.platformCertificateSerialNumbers().forEach(serials::add);
		return json;
	}

	static ObjectNode signPlan(SimulatedSignPlan signPlan) {
		ObjectNode json = read(signPlan.json());
		json.put("package", signPlan.packageText());
		return json;
	}

	static ObjectNode order(SimulatedServiceOrder order) {
		ObjectNode json = read(order.json());
		json.put("query_id", order.queryId());
		json.put("sign_plan_id", order.signPlanId());
		json.put("plan_detail_no", order.planDetailNo());
		json.put("deduction_attempts", order.deductionAttempts());
		return json;
	}

	static ObjectNode charge(Charge charge) {
		ObjectNode json = Json.object();
		json.put("order_id", charge.orderId());
		json.put("amount", charge.amount());
		return json;
	}

	static ObjectNode notification(Notification notification) {
		ObjectNode json = Json.object();
		json.put("id", notification.id());
		json.put("create_time", notification.createTime().toString());
		json.put("event_type", notification.eventType());
		json.put("summary", notification.summary());
		json.put("mchid", notification.merchantId());
		json.put("url", notification.url().toString());
		json.set("resource", read(notification.resource()));
		json.put("received", notification.received());
		if (notification.nextAttempt() != null) {
			json.put("next_attempt", notification.nextAttempt().toString());
		}
		ArrayNode attempts = json.putArray("attempts");
		notification.attempts().forEach((attempt) -> attempts.add(attempt(attempt)));
		return json;
	}

	private static ObjectNode attempt(DeliveryAttempt attempt) {
		ObjectNode json = Json.object();
		json.put("time", attempt.time().toString());
		ObjectNode headers = json.putObject("headers");
		attempt.headers().forEach(headers::put);
		json.put("body", attempt.body());
		json.put("signed_message", attempt.signedMessage());
		json.put("status", attempt.status());
		json.put("answer", attempt.answer());
		putIfPresent(json, "failure", attempt.failure());
		return json;
	}

	static ObjectNode read(String json) {
		return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
	}

	static void putIfPresent(ObjectNode json, String name, @Nullable String value) {
		if (value != null) {
			json.put(name, value);
		}
	}

}
