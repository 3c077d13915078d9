package io.github.wechatpayspring.simulator.notification;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.state.StateCodec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps notifications with the attempts made so far, but not what a fault made of one
 * that is held back: it goes out as it should be.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NotificationCodec implements StateCodec<PendingNotification> {

	private final SimulatorMerchants merchants;

	private final Clock clock;

	NotificationCodec(SimulatorMerchants merchants, Clock clock) {
		this.merchants = merchants;
		this.clock = clock;
	}

	@Override
	public String key(PendingNotification notification) {
		return notification.id();
	}

	@Override
	public ObjectNode write(PendingNotification notification) {
		Notification snapshot = notification.snapshot();
		ObjectNode json = Json.object();
		json.put("id", snapshot.id());
		json.put("create_time", snapshot.createTime().toString());
		json.put("event_type", snapshot.eventType());
		json.put("summary", snapshot.summary());
		json.put("mchid", snapshot.merchantId());
		json.put("url", snapshot.url().toString());
		json.set("resource", notification.event().resource());
		putIfPresent(json, "body", notification.bodyIfMade());
		json.put("tries", notification.tries());
		json.put("received", snapshot.received());
		if (snapshot.nextAttempt() != null) {
			json.put("next_attempt", snapshot.nextAttempt().toString());
		}
		ArrayNode attempts = json.putArray("attempts");
		snapshot.attempts().forEach((attempt) -> write(attempt, attempts.addObject()));
		return json;
	}

	private static void write(DeliveryAttempt attempt, ObjectNode json) {
		json.put("time", attempt.time().toString());
		ObjectNode headers = json.putObject("headers");
		attempt.headers().forEach(headers::put);
		json.put("body", attempt.body());
		json.put("signed_body", attempt.signedBody());
		json.put("status", attempt.status());
		json.put("answer", attempt.answer());
		putIfPresent(json, "failure", attempt.failure());
	}

	@Override
	public PendingNotification read(ObjectNode json) {
		Event event = new Event(text(json, "event_type"), text(json, "summary"),
				this.merchants.require(text(json, "mchid")), URI.create(text(json, "url")),
				(ObjectNode) json.required("resource"));
		List<DeliveryAttempt> attempts = new ArrayList<>();
		json.required("attempts").forEach((attempt) -> attempts.add(attempt(attempt)));
		String next = optionalText(json, "next_attempt");
		Notification kept = new Notification(text(json, "id"), Instant.parse(text(json, "create_time")), event.type(),
				event.summary(), event.merchant().id(), event.url(), event.resource().toString(), attempts,
				json.required("received").booleanValue(), (next != null) ? Instant.parse(next) : null);
		return PendingNotification.resume(event, kept, optionalText(json, "body"), json.required("tries").intValue(),
				this.clock.instant());
	}

	private static DeliveryAttempt attempt(JsonNode json) {
		Map<String, String> headers = new LinkedHashMap<>();
		json.required("headers")
			.properties()
			.forEach((header) -> headers.put(header.getKey(), header.getValue().stringValue()));
		return new DeliveryAttempt(Instant.parse(text(json, "time")), headers, text(json, "body"),
				text(json, "signed_body"), json.required("status").intValue(), text(json, "answer"),
				optionalText(json, "failure"));
	}

	private static String text(JsonNode json, String name) {
		return json.required(name).stringValue();
	}

	private static @Nullable String optionalText(JsonNode json, String name) {
		JsonNode value = json.get(name);
		return (value != null) ? value.stringValue() : null;
	}

	private static void putIfPresent(ObjectNode json, String name, @Nullable String value) {
		if (value != null) {
			json.put(name, value);
		}
	}

}
