package io.github.wechatpayspring.payscore;

import java.io.IOException;
import java.io.InputStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies from the test vectors.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Vectors {

	private Vectors() {
	}

	static String createPlanRequest() {
		return read("request-signatures.json").get(0).get("body").stringValue();
	}

	static String planAnswer() {
		return read("response-signatures.json").get("cases").get(0).get("body").stringValue();
	}

	static String notification(String name) {
		for (JsonNode notification : read("notifications.json").get("cases")) {
			if (notification.get("name").stringValue().equals(name)) {
				return notification.get("plaintext").stringValue();
			}
		}
		throw new IllegalArgumentException(name);
	}

	static JsonNode frontEndSignature() {
		return read("derived.json").get("front_end_sign_v2");
	}

	private static JsonNode read(String name) {
		try (InputStream input = Vectors.class.getResourceAsStream("/vectors/" + name)) {
			return JsonMapper.builder().build().readTree(input);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
