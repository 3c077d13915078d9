package io.github.wechatpayspring.simulator.payscore;

import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.simulator.schema.FieldType;
import io.github.wechatpayspring.simulator.schema.FieldType.ListOf;
import io.github.wechatpayspring.simulator.schema.FieldType.Text;
import io.github.wechatpayspring.simulator.schema.FieldType.WholeNumber;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.ObjectTable.Field;

/**
 * What the bodies of the sign plan operations may hold.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SignPlanTables {

	static final FieldType OPENID = new Text(1, 128, null);

	static final FieldType DETAIL_NUMBER = new WholeNumber(1, Integer.MAX_VALUE);

	// The documentation gives no length for reasons and remarks.
	static final FieldType REMARK = new Text(1, 256, null);

	private static final FieldType NOTIFY_URL = new Text(1, 1024, null);

	private static final ObjectTable DETAIL = ObjectTable.of(Field.required("plan_detail_no", DETAIL_NUMBER),
			Field.required("merchant_plan_detail_no", PayscorePlanTables.MERCHANT_NUMBER));

	static final ObjectTable CREATE_DIRECT = create();

	static final ObjectTable CREATE_PARTNER = create(Field.required("sub_mchid", PayscorePlanTables.IDENTIFIER),
			Field.optional("sub_appid", PayscorePlanTables.IDENTIFIER), Field.optional("sub_openid", OPENID));

	static final ObjectTable STOP_DIRECT = ObjectTable.of(Field.required("stop_reason", REMARK));

	static final ObjectTable STOP_PARTNER = ObjectTable.of(Field.required("sub_mchid", PayscorePlanTables.IDENTIFIER),
			Field.required("stop_reason", REMARK));

	private SignPlanTables() {
	}

	private static ObjectTable create(Field... partnerFields) {
		List<Field> fields = new ArrayList<>();
		fields.add(Field.required("service_id", PayscorePlanTables.IDENTIFIER));
		fields.add(Field.required("plan_id", PayscorePlanTables.IDENTIFIER));
		fields.add(Field.required("appid", PayscorePlanTables.IDENTIFIER));
		fields.addAll(List.of(partnerFields));
		fields.add(Field.optional("openid", OPENID));
		fields.add(Field.required("merchant_sign_plan_no", PayscorePlanTables.MERCHANT_NUMBER));
		fields.add(Field.required("notify_url", NOTIFY_URL));
		fields.add(Field.required("sign_plan_detail", new ListOf(1, DETAIL)));
		return new ObjectTable(List.copyOf(fields));
	}

}
