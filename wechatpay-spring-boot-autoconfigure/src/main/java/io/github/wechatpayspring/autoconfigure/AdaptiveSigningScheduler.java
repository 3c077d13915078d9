package io.github.wechatpayspring.autoconfigure;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * {@link Scheduler} for requests to be signed. The event loop that is to send a request
 * signs it, unless others wait for that event loop and a core has nothing to sign. Then
 * Reactor's parallel scheduler does. Connections that are in use are often those of few
 * event loops, as a pool hands them out in the order in which they came back.
 *
 * @author WeChat Pay Spring maintainers
 */
final class AdaptiveSigningScheduler implements Scheduler {

	private final EventLoopScheduler eventLoops;

	private final int otherCores;

	private final AtomicInteger busy = new AtomicInteger();

	AdaptiveSigningScheduler(EventLoopScheduler eventLoops, int cores) {
		this.eventLoops = eventLoops;
		this.otherCores = cores - 1;
	}

	@Override
	public Disposable schedule(Runnable task) {
		boolean handedOver = this.busy.getAndIncrement() < this.otherCores && isAwaited(this.eventLoops.current());
		Signing signing = new Signing(task);
		if (!handedOver) {
			signing.run();
			return signing;
		}
		try {
			Schedulers.parallel().schedule(signing);
			return signing;
		}
		catch (RejectedExecutionException ex) {
			signing.dispose();
			throw ex;
		}
	}

	@Override
	public Worker createWorker() {
		return Schedulers.parallel().createWorker();
	}

	private static boolean isAwaited(@Nullable EventLoop eventLoop) {
		return eventLoop instanceof SingleThreadEventExecutor executor && executor.pendingTasks() > 0;
	}

	/**
	 * A request that is or is to be signed.
	 */
	private final class Signing extends AtomicBoolean implements Runnable, Disposable {

		private final transient Runnable task;

		Signing(Runnable task) {
			this.task = task;
		}

		@Override
		public void run() {
			if (compareAndSet(false, true)) {
				try {
					this.task.run();
				}
				finally {
					AdaptiveSigningScheduler.this.busy.decrementAndGet();
				}
			}
		}

		@Override
		public void dispose() {
			if (compareAndSet(false, true)) {
				AdaptiveSigningScheduler.this.busy.decrementAndGet();
			}
		}

		@Override
		public boolean isDisposed() {
			return get();
		}

	}

}
