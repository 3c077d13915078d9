package io.github.wechatpayspring.simulator.control;

import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.http.Diagnosis;
import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.http.LocalizedText;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.http.SentAnswer;
import io.github.wechatpayspring.simulator.http.SignatureRefusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the control API shows of requests.
 *
 * @author WeChat Pay Spring maintainers
 */
final class RequestViews {

	private RequestViews() {
	}

	static ObjectNode request(ReceivedRequest request) {
		ObjectNode json = Json.object();
		json.put("id", request.id());
		json.put("time", request.time().toString());
		json.put("method", request.method());
		json.put("target", request.target());
		headers(json.putObject("headers"), request.headers());
		json.put("body", request.bodyText());
		ControlViews.putIfPresent(json, "mchid", request.merchantId());
		json.put("status", request.status());
		ControlViews.putIfPresent(json, "request_id", request.requestId());
		SentAnswer answer = request.answer();
		if (answer != null) {
			ObjectNode node = json.putObject("answer");
			headers(node.putObject("headers"), answer.headers());
			node.put("body", answer.bodyText());
		}
		else {
			json.putNull("answer");
		}
		json.set("verification", verification(request));
		return json;
	}

	static ObjectNode verification(ReceivedRequest request) {
		ObjectNode json = Json.object();
		json.put("verified", request.verified());
		json.put("expected_message", request.expectedMessage());
		SignatureRefusal refusal = request.signatureRefusal();
		Diagnosis diagnosis = (refusal != null) ? refusal.diagnosis() : null;
		if (refusal != null && diagnosis != null) {
			json.set("diagnosis", diagnosis(refusal.field(), diagnosis));
		}
		else {
			json.putNull("diagnosis");
		}
		return json;
	}

	private static ObjectNode diagnosis(String field, Diagnosis diagnosis) {
		ObjectNode json = Json.object();
		json.put("cause", diagnosis.cause());
		json.put("field", field);
		text(json.putObject("summary"), diagnosis.summary());
		json.put("probable_message", diagnosis.probableMessage());
		Diagnosis.@Nullable Difference difference = diagnosis.firstDifference();
		if (difference != null) {
			ObjectNode node = json.putObject("first_difference");
			node.put("line", difference.line());
			node.put("name", difference.name());
			node.put("expected", difference.expected());
			node.put("probable", difference.probable());
		}
		else {
			json.putNull("first_difference");
		}
		ArrayNode causes = json.putArray("causes");
		diagnosis.causes().forEach((cause) -> text(causes.addObject(), cause));
		return json;
	}

	private static void text(ObjectNode json, LocalizedText text) {
		json.put("zh", text.chinese());
		json.put("en", text.english());
	}

	private static void headers(ObjectNode json, Map<String, List<String>> headers) {
		headers.forEach((name, values) -> {
			ArrayNode all = json.putArray(name);
			values.forEach(all::add);
		});
	}

}
