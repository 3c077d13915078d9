package io.github.wechatpayspring.benchmarks.load;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Counts calls that end, and remembers how long they took while told to.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Recorder {

	private final LongAdder ended = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

	private volatile @Nullable Latencies latencies;

	void end(long startNanos, @Nullable Throwable failure) {
		this.ended.increment();
		if (failure != null) {
			this.failed.increment();
			this.firstFailure.compareAndSet(null, failure);
			return;
		}
		Latencies current = this.latencies;
		if (current != null) {
			current.record(System.nanoTime() - startNanos);
		}
	}

	void setLatencies(@Nullable Latencies latencies) {
		this.latencies = latencies;
	}

	long getEnded() {
		return this.ended.sum();
	}

	long getFailed() {
		return this.failed.sum();
	}

	@Nullable Throwable getFirstFailure() {
		return this.firstFailure.get();
	}

}
