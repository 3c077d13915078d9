package io.github.wechatpayspring.simulator.payscore;

import java.time.Clock;
import java.util.List;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.ApiCall;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.Endpoint;
import io.github.wechatpayspring.simulator.http.ErrorDetail;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SubMerchant;
import io.github.wechatpayspring.simulator.schema.FieldType;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Create, query and stop plans, in partner and in direct mode.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class PayscorePlanEndpoints {

	private static final String PARTNER = "/v3/payscore/plan/partner/payscore-plans";

	private static final String DIRECT = "/v3/payscore/plan/payscore-plans";

	private static final String BY_NUMBER = "/merchant-plan-no/{merchant_plan_no}";

	private final PayscorePlans plans;

	public PayscorePlanEndpoints(Clock clock) {
		this.plans = new PayscorePlans(clock);
	}

	/**
	 * Return the operations.
	 * @return the endpoints
	 */
	public List<Endpoint> endpoints() {
		return List.of(Endpoint.post(PARTNER, (call) -> create(call, true)),
				Endpoint.get(PARTNER + BY_NUMBER, (call) -> query(call, subMerchantParameter(call))),
				Endpoint.post(PARTNER + BY_NUMBER + "/stop", this::stopPartner),
				Endpoint.post(DIRECT, (call) -> create(call, false)),
				Endpoint.get(DIRECT + BY_NUMBER, (call) -> query(call, null)),
				Endpoint.post(DIRECT + BY_NUMBER + "/stop", this::stopDirect));
	}

	private Answer create(ApiCall call, boolean partner) {
		ObjectNode body = read(call, partner ? PayscorePlanTables.CREATE_PARTNER : PayscorePlanTables.CREATE_DIRECT);
		PlanContent content = PlanContent.read(body, partner);
		refuse(PlanRules.check(content), "body");
		checkPermissions(call.merchant(), content);
		PayscorePlan plan = this.plans.create(call.merchant().id(), content);
		if (!plan.content().equals(content)) {
			throw ApiErrorException
				.of(400, "INVALID_REQUEST", ReasonNumber.REPEATED_WITH_OTHER_PARAMETERS, "商户计划号重复，且请求参数与原请求不一致",
						"The number was used for a plan with other parameters")
				.with(new ErrorDetail("/merchant_plan_no", content.merchantPlanNo(),
						"was used for a plan with other parameters", "body"));
		}
		return Answer.json(200, plan.toJson());
	}

	private Answer query(ApiCall call, @Nullable String subMerchantId) {
		return answer(this.plans.find(call.merchant().id(), subMerchantId, number(call)));
	}

	private Answer stopPartner(ApiCall call) {
		String subMerchantId = read(call, PayscorePlanTables.STOP_PARTNER).required("sub_mchid").stringValue();
		return answer(this.plans.stop(call.merchant().id(), subMerchantId, number(call)));
	}

	private Answer stopDirect(ApiCall call) {
		read(call, PayscorePlanTables.STOP_DIRECT);
		return answer(this.plans.stop(call.merchant().id(), null, number(call)));
	}

	private static Answer answer(@Nullable PayscorePlan plan) {
		if (plan == null) {
			throw ApiErrorException.of(404, "RESOURCE_NOT_EXISTS", ReasonNumber.NOT_FOUND, "支付分计划不存在",
					"There is no such plan");
		}
		return Answer.json(200, plan.toJson());
	}

	private static ObjectNode read(ApiCall call, ObjectTable table) {
		ObjectNode body = call.json();
		refuse(table.check(body), "body");
		return body;
	}

	private static String number(ApiCall call) {
		return parameter("merchant_plan_no", call.pathVariable("merchant_plan_no"), PayscorePlanTables.MERCHANT_NUMBER,
				"url");
	}

	private static String subMerchantParameter(ApiCall call) {
		return parameter("sub_mchid", call.queryParameter("sub_mchid"), PayscorePlanTables.IDENTIFIER, "query");
	}

	private static String parameter(String name, @Nullable String value, FieldType type, String location) {
		if (value == null) {
			throw ApiErrorException.parameter(new ErrorDetail(name, null, "is missing", location));
		}
		refuse(type.check(name, StringNode.valueOf(value)), location);
		return value;
	}

	private static void refuse(@Nullable Violation violation, String location) {
		if (violation != null) {
			throw ApiErrorException
				.parameter(new ErrorDetail(violation.pointer(), violation.value(), violation.issue(), location));
		}
	}

	private static void checkPermissions(SimulatorMerchant merchant, PlanContent content) {
		if (!merchant.serviceId().equals(content.serviceId())) {
			throw noPermission("/service_id", content.serviceId(), "is not a service of the merchant");
		}
		if (!merchant.appId().equals(content.appId())) {
			throw notBound("/appid", content.appId(), "is not bound to the merchant");
		}
		String subMerchantId = content.subMerchantId();
		if (subMerchantId == null) {
			return;
		}
		SubMerchant subMerchant = merchant.findSubMerchant(subMerchantId);
		if (subMerchant == null) {
			throw noPermission("/sub_mchid", subMerchantId, "is not a sub-merchant of the merchant");
		}
		String subAppId = content.subAppId();
		if (subAppId != null && !subAppId.equals(subMerchant.appId())) {
			throw notBound("/sub_appid", subAppId, "is not bound to the sub-merchant");
		}
	}

	private static ApiErrorException noPermission(String field, String value, String issue) {
		return ApiErrorException
			.of(403, "NO_AUTH", ReasonNumber.NO_PERMISSION, "商户无权限", "The merchant has no permission")
			.with(new ErrorDetail(field, value, issue, "body"));
	}

	private static ApiErrorException notBound(String field, String value, String issue) {
		return ApiErrorException
			.of(400, "PARAM_ERROR", ReasonNumber.APP_NOT_BOUND, "商户号与appid不匹配",
					"The merchant and the appid are not bound")
			.with(new ErrorDetail(field, value, issue, "body"));
	}

}
