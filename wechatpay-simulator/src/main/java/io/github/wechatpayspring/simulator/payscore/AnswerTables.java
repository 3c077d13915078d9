package io.github.wechatpayspring.simulator.payscore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.schema.FieldType;
import io.github.wechatpayspring.simulator.schema.FieldType.ListOf;
import io.github.wechatpayspring.simulator.schema.FieldType.Nested;
import io.github.wechatpayspring.simulator.schema.FieldType.Text;
import io.github.wechatpayspring.simulator.schema.FieldType.TrueOrFalse;
import io.github.wechatpayspring.simulator.schema.FieldType.WholeNumber;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.ObjectTable.Field;

/**
 * What the answers of the payscore operations hold.
 *
 * @author WeChat Pay Spring maintainers
 */
final class AnswerTables {

	private static final FieldType IDENTIFIER = PayscorePlanTables.IDENTIFIER;

	private static final FieldType ANY = new Text(0, Integer.MAX_VALUE, null);

	private static final FieldType FEN = new WholeNumber(0, Long.MAX_VALUE);

	private static final FieldType NUMBER = new WholeNumber(0, Integer.MAX_VALUE);

	private static final FieldType TIME = new Text(20, 35,
			Pattern.compile("[0-9-]{10}T[0-9:]{8}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})"));

	private static final List<Field> OWNER = List.of(Field.required("service_id", IDENTIFIER),
			Field.required("appid", IDENTIFIER), Field.required("mchid", IDENTIFIER),
			Field.optional("sub_mchid", IDENTIFIER), Field.optional("sub_appid", IDENTIFIER));

	private static final List<Field> USER = List.of(Field.optional("openid", SignPlanTables.OPENID),
			Field.optional("sub_openid", SignPlanTables.OPENID));

	static final ObjectTable PLAN = table(OWNER, Field.required("plan_id", IDENTIFIER),
			Field.required("merchant_plan_no", PayscorePlanTables.MERCHANT_NUMBER), Field.required("plan_name", ANY),
			Field.required("plan_duration", NUMBER), Field.required("plan_state", words("NORMAL|STOP")),
			Field.required("total_original_price", FEN), Field.required("deduction_quantity", NUMBER),
			Field.required("total_actual_price", FEN),
			Field.required("plan_detail_list",
					new ListOf(1, ObjectTable.of(Field.required("plan_detail_no", NUMBER),
							Field.required("plan_detail_name", ANY), Field.required("original_price", FEN),
							Field.optional("plan_discount_description", ANY), Field.required("actual_price", FEN)))),
			Field.optional("stop_mchid", IDENTIFIER), Field.optional("stop_time", TIME));

	private static final ObjectTable SIGNED_DETAIL = ObjectTable.of(Field.required("plan_detail_no", NUMBER),
			Field.required("original_price", FEN), Field.optional("plan_discount_description", ANY),
			Field.required("actual_price", FEN),
			Field.required("plan_detail_state", words("NOT_USED|USING|USED|SIGN_PLAN_DETAIL_CANCEL")),
			Field.optional("order_id", IDENTIFIER),
			Field.required("merchant_plan_detail_no", PayscorePlanTables.MERCHANT_NUMBER),
			Field.required("plan_detail_name", ANY), Field.optional("actual_pay_price", FEN),
			Field.optional("use_time", TIME), Field.optional("complete_time", TIME),
			Field.optional("cancel_time", TIME));

	static final ObjectTable SIGN_PLAN = table(join(OWNER, USER), Field.required("sign_plan_id", IDENTIFIER),
			Field.required("merchant_sign_plan_no", PayscorePlanTables.MERCHANT_NUMBER),
			Field.required("merchant_callback_url", ANY), Field.required("plan_id", IDENTIFIER),
			Field.required("going_detail_no", NUMBER),
			Field.required("sign_state", words("UNSIGNED|SIGNED|COMPLETE|SIGN_PLAN_CANCEL|EXPIRE")),
			Field.required("cancel_sign_type", words("NOT_CANCEL|USER|MERCHANT|REVOKE_SERVICE")),
			Field.optional("cancel_sign_time", TIME), Field.optional("cancel_reason", ANY),
			Field.required("plan_name", ANY), Field.required("plan_over_time", TIME),
			Field.required("total_origin_price", FEN), Field.required("deduction_quantity", NUMBER),
			Field.required("total_actual_price", FEN),
			Field.required("signed_detail_list", new ListOf(1, SIGNED_DETAIL)), Field.optional("sign_time", TIME));

	static final ObjectTable CREATED_SIGN_PLAN = ObjectTable.of(Field.required("sign_plan", new Nested(SIGN_PLAN)),
			Field.required("package", ANY));

	private static final FieldType FEES = new ListOf(0, ObjectTable.of(Field.required("name", ANY),
			Field.optional("description", ANY), Field.optional("amount", FEN), Field.optional("count", NUMBER)));

	static final ObjectTable CREATED_ORDER = table(OWNER,
			Field.required("out_order_no", PayscorePlanTables.MERCHANT_NUMBER),
			Field.required("service_introduction", ANY), Field.required("state", words("DOING|DONE|REVOKED")),
			Field.optional("state_description", words("USER_CONFIRM|MCH_COMPLETE")),
			Field.optional("post_payments", FEES), Field.optional("post_discounts", FEES),
			Field.required("time_range",
					new Nested(ObjectTable.of(Field.optional("start_time", ANY), Field.optional("end_time", ANY),
							Field.optional("start_time_remark", ANY), Field.optional("end_time_remark", ANY)))),
			Field.optional("location",
					new Nested(ObjectTable.of(Field.optional("start_location", ANY),
							Field.optional("end_location", ANY)))),
			Field.optional("attach", ANY), Field.required("notify_url", ANY), Field.required("order_id", IDENTIFIER));

	private static final ObjectTable COLLECTION = ObjectTable
		.of(Field.required("state", words("USER_PAYING|USER_PAID")), Field.required("total_amount", FEN),
				Field.required("paying_amount", FEN), Field.required("paid_amount", FEN),
				Field.optional("details",
						new ListOf(1, ObjectTable.of(Field.required("seq", NUMBER), Field.required("amount", FEN),
								Field.required("paid_type", words("NEWTON|MCH")), Field.required("paid_time", ANY),
								Field.optional("transaction_id", IDENTIFIER)))));

	static final ObjectTable ORDER = table(join(CREATED_ORDER.fields(), USER), Field.optional("total_amount", FEN),
			Field.optional("need_collection", new TrueOrFalse()), Field.optional("collection", new Nested(COLLECTION)));

	private AnswerTables() {
	}

	private static FieldType words(String words) {
		return new Text(1, 32, Pattern.compile(words));
	}

	private static ObjectTable table(List<Field> common, Field... fields) {
		return new ObjectTable(join(common, List.of(fields)));
	}

	private static List<Field> join(List<Field> some, List<Field> others) {
		List<Field> all = new ArrayList<>(some);
		all.addAll(others);
		return List.copyOf(all);
	}

}
