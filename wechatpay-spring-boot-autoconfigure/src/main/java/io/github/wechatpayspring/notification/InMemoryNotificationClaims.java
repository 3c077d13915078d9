package io.github.wechatpayspring.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * {@link NotificationClaims} in the memory of this process, for applications that run
 * once. When there are too many, the oldest handled notifications are forgotten first.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class InMemoryNotificationClaims implements NotificationClaims {

	/**
	 * How many notifications are kept where nothing else is said.
	 */
	public static final int DEFAULT_MAX_SIZE = 100_000;

	private final Clock clock;

	private final Duration retention;

	private final int maxSize;

	private final Map<String, Claim> held = new LinkedHashMap<>();

	private final Map<String, Instant> handled = new LinkedHashMap<>();

	/**
	 * Create claims.
	 * @param clock the clock by which they expire
	 * @param retention how long it is kept that a notification was handled
	 * @param maxSize how many claims are held at once, and how many handled notifications
	 * are kept
	 */
	public InMemoryNotificationClaims(Clock clock, Duration retention, int maxSize) {
		Assert.isTrue(maxSize > 0, "'maxSize' must be positive");
		this.clock = clock;
		this.retention = retention;
		this.maxSize = maxSize;
	}

	@Override
	public Mono<Result> claim(String key, String owner, Duration lease) {
		return Mono.fromCallable(() -> {
			synchronized (this.held) {
				return claimNow(key, owner, lease);
			}
		});
	}

	private Result claimNow(String key, String owner, Duration lease) {
		Instant now = this.clock.instant();
		removeExpired(now);
		if (this.handled.containsKey(key)) {
			return Result.HANDLED;
		}
		Claim claim = this.held.get(key);
		if (claim != null && now.isBefore(claim.end())) {
			return Result.HELD;
		}
		this.held.remove(key);
		if (this.held.size() >= this.maxSize) {
			throw new IllegalStateException("There are %d notifications in hand already".formatted(this.maxSize));
		}
		this.held.put(key, new Claim(owner, now.plus(lease)));
		return Result.CLAIMED;
	}

	// Both maps have the oldest first
	private void removeExpired(Instant now) {
		Iterator<Instant> ends = this.handled.values().iterator();
		while (ends.hasNext() && !now.isBefore(ends.next())) {
			ends.remove();
		}
		Iterator<Claim> claims = this.held.values().iterator();
		while (claims.hasNext() && !now.isBefore(claims.next().end())) {
			claims.remove();
		}
	}

	@Override
	public Mono<Boolean> complete(String key, String owner) {
		return Mono.fromCallable(() -> {
			synchronized (this.held) {
				return completeNow(key, owner);
			}
		});
	}

	private boolean completeNow(String key, String owner) {
		Instant now = this.clock.instant();
		removeExpired(now);
		if (this.handled.containsKey(key) || !isFreeOrOwned(this.held.get(key), owner, now)) {
			return false;
		}
		this.held.remove(key);
		if (this.handled.size() >= this.maxSize) {
			Iterator<String> keys = this.handled.keySet().iterator();
			keys.next();
			keys.remove();
		}
		this.handled.put(key, now.plus(this.retention));
		return true;
	}

	private static boolean isFreeOrOwned(@Nullable Claim claim, String owner, Instant now) {
		return claim == null || claim.owner().equals(owner) || !now.isBefore(claim.end());
	}

	@Override
	public Mono<Boolean> release(String key, String owner) {
		return Mono.fromCallable(() -> {
			synchronized (this.held) {
				Claim claim = this.held.get(key);
				return claim != null && claim.owner().equals(owner) && this.held.remove(key, claim);
			}
		});
	}

	/**
	 * A claim that is held.
	 *
	 * @param owner who holds it
	 * @param end until when
	 */
	private record Claim(String owner, Instant end) {

	}

}
