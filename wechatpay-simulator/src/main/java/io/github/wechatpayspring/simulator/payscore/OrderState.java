package io.github.wechatpayspring.simulator.payscore;

import org.jspecify.annotations.Nullable;

/**
 * State of a service order: {@code state} and {@code state_description} together.
 *
 * @author WeChat Pay Spring maintainers
 */
public enum OrderState {

	/**
	 * The user takes the service; nothing is to be paid yet.
	 */
	OPEN("DOING", "USER_CONFIRM"),

	/**
	 * The merchant has completed the order, the user has not paid yet.
	 */
	PAYING("DOING", "MCH_COMPLETE"),

	/**
	 * Paid, or there was nothing to pay.
	 */
	DONE("DONE", null),

	/**
	 * Cancelled by the merchant.
	 */
	REVOKED("REVOKED", null);

	private final String state;

	private final @Nullable String description;

	OrderState(String state, @Nullable String description) {
		this.state = state;
		this.description = description;
	}

	/**
	 * Return the state as the API says it.
	 * @return the {@code state}
	 */
	public String state() {
		return this.state;
	}

	/**
	 * Return the description as the API says it.
	 * @return the {@code state_description}, or {@code null} if there is none
	 */
	public @Nullable String description() {
		return this.description;
	}

}
