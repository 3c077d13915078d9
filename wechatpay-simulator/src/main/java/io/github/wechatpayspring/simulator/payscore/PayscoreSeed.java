package io.github.wechatpayspring.simulator.payscore;

import java.util.List;
import java.util.function.Supplier;

import io.github.wechatpayspring.simulator.config.Section;
import io.github.wechatpayspring.simulator.config.SettingException;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.ErrorDetail;
import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates plans, sign plans and orders from a document, by the bodies and the rules of
 * the operations. What follows from the rest can be left out.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PayscoreSeed {

	private static final List<String> PLAN_EXTRAS = List.of("mchid", "sign_plans");

	private static final List<String> SIGN_PLAN_EXTRAS = List.of("signed", "orders");

	private static final List<String> ORDER_EXTRAS = List.of("complete", "cancel", "paid");

	private final SimulatorMerchants merchants;

	private final PayscorePlans plans;

	private final SignPlans signPlans;

	private final ServiceOrders orders;

	private final Deductions deductions;

	PayscoreSeed(SimulatorMerchants merchants, PayscorePlans plans, SignPlans signPlans, ServiceOrders orders,
			Deductions deductions) {
		this.merchants = merchants;
		this.plans = plans;
		this.signPlans = signPlans;
		this.orders = orders;
		this.deductions = deductions;
	}

	void createPlan(Section section) {
		SimulatorMerchant merchant = merchant(section);
		ObjectNode body = section.json().deepCopy();
		body.remove(PLAN_EXTRAS);
		putDefault(body, "service_id", merchant.serviceId());
		putDefault(body, "appid", merchant.appId());
		putTotals(body);
		boolean partner = body.has("sub_mchid");
		ObjectTable table = partner ? PayscorePlanTables.CREATE_PARTNER : PayscorePlanTables.CREATE_DIRECT;
		check(section, table, body, PLAN_EXTRAS);
		PlanContent content = PlanContent.read(table.known(body), partner);
		Violation violation = PlanRules.check(content);
		if (violation != null) {
			throw error(section, violation);
		}
		PayscorePlan plan = act(section, () -> {
			Calls.checkPermissions(merchant, body);
			return this.plans.create(merchant.id(), content);
		});
		if (!plan.content().equals(content)) {
			throw section.error("merchant_plan_no", "was used for another plan; give another number");
		}
		section.sections("sign_plans").forEach((signPlan) -> createSignPlan(signPlan, merchant, plan));
	}

	private void createSignPlan(Section section, SimulatorMerchant merchant, PayscorePlan plan) {
		ObjectNode body = section.json().deepCopy();
		body.remove(SIGN_PLAN_EXTRAS);
		PlanContent planned = plan.content();
		putDefault(body, "service_id", planned.serviceId());
		putDefault(body, "plan_id", plan.id());
		putDefault(body, "appid", planned.appId());
		putDefault(body, "sub_mchid", planned.subMerchantId());
		putDefault(body, "sub_appid", planned.subAppId());
		if (!body.has("sign_plan_detail")) {
			ArrayNode details = body.putArray("sign_plan_detail");
			planned.details()
				.forEach((detail) -> details.addObject()
					.put("plan_detail_no", details.size())
					.put("merchant_plan_detail_no", RandomText.lettersAndDigits(32)));
		}
		ObjectTable table = (planned.subMerchantId() != null) ? SignPlanTables.CREATE_PARTNER
				: SignPlanTables.CREATE_DIRECT;
		check(section, table, body, SIGN_PLAN_EXTRAS);
		SignPlan created = act(section, () -> {
			SignPlanContent content = SignPlanContent.read(table.known(body));
			Calls.checkPermissions(merchant, body);
			return this.signPlans.create(merchant, content);
		});
		boolean signed = flag(section, "signed", true);
		if (signed) {
			act(section, () -> this.signPlans.userSigns(created));
		}
		List<Section> orders = section.sections("orders");
		if (!signed && !orders.isEmpty()) {
			throw section.error("orders", "are there although the sign plan is not signed; leave 'signed: false' out");
		}
		for (int i = 0; i < orders.size(); i++) {
			createOrder(orders.get(i), merchant, created, i + 1);
		}
	}

	private void createOrder(Section section, SimulatorMerchant merchant, SignPlan signPlan, int number) {
		ObjectNode body = section.json().deepCopy();
		body.remove(ORDER_EXTRAS);
		SignPlanContent content = signPlan.content();
		putDefault(body, "service_id", content.serviceId());
		putDefault(body, "sign_plan_id", signPlan.id());
		putDefault(body, "appid", content.appId());
		putDefault(body, "sub_mchid", content.subMerchantId());
		putDefault(body, "notify_url", content.notifyUrl().toString());
		if (!body.has("plan_detail_no")) {
			body.put("plan_detail_no", number);
		}
		if (!body.has("time_range")) {
			body.putObject("time_range").put("start_time", "OnAccept");
		}
		boolean partner = content.subMerchantId() != null;
		check(section, ServiceOrderTables.create(partner), body, ORDER_EXTRAS);
		ServiceOrder order = act(section, () -> {
			Calls.notifyUrl(body);
			Calls.checkPermissions(merchant, body);
			return this.orders.create(merchant, ServiceOrderTables.create(partner).known(body));
		});
		Section complete = section.section("complete");
		Section cancel = section.section("cancel");
		if (complete != null) {
			if (!flag(section, "paid", true)) {
				this.deductions.failNext(merchant.id());
			}
			ObjectNode amounts = ofOrder(complete, content);
			JsonNode total = amounts.get("total_amount");
			if (total != null && !amounts.has("post_payments")) {
				amounts.putArray("post_payments")
					.addObject()
					.put("name", body.required("service_introduction").stringValue())
					.set("amount", total);
			}
			check(complete, ServiceOrderTables.complete(partner), amounts, List.of());
			run(complete, () -> this.orders.complete(order, ServiceOrderTables.complete(partner).known(amounts)));
		}
		if (cancel != null) {
			ObjectNode reason = ofOrder(cancel, content);
			check(cancel, ServiceOrderTables.cancel(partner), reason, List.of());
			run(cancel, () -> this.orders.cancel(order, ServiceOrderTables.cancel(partner).known(reason)));
		}
	}

	private static ObjectNode ofOrder(Section section, SignPlanContent content) {
		ObjectNode body = section.json().deepCopy();
		putDefault(body, "service_id", content.serviceId());
		if (content.subMerchantId() != null) {
			putDefault(body, "sub_mchid", content.subMerchantId());
		}
		else {
			putDefault(body, "appid", content.appId());
		}
		return body;
	}

	private SimulatorMerchant merchant(Section section) {
		String id = section.text("mchid");
		List<SimulatorMerchant> all = this.merchants.all();
		if (id == null) {
			if (all.size() > 1) {
				throw section.error("mchid", "is missing; there are several merchants, say which");
			}
			return all.get(0);
		}
		SimulatorMerchant merchant = this.merchants.find(id);
		if (merchant == null) {
			throw section.error("mchid", "is no merchant of this simulator; add it to 'merchants', or name one of "
					+ String.join(", ", all.stream().map(SimulatorMerchant::id).toList()));
		}
		return merchant;
	}

	private static void putTotals(ObjectNode body) {
		JsonNode details = body.path("plan_detail_list");
		if (!body.has("deduction_quantity")) {
			body.put("deduction_quantity", details.size());
		}
		for (String name : new String[] { "original_price", "actual_price" }) {
			long sum = 0;
			for (JsonNode detail : details) {
				sum += detail.path(name).longValue(0);
			}
			if (!body.has("total_" + name)) {
				body.put("total_" + name, sum);
			}
		}
	}

	private static boolean flag(Section section, String name, boolean otherwise) {
		JsonNode value = section.find(name);
		if (value != null && !value.isBoolean()) {
			throw section.error(name, "is not true or false");
		}
		return (value != null) ? value.booleanValue() : otherwise;
	}

	private static void check(Section section, ObjectTable table, ObjectNode body, List<String> extras) {
		extras.forEach(section::find);
		table.fields().forEach((field) -> section.find(field.name()));
		section.refuseUnknown();
		Violation violation = table.check(body);
		if (violation != null) {
			throw error(section, violation);
		}
	}

	private static SettingException error(Section section, Violation violation) {
		return section.error(violation.pointer().substring(1).replace('/', '.'), violation.issue());
	}

	private static void run(Section section, Runnable act) {
		act(section, () -> {
			act.run();
			return true;
		});
	}

	private static <T> T act(Section section, Supplier<T> act) {
		try {
			return act.get();
		}
		catch (ApiErrorException ex) {
			ErrorDetail detail = ex.detail();
			String field = (detail != null) ? detail.field().replaceFirst("^/", "").replace('/', '.') : "";
			throw section.error(field, (detail != null) ? detail.issue() : String.valueOf(ex.getMessage()));
		}
	}

	private static void putDefault(ObjectNode body, String name, @Nullable String value) {
		if (value != null && !body.has(name)) {
			body.put(name, value);
		}
	}

}
