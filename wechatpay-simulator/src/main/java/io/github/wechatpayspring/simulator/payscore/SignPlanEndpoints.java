package io.github.wechatpayspring.simulator.payscore;

import java.util.List;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.ApiCall;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.Endpoint;
import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.OperationSchema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Create, query and stop user sign plans, in partner and in direct mode.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SignPlanEndpoints {

	private static final String PARTNER = "/v3/payscore/sign-plan/partner/user-sign-plans";

	private static final String DIRECT = "/v3/payscore/sign-plan/user-sign-plans";

	private static final String NUMBER = "merchant_sign_plan_no";

	private static final String BY_NUMBER = "/merchant-sign-plan-no/{" + NUMBER + "}";

	private final SignPlans signPlans;

	SignPlanEndpoints(SignPlans signPlans) {
		this.signPlans = signPlans;
	}

	List<Endpoint> endpoints() {
		return List.of(
				Endpoint.post(PARTNER,
						schema("createPartnerSignPlan", "Create a user sign plan", SignPlanTables.CREATE_PARTNER,
								AnswerTables.CREATED_SIGN_PLAN),
						(call) -> create(call, true)),
				Endpoint.get(PARTNER + BY_NUMBER,
						new OperationSchema("queryPartnerSignPlan", "Query a user sign plan", Calls.SUB_MERCHANT, null,
								AnswerTables.SIGN_PLAN),
						(call) -> query(call, Calls.parameter(call, "sub_mchid"))),
				Endpoint.post(PARTNER + BY_NUMBER + "/stop",
						schema("stopPartnerSignPlan", "Stop a user sign plan", SignPlanTables.STOP_PARTNER,
								AnswerTables.SIGN_PLAN),
						(call) -> stop(call, true)),
				Endpoint.post(DIRECT,
						schema("createSignPlan", "Create a user sign plan", SignPlanTables.CREATE_DIRECT,
								AnswerTables.CREATED_SIGN_PLAN),
						(call) -> create(call, false)),
				Endpoint.get(DIRECT + BY_NUMBER,
						schema("querySignPlan", "Query a user sign plan", null, AnswerTables.SIGN_PLAN),
						(call) -> query(call, null)),
				Endpoint.post(DIRECT + BY_NUMBER + "/stop", schema("stopSignPlan", "Stop a user sign plan",
						SignPlanTables.STOP_DIRECT, AnswerTables.SIGN_PLAN), (call) -> stop(call, false)));
	}

	private static OperationSchema schema(String id, String summary, @Nullable ObjectTable body, ObjectTable answer) {
		return new OperationSchema(id, summary, List.of(), body, answer);
	}

	private Answer create(ApiCall call, boolean partner) {
		ObjectNode body = Calls.read(call, partner ? SignPlanTables.CREATE_PARTNER : SignPlanTables.CREATE_DIRECT);
		SignPlanContent content = SignPlanContent.read(body);
		Calls.checkPermissions(call.merchant(), body);
		SignPlan signPlan = this.signPlans.create(call.merchant(), content);
		ObjectNode answer = Json.object();
		answer.set("sign_plan", signPlan.toJson());
		answer.put("package", signPlan.packageText());
		return Answer.json(200, answer);
	}

	private Answer query(ApiCall call, @Nullable String subMerchantId) {
		return answer(this.signPlans.find(call.merchant().id(), subMerchantId, Calls.pathVariable(call, NUMBER)));
	}

	private Answer stop(ApiCall call, boolean partner) {
		ObjectNode body = Calls.read(call, partner ? SignPlanTables.STOP_PARTNER : SignPlanTables.STOP_DIRECT);
		return answer(this.signPlans.stop(call.merchant().id(), Calls.text(body, "sub_mchid"),
				Calls.pathVariable(call, NUMBER), body.required("stop_reason").stringValue()));
	}

	private static Answer answer(@Nullable SignPlan signPlan) {
		if (signPlan == null) {
			throw ApiErrorException.of(404, "RESOURCE_NOT_EXISTS", ReasonNumber.NOT_FOUND, "签约计划不存在",
					"There is no such sign plan");
		}
		return Answer.json(200, signPlan.toJson());
	}

}
