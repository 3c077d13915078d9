package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * The event loops of the application, which open connections in turn. With Reactor Netty
 * 1.3.8 and an even number of event loops, every other one opens none, and connections
 * that are opened on an event loop stay on it, however many they are. Signatures would
 * then wait for each other while cores are idle.
 *
 * @author WeChat Pay Spring maintainers
 */
final class EvenLoopResources implements LoopResources {

	private final LoopResources delegate;

	private final ConcurrentMap<EventLoopGroup, EvenEventLoopGroup> groups = new ConcurrentHashMap<>();

	EvenLoopResources(LoopResources delegate) {
		this.delegate = delegate;
	}

	@Override
	public boolean daemon() {
		return this.delegate.daemon();
	}

	@Override
	public EventLoopGroup onClient(boolean useNative) {
		return this.groups.computeIfAbsent(this.delegate.onClient(useNative), EvenEventLoopGroup::new);
	}

	@Override
	public EventLoopGroup onServer(boolean useNative) {
		return this.delegate.onServer(useNative);
	}

	@Override
	public EventLoopGroup onServerSelect(boolean useNative) {
		return this.delegate.onServerSelect(useNative);
	}

	@Override
	public <C extends Channel> C onChannel(Class<C> channelType, EventLoopGroup group) {
		return this.delegate.onChannel(channelType, original(group));
	}

	@Override
	public <C extends Channel> Class<? extends C> onChannelClass(Class<C> channelType, EventLoopGroup group) {
		return this.delegate.onChannelClass(channelType, original(group));
	}

	private static EventLoopGroup original(EventLoopGroup group) {
		return (group instanceof EvenEventLoopGroup even) ? even.getDelegate() : group;
	}

	// The event loops are the application's to end
	@Override
	public void dispose() {
	}

	@Override
	public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
		return Mono.empty();
	}

	@Override
	public boolean isDisposed() {
		return this.delegate.isDisposed();
	}

	// Reactor Netty keeps a name resolver for each, without end
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof EvenLoopResources even && this.delegate.equals(even.delegate);
	}

	@Override
	public int hashCode() {
		return this.delegate.hashCode();
	}

}
