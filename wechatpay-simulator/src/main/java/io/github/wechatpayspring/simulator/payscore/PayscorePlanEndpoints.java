package io.github.wechatpayspring.simulator.payscore;

import java.util.List;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.ApiCall;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.Endpoint;
import io.github.wechatpayspring.simulator.http.ErrorDetail;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.OperationSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Create, query and stop plans, in partner and in direct mode.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PayscorePlanEndpoints {

	private static final String PARTNER = "/v3/payscore/plan/partner/payscore-plans";

	private static final String DIRECT = "/v3/payscore/plan/payscore-plans";

	private static final String BY_NUMBER = "/merchant-plan-no/{merchant_plan_no}";

	private final PayscorePlans plans;

	PayscorePlanEndpoints(PayscorePlans plans) {
		this.plans = plans;
	}

	List<Endpoint> endpoints() {
		return List.of(
				Endpoint.post(PARTNER, schema("createPartnerPlan", "Create a plan", PayscorePlanTables.CREATE_PARTNER),
						(call) -> create(call, true)),
				Endpoint.get(PARTNER + BY_NUMBER,
						new OperationSchema("queryPartnerPlan", "Query a plan", Calls.SUB_MERCHANT, null,
								AnswerTables.PLAN),
						(call) -> query(call, Calls.parameter(call, "sub_mchid"))),
				Endpoint.post(PARTNER + BY_NUMBER + "/stop",
						schema("stopPartnerPlan", "Stop a plan", PayscorePlanTables.STOP_PARTNER), this::stopPartner),
				Endpoint.post(DIRECT, schema("createPlan", "Create a plan", PayscorePlanTables.CREATE_DIRECT),
						(call) -> create(call, false)),
				Endpoint.get(DIRECT + BY_NUMBER, schema("queryPlan", "Query a plan", null),
						(call) -> query(call, null)),
				Endpoint.post(DIRECT + BY_NUMBER + "/stop",
						schema("stopPlan", "Stop a plan", PayscorePlanTables.STOP_DIRECT), this::stopDirect));
	}

	private static OperationSchema schema(String id, String summary, @Nullable ObjectTable body) {
		return new OperationSchema(id, summary, List.of(), body, AnswerTables.PLAN);
	}

	private Answer create(ApiCall call, boolean partner) {
		ObjectNode body = Calls.read(call,
				partner ? PayscorePlanTables.CREATE_PARTNER : PayscorePlanTables.CREATE_DIRECT);
		PlanContent content = PlanContent.read(body, partner);
		Calls.refuse(PlanRules.check(content), "body");
		Calls.checkPermissions(call.merchant(), body);
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
		return answer(
				this.plans.find(call.merchant().id(), subMerchantId, Calls.pathVariable(call, "merchant_plan_no")));
	}

	private Answer stopPartner(ApiCall call) {
		String subMerchantId = Calls.read(call, PayscorePlanTables.STOP_PARTNER).required("sub_mchid").stringValue();
		return answer(
				this.plans.stop(call.merchant().id(), subMerchantId, Calls.pathVariable(call, "merchant_plan_no")));
	}

	private Answer stopDirect(ApiCall call) {
		Calls.read(call, PayscorePlanTables.STOP_DIRECT);
		return answer(this.plans.stop(call.merchant().id(), null, Calls.pathVariable(call, "merchant_plan_no")));
	}

	private static Answer answer(@Nullable PayscorePlan plan) {
		if (plan == null) {
			throw ApiErrorException.of(404, "RESOURCE_NOT_EXISTS", ReasonNumber.NOT_FOUND, "支付分计划不存在",
					"There is no such plan");
		}
		return Answer.json(200, plan.toJson());
	}

}
