package io.github.wechatpayspring.simulator.keys;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * A value that is expensive to make, made once: by the common pool when asked to begin
 * early, else by whoever needs it first.
 *
 * @param <T> the type of the value
 * @author WeChat Pay Spring maintainers
 */
public final class Deferred<T> {

	private final FutureTask<T> task;

	private Deferred(Callable<T> factory) {
		this.task = new FutureTask<>(factory);
	}

	/**
	 * Defer a value until it is needed.
	 * @param <T> the type of the value
	 * @param factory makes the value
	 * @return the deferred value
	 */
	public static <T> Deferred<T> of(Callable<T> factory) {
		return new Deferred<>(factory);
	}

	/**
	 * Begin to make the value in the background.
	 * @return this value
	 */
	public Deferred<T> begin() {
		ForkJoinPool.commonPool().execute(this.task);
		return this;
	}

	/**
	 * Do something with the value if it was made.
	 * @param consumer takes the value
	 */
	public void ifMade(Consumer<T> consumer) {
		if (this.task.isDone()) {
			consumer.accept(get());
		}
	}

	/**
	 * Return the value, after making it or waiting for it where needed.
	 * @return the value
	 * @throws RuntimeException if the value cannot be made
	 */
	public T get() {
		// Does nothing when the value is made or being made elsewhere, so a common pool
		// without free threads cannot hold anybody up.
		this.task.run();
		try {
			return this.task.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw new IllegalStateException("Cannot make what was deferred", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while something deferred was being made", ex);
		}
	}

}
