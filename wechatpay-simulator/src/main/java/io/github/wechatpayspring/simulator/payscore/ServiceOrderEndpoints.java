package io.github.wechatpayspring.simulator.payscore;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.ApiCall;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.Endpoint;
import io.github.wechatpayspring.simulator.http.ErrorDetail;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.schema.FieldType;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.ObjectTable.Field;
import io.github.wechatpayspring.simulator.schema.OperationSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Create, query and change service orders, in partner and in direct mode.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ServiceOrderEndpoints {

	private static final String CREATE_PARTNER = "/v3/payscore/sign-plan/partner/serviceorder";

	private static final String CREATE_DIRECT = "/v3/payscore/sign-plan/serviceorder";

	private static final String PARTNER = "/v3/payscore/partner/serviceorder";

	private static final String DIRECT = "/v3/payscore/serviceorder";

	private static final String NUMBER = "out_order_no";

	private static final String QUERY_ID = "query_id";

	private static final FieldType ANY = new FieldType.Text(0, Integer.MAX_VALUE, null);

	private final ServiceOrders orders;

	ServiceOrderEndpoints(ServiceOrders orders) {
		this.orders = orders;
	}

	List<Endpoint> endpoints() {
		List<Endpoint> endpoints = new ArrayList<>();
		for (boolean partner : new boolean[] { true, false }) {
			String orders = partner ? PARTNER : DIRECT;
			ObjectTable creation = ServiceOrderTables.create(partner);
			endpoints.add(Endpoint.post(
					partner ? CREATE_PARTNER : CREATE_DIRECT, new OperationSchema(id("create", partner),
							"Create a service order", List.of(), creation, AnswerTables.CREATED_ORDER),
					(call) -> create(call, creation)));
			endpoints.add(Endpoint.get(orders, new OperationSchema(id("query", partner), "Query a service order",
					List.of(Field.required("service_id", PayscorePlanTables.IDENTIFIER),
							Field.required(partner ? "sub_mchid" : "appid", PayscorePlanTables.IDENTIFIER),
							Field.optional(NUMBER, ANY), Field.optional(QUERY_ID, ANY)),
					null, AnswerTables.ORDER), (call) -> query(call, partner)));
			endpoints.add(change(partner, "complete", ServiceOrderTables.complete(partner), this.orders::complete));
			endpoints.add(change(partner, "cancel", ServiceOrderTables.cancel(partner), this.orders::cancel));
			endpoints.add(change(partner, "modify", ServiceOrderTables.modify(partner), this.orders::modify));
			endpoints.add(change(partner, "sync", ServiceOrderTables.sync(partner), this.orders::sync));
			endpoints
				.add(change(partner, "pay", ServiceOrderTables.pay(partner), (order, body) -> this.orders.pay(order)));
		}
		return List.copyOf(endpoints);
	}

	private static String id(String action, boolean partner) {
		return action + (partner ? "Partner" : "") + "ServiceOrder";
	}

	private Answer create(ApiCall call, ObjectTable table) {
		ObjectNode body = Calls.read(call, table);
		Calls.notifyUrl(body);
		Calls.checkPermissions(call.merchant(), body);
		return Answer.json(200, this.orders.create(call.merchant(), body).toCreatedJson());
	}

	private Answer query(ApiCall call, boolean partner) {
		ObjectNode identity = JsonNodeFactory.instance.objectNode();
		identity.put("service_id", Calls.parameter(call, "service_id"));
		String caller = partner ? "sub_mchid" : "appid";
		identity.put(caller, Calls.parameter(call, caller));
		boolean byNumber = call.queryParameter(NUMBER) != null;
		if (byNumber == (call.queryParameter(QUERY_ID) != null)) {
			throw ApiErrorException.parameter(
					new ErrorDetail(NUMBER, null, "exactly one of out_order_no and query_id is needed", "query"));
		}
		Calls.checkPermissions(call.merchant(), identity);
		String merchantId = call.merchant().id();
		String subMerchantId = Calls.text(identity, "sub_mchid");
		Optional<ServiceOrder> order = byNumber
				? this.orders.find(merchantId, subMerchantId, Objects.requireNonNull(call.queryParameter(NUMBER)))
				: this.orders.findByQueryId(merchantId, subMerchantId,
						Objects.requireNonNull(call.queryParameter(QUERY_ID)));
		return Answer.json(200, order.orElseThrow(ServiceOrderEndpoints::notFound).toJson());
	}

	private Endpoint change(boolean partner, String action, ObjectTable table,
			BiConsumer<ServiceOrder, ObjectNode> change) {
		String path = (partner ? PARTNER : DIRECT) + "/{" + NUMBER + "}/" + action;
		OperationSchema schema = new OperationSchema(id(action, partner),
				Character.toUpperCase(action.charAt(0)) + action.substring(1) + " a service order", List.of(), table,
				null);
		return Endpoint.post(path, schema, (call) -> {
			ObjectNode body = Calls.read(call, table);
			Calls.checkPermissions(call.merchant(), body);
			@Nullable String subMerchantId = Calls.text(body, "sub_mchid");
			ServiceOrder order = this.orders.find(call.merchant().id(), subMerchantId, Calls.pathVariable(call, NUMBER))
				.orElseThrow(ServiceOrderEndpoints::notFound);
			change.accept(order, body);
			return Answer.noContent();
		});
	}

	private static ApiErrorException notFound() {
		return ApiErrorException.of(404, "ORDER_NOT_EXIST", ReasonNumber.NOT_FOUND, "服务订单不存在",
				"There is no such service order");
	}

}
