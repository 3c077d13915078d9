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
 * What the bodies of the service order operations may hold.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ServiceOrderTables {

	private static final FieldType IDENTIFIER = PayscorePlanTables.IDENTIFIER;

	private static final FieldType REMARK = SignPlanTables.REMARK;

	private static final FieldType FEN = new WholeNumber(0, Long.MAX_VALUE);

	private static final FieldType COUNT = new WholeNumber(0, Integer.MAX_VALUE);

	// A day, a second, or the moment of the call.
	private static final FieldType TIME = new Text(8, 14, Pattern.compile("[0-9]{8}([0-9]{6})?|OnAccept"));

	private static final FieldType PAID_TIME = new Text(14, 14, Pattern.compile("[0-9]{14}"));

	private static final FieldType NOTIFY_URL = new Text(1, 256, null);

	private static final FieldType INTRODUCTION = new Text(1, 20, null);

	private static final FieldType ATTACH = new Text(0, 256, Pattern.compile("[\\x21-\\x7E]*"));

	private static final FieldType LOCATION = new Nested(
			ObjectTable.of(Field.optional("start_location", REMARK), Field.optional("end_location", REMARK)));

	private static final FieldType DEVICE = new Nested(ObjectTable.of(Field.optional("start_device_id", REMARK),
			Field.optional("end_device_id", REMARK), Field.optional("materiel_no", REMARK)));

	private static final ObjectTable PAYMENT = ObjectTable.of(Field.required("name", REMARK),
			Field.optional("description", REMARK), Field.optional("amount", FEN), Field.optional("count", COUNT));

	private static final ObjectTable DISCOUNT = ObjectTable.of(Field.required("name", REMARK),
			Field.required("description", REMARK), Field.required("amount", FEN), Field.optional("count", COUNT));

	private static final ObjectTable MODIFIED_DISCOUNT = ObjectTable.of(Field.required("name", REMARK),
			Field.optional("description", REMARK), Field.required("amount", FEN), Field.optional("count", COUNT));

	private static final ObjectTable SYNC_DETAIL = ObjectTable.of(Field.optional("seq", COUNT),
			Field.required("paid_time", PAID_TIME), Field.optional("paid_amount", FEN));

	private static final Field SERVICE = Field.required("service_id", IDENTIFIER);

	private static final Field OPTIONAL_SERVICE = Field.optional("service_id", IDENTIFIER);

	private static final Field REASON = Field.required("reason", REMARK);

	private ServiceOrderTables() {
	}

	static ObjectTable create(boolean partner) {
		List<Field> fields = new ArrayList<>();
		fields.add(SERVICE);
		fields.add(Field.required("sign_plan_id", IDENTIFIER));
		fields.add(Field.required("plan_detail_no", SignPlanTables.DETAIL_NUMBER));
		fields.add(Field.required("appid", IDENTIFIER));
		if (partner) {
			fields.add(Field.required("sub_mchid", IDENTIFIER));
			fields.add(Field.optional("sub_appid", IDENTIFIER));
			fields.add(Field.optional("sub_openid", SignPlanTables.OPENID));
		}
		fields.add(Field.optional("openid", SignPlanTables.OPENID));
		fields.add(Field.required("notify_url", NOTIFY_URL));
		fields.add(Field.required("service_introduction", INTRODUCTION));
		fields.add(Field.required("time_range", timeRange(true)));
		fields.add(Field.optional("location", LOCATION));
		fields.add(Field.optional("attach", ATTACH));
		fields.add(Field.required("out_trade_no", PayscorePlanTables.MERCHANT_NUMBER));
		return new ObjectTable(List.copyOf(fields));
	}

	static ObjectTable complete(boolean partner) {
		return ofOrder(partner, SERVICE, Field.required("post_payments", new ListOf(1, PAYMENT)),
				Field.optional("post_discounts", new ListOf(0, DISCOUNT)), Field.required("total_amount", FEN),
				Field.optional("time_range", timeRange(false)), Field.optional("location", LOCATION),
				Field.optional("profit_sharing", new TrueOrFalse()), Field.optional("complete_time", REMARK),
				Field.optional("goods_tag", REMARK), Field.optional("device", DEVICE));
	}

	static ObjectTable cancel(boolean partner) {
		return ofOrder(partner, SERVICE, REASON);
	}

	static ObjectTable modify(boolean partner) {
		return ofOrder(partner, OPTIONAL_SERVICE, Field.required("post_payments", new ListOf(1, PAYMENT)),
				Field.optional("post_discounts", new ListOf(0, MODIFIED_DISCOUNT)), Field.required("total_amount", FEN),
				REASON, Field.optional("device", DEVICE));
	}

	static ObjectTable sync(boolean partner) {
		return ofOrder(partner, SERVICE, Field.required("type", new Text(1, 32, Pattern.compile("Order_Paid"))),
				Field.required("detail", new Nested(SYNC_DETAIL)));
	}

	static ObjectTable pay(boolean partner) {
		return ofOrder(partner, OPTIONAL_SERVICE);
	}

	private static ObjectTable ofOrder(boolean partner, Field... fields) {
		List<Field> all = new ArrayList<>(List.of(fields));
		all.add(1, Field.required(partner ? "sub_mchid" : "appid", IDENTIFIER));
		return new ObjectTable(List.copyOf(all));
	}

	private static FieldType timeRange(boolean create) {
		return new Nested(ObjectTable.of(new Field("start_time", create, TIME), Field.optional("end_time", TIME),
				Field.optional("start_time_remark", REMARK), Field.optional("end_time_remark", REMARK)));
	}

}
