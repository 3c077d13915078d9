package io.github.wechatpayspring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventLoopScheduler}.
 */
class EventLoopSchedulerTests {

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());

	private final EventLoop first = this.group.next();

	private final EventLoop second = this.group.next();

	private final EventLoopScheduler scheduler = new EventLoopScheduler();

	@AfterEach
	void close() {
		this.group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
	}

	@Test
	void eventLoopRunsTaskWhenItHasDoneWhatItDoes() throws Exception {
		this.scheduler.add(this.first);
		this.scheduler.add(this.second);
		List<String> order = new ArrayList<>();
		CompletableFuture<Boolean> onItself = new CompletableFuture<>();
		this.second.execute(() -> {
			this.scheduler.schedule(() -> {
				order.add("task");
				onItself.complete(this.second.inEventLoop());
			});
			order.add("what it does");
		});
		assertThat(onItself.get(20, TimeUnit.SECONDS)).isTrue();
		assertThat(order).containsExactly("what it does", "task");
	}

	@Test
	void otherThreadRunsTaskAtOnce() {
		this.scheduler.add(this.first);
		List<Thread> threads = new ArrayList<>();
		this.scheduler.schedule(() -> threads.add(Thread.currentThread()));
		assertThat(threads).containsExactly(Thread.currentThread());
	}

	@Test
	void unknownEventLoopRunsTaskAtOnce() throws Exception {
		this.scheduler.add(this.first);
		List<String> order = this.second.submit(() -> {
			List<String> steps = new ArrayList<>();
			this.scheduler.schedule(() -> steps.add("task"));
			steps.add("what it does");
			return steps;
		}).get(20, TimeUnit.SECONDS);
		assertThat(order).containsExactly("task", "what it does");
	}

	@Test
	void eventLoopWaits() throws Exception {
		this.scheduler.add(this.first);
		CompletableFuture<Boolean> onItself = new CompletableFuture<>();
		this.first.execute(() -> this.scheduler.schedule(() -> onItself.complete(this.first.inEventLoop()), 1,
				TimeUnit.MILLISECONDS));
		assertThat(onItself.get(20, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void otherThreadDoesNotWait() throws Exception {
		CompletableFuture<String> thread = new CompletableFuture<>();
		this.scheduler.schedule(() -> thread.complete(Thread.currentThread().getName()), 1, TimeUnit.MILLISECONDS);
		assertThat(thread.get(20, TimeUnit.SECONDS)).startsWith("parallel-");
	}

	@Test
	void waitingTaskCanBeCancelled() throws Exception {
		this.scheduler.add(this.first);
		Disposable task = this.first.submit(() -> this.scheduler.schedule(() -> {
		}, 1, TimeUnit.HOURS)).get(20, TimeUnit.SECONDS);
		assertThat(task.isDisposed()).isFalse();
		task.dispose();
		assertThat(task.isDisposed()).isTrue();
	}

	@Test
	void eventLoopThatEndsIsForgotten() throws Exception {
		this.scheduler.add(this.first);
		this.scheduler.add(this.first);
		assertThat(this.scheduler.size()).isOne();
		this.group.shutdownGracefully(0, 0, TimeUnit.SECONDS).get(20, TimeUnit.SECONDS);
		assertThat(this.scheduler.size()).isZero();
	}

	@Test
	void workerOfAnEventLoopStaysOnIt() throws Exception {
		this.scheduler.add(this.first);
		Scheduler.Worker worker = this.first.submit(this.scheduler::createWorker).get(20, TimeUnit.SECONDS);
		CompletableFuture<Boolean> onItself = new CompletableFuture<>();
		worker.schedule(() -> onItself.complete(this.first.inEventLoop()));
		assertThat(onItself.get(20, TimeUnit.SECONDS)).isTrue();
		worker.dispose();
	}

}
