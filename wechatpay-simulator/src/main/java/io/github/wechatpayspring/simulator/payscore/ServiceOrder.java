package io.github.wechatpayspring.simulator.payscore;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The service order of one detail of a sign plan. The bodies it keeps are not changed.
 *
 * @param merchant the merchant that created it
 * @param id the {@code order_id}
 * @param queryId the {@code query_id}
 * @param user has the {@code openid} or {@code sub_openid} of the sign plan
 * @param request the body it was created with
 * @param state where it is
 * @param cancellation the body it was cancelled with, or {@code null}
 * @param completion the body it was completed with, or {@code null}
 * @param amounts the body that says what is to be paid: the completion, or the last
 * modification
 * @param sync the body it was synced with, or {@code null}
 * @param payment how it was paid, or {@code null}
 * @param attempts how often a deduction was tried
 * @author WeChat Pay Spring maintainers
 */
record ServiceOrder(SimulatorMerchant merchant, String id, String queryId, SignPlanContent user, ObjectNode request,
		OrderState state, @Nullable ObjectNode cancellation, @Nullable ObjectNode completion,
		@Nullable ObjectNode amounts, @Nullable ObjectNode sync, @Nullable Payment payment, int attempts) {

	private static final DateTimeFormatter COMPACT_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
		.withZone(ZoneOffset.ofHours(8));

	static ServiceOrder create(SimulatorMerchant merchant, SignPlanContent user, ObjectNode request) {
		return new ServiceOrder(merchant, "00003" + RandomText.digits(26), RandomText.lettersAndDigits(32), user,
				request, OrderState.OPEN, null, null, null, null, null, 0);
	}

	ServiceOrder cancelled(OrderState state, ObjectNode body) {
		return new ServiceOrder(this.merchant, this.id, this.queryId, this.user, this.request, state, body,
				this.completion, this.amounts, this.sync, this.payment, this.attempts);
	}

	ServiceOrder completed(OrderState state, ObjectNode body) {
		return new ServiceOrder(this.merchant, this.id, this.queryId, this.user, this.request, state, this.cancellation,
				body, body, this.sync, this.payment, this.attempts);
	}

	ServiceOrder modified(OrderState state, ObjectNode body) {
		return new ServiceOrder(this.merchant, this.id, this.queryId, this.user, this.request, state, this.cancellation,
				this.completion, body, this.sync, this.payment, this.attempts);
	}

	ServiceOrder synced(OrderState state, ObjectNode body) {
		Payment paid = new Payment(totalAmount(), "MCH", body.required("detail").required("paid_time").stringValue(),
				null);
		return new ServiceOrder(this.merchant, this.id, this.queryId, this.user, this.request, state, this.cancellation,
				this.completion, this.amounts, body, paid, this.attempts);
	}

	ServiceOrder deducted(OrderState state, Instant time) {
		Payment paid = new Payment(totalAmount(), "NEWTON", COMPACT_TIME.format(time), "42000" + RandomText.digits(23));
		return new ServiceOrder(this.merchant, this.id, this.queryId, this.user, this.request, state, this.cancellation,
				this.completion, this.amounts, this.sync, paid, this.attempts + 1);
	}

	ServiceOrder notDeducted(OrderState state) {
		return new ServiceOrder(this.merchant, this.id, this.queryId, this.user, this.request, state, this.cancellation,
				this.completion, this.amounts, this.sync, this.payment, this.attempts + 1);
	}

	ServiceOrder in(OrderState state) {
		return new ServiceOrder(this.merchant, this.id, this.queryId, this.user, this.request, state, this.cancellation,
				this.completion, this.amounts, this.sync, this.payment, this.attempts);
	}

	String number() {
		return this.request.required("out_trade_no").stringValue();
	}

	String signPlanId() {
		return this.request.required("sign_plan_id").stringValue();
	}

	int planDetailNo() {
		return this.request.required("plan_detail_no").intValue();
	}

	long totalAmount() {
		return (this.amounts != null) ? this.amounts.required("total_amount").longValue() : 0;
	}

	long paidAmount() {
		return (this.payment != null) ? this.payment.amount() : 0;
	}

	boolean isOf(String merchantId, @Nullable String subMerchantId) {
		return this.merchant.id().equals(merchantId)
				&& Objects.equals(Calls.text(this.request, "sub_mchid"), subMerchantId);
	}

	/**
	 * Write what the answer to a creation holds.
	 */
	ObjectNode toCreatedJson() {
		ObjectNode json = Json.object();
		json.put("out_order_no", number());
		copy(this.request, json, "service_id", "appid");
		json.put("mchid", this.merchant.id());
		copy(this.request, json, "sub_appid", "sub_mchid", "service_introduction");
		json.put("state", this.state.state());
		PayscorePlan.putIfPresent(json, "state_description", this.state.description());
		if (this.amounts != null) {
			copy(this.amounts, json, "post_payments", "post_discounts");
			// Required in answers, but not in a modification.
			json.path("post_discounts").forEach((discount) -> {
				if (!discount.has("description")) {
					((ObjectNode) discount).put("description", "");
				}
			});
		}
		putNested(json, "time_range");
		putNested(json, "location");
		copy(this.request, json, "attach", "notify_url");
		json.put("order_id", this.id);
		return json;
	}

	/**
	 * Write what the answer to a query and the resource of a notification hold.
	 */
	ObjectNode toJson() {
		ObjectNode json = toCreatedJson();
		PayscorePlan.putIfPresent(json, "openid", this.user.openId());
		PayscorePlan.putIfPresent(json, "sub_openid", this.user.subOpenId());
		if (this.completion != null) {
			json.put("total_amount", totalAmount());
			json.put("need_collection", totalAmount() > 0);
			if (totalAmount() > 0) {
				putCollection(json.putObject("collection"));
			}
		}
		return json;
	}

	private void putCollection(ObjectNode collection) {
		collection.put("state", (this.payment != null) ? "USER_PAID" : "USER_PAYING");
		collection.put("total_amount", totalAmount());
		collection.put("paying_amount", totalAmount() - paidAmount());
		collection.put("paid_amount", paidAmount());
		if (this.payment != null) {
			ObjectNode detail = collection.putArray("details").addObject();
			detail.put("seq", 1);
			detail.put("amount", this.payment.amount());
			detail.put("paid_type", this.payment.type());
			detail.put("paid_time", this.payment.time());
			PayscorePlan.putIfPresent(detail, "transaction_id", this.payment.transactionId());
		}
	}

	private void putNested(ObjectNode json, String name) {
		ObjectNode merged = Json.object();
		if (this.request.get(name) instanceof ObjectNode requested) {
			merged.setAll(requested);
		}
		if (this.completion != null && this.completion.get(name) instanceof ObjectNode completed) {
			merged.setAll(completed);
		}
		if (!merged.isEmpty()) {
			json.set(name, merged);
		}
	}

	private static void copy(ObjectNode from, ObjectNode to, String... names) {
		for (String name : names) {
			JsonNode value = from.get(name);
			if (value != null) {
				to.set(name, value.deepCopy());
			}
		}
	}

	SimulatedServiceOrder snapshot() {
		return new SimulatedServiceOrder(this.id, number(), this.queryId, this.merchant.id(),
				Calls.text(this.request, "sub_mchid"), signPlanId(), planDetailNo(), this.state, totalAmount(),
				paidAmount(), this.attempts, toJson().toString());
	}

	@Override
	public String toString() {
		return "ServiceOrder[id=" + this.id + ", state=" + this.state + "]";
	}

	/**
	 * How an order was paid.
	 *
	 * @param amount the amount in fen
	 * @param type the {@code paid_type}
	 * @param time the {@code paid_time}
	 * @param transactionId the {@code transaction_id} of a deduction, or {@code null}
	 */
	record Payment(long amount, String type, String time, @Nullable String transactionId) {

	}

}
