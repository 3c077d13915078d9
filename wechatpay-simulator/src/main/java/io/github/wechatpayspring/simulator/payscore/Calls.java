package io.github.wechatpayspring.simulator.payscore;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import io.github.wechatpayspring.simulator.http.ApiCall;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.ErrorDetail;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SubMerchant;
import io.github.wechatpayspring.simulator.schema.FieldType;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.ObjectTable.Field;
import io.github.wechatpayspring.simulator.schema.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads calls of payscore operations, and refuses what they may not ask for.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Calls {

	/**
	 * The parameters of a query in partner mode.
	 */
	static final List<Field> SUB_MERCHANT = List.of(Field.required("sub_mchid", PayscorePlanTables.IDENTIFIER));

	private Calls() {
	}

	/**
	 * Read a body.
	 * @param call the call
	 * @param table what the body may hold
	 * @return the fields that are in the table
	 */
	static ObjectNode read(ApiCall call, ObjectTable table) {
		ObjectNode body = call.json();
		refuse(table.check(body), "body");
		return table.known(body);
	}

	static @Nullable String text(JsonNode object, String name) {
		JsonNode value = object.get(name);
		return (value != null) ? value.stringValue() : null;
	}

	static String pathVariable(ApiCall call, String name) {
		return check(name, call.pathVariable(name), PayscorePlanTables.MERCHANT_NUMBER, "url");
	}

	static String parameter(ApiCall call, String name) {
		return check(name, call.queryParameter(name), PayscorePlanTables.IDENTIFIER, "query");
	}

	private static String check(String name, @Nullable String value, FieldType type, String location) {
		if (value == null) {
			throw ApiErrorException.parameter(new ErrorDetail(name, null, "is missing", location));
		}
		refuse(type.check(name, StringNode.valueOf(value)), location);
		return value;
	}

	static void refuse(@Nullable Violation violation, String location) {
		if (violation != null) {
			throw ApiErrorException
				.parameter(new ErrorDetail(violation.pointer(), violation.value(), violation.issue(), location));
		}
	}

	static ApiErrorException parameter(String pointer, @Nullable String value, String issue) {
		return ApiErrorException.parameter(new ErrorDetail(pointer, value, issue, "body"));
	}

	static URI notifyUrl(ObjectNode body) {
		String text = body.required("notify_url").stringValue();
		try {
			URI url = new URI(text);
			boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
			if (web && url.getHost() != null && url.getRawQuery() == null && url.getRawFragment() == null
					&& url.getRawUserInfo() == null) {
				return url;
			}
		}
		catch (URISyntaxException ex) {
			// The same to the caller as a URL that cannot be called.
		}
		throw parameter("/notify_url", text, "is not an absolute URL without a query string");
	}

	/**
	 * Refuse what is not the merchant's.
	 * @param merchant the merchant
	 * @param body has {@code service_id}, {@code appid}, {@code sub_mchid} and
	 * {@code sub_appid} where the operation has them
	 */
	static void checkPermissions(SimulatorMerchant merchant, JsonNode body) {
		String serviceId = text(body, "service_id");
		if (serviceId != null && !merchant.serviceId().equals(serviceId)) {
			throw noPermission("/service_id", serviceId, "is not a service of the merchant");
		}
		String appId = text(body, "appid");
		if (appId != null && !merchant.appId().equals(appId)) {
			throw notBound("/appid", appId, "is not bound to the merchant");
		}
		String subMerchantId = text(body, "sub_mchid");
		if (subMerchantId == null) {
			return;
		}
		SubMerchant subMerchant = merchant.findSubMerchant(subMerchantId);
		if (subMerchant == null) {
			throw noPermission("/sub_mchid", subMerchantId, "is not a sub-merchant of the merchant");
		}
		String subAppId = text(body, "sub_appid");
		if (subAppId != null && !subAppId.equals(subMerchant.appId())) {
			throw notBound("/sub_appid", subAppId, "is not bound to the sub-merchant");
		}
	}

	private static ApiErrorException noPermission(String field, String value, String issue) {
		return ApiErrorException
			.of(403, "NO_AUTH", ReasonNumber.NO_PERMISSION, "商户无权限", "The merchant has no permission")
			.with(new ErrorDetail(field, value, issue, "body"));
	}

	private static ApiErrorException notBound(String field, String value, String issue) {
		return ApiErrorException
			.of(400, "PARAM_ERROR", ReasonNumber.APP_NOT_BOUND, "商户号与appid不匹配",
					"The merchant and the appid are not bound")
			.with(new ErrorDetail(field, value, issue, "body"));
	}

}
