package io.github.wechatpayspring.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.notification.NotificationClaims.Result;
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
class InMemoryNotificationClaimsTests extends NotificationClaimsTests {

	private final TestClock clock = new TestClock();

	private final InMemoryNotificationClaims claims = new InMemoryNotificationClaims(this.clock, RETENTION, 3);

	@Override
	NotificationClaims claims() {
		return this.claims;
	}

	@Override
	void letTimePass(Duration duration) {
		this.clock.now.updateAndGet((now) -> now.plus(duration));
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
