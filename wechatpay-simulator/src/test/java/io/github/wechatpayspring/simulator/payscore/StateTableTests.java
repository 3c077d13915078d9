package io.github.wechatpayspring.simulator.payscore;

import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.payscore.StateTable.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the state tables, cell by cell: a state, {@code -} where nothing is to be
 * done, {@code =} where only a repetition succeeds, {@code x} where it is refused.
 */
class StateTableTests {

	@ParameterizedTest
	@CsvSource({ "USER_SIGNS, SIGNED, x, x, x, x", "USER_CANCELS, x, SIGN_PLAN_CANCEL, x, x, x",
			"USER_REVOKES_SERVICE, -, SIGN_PLAN_CANCEL, -, -, -",
			"MERCHANT_STOPS, SIGN_PLAN_CANCEL, SIGN_PLAN_CANCEL, x, -, x", "ORDER_BEGINS, x, SIGNED, x, x, x",
			"DETAIL_ENDS, x, SIGNED, x, x, x", "LAST_DETAIL_ENDS, x, COMPLETE, x, x, x",
			"TIME_RUNS_OUT, EXPIRE, EXPIRE, -, -, -" })
	void signPlans(SignPlanAction action, String unsigned, String signed, String complete, String cancelled,
			String expired) {
		List<String> row = List.of(unsigned, signed, complete, cancelled, expired);
		for (SignState state : SignState.values()) {
			check(SignPlanAction.TABLE, state, action, row.get(state.ordinal()));
		}
	}

	@ParameterizedTest
	@CsvSource({ "COMPLETE, PAYING, =, =, x", "CANCEL, REVOKED, x, x, =", "MODIFY, x, PAYING, x, x",
			"SYNC, x, DONE, =, x", "PAY, x, PAYING, x, x", "DEDUCTION_SUCCEEDS, x, DONE, x, x",
			"DEDUCTION_FAILS, x, PAYING, x, x", "NOTHING_LEFT_TO_PAY, x, DONE, x, x" })
	void orders(OrderAction action, String open, String paying, String done, String revoked) {
		List<String> row = List.of(open, paying, done, revoked);
		for (OrderState state : OrderState.values()) {
			check(OrderAction.TABLE, state, action, row.get(state.ordinal()));
		}
	}

	@ParameterizedTest
	@EnumSource(SignPlanAction.class)
	void everyActionOnSignPlansHasARow(SignPlanAction action) {
		assertThat(SignState.values())
			.allSatisfy((state) -> assertThat(SignPlanAction.TABLE.outcome(state, action)).isNotNull());
	}

	@Test
	void tableWithAnIncompleteRowIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new StateTable<>(OrderState.class, SignState.class,
				Map.of(SignState.SIGNED, List.of(Outcome.to(OrderState.DONE)))));
	}

	private static <S extends Enum<S>, A extends Enum<A>> void check(StateTable<S, A> table, S state, A action,
			String expected) {
		switch (expected) {
			case "x" -> {
				assertRefused(table, state, action, false, 0);
				assertRefused(table, state, action, true, 0);
			}
			case "=" -> {
				assertRefused(table, state, action, false, ReasonNumber.REPEATED_WITH_OTHER_PARAMETERS.number());
				assertThat(table.next(state, action, true)).isNull();
			}
			case "-" -> assertThat(table.next(state, action, false)).isNull();
			default -> assertThat(table.next(state, action, false)).hasToString(expected);
		}
	}

	private static <S extends Enum<S>, A extends Enum<A>> void assertRefused(StateTable<S, A> table, S state, A action,
			boolean repeated, long reason) {
		assertThatExceptionOfType(ApiErrorException.class).as("%s in %s", action, state)
			.isThrownBy(() -> table.next(state, action, repeated));
		long number = table.outcome(state, action).reason().number();
		if (reason != 0) {
			assertThat(number).isEqualTo(reason);
		}
		else {
			assertThat(number).isIn(271302262L, 271302333L, 271302332L, 271316592L);
		}
	}

}
