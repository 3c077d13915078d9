package io.github.wechatpayspring.simulator.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SimulatorClock}.
 */
class SimulatorClockTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final SimulatorClock clock = SimulatorClock.following(Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void followsUntilMoved() {
		assertThat(this.clock.instant()).isEqualTo(NOW);
		this.clock.advance(Duration.ofDays(1));
		this.clock.advance(Duration.ofHours(-1));
		assertThat(this.clock.instant()).isEqualTo(NOW.plus(Duration.ofHours(23)));
		this.clock.set(Instant.EPOCH);
		assertThat(this.clock.instant()).isEqualTo(Instant.EPOCH);
		this.clock.reset();
		assertThat(this.clock.instant()).isEqualTo(NOW);
	}

	@Test
	void clocksOfOtherZonesMoveAlong() {
		Clock beijing = this.clock.withZone(ZoneId.of("Asia/Shanghai"));
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(beijing.instant()).isEqualTo(NOW.plusSeconds(60));
		assertThat(beijing.getZone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
		assertThat(this.clock.getZone()).isEqualTo(ZoneOffset.UTC);
	}

}
