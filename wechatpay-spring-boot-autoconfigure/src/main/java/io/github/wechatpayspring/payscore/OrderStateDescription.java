package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * What is going on in a service order that is {@link OrderState#DOING},
 * {@code state_description}. The set is open: WeChat Pay can add descriptions at any
 * time, and one that isn't known here is kept as it came. Compare with {@code equals}.
 *
 * @param value the description as WeChat Pay writes it
 * @author WeChat Pay Spring maintainers
 */
public record OrderStateDescription(@JsonValue String value) {

	/**
	 * The user confirmed: the order can be completed or cancelled.
	 */
	public static final OrderStateDescription USER_CONFIRM = new OrderStateDescription("USER_CONFIRM");

	/**
	 * The merchant completed the order: WeChat Pay collects the amount.
	 */
	public static final OrderStateDescription MCH_COMPLETE = new OrderStateDescription("MCH_COMPLETE");

	/**
	 * Create a description.
	 * @param value the description as WeChat Pay writes it
	 */
	public OrderStateDescription {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return the description of that value.
	 * @param value the description as WeChat Pay writes it, known here or not
	 * @return the description
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static OrderStateDescription of(String value) {
		return new OrderStateDescription(value);
	}

	/**
	 * Return whether this is one of the constants of this type.
	 * @return {@code false} if the description is newer than this library
	 */
	public boolean isKnown() {
		return equals(USER_CONFIRM) || equals(MCH_COMPLETE);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
