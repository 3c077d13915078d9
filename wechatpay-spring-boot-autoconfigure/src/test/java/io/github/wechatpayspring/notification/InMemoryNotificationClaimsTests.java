package io.github.wechatpayspring.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.notification.NotificationClaims.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link InMemoryNotificationClaims}.
 */
class InMemoryNotificationClaimsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration LEASE = Duration.ofSeconds(9);

	private static final Duration RETENTION = Duration.ofDays(2);

	private final TestClock clock = new TestClock();

	private final InMemoryNotificationClaims claims = new InMemoryNotificationClaims(this.clock, RETENTION, 3);

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
	void claimEndsWithItsLease() {
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
	void ownerCompletesAfterTheLeaseIfNobodyElseHasTheClaim() {
		claim("1", "a");
		letTimePass(LEASE);
		assertThat(complete("1", "a")).isTrue();
		assertThat(claim("1", "b")).isEqualTo(Result.HANDLED);
	}

	@Test
	void handledIsForgottenAfterTheRetention() {
		claim("1", "a");
		complete("1", "a");
		letTimePass(RETENTION.minusMillis(1));
		assertThat(claim("1", "b")).isEqualTo(Result.HANDLED);
		letTimePass(Duration.ofMillis(1));
		assertThat(claim("1", "b")).isEqualTo(Result.CLAIMED);
	}

	@Test
	void holdsBoundedNumberOfClaims() {
		for (String key : new String[] { "1", "2", "3" }) {
			assertThat(claim(key, "a")).isEqualTo(Result.CLAIMED);
		}
		StepVerifier.create(this.claims.claim("4", "a", LEASE))
			.expectErrorMessage("There are 3 notifications in hand already")
			.verify(TIMEOUT);
		assertThat(complete("2", "a")).isTrue();
		assertThat(claim("4", "a")).isEqualTo(Result.CLAIMED);
		letTimePass(LEASE);
		assertThat(claim("5", "a")).isEqualTo(Result.CLAIMED);
		assertThat(claim("6", "a")).isEqualTo(Result.CLAIMED);
	}

	@Test
	void forgetsOldestHandledFirst() {
		for (String key : new String[] { "1", "2", "3", "4" }) {
			assertThat(claim(key, "a")).isEqualTo(Result.CLAIMED);
			assertThat(complete(key, "a")).isTrue();
		}
		assertThat(claim("2", "b")).isEqualTo(Result.HANDLED);
		assertThat(claim("3", "b")).isEqualTo(Result.HANDLED);
		assertThat(claim("4", "b")).isEqualTo(Result.HANDLED);
		assertThat(claim("1", "b")).isEqualTo(Result.CLAIMED);
	}

	@Test
	void nothingHappensBeforeSubscription() {
		Mono<Result> claim = this.claims.claim("1", "a", LEASE);
		assertThat(claim("1", "b")).isEqualTo(Result.CLAIMED);
		StepVerifier.create(claim).expectNext(Result.HELD).expectComplete().verify(TIMEOUT);
	}

	@Test
	void oneOfManyGetsTheClaim() {
		Flux<Result> results = Flux.range(0, 1000)
			.parallel(4)
			.runOn(Schedulers.parallel())
			.flatMap((i) -> this.claims.claim("1", "owner" + i, LEASE))
			.sequential()
			.filter(Result.CLAIMED::equals);
		StepVerifier.create(results).expectNext(Result.CLAIMED).expectComplete().verify(TIMEOUT);
	}

	@Test
	void sizeIsPositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryNotificationClaims(this.clock, RETENTION, 0))
			.withMessage("'maxSize' must be positive");
	}

	private @Nullable Result claim(String key, String owner) {
		return this.claims.claim(key, owner, LEASE).block(TIMEOUT);
	}

	private boolean complete(String key, String owner) {
		return this.claims.complete(key, owner).blockOptional(TIMEOUT).orElseThrow();
	}

	private boolean release(String key, String owner) {
		return this.claims.release(key, owner).blockOptional(TIMEOUT).orElseThrow();
	}

	private void letTimePass(Duration duration) {
		this.clock.now.updateAndGet((now) -> now.plus(duration));
	}

	private static final class TestClock extends Clock {

		private final AtomicReference<Instant> now = new AtomicReference<>(TestNotifications.NOW);

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Instant instant() {
			return this.now.get();
		}

	}

}
