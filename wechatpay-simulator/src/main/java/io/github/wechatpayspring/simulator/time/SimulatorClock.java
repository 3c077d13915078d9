package io.github.wechatpayspring.simulator.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Clock of a simulator: follows another clock, at a distance that can be changed at any
 * time. Everything the simulator dates, expires or compares reads this clock; only
 * latencies pass in real time.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatorClock extends Clock {

	private final Clock base;

	private final AtomicReference<Duration> offset;

	private final List<Runnable> listeners;

	private SimulatorClock(Clock base, AtomicReference<Duration> offset, List<Runnable> listeners) {
		this.base = base;
		this.offset = offset;
		this.listeners = listeners;
	}

	/**
	 * Create a clock that shows the time of the given clock until it is moved.
	 * @param base the clock to follow
	 * @return the movable clock
	 */
	public static SimulatorClock following(Clock base) {
		return new SimulatorClock(base, new AtomicReference<>(Duration.ZERO), new CopyOnWriteArrayList<>());
	}

	/**
	 * Move this clock.
	 * @param duration how far to move on; a negative duration moves back
	 */
	public void advance(Duration duration) {
		this.offset.accumulateAndGet(duration, Duration::plus);
		moved();
	}

	/**
	 * Move this clock so that it now shows the given instant.
	 * @param instant the instant to show
	 */
	public void set(Instant instant) {
		this.offset.set(Duration.between(this.base.instant(), instant));
		moved();
	}

	/**
	 * Return how far this clock was moved.
	 * @return the distance to the clock that is followed, negative if it was moved back
	 */
	public Duration offset() {
		return this.offset.get();
	}

	/**
	 * Show the time of the clock that is followed again.
	 */
	public void reset() {
		this.offset.set(Duration.ZERO);
		moved();
	}

	/**
	 * Be told when this clock was moved.
	 * @param listener called by whoever moves the clock, after it was moved
	 */
	public void onMove(Runnable listener) {
		this.listeners.add(listener);
	}

	private void moved() {
		this.listeners.forEach(Runnable::run);
	}

	@Override
	public Instant instant() {
		return this.base.instant().plus(this.offset.get());
	}

	@Override
	public ZoneId getZone() {
		return this.base.getZone();
	}

	/**
	 * Return this clock in another zone; both move together.
	 */
	@Override
	public Clock withZone(ZoneId zone) {
		return new SimulatorClock(this.base.withZone(zone), this.offset, this.listeners);
	}

}
