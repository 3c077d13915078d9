package io.github.wechatpayspring.benchmarks.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers at work: some that call again as soon as a call is over, or as many as it takes
 * to call at a given rate.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Load {

	private final PlanCaller caller;

	private final Recorder recorder;

	private volatile boolean stopped;

	Load(PlanCaller caller, Recorder recorder) {
		this.caller = caller;
		this.recorder = recorder;
	}

	/**
	 * Keep calls in flight.
	 * @param count how many
	 */
	void keepInFlight(int count) {
		for (int i = 0; i < count; i++) {
			if (this.caller.isBlocking()) {
				start("caller-" + i, this::callInTurn);
			}
			else {
				callAgain();
			}
		}
	}

	private void callInTurn() {
		while (!this.stopped) {
			long start = System.nanoTime();
			this.caller.call((failure) -> this.recorder.end(start, failure));
		}
	}

	private void callAgain() {
		long start = System.nanoTime();
		this.caller.call((failure) -> {
			this.recorder.end(start, failure);
			if (!this.stopped) {
				callAgain();
			}
		});
	}

	/**
	 * Call at a rate, at random intervals, whether earlier calls are over or not. A call
	 * that starts late was waiting since it should have started.
	 * @param callsPerSecond the rate
	 */
	void callAtRate(double callsPerSecond) {
		ExecutorService threads = Executors.newCachedThreadPool((task) -> daemon("caller", task));
		start("rate", () -> {
			long due = System.nanoTime();
			while (!this.stopped) {
				due += (long) (-Math.log(1 - ThreadLocalRandom.current().nextDouble()) / callsPerSecond * 1e9);
				for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
					LockSupport.parkNanos(wait);
				}
				long start = due;
				if (this.caller.isBlocking()) {
					threads.execute(() -> this.caller.call((failure) -> this.recorder.end(start, failure)));
				}
				else {
					this.caller.call((failure) -> this.recorder.end(start, failure));
				}
			}
			threads.shutdown();
		});
	}

	void stop() {
		this.stopped = true;
	}

	private static void start(String name, Runnable task) {
		daemon(name, task).start();
	}

	private static Thread daemon(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

}
