package io.github.wechatpayspring.simulator.payscore;

import java.util.List;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;

/**
 * A user, and what the user does inside WeChat.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatedUser {

	private final Payscore payscore;

	private final String openId;

	SimulatedUser(Payscore payscore, String openId) {
		this.payscore = payscore;
		this.openId = openId;
	}

	/**
	 * Sign a sign plan.
	 * @param reference the {@code package}, the {@code sign_plan_id} or the
	 * {@code merchant_sign_plan_no}
	 * @return the sign plan, signed
	 * @throws IllegalArgumentException if the user has no such sign plan
	 * @throws IllegalStateException if it can't be signed now
	 */
	public SimulatedSignPlan sign(String reference) {
		return this.payscore.sign(this.openId, reference);
	}

	/**
	 * Cancel a sign plan that was signed.
	 * @param reference the {@code package}, the {@code sign_plan_id} or the
	 * {@code merchant_sign_plan_no}
	 * @return the sign plan, cancelled
	 * @throws IllegalArgumentException if the user has no such sign plan
	 * @throws IllegalStateException if it can't be cancelled now
	 */
	public SimulatedSignPlan cancel(String reference) {
		return this.payscore.cancel(this.openId, reference);
	}

	/**
	 * Take back everything from a merchant: all signed sign plans are cancelled.
	 * @param merchant the merchant
	 * @return the sign plans that were cancelled
	 * @throws IllegalStateException if a service order is going on
	 */
	public List<SimulatedSignPlan> revokeService(SimulatorMerchant merchant) {
		return this.payscore.revokeService(this.openId, merchant);
	}

	@Override
	public String toString() {
		return "SimulatedUser[***]";
	}

}
