package io.github.wechatpayspring.simulator.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.github.wechatpayspring.simulator.time.SimulatorClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NonceCache}.
 */
class NonceCacheTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final SimulatorClock clock = SimulatorClock.following(Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void expiredNoncesAreForgotten() {
		NonceCache cache = new NonceCache(100, this.clock);
		for (int i = 0; i < 50; i++) {
			assertThat(cache.use("1", "n" + i, NOW.plusSeconds(300))).isTrue();
		}
		assertThat(cache.use("1", "n0", NOW.plusSeconds(300))).isFalse();
		assertThat(cache.size()).isEqualTo(50);
		this.clock.advance(Duration.ofSeconds(301));
		assertThat(cache.use("1", "n0", NOW.plusSeconds(601))).isTrue();
		assertThat(cache.size()).isEqualTo(1);
	}

	@Test
	void oldestNoncesGoFirstWhenFull() {
		NonceCache cache = new NonceCache(10, this.clock);
		for (int i = 0; i < 1000; i++) {
			assertThat(cache.use("1", "n" + i, NOW.plusSeconds(300))).isTrue();
			assertThat(cache.size()).isLessThanOrEqualTo(10);
		}
		assertThat(cache.use("1", "n999", NOW.plusSeconds(300))).isFalse();
	}

	@Test
	void nonceBehindOneThatLivesLongerExpiresAllTheSame() {
		NonceCache cache = new NonceCache(10, this.clock);
		assertThat(cache.use("1", "long", NOW.plusSeconds(600))).isTrue();
		assertThat(cache.use("1", "short", NOW.plusSeconds(10))).isTrue();
		this.clock.advance(Duration.ofSeconds(11));
		assertThat(cache.use("1", "short", NOW.plusSeconds(20))).isTrue();
		assertThat(cache.use("1", "short", NOW.plusSeconds(20))).isFalse();
		assertThat(cache.use("1", "long", NOW.plusSeconds(600))).isFalse();
	}

	@Test
	void noncesOfMerchantsAreApart() {
		NonceCache cache = new NonceCache(10, this.clock);
		assertThat(cache.use("1", "n", NOW.plusSeconds(10))).isTrue();
		assertThat(cache.use("2", "n", NOW.plusSeconds(10))).isTrue();
	}

}
