package io.github.wechatpayspring.simulator.notification;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One request that brought a notification, and what the merchant answered.
 *
 * @param time when it was sent, on the simulator's clock
 * @param headers the headers of the signature
 * @param body the body as sent
 * @param status the HTTP status, or 0 if there was no answer
 * @param answer the beginning of the answer's body, at most 4096 bytes of it
 * @param failure why there was no answer, or {@code null} if there was one
 * @author WeChat Pay Spring maintainers
 */
public record DeliveryAttempt(Instant time, Map<String, String> headers, String body, int status, String answer,
		@Nullable String failure) {

	public DeliveryAttempt {
		headers = Map.copyOf(headers);
	}

	/**
	 * Return whether the merchant received the notification.
	 * @return whether the status is 200 or 204
	 */
	public boolean received() {
		return this.status == 200 || this.status == 204;
	}

	@Override
	public String toString() {
		return "DeliveryAttempt[time=" + this.time + ", status=" + this.status + ", failure=" + this.failure + "]";
	}

}
