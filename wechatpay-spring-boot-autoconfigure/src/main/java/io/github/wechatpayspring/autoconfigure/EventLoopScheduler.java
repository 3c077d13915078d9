package io.github.wechatpayspring.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * {@link Scheduler} that leaves a task to the event loop that schedules it, for when it
 * has done what it is about to do. When an answer was read, that is to give its
 * connection back: what the answer leads to finds that connection free, and stays on its
 * event loop. Other threads run a task at once, and have Reactor's parallel scheduler
 * wait and work.
 *
 * @author WeChat Pay Spring maintainers
 */
final class EventLoopScheduler implements Scheduler {

	private final Map<EventLoop, Scheduler> eventLoops = new ConcurrentHashMap<>();

	/**
	 * Add an event loop until it ends, unless it is there.
	 * @param eventLoop the event loop
	 */
	void add(EventLoop eventLoop) {
		if (this.eventLoops.putIfAbsent(eventLoop, Schedulers.fromExecutorService(eventLoop)) == null) {
			eventLoop.terminationFuture().addListener((ended) -> this.eventLoops.remove(eventLoop));
		}
	}

	int size() {
		return this.eventLoops.size();
	}

	@Override
	public Disposable schedule(Runnable task) {
		return current(Schedulers.immediate()).schedule(task);
	}

	@Override
	public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
		return current(Schedulers.parallel()).schedule(task, delay, unit);
	}

	@Override
	public Worker createWorker() {
		return current(Schedulers.parallel()).createWorker();
	}

	private Scheduler current(Scheduler fallback) {
		EventLoop eventLoop = current();
		return (eventLoop != null) ? this.eventLoops.getOrDefault(eventLoop, fallback) : fallback;
	}

	/**
	 * Return the event loop that calls.
	 * @return the event loop, or {@code null} if another thread calls
	 */
	@Nullable EventLoop current() {
		for (EventLoop eventLoop : this.eventLoops.keySet()) {
			if (eventLoop.inEventLoop()) {
				return eventLoop;
			}
		}
		return null;
	}

}
