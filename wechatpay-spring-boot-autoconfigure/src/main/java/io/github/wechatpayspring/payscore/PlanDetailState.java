package io.github.wechatpayspring.payscore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.util.Assert;

/**
 * State of a detail of a user sign plan, {@code plan_detail_state}. The set is open:
 * WeChat Pay can add states at any time, and one that isn't known here is kept as it
 * came. Compare with {@code equals}.
 *
 * @param value the state as WeChat Pay writes it
 * @author WeChat Pay Spring maintainers
 */
public record PlanDetailState(@JsonValue String value) {

	/**
	 * There is no order for the detail yet.
	 */
	public static final PlanDetailState NOT_USED = new PlanDetailState("NOT_USED");

	/**
	 * The order of the detail is going on.
	 */
	public static final PlanDetailState USING = new PlanDetailState("USING");

	/**
	 * The order of the detail is done.
	 */
	public static final PlanDetailState USED = new PlanDetailState("USED");

	/**
	 * The detail was cancelled.
	 */
	public static final PlanDetailState SIGN_PLAN_DETAIL_CANCEL = new PlanDetailState("SIGN_PLAN_DETAIL_CANCEL");

	/**
	 * Create a state.
	 * @param value the state as WeChat Pay writes it
	 */
	public PlanDetailState {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return the state of that value.
	 * @param value the state as WeChat Pay writes it, known here or not
	 * @return the state
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static PlanDetailState of(String value) {
		return new PlanDetailState(value);
	}

	/**
	 * Return whether this is one of the constants of this type.
	 * @return {@code false} if the state is newer than this library
	 */
	public boolean isKnown() {
		return equals(NOT_USED) || equals(USING) || equals(USED) || equals(SIGN_PLAN_DETAIL_CANCEL);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
