package io.github.wechatpayspring.autoconfigure;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Where requests are signed.
 *
 * @author WeChat Pay Spring maintainers
 */
public enum SigningScheduler {

	/**
	 * In the event loop of Netty that sends the request, unless others wait for that
	 * event loop while a core has nothing to sign: then in Reactor's parallel scheduler.
	 * In the thread of the connector if that isn't Reactor Netty.
	 */
	ADAPTIVE,

	/**
	 * In the thread of the connector that sends the request, an event loop of Netty. No
	 * request changes its thread, but other connections of that event loop wait.
	 */
	EVENT_LOOP,

	/**
	 * In Reactor's parallel scheduler, which has a thread for each core.
	 */
	PARALLEL,

	/**
	 * In the task executor of the application, the bean {@code applicationTaskExecutor}.
	 */
	TASK_EXECUTOR;

	Scheduler getScheduler(Supplier<Executor> taskExecutor, Supplier<Scheduler> adaptive) {
		return switch (this) {
			case ADAPTIVE -> adaptive.get();
			case EVENT_LOOP -> Schedulers.immediate();
			case PARALLEL -> Schedulers.parallel();
			case TASK_EXECUTOR -> Schedulers.fromExecutor(taskExecutor.get());
		};
	}

}
