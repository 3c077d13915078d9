package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * State of the collection of a service order, {@code collection.state}. The set is open:
 * WeChat Pay can add states at any time, and one that isn't known here is kept as it
 * came. Compare with {@code equals}.
 *
 * @param value the state as WeChat Pay writes it
 * @author WeChat Pay Spring maintainers
 */
public record CollectionState(@JsonValue String value) {

	/**
	 * The user has yet to pay.
	 */
	public static final CollectionState USER_PAYING = new CollectionState("USER_PAYING");

	/**
	 * The user paid.
	 */
	public static final CollectionState USER_PAID = new CollectionState("USER_PAID");

	/**
	 * Create a state.
	 * @param value the state as WeChat Pay writes it
	 */
	public CollectionState {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return the state of that value.
	 * @param value the state as WeChat Pay writes it, known here or not
	 * @return the state
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static CollectionState of(String value) {
		return new CollectionState(value);
	}

	/**
	 * Return whether this is one of the constants of this type.
	 * @return {@code false} if the state is newer than this library
	 */
	public boolean isKnown() {
		return equals(USER_PAYING) || equals(USER_PAID);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
