package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * State of a service order, {@code state}. The set is open: WeChat Pay can add states at
 * any time, and one that isn't known here is kept as it came. Compare with
 * {@code equals}.
 *
 * @param value the state as WeChat Pay writes it
 * @author WeChat Pay Spring maintainers
 */
public record OrderState(@JsonValue String value) {

	/**
	 * The user has yet to confirm the order.
	 */
	public static final OrderState CREATED = new OrderState("CREATED");

	/**
	 * The service is going on, or the charge is.
	 */
	public static final OrderState DOING = new OrderState("DOING");

	/**
	 * The order is paid, or there was nothing to pay.
	 */
	public static final OrderState DONE = new OrderState("DONE");

	/**
	 * The order was cancelled.
	 */
	public static final OrderState REVOKED = new OrderState("REVOKED");

	/**
	 * The order is void: it wasn't confirmed or completed in time.
	 */
	public static final OrderState EXPIRED = new OrderState("EXPIRED");

	/**
	 * Create a state.
	 * @param value the state as WeChat Pay writes it
	 */
	public OrderState {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return the state of that value.
	 * @param value the state as WeChat Pay writes it, known here or not
	 * @return the state
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static OrderState of(String value) {
		return new OrderState(value);
	}

	/**
	 * Return whether this is one of the constants of this type.
	 * @return {@code false} if the state is newer than this library
	 */
	public boolean isKnown() {
		return equals(CREATED) || equals(DOING) || equals(DONE) || equals(REVOKED) || equals(EXPIRED);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
