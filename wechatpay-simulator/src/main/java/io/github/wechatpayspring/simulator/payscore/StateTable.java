package io.github.wechatpayspring.simulator.payscore;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import org.jspecify.annotations.Nullable;

/**
 * What may happen when: an outcome for every action in every state.
 *
 * @param <S> the states
 * @param <A> the actions
 * @author WeChat Pay Spring maintainers
 */
final class StateTable<S extends Enum<S>, A extends Enum<A>> {

	private final Map<A, Map<S, Outcome<S>>> rows;

	/**
	 * Create a table.
	 * @param states the states
	 * @param actions the actions
	 * @param rows for each action the outcomes in the order the states are declared
	 */
	StateTable(Class<S> states, Class<A> actions, Map<A, List<Outcome<S>>> rows) {
		S[] columns = states.getEnumConstants();
		this.rows = new EnumMap<>(actions);
		for (A action : actions.getEnumConstants()) {
			List<Outcome<S>> row = rows.get(action);
			if (row == null || row.size() != columns.length) {
				throw new IllegalArgumentException("No complete row for " + action);
			}
			Map<S, Outcome<S>> outcomes = new EnumMap<>(states);
			for (S state : columns) {
				outcomes.put(state, row.get(state.ordinal()));
			}
			this.rows.put(action, outcomes);
		}
	}

	/**
	 * Look an outcome up.
	 * @param state the state
	 * @param action the action
	 * @return the outcome
	 */
	Outcome<S> outcome(S state, A action) {
		return Objects.requireNonNull(Objects.requireNonNull(this.rows.get(action)).get(state));
	}

	/**
	 * Take an action.
	 * @param state the state
	 * @param action the action
	 * @param repeated whether the same was asked for before, with the same content
	 * @return the next state, or {@code null} if nothing is to be changed
	 * @throws ApiErrorException if the action is refused
	 */
	@Nullable S next(S state, A action, boolean repeated) {
		Outcome<S> outcome = outcome(state, action);
		if (outcome.kind() == Kind.REFUSED || (outcome.kind() == Kind.REPEATABLE && !repeated)) {
			throw refusal(outcome.reason(), state);
		}
		return outcome.next();
	}

	private ApiErrorException refusal(ReasonNumber reason, S state) {
		return (reason != ReasonNumber.REPEATED_WITH_OTHER_PARAMETERS)
				? ApiErrorException.wrongMoment(reason, "当前状态不允许该操作", "Not possible in the state " + state)
				: ApiErrorException.wrongMoment(reason, "请求重入，且请求参数与原请求不一致",
						"This was asked for before with other parameters");
	}

	/**
	 * What becomes of an action.
	 */
	enum Kind {

		/**
		 * It is done.
		 */
		DONE,

		/**
		 * It succeeds, but there is nothing to do.
		 */
		NOTHING_TO_DO,

		/**
		 * It succeeds without being done again if it is the same as before, else it is
		 * refused.
		 */
		REPEATABLE,

		/**
		 * It is refused.
		 */
		REFUSED

	}

	/**
	 * The outcome of an action in a state.
	 *
	 * @param <S> the states
	 * @param kind what becomes of it
	 * @param next the state after it, or {@code null} if nothing is changed
	 * @param reason why it is refused
	 */
	record Outcome<S>(Kind kind, @Nullable S next, ReasonNumber reason) {

		static <S> Outcome<S> to(S next) {
			return new Outcome<>(Kind.DONE, next, ReasonNumber.NONE);
		}

		static <S> Outcome<S> nothingToDo() {
			return new Outcome<>(Kind.NOTHING_TO_DO, null, ReasonNumber.NONE);
		}

		static <S> Outcome<S> repeatable(ReasonNumber reason) {
			return new Outcome<>(Kind.REPEATABLE, null, reason);
		}

		static <S> Outcome<S> refused(ReasonNumber reason) {
			return new Outcome<>(Kind.REFUSED, null, reason);
		}

	}

}
