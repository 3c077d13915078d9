package io.github.wechatpayspring.simulator.payscore;

import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.payscore.StateTable.Outcome;

/**
 * What happens to sign plans, and what comes of it.
 *
 * @author WeChat Pay Spring maintainers
 */
enum SignPlanAction {

	USER_SIGNS, USER_CANCELS, USER_REVOKES_SERVICE, MERCHANT_STOPS, ORDER_BEGINS, DETAIL_ENDS, LAST_DETAIL_ENDS,
	TIME_RUNS_OUT;

	private static final Outcome<SignState> NO = Outcome.refused(ReasonNumber.WRONG_SIGN_PLAN_STATE);

	private static final Outcome<SignState> STAYS = Outcome.nothingToDo();

	private static final Outcome<SignState> SIGNED = Outcome.to(SignState.SIGNED);

	private static final Outcome<SignState> COMPLETE = Outcome.to(SignState.COMPLETE);

	private static final Outcome<SignState> CANCEL = Outcome.to(SignState.SIGN_PLAN_CANCEL);

	private static final Outcome<SignState> EXPIRE = Outcome.to(SignState.EXPIRE);

	// Columns: UNSIGNED, SIGNED, COMPLETE, SIGN_PLAN_CANCEL, EXPIRE
	static final StateTable<SignState, SignPlanAction> TABLE = new StateTable<>(SignState.class, SignPlanAction.class,
			Map.of(USER_SIGNS, List.of(SIGNED, NO, NO, NO,
					NO), // @formatter:off
					USER_CANCELS, List.of(NO, CANCEL, NO, NO, NO),
					USER_REVOKES_SERVICE, List.of(STAYS, CANCEL, STAYS, STAYS, STAYS),
					MERCHANT_STOPS, List.of(CANCEL, CANCEL, NO, STAYS, NO),
					ORDER_BEGINS, List.of(NO, SIGNED, NO, NO, NO),
					DETAIL_ENDS, List.of(NO, SIGNED, NO, NO, NO),
					LAST_DETAIL_ENDS, List.of(NO, COMPLETE, NO, NO, NO),
					TIME_RUNS_OUT, List.of(EXPIRE, EXPIRE, STAYS, STAYS, STAYS))); // @formatter:on

}
