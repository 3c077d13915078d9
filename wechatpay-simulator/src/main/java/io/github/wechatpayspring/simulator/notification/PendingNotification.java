package io.github.wechatpayspring.simulator.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.keys.AeadAes256Gcm;
import io.github.wechatpayspring.simulator.keys.Deferred;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A notification and what became of it so far. Guarded by the {@link Notifications} it
 * belongs to, except for what never changes.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PendingNotification {

	private static final int MAX_TRIES = 11;

	private static final int MAX_ATTEMPTS_KEPT = 100;

	private static final Duration RETRY_INTERVAL = Duration.ofSeconds(60);

	private static final String ORIGINAL_TYPE = "payscore";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")
		.withZone(ZoneOffset.ofHours(8));

	private final String id;

	private final Event event;

	private final Instant createTime;

	private final Deferred<String> body;

	private final Deque<DeliveryAttempt> attempts = new ArrayDeque<>();

	private int tries;

	private boolean received;

	private @Nullable Instant due;

	private @Nullable Outgoing held;

	PendingNotification(Event event, Instant createTime) {
		this(UUID.randomUUID().toString(), event, createTime, null);
	}

	private PendingNotification(String id, Event event, Instant createTime, @Nullable String body) {
		this.id = id;
		this.event = event;
		this.createTime = createTime;
		this.body = Deferred.of(() -> (body != null) ? body : seal());
	}

	/**
	 * Go on with a notification of an earlier run.
	 * @param event what the merchant has to hear of
	 * @param kept what became of it
	 * @param body the body that was sent, or {@code null} if none was
	 * @param tries how often it was tried
	 * @param now when it is tried again if it was under way when that run ended
	 * @return the notification
	 */
	static PendingNotification resume(Event event, Notification kept, @Nullable String body, int tries, Instant now) {
		PendingNotification notification = new PendingNotification(kept.id(), event, kept.createTime(), body);
		notification.attempts.addAll(kept.attempts());
		notification.tries = tries;
		notification.received = kept.received();
		boolean unfinished = !kept.received() && tries < MAX_TRIES;
		notification.due = (kept.nextAttempt() == null && unfinished) ? now : kept.nextAttempt();
		return notification;
	}

	String id() {
		return this.id;
	}

	Event event() {
		return this.event;
	}

	/**
	 * Return the body, the same for every attempt.
	 * @return the body, the resource in it encrypted
	 */
	String body() {
		return this.body.get();
	}

	/**
	 * Return the body if it was made.
	 * @return the body, or {@code null} if it was not needed so far
	 */
	@Nullable String bodyIfMade() {
		AtomicReference<@Nullable String> made = new AtomicReference<>();
		this.body.ifMade(made::set);
		return made.get();
	}

	int tries() {
		return this.tries;
	}

	@Nullable Instant due() {
		return this.due;
	}

	@Nullable Outgoing held() {
		return this.held;
	}

	boolean isDue(Instant now) {
		return this.due != null && !this.due.isAfter(now);
	}

	void begin() {
		this.due = null;
		this.held = null;
	}

	void hold(Outgoing outgoing, Instant until) {
		this.held = outgoing;
		this.due = until;
	}

	void end(List<DeliveryAttempt> made, Instant now) {
		made.forEach((attempt) -> {
			if (this.attempts.size() == MAX_ATTEMPTS_KEPT) {
				this.attempts.removeFirst();
			}
			this.attempts.addLast(attempt);
		});
		this.tries++;
		this.received |= made.stream().anyMatch(DeliveryAttempt::received);
		if (this.held == null) {
			this.due = (!this.received && this.tries < MAX_TRIES) ? now.plus(RETRY_INTERVAL) : null;
		}
	}

	Notification snapshot() {
		return new Notification(this.id, this.createTime, this.event.type(), this.event.summary(),
				this.event.merchant().id(), this.event.url(), this.event.resource().toString(),
				List.copyOf(this.attempts), this.received, this.due);
	}

	private String seal() {
		AeadAes256Gcm.Sealed sealed = AeadAes256Gcm.seal(this.event.merchant().apiV3Key(), ORIGINAL_TYPE,
				this.event.resource().toString());
		ObjectNode notification = Json.object();
		notification.put("id", this.id);
		notification.put("create_time", TIME.format(this.createTime));
		notification.put("event_type", this.event.type());
		notification.put("resource_type", "encrypt-resource");
		notification.put("summary", this.event.summary());
		ObjectNode resource = notification.putObject("resource");
		resource.put("original_type", ORIGINAL_TYPE);
		resource.put("algorithm", AeadAes256Gcm.ALGORITHM);
		resource.put("ciphertext", sealed.ciphertext());
		resource.put("nonce", sealed.nonce());
		resource.put("associated_data", sealed.associatedData());
		return notification.toString();
	}

}
