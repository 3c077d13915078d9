package io.github.wechatpayspring.client;

import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnswerTimeout}.
 */
class AnswerTimeoutTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final AnswerTimeout timeout = new AnswerTimeout(TIMEOUT, this.time);

	@Test
	void bodyInTimeIsReturned() {
		Sinks.One<String> body = Sinks.one();
		StepVerifier.create(this.timeout.limit(body.asMono())).then(() -> {
			this.time.advanceTimeBy(TIMEOUT.minusMillis(1));
			body.tryEmitValue("a").orThrow();
		}).expectNext("a").expectComplete().verify(TestClients.TIMEOUT);
	}

	@Test
	void bodyOutOfTimeIsGivenUp() {
		for (int i = 0; i < 3; i++) {
			StepVerifier.create(this.timeout.limit(Mono.never()))
				.then(() -> this.time.advanceTimeBy(TIMEOUT))
				.expectError(TimeoutException.class)
				.verify(TestClients.TIMEOUT);
			this.time.advanceTimeBy(TIMEOUT.multipliedBy(2 * i));
		}
	}

	@Test
	void anotherTaskIsDueBeforeTheTimeout() {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
		try {
			AnswerTimeout hour = new AnswerTimeout(Duration.ofHours(1), Schedulers.fromExecutorService(executor));
			hour.limit(Mono.never()).subscribe();
			hour.limit(Mono.never()).subscribe();
			assertThat(executor.getQueue()).hasSize(3);
			assertThat((Delayed) executor.getQueue().peek())
				.satisfies((first) -> assertThat(first.getDelay(TimeUnit.MINUTES)).isLessThanOrEqualTo(30));
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void nothingIsScheduledWithoutCalls() {
		StepVerifier.create(this.timeout.limit(Mono.just("a")))
			.expectNext("a")
			.expectComplete()
			.verify(TestClients.TIMEOUT);
		this.time.advanceTimeBy(TIMEOUT.multipliedBy(10));
		long scheduled = this.time.getScheduledTaskCount();
		this.time.advanceTimeBy(TIMEOUT.multipliedBy(10));
		assertThat(this.time.getScheduledTaskCount()).isEqualTo(scheduled).isPositive();
	}

}
