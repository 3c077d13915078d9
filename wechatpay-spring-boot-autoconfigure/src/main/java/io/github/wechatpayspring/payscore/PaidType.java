package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * How a part of a service order was paid, {@code paid_type}. The set is open: WeChat Pay
 * can add types at any time, and one that isn't known here is kept as it came. Compare
 * with {@code equals}.
 *
 * @param value the type as WeChat Pay writes it
 * @author WeChat Pay Spring maintainers
 */
public record PaidType(@JsonValue String value) {

	/**
	 * By WeChat Pay's payscore.
	 */
	public static final PaidType NEWTON = new PaidType("NEWTON");

	/**
	 * In another way, as the merchant told WeChat Pay.
	 */
	public static final PaidType MCH = new PaidType("MCH");

	/**
	 * Create a type.
	 * @param value the type as WeChat Pay writes it
	 */
	public PaidType {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return the type of that value.
	 * @param value the type as WeChat Pay writes it, known here or not
	 * @return the type
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static PaidType of(String value) {
		return new PaidType(value);
	}

	/**
	 * Return whether this is one of the constants of this type.
	 * @return {@code false} if the type is newer than this library
	 */
	public boolean isKnown() {
		return equals(NEWTON) || equals(MCH);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
