package io.github.wechatpayspring.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Limits how long the body of an answer takes. While there are calls, a task is always
 * due before any timeout is: a timeout that is due before everything else wakes the
 * thread of the scheduler as soon as it is set, which costs more than all the rest of
 * reading a body.
 *
 * @author WeChat Pay Spring maintainers
 */
final class AnswerTimeout {

	private final Duration timeout;

	private final Scheduler scheduler;

	private final AtomicBoolean ticking = new AtomicBoolean();

	private volatile boolean used;

	AnswerTimeout(Duration timeout) {
		this(timeout, Schedulers.single(Schedulers.parallel()));
	}

	AnswerTimeout(Duration timeout, Scheduler scheduler) {
		this.timeout = timeout;
		this.scheduler = scheduler;
	}

	/**
	 * Limit the time of a body.
	 * @param <T> the type of the body
	 * @param body the body
	 * @return the body, or a {@link TimeoutException}
	 */
	<T> Mono<T> limit(Mono<T> body) {
		return Mono.defer(() -> {
			this.used = true;
			if (!this.ticking.get() && this.ticking.compareAndSet(false, true)) {
				scheduleTick();
			}
			return body.timeout(this.timeout,
					Mono.error(() -> new TimeoutException("Body takes longer than " + this.timeout)), this.scheduler);
		});
	}

	private void scheduleTick() {
		this.scheduler.schedule(this::tick, this.timeout.toNanos() / 2, TimeUnit.NANOSECONDS);
	}

	private void tick() {
		if (this.used) {
			this.used = false;
			scheduleTick();
		}
		else {
			this.ticking.set(false);
		}
	}

}
