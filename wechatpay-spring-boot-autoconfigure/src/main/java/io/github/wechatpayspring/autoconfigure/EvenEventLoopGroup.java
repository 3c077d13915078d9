package io.github.wechatpayspring.autoconfigure;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

/**
 * {@link EventLoopGroup} that returns the event loops of another one in turn, whoever
 * asks.
 *
 * @author WeChat Pay Spring maintainers
 */
final class EvenEventLoopGroup extends AbstractEventExecutorGroup implements EventLoopGroup {

	private final EventLoopGroup delegate;

	private final List<EventLoop> eventLoops = new ArrayList<>();

	private final AtomicInteger next = new AtomicInteger();

	EvenEventLoopGroup(EventLoopGroup delegate) {
		this.delegate = delegate;
		for (EventExecutor executor : delegate) {
			this.eventLoops.add((EventLoop) executor);
		}
	}

	EventLoopGroup getDelegate() {
		return this.delegate;
	}

	@Override
	public EventLoop next() {
		return this.eventLoops.get(Math.floorMod(this.next.getAndIncrement(), this.eventLoops.size()));
	}

	@Override
	public Iterator<EventExecutor> iterator() {
		return this.delegate.iterator();
	}

	@Override
	public ChannelFuture register(Channel channel) {
		return next().register(channel);
	}

	@Override
	public ChannelFuture register(ChannelPromise promise) {
		return next().register(promise);
	}

	@Override
	@Deprecated
	public ChannelFuture register(Channel channel, ChannelPromise promise) {
		return next().register(channel, promise);
	}

	@Override
	public boolean isShuttingDown() {
		return this.delegate.isShuttingDown();
	}

	@Override
	public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
		return this.delegate.shutdownGracefully(quietPeriod, timeout, unit);
	}

	@Override
	public Future<?> terminationFuture() {
		return this.delegate.terminationFuture();
	}

	@Override
	@Deprecated
	public void shutdown() {
		this.delegate.shutdown();
	}

	@Override
	public boolean isShutdown() {
		return this.delegate.isShutdown();
	}

	@Override
	public boolean isTerminated() {
		return this.delegate.isTerminated();
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		return this.delegate.awaitTermination(timeout, unit);
	}

}
