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

	Scheduler getScheduler(Supplier<Executor> taskExecutor) {
		return switch (this) {
			case EVENT_LOOP -> Schedulers.immediate();
			case PARALLEL -> Schedulers.parallel();
			case TASK_EXECUTOR -> Schedulers.fromExecutor(taskExecutor.get());
		};
	}

}
