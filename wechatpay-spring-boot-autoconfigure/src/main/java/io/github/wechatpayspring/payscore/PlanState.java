package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * State of a payscore plan, {@code plan_state}. The set is open: WeChat Pay can add
 * states at any time, and one that isn't known here is kept as it came. Compare with
 * {@code equals}.
 *
 * @param value the state as WeChat Pay writes it
 * @author WeChat Pay Spring maintainers
 */
public record PlanState(@JsonValue String value) {

	/**
	 * The plan can be signed by users.
	 */
	public static final PlanState NORMAL = new PlanState("NORMAL");

	/**
	 * The plan can't be signed any more; what users signed before goes on.
	 */
	public static final PlanState STOP = new PlanState("STOP");

	/**
	 * Create a state.
	 * @param value the state as WeChat Pay writes it
	 */
	public PlanState {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return the state of that value.
	 * @param value the state as WeChat Pay writes it, known here or not
	 * @return the state
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static PlanState of(String value) {
		return new PlanState(value);
	}

	/**
	 * Return whether this is one of the constants of this type.
	 * @return {@code false} if the state is newer than this library
	 */
	public boolean isKnown() {
		return equals(NORMAL) || equals(STOP);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
