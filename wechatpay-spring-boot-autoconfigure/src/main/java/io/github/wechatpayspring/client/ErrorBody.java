package io.github.wechatpayspring.client;

import io.github.wechatpayspring.client.WechatPayApiException.Detail;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Body of an error, as far as it can be read: it can as well be empty, cut off or a
 * gateway's page.
 *
 * @param code the error code
 * @param message the message for people
 * @param detail the place of the error
 * @author WeChat Pay Spring maintainers
 */
record ErrorBody(@Nullable String code, @Nullable String message, @Nullable Detail detail) {

	static final ErrorBody NONE = new ErrorBody(null, null, null);

	static ErrorBody parse(JsonMapper mapper, byte[] body) {
		if (body.length == 0) {
			return NONE;
		}
		try {
			JsonNode tree = mapper.readTree(body);
			return new ErrorBody(text(tree, "code"), text(tree, "message"), detail(tree.path("detail")));
		}
		catch (JacksonException ex) {
			return NONE;
		}
	}

	private static @Nullable Detail detail(JsonNode node) {
		Detail detail = new Detail(text(node, "field"), text(node, "value"), text(node, "issue"),
				text(node, "location"));
		return (!detail.equals(Detail.NONE)) ? detail : null;
	}

	private static @Nullable String text(JsonNode node, String field) {
		JsonNode value = node.path(field);
		return (value.isValueNode() && !value.isNull()) ? value.asString() : null;
	}

}
