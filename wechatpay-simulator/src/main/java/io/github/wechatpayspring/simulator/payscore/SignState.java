package io.github.wechatpayspring.simulator.payscore;

/**
 * The {@code sign_state} of a sign plan.
 *
 * @author WeChat Pay Spring maintainers
 */
public enum SignState {

	/**
	 * The user has not signed yet.
	 */
	UNSIGNED,

	/**
	 * The user has signed.
	 */
	SIGNED,

	/**
	 * All details are done.
	 */
	COMPLETE,

	/**
	 * The user or the merchant ended it.
	 */
	SIGN_PLAN_CANCEL,

	/**
	 * Its time ran out.
	 */
	EXPIRE

}
