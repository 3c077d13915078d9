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
import io.github.wechatpayspring.simulator.schema.ObjectTable;
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

	private final ServiceOrders orders;

	ServiceOrderEndpoints(ServiceOrders orders) {
		this.orders = orders;
	}

	List<Endpoint> endpoints() {
		List<Endpoint> endpoints = new ArrayList<>();
		for (boolean partner : new boolean[] { true, false }) {
			String orders = partner ? PARTNER : DIRECT;
			endpoints.add(Endpoint.post(partner ? CREATE_PARTNER : CREATE_DIRECT,
					(call) -> create(call, ServiceOrderTables.create(partner))));
			endpoints.add(Endpoint.get(orders, (call) -> query(call, partner)));
			endpoints.add(change(orders + "/{" + NUMBER + "}/complete", ServiceOrderTables.complete(partner),
					this.orders::complete));
			endpoints.add(change(orders + "/{" + NUMBER + "}/cancel", ServiceOrderTables.cancel(partner),
					this.orders::cancel));
			endpoints.add(change(orders + "/{" + NUMBER + "}/modify", ServiceOrderTables.modify(partner),
					this.orders::modify));
			endpoints
				.add(change(orders + "/{" + NUMBER + "}/sync", ServiceOrderTables.sync(partner), this.orders::sync));
			endpoints.add(change(orders + "/{" + NUMBER + "}/pay", ServiceOrderTables.pay(partner),
					(order, body) -> this.orders.pay(order)));
		}
		return List.copyOf(endpoints);
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

	private Endpoint change(String path, ObjectTable table, BiConsumer<ServiceOrder, ObjectNode> change) {
		return Endpoint.post(path, (call) -> {
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
