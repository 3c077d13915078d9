package io.github.wechatpayspring.simulator.doctor;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * The message of API v2: the fields of the body by name, joined like a query.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ApiV2Message {

	private ApiV2Message() {
	}

	static byte[] of(SignedLines lines, String end) {
		JsonNode json = JsonText.read(lines.body());
		if (json == null) {
			return new byte[0];
		}
		Map<String, String> fields = new TreeMap<>();
		json.properties().forEach((field) -> {
			JsonNode value = field.getValue();
			String text = value.isString() ? value.stringValue() : value.toString();
			if (!text.isEmpty()) {
				fields.put(field.getKey(), text);
			}
		});
		StringBuilder message = new StringBuilder();
		fields.forEach((name,
				value) -> message.append((message.length() > 0) ? "&" : "").append(name).append('=').append(value));
		return message.append(end).toString().getBytes(StandardCharsets.UTF_8);
	}

}
