package io.github.wechatpayspring.autoconfigure;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AdaptiveSigningScheduler}.
 */
class AdaptiveSigningSchedulerTests {

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final EventLoop eventLoop = this.group.next();

	private final EventLoopScheduler eventLoops = new EventLoopScheduler();

	private final AdaptiveSigningScheduler scheduler = new AdaptiveSigningScheduler(this.eventLoops, 2);

	@BeforeEach
	void addEventLoop() {
		this.eventLoops.add(this.eventLoop);
	}

	@AfterEach
	void close() {
		this.group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
	}

	@Test
	void eventLoopSignsWhenNobodyWaitsForIt() throws Exception {
		CompletableFuture<String> thread = onEventLoop(() -> signing(this.scheduler));
		assertThat(thread).isCompletedWithValueMatching(this::isEventLoop);
	}

	@Test
	void otherCoreSignsWhenEventLoopIsAwaited() throws Exception {
		CompletableFuture<String> thread = onEventLoop(() -> {
			this.eventLoop.execute(() -> {
			});
			return signing(this.scheduler);
		});
		assertThat(thread.get(20, TimeUnit.SECONDS)).startsWith("parallel-");
	}

	@Test
	void eventLoopSignsWhenThereIsNoOtherCore() throws Exception {
		AdaptiveSigningScheduler single = new AdaptiveSigningScheduler(this.eventLoops, 1);
		CompletableFuture<String> thread = onEventLoop(() -> {
			this.eventLoop.execute(() -> {
			});
			return signing(single);
		});
		assertThat(thread).isCompletedWithValueMatching(this::isEventLoop);
	}

	@Test
	void eventLoopSignsWhileOtherCoreDoes() throws Exception {
		CountDownLatch first = new CountDownLatch(1);
		CompletableFuture<String> second = onEventLoop(() -> {
			this.eventLoop.execute(() -> {
			});
			this.scheduler.schedule(() -> await(first));
			return signing(this.scheduler);
		});
		first.countDown();
		assertThat(second).isCompletedWithValueMatching(this::isEventLoop);
	}

	@Test
	void callThatIsCancelledLeavesTheCoreToOthers() throws Exception {
		onEventLoop(() -> {
			this.eventLoop.execute(() -> {
			});
			Disposable task = this.scheduler.schedule(() -> {
			});
			task.dispose();
			return task.isDisposed();
		});
		String thread = "";
		for (int i = 0; i < 100_000 && !thread.startsWith("parallel-"); i++) {
			thread = onEventLoop(() -> {
				this.eventLoop.execute(() -> {
				});
				return signing(this.scheduler);
			}).get(20, TimeUnit.SECONDS);
		}
		assertThat(thread).startsWith("parallel-");
	}

	@Test
	void otherThreadSignsItself() {
		assertThat(signing(this.scheduler)).isCompletedWithValue(Thread.currentThread().getName());
	}

	private static CompletableFuture<String> signing(AdaptiveSigningScheduler scheduler) {
		CompletableFuture<String> thread = new CompletableFuture<>();
		scheduler.schedule(() -> thread.complete(Thread.currentThread().getName()));
		return thread;
	}

	private boolean isEventLoop(String thread) {
		return !thread.startsWith("parallel-") && !thread.equals(Thread.currentThread().getName());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private <T> T onEventLoop(Callable<T> task) throws Exception {
		return this.eventLoop.submit(task).get(20, TimeUnit.SECONDS);
	}

}
