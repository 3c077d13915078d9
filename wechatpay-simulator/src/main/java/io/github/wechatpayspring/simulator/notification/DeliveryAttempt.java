package io.github.wechatpayspring.simulator.notification;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.simulator.http.AnswerSigner;
import org.jspecify.annotations.Nullable;

/**
 * One request that brought a notification, and what the merchant answered.
 *
 * @param time when it was sent, on the simulator's clock
 * @param headers the headers that were sent
 * @param body the body as sent
 * @param signedBody the body that was signed, another one only if it was changed
 * afterwards
 * @param status the HTTP status, or 0 if there was no answer
 * @param answer the beginning of the answer's body, at most 4096 bytes of it
 * @param failure why there was no answer, or {@code null} if there was one
 * @author WeChat Pay Spring maintainers
 */
public record DeliveryAttempt(Instant time, Map<String, String> headers, String body, String signedBody, int status,
		String answer, @Nullable String failure) {

	public DeliveryAttempt {
		headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
	}

	/**
	 * Return whether the merchant received the notification.
	 * @return whether the status is 200 or 204
	 */
	public boolean received() {
		return this.status == 200 || this.status == 204;
	}

	/**
	 * Return the message that was signed.
	 * @return timestamp, nonce and body, a line each, or {@code null} if nothing was
	 * signed
	 */
	public @Nullable String signedMessage() {
		String timestamp = this.headers.get(AnswerSigner.TIMESTAMP);
		String nonce = this.headers.get(AnswerSigner.NONCE);
		return (timestamp != null && nonce != null) ? timestamp + "\n" + nonce + "\n" + this.signedBody + "\n" : null;
	}

	@Override
	public String toString() {
		return "DeliveryAttempt[time=" + this.time + ", status=" + this.status + ", failure=" + this.failure + "]";
	}

}
