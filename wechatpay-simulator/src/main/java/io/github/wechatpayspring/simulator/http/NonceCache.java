package io.github.wechatpayspring.simulator.http;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Nonces that were used and can still be replayed. Bounded: when full, the oldest go
 * first.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NonceCache {

	private final int capacity;

	private final Clock clock;

	private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

	private final Queue<String> order = new ConcurrentLinkedQueue<>();

	private final AtomicInteger size = new AtomicInteger();

	NonceCache(int capacity, Clock clock) {
		this.capacity = capacity;
		this.clock = clock;
	}

	/**
	 * Use a nonce.
	 * @param merchantId the merchant, whose nonces are its own
	 * @param nonce the nonce
	 * @param expiry when a replay would be refused for its timestamp anyway
	 * @return whether the nonce was not used before
	 */
	boolean use(String merchantId, String nonce, Instant expiry) {
		Instant now = this.clock.instant();
		evict(now);
		String key = merchantId + ":" + nonce;
		Instant previous = this.expiries.putIfAbsent(key, expiry);
		if (previous == null) {
			this.order.add(key);
			this.size.incrementAndGet();
			return true;
		}
		// Expired but not yet evicted, because one that lives longer stands before it.
		return previous.isBefore(now) && this.expiries.replace(key, previous, expiry);
	}

	int size() {
		return this.size.get();
	}

	private void evict(Instant now) {
		String oldest = this.order.peek();
		while (oldest != null && (this.size.get() >= this.capacity || isExpired(oldest, now))) {
			if (this.order.remove(oldest)) {
				this.expiries.remove(oldest);
				this.size.decrementAndGet();
			}
			oldest = this.order.peek();
		}
	}

	private boolean isExpired(String key, Instant now) {
		Instant expiry = this.expiries.get(key);
		return expiry == null || expiry.isBefore(now);
	}

}
