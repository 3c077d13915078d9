package io.github.wechatpayspring.simulator.payscore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.schema.FieldType;
import io.github.wechatpayspring.simulator.schema.FieldType.ListOf;
import io.github.wechatpayspring.simulator.schema.FieldType.Text;
import io.github.wechatpayspring.simulator.schema.FieldType.WholeNumber;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.ObjectTable.Field;

/**
 * What the bodies of the plan operations may hold.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PayscorePlanTables {

	static final FieldType IDENTIFIER = new Text(1, 32, null);

	static final FieldType MERCHANT_NUMBER = new Text(1, 32, Pattern.compile("[0-9A-Za-z_*-]+"));

	private static final FieldType PLAN_NAME = new Text(1, 20, null);

	// The documentation gives no length for the texts of a detail.
	private static final FieldType DETAIL_TEXT = new Text(1, 256, null);

	private static final FieldType FEN = new WholeNumber(0, Long.MAX_VALUE);

	// The real maxima belong to the service; only WeChat Pay knows them.
	private static final FieldType COUNT = new WholeNumber(1, Integer.MAX_VALUE);

	private static final ObjectTable DETAIL = ObjectTable.of(Field.required("original_price", FEN),
			Field.optional("plan_discount_description", DETAIL_TEXT), Field.required("actual_price", FEN),
			Field.required("plan_detail_name", DETAIL_TEXT));

	static final ObjectTable CREATE_DIRECT = create();

	static final ObjectTable CREATE_PARTNER = create(Field.required("sub_mchid", IDENTIFIER),
			Field.optional("sub_appid", IDENTIFIER));

	static final ObjectTable STOP_DIRECT = ObjectTable.of();

	static final ObjectTable STOP_PARTNER = ObjectTable.of(Field.required("sub_mchid", IDENTIFIER));

	private PayscorePlanTables() {
	}

	private static ObjectTable create(Field... partnerFields) {
		List<Field> fields = new ArrayList<>();
		fields.add(Field.required("service_id", IDENTIFIER));
		fields.add(Field.required("appid", IDENTIFIER));
		fields.addAll(List.of(partnerFields));
		fields.add(Field.required("plan_name", PLAN_NAME));
		fields.add(Field.required("plan_duration", COUNT));
		fields.add(Field.required("deduction_quantity", COUNT));
		fields.add(Field.required("total_original_price", FEN));
		fields.add(Field.required("total_actual_price", FEN));
		// Optional in the documentation, but a plan without details is refused.
		fields.add(Field.required("plan_detail_list", new ListOf(1, DETAIL)));
		fields.add(Field.required("merchant_plan_no", MERCHANT_NUMBER));
		return new ObjectTable(List.copyOf(fields));
	}

}
