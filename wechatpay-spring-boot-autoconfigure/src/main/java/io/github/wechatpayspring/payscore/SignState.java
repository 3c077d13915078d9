package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * State of a user sign plan, {@code sign_state}. The set is open: WeChat Pay can add
 * states at any time, and one that isn't known here is kept as it came. Compare with
 * {@code equals}.
 *
 * @param value the state as WeChat Pay writes it
 * @author WeChat Pay Spring maintainers
 */
public record SignState(@JsonValue String value) {

	/**
	 * The user hasn't signed yet.
	 */
	public static final SignState UNSIGNED = new SignState("UNSIGNED");

	/**
	 * The user signed: orders can be made.
	 */
	public static final SignState SIGNED = new SignState("SIGNED");

	/**
	 * The signature was cancelled, see {@link CancelSignType}.
	 */
	public static final SignState SIGN_PLAN_CANCEL = new SignState("SIGN_PLAN_CANCEL");

	/**
	 * All details are done.
	 */
	public static final SignState COMPLETE = new SignState("COMPLETE");

	/**
	 * The time to sign or the time of the plan is over.
	 */
	public static final SignState EXPIRE = new SignState("EXPIRE");

	/**
	 * Create a state.
	 * @param value the state as WeChat Pay writes it
	 */
	public SignState {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return the state of that value.
	 * @param value the state as WeChat Pay writes it, known here or not
	 * @return the state
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static SignState of(String value) {
		return new SignState(value);
	}

	/**
	 * Return whether this is one of the constants of this type.
	 * @return {@code false} if the state is newer than this library
	 */
	public boolean isKnown() {
		return equals(UNSIGNED) || equals(SIGNED) || equals(SIGN_PLAN_CANCEL) || equals(COMPLETE) || equals(EXPIRE);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
