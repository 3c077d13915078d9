package io.github.wechatpayspring.simulator.http;

/**
 * Numbers that stand behind the last hyphen of {@code Request-ID}. The platform's set is
 * open; these are the ones the simulator gives.
 *
 * @author WeChat Pay Spring maintainers
 */
public enum ReasonNumber {

	/**
	 * Nothing wrong, or nothing a number is known for.
	 */
	NONE(0),

	/**
	 * The {@code Authorization} is invalid.
	 */
	AUTHORIZATION_INVALID(270924332),

	/**
	 * A value is out of its range.
	 */
	OUT_OF_RANGE(268435464),

	/**
	 * Requests come too fast.
	 */
	TOO_FREQUENT(268435472),

	/**
	 * The merchant has no such permission.
	 */
	NO_PERMISSION(268503786),

	/**
	 * The merchant and the application are not bound.
	 */
	APP_NOT_BOUND(271302144),

	/**
	 * The number was used with other parameters.
	 */
	REPEATED_WITH_OTHER_PARAMETERS(271316598),

	/**
	 * The sign plan, or its plan, is in a state in which this can't be done.
	 */
	WRONG_SIGN_PLAN_STATE(271316592),

	/**
	 * The order is in a state in which this can't be done.
	 */
	WRONG_ORDER_STATE(271302332),

	/**
	 * The order is in a state in which it can't be cancelled.
	 */
	ORDER_NOT_CANCELLABLE(271302333),

	/**
	 * The order is in a state in which it can't be modified.
	 */
	ORDER_NOT_MODIFIABLE(271302262),

	/**
	 * There is no such resource.
	 */
	NOT_FOUND(271317510);

	private final long number;

	ReasonNumber(long number) {
		this.number = number;
	}

	/**
	 * Return the number.
	 * @return the number as it stands in {@code Request-ID}
	 */
	public long number() {
		return this.number;
	}

}
