package io.github.wechatpayspring.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * {@link Scheduler} that leaves a task to the event loop that schedules it, for when it
 * has done what it is about to do. When an answer was read, that is to give its
 * connection back: what the answer leads to finds that connection free, and stays on its
 * event loop. Other threads run a task at once, and have Reactor's parallel scheduler
 * wait.
 *
 * @author WeChat Pay Spring maintainers
 */
final class EventLoopScheduler implements Scheduler {

	private final Map<EventLoop, Scheduler> eventLoops = new ConcurrentHashMap<>();

	/**
	 * Add an event loop, unless it is there.
	 * @param eventLoop the event loop
	 */
	void add(EventLoop eventLoop) {
		this.eventLoops.computeIfAbsent(eventLoop, Schedulers::fromExecutorService);
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
		for (Map.Entry<EventLoop, Scheduler> eventLoop : this.eventLoops.entrySet()) {
			if (eventLoop.getKey().inEventLoop()) {
				return eventLoop.getValue();
			}
		}
		return fallback;
	}

}
