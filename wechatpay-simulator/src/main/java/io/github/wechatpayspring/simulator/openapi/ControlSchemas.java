package io.github.wechatpayspring.simulator.openapi;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.schema.FieldType;
import io.github.wechatpayspring.simulator.schema.FieldType.ListOf;
import io.github.wechatpayspring.simulator.schema.FieldType.Nested;
import io.github.wechatpayspring.simulator.schema.FieldType.Text;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.ObjectTable.Field;

/**
 * What the bodies of the control API may hold.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ControlSchemas {

	private static final FieldType TEXT = new Text(1, Integer.MAX_VALUE, null);

	private static final FieldType API_V3_KEY = new Text(32, 32, Pattern.compile("[\\x21-\\x7E]*"));

	private static final ObjectTable FAULT = ObjectTable.of(Field.optional("next", TEXT),
			Field.optional("always", TEXT));

	private static final ObjectTable CERTIFICATE = ObjectTable.of(Field.required("private_key", TEXT),
			Field.required("certificate", TEXT));

	private static final ObjectTable PLATFORM = ObjectTable.of(
			Field.optional("mode", new Text(1, 32, Pattern.compile("public_key|certificates|both"))),
			Field.optional("public_key_id", new Text(12, Integer.MAX_VALUE, Pattern.compile("PUB_KEY_ID_.+"))),
			Field.optional("private_key", TEXT), Field.optional("certificates", new ListOf(0, CERTIFICATE)));

	private static final ObjectTable MERCHANT = ObjectTable.of(
			Field.required("mchid", new Text(8, 32, Pattern.compile("[0-9]+"))),
			Field.optional("api_v3_key", API_V3_KEY), Field.optional("service_id", TEXT), Field.optional("appid", TEXT),
			Field.optional("permission_notify_url", TEXT), Field.optional("private_key", TEXT),
			Field.optional("certificate", TEXT), Field.optional("public_key", TEXT), Field.optional("serial_no", TEXT),
			Field.optional("sub_merchants",
					new ListOf(0,
							ObjectTable.of(Field.required("sub_mchid", TEXT), Field.optional("sub_appid", TEXT)))),
			Field.optional("platform", new Nested(PLATFORM)));

	private static final ObjectTable EXAMINED = ObjectTable.of(Field.required("method", TEXT),
			Field.required("url", TEXT), Field.optional("authorization", new Text(0, Integer.MAX_VALUE, null)),
			Field.optional("body", new Text(0, Integer.MAX_VALUE, null)), Field.optional("timestamp", TEXT));

	static final Map<String, ObjectTable> BODIES = Map.of("/_simulator/merchants", MERCHANT, "/_simulator/faults",
			FAULT, "/_simulator/notification-faults", FAULT, "/_simulator/doctor", EXAMINED, "/_simulator/clock",
			ObjectTable.of(Field.optional("advance", TEXT), Field.optional("set", TEXT)),
			"/_simulator/merchants/{mchid}/deductions",
			ObjectTable.of(Field.required("mode", new Text(1, 32, Pattern.compile("fail-next|fail|succeed")))),
			"/_simulator/orders/{reference}/deduct",
			ObjectTable.of(Field.optional("outcome", new Text(1, 32, Pattern.compile("succeed|fail")))));

	static final Set<String> WITH_OR_WITHOUT_BODY = Set.of("/_simulator/orders/{reference}/deduct");

	private ControlSchemas() {
	}

}
