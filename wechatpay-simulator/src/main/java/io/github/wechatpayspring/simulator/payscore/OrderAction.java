package io.github.wechatpayspring.simulator.payscore;

import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.payscore.StateTable.Outcome;

/**
 * What happens to service orders, and what comes of it.
 *
 * @author WeChat Pay Spring maintainers
 */
enum OrderAction {

	COMPLETE, CANCEL, MODIFY, SYNC, PAY, DEDUCTION_SUCCEEDS, DEDUCTION_FAILS, NOTHING_LEFT_TO_PAY;

	private static final Outcome<OrderState> NO = Outcome.refused(ReasonNumber.WRONG_ORDER_STATE);

	private static final Outcome<OrderState> NO_CANCEL = Outcome.refused(ReasonNumber.ORDER_NOT_CANCELLABLE);

	private static final Outcome<OrderState> NO_MODIFY = Outcome.refused(ReasonNumber.ORDER_NOT_MODIFIABLE);

	private static final Outcome<OrderState> REPEAT = Outcome.repeatable(ReasonNumber.REPEATED_WITH_OTHER_PARAMETERS);

	private static final Outcome<OrderState> PAYING = Outcome.to(OrderState.PAYING);

	private static final Outcome<OrderState> DONE = Outcome.to(OrderState.DONE);

	private static final Outcome<OrderState> REVOKED = Outcome.to(OrderState.REVOKED);

	// Columns: OPEN, PAYING, DONE, REVOKED
	static final StateTable<OrderState, OrderAction> TABLE = new StateTable<>(OrderState.class, OrderAction.class,
			Map.of(COMPLETE, List.of(PAYING, REPEAT, REPEAT,
					NO), // @formatter:off
					CANCEL, List.of(REVOKED, NO_CANCEL, NO_CANCEL, REPEAT),
					MODIFY, List.of(NO_MODIFY, PAYING, NO_MODIFY, NO_MODIFY),
					SYNC, List.of(NO, DONE, REPEAT, NO),
					PAY, List.of(NO, PAYING, NO, NO),
					DEDUCTION_SUCCEEDS, List.of(NO, DONE, NO, NO),
					DEDUCTION_FAILS, List.of(NO, PAYING, NO, NO),
					NOTHING_LEFT_TO_PAY, List.of(NO, DONE, NO, NO))); // @formatter:on

}
