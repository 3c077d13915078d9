package io.github.wechatpayspring.simulator.notification;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A notification as it is at some moment.
 *
 * @param id the {@code id}
 * @param createTime the {@code create_time}
 * @param eventType the {@code event_type}
 * @param summary the {@code summary}
 * @param merchantId the merchant that has to hear of it
 * @param url where it is sent
 * @param resource the JSON that is encrypted
 * @param attempts the requests made so far, at most the last 100
 * @param received whether one of them was answered with 200 or 204
 * @param nextAttempt when it is sent again on the simulator's clock, or {@code null} if
 * it is not
 * @author WeChat Pay Spring maintainers
 */
public record Notification(String id, Instant createTime, String eventType, String summary, String merchantId, URI url,
		String resource, List<DeliveryAttempt> attempts, boolean received, @Nullable Instant nextAttempt) {

	public Notification {
		attempts = List.copyOf(attempts);
	}

	@Override
	public String toString() {
		return "Notification[id=" + this.id + ", eventType=" + this.eventType + ", merchantId=" + this.merchantId
				+ ", attempts=" + this.attempts + ", received=" + this.received + ", nextAttempt=" + this.nextAttempt
				+ "]";
	}

}
