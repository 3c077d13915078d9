package io.github.wechatpayspring.notification;

import java.time.Duration;

import io.github.wechatpayspring.notification.NotificationClaims.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for any {@link NotificationClaims}.
 */
abstract class NotificationClaimsTests {

	static final Duration TIMEOUT = Duration.ofSeconds(10);

	static final Duration LEASE = Duration.ofSeconds(9);

	static final Duration RETENTION = Duration.ofDays(2);

	abstract NotificationClaims claims();

	abstract void letTimePass(Duration duration) throws InterruptedException;

	@Test
	void claimIsGivenToOneOwner() {
		assertThat(claim("1", "a")).isEqualTo(Result.CLAIMED);
		assertThat(claim("1", "b")).isEqualTo(Result.HELD);
		assertThat(claim("2", "b")).isEqualTo(Result.CLAIMED);
	}

	@Test
	void handledIsKept() {
		claim("1", "a");
		assertThat(complete("1", "a")).isTrue();
		assertThat(claim("1", "a")).isEqualTo(Result.HANDLED);
		assertThat(claim("1", "b")).isEqualTo(Result.HANDLED);
		assertThat(release("1", "a")).isFalse();
		assertThat(complete("1", "b")).isFalse();
		assertThat(claim("1", "b")).isEqualTo(Result.HANDLED);
	}

	@Test
	void releasedCanBeClaimedAgain() {
		claim("1", "a");
		assertThat(release("1", "a")).isTrue();
		assertThat(release("1", "a")).isFalse();
		assertThat(claim("1", "b")).isEqualTo(Result.CLAIMED);
	}

	@Test
	void onlyTheOwnerSettles() {
		claim("1", "a");
		assertThat(release("1", "b")).isFalse();
		assertThat(complete("1", "b")).isFalse();
		assertThat(claim("1", "b")).isEqualTo(Result.HELD);
		assertThat(complete("1", "a")).isTrue();
	}

	@Test
	void claimEndsWithItsLease() throws InterruptedException {
		claim("1", "a");
		letTimePass(LEASE.minusMillis(1));
		assertThat(claim("1", "b")).isEqualTo(Result.HELD);
		letTimePass(Duration.ofMillis(1));
		assertThat(claim("1", "b")).isEqualTo(Result.CLAIMED);
		assertThat(release("1", "a")).isFalse();
		assertThat(complete("1", "a")).isFalse();
		assertThat(complete("1", "b")).isTrue();
	}

	@Test
	void ownerCompletesAfterTheLeaseIfNobodyElseHasTheClaim() throws InterruptedException {
		claim("1", "a");
		letTimePass(LEASE);
		assertThat(complete("1", "a")).isTrue();
		assertThat(claim("1", "b")).isEqualTo(Result.HANDLED);
	}

	@Test
	void handledIsForgottenAfterTheRetention() throws InterruptedException {
		claim("1", "a");
		complete("1", "a");
		letTimePass(RETENTION.minusMillis(1));
		assertThat(claim("1", "b")).isEqualTo(Result.HANDLED);
		letTimePass(Duration.ofMillis(1));
		assertThat(claim("1", "b")).isEqualTo(Result.CLAIMED);
	}

	final @Nullable Result claim(String key, String owner) {
		return claims().claim(key, owner, LEASE).block(TIMEOUT);
	}

	final boolean complete(String key, String owner) {
		return claims().complete(key, owner).blockOptional(TIMEOUT).orElseThrow();
	}

	final boolean release(String key, String owner) {
		return claims().release(key, owner).blockOptional(TIMEOUT).orElseThrow();
	}

}
