package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * Who cancelled a user sign plan, {@code cancel_sign_type}. The set is open: WeChat Pay
 * can add types at any time, and one that isn't known here is kept as it came. Compare
 * with {@code equals}.
 *
 * @param value the type as WeChat Pay writes it
 * @author WeChat Pay Spring maintainers
 */
public record CancelSignType(@JsonValue String value) {

	/**
	 * It isn't cancelled.
	 */
	public static final CancelSignType NOT_CANCEL = new CancelSignType("NOT_CANCEL");

	/**
	 * The user cancelled it.
	 */
	public static final CancelSignType USER = new CancelSignType("USER");

	/**
	 * The merchant cancelled it.
	 */
	public static final CancelSignType MERCHANT = new CancelSignType("MERCHANT");

	/**
	 * The user took back the permission for the whole service.
	 */
	public static final CancelSignType REVOKE_SERVICE = new CancelSignType("REVOKE_SERVICE");

	/**
	 * Create a type.
	 * @param value the type as WeChat Pay writes it
	 */
	public CancelSignType {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return the type of that value.
	 * @param value the type as WeChat Pay writes it, known here or not
	 * @return the type
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static CancelSignType of(String value) {
		return new CancelSignType(value);
	}

	/**
	 * Return whether this is one of the constants of this type.
	 * @return {@code false} if the type is newer than this library
	 */
	public boolean isKnown() {
		return equals(NOT_CANCEL) || equals(USER) || equals(MERCHANT) || equals(REVOKE_SERVICE);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
