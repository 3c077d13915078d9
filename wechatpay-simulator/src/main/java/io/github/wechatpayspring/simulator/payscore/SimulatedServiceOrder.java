package io.github.wechatpayspring.simulator.payscore;

import org.jspecify.annotations.Nullable;

/**
 * A service order as it is at some moment.
 *
 * @param orderId the {@code order_id}
 * @param outOrderNo the {@code out_order_no}
 * @param queryId the {@code query_id}, which only a front end is given
 * @param merchantId the {@code mchid}
 * @param subMerchantId the {@code sub_mchid}, {@code null} in direct mode
 * @param signPlanId the {@code sign_plan_id}
 * @param planDetailNo the {@code plan_detail_no}
 * @param state the {@code state} and {@code state_description}
 * @param totalAmount what is to be paid in fen, 0 before it is completed
 * @param paidAmount what was paid in fen
 * @param deductionAttempts how often WeChat Pay tried to deduct
 * @param json all of it, as a query answers it
 * @author WeChat Pay Spring maintainers
 */
public record SimulatedServiceOrder(String orderId, String outOrderNo, String queryId, String merchantId,
		@Nullable String subMerchantId, String signPlanId, int planDetailNo, OrderState state, long totalAmount,
		long paidAmount, int deductionAttempts, String json) {

	@Override
	public String toString() {
		return "SimulatedServiceOrder[orderId=" + this.orderId + ", outOrderNo=" + this.outOrderNo + ", merchantId="
				+ this.merchantId + ", state=" + this.state + ", totalAmount=" + this.totalAmount + ", paidAmount="
				+ this.paidAmount + "]";
	}

}
