package io.github.wechatpayspring.simulator.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes errors as the API writes them.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ErrorBodies {

	private ErrorBodies() {
	}

	static Answer answer(ApiErrorException error, @Nullable String acceptLanguage) {
		ObjectNode body = Json.object();
		body.put("code", error.code());
		body.put("message", error.text().in(acceptLanguage));
		ErrorDetail detail = error.detail();
		if (detail != null) {
			ObjectNode node = body.putObject("detail");
			node.put("field", detail.field());
			if (detail.value() != null) {
				node.put("value", detail.value());
			}
			node.put("issue", detail.issue());
			node.put("location", detail.location());
			if (!detail.signInformation().isEmpty()) {
				ObjectNode information = node.putObject("sign_information");
				detail.signInformation().forEach((name, value) -> {
					if (value instanceof Integer number) {
						information.put(name, number.intValue());
					}
					else {
						information.put(name, value.toString());
					}
				});
			}
		}
		return Answer.json(error.status(), body);
	}

}
