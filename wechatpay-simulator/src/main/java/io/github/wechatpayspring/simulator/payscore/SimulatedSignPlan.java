package io.github.wechatpayspring.simulator.payscore;

import org.jspecify.annotations.Nullable;

/**
 * A sign plan as it is at some moment.
 *
 * @param signPlanId the {@code sign_plan_id}
 * @param merchantSignPlanNo the {@code merchant_sign_plan_no}
 * @param merchantId the {@code mchid}
 * @param subMerchantId the {@code sub_mchid}, {@code null} in direct mode
 * @param openId the {@code openid} or {@code sub_openid} it was created for
 * @param packageText the {@code package}
 * @param state the {@code sign_state}
 * @param goingDetailNo the {@code going_detail_no}
 * @param json all of it, as a query answers it
 * @author WeChat Pay Spring maintainers
 */
public record SimulatedSignPlan(String signPlanId, String merchantSignPlanNo, String merchantId,
		@Nullable String subMerchantId, String openId, String packageText, SignState state, int goingDetailNo,
		String json) {

	@Override
	public String toString() {
		return "SimulatedSignPlan[signPlanId=" + this.signPlanId + ", merchantSignPlanNo=" + this.merchantSignPlanNo
				+ ", merchantId=" + this.merchantId + ", state=" + this.state + ", goingDetailNo=" + this.goingDetailNo
				+ "]";
	}

}
