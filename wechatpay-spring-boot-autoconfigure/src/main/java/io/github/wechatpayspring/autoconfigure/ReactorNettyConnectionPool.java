package io.github.wechatpayspring.autoconfigure;

import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;

/**
 * {@link ConnectionPool} for Reactor Netty. It has the event loops of the application and
 * the customizers of its connector, not its connections, uses all the event loops alike,
 * and follows no redirect even if the customizers do.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ReactorNettyConnectionPool implements ConnectionPool, DisposableBean {

	private final ConnectionProvider connectionProvider;

	private final EventLoopScheduler scheduler;

	ReactorNettyConnectionPool(WechatPayProperties.Pool properties, EventLoopScheduler scheduler) {
		this.scheduler = scheduler;
		this.connectionProvider = ConnectionProvider.builder("wechatpay")
			.maxConnections(properties.getMaxConnections())
			.maxIdleTime(properties.getMaxIdleTime())
			.pendingAcquireTimeout(properties.getPendingAcquireTimeout())
			.build();
	}

	@Override
	public ClientHttpConnectorBuilder<?> applyTo(ClientHttpConnectorBuilder<?> builder) {
		return (builder instanceof ReactorClientHttpConnectorBuilder reactor)
				? reactor.withHttpClientFactory(() -> HttpClient.create(this.connectionProvider))
					.withHttpClientCustomizer(this::customize)
				: builder;
	}

	private HttpClient customize(HttpClient client) {
		HttpClientConfig configuration = client.configuration();
		return client.followRedirect(false)
			.runOn(new EvenLoopResources(configuration.loopResources()), configuration.isPreferNative())
			.doOnChannelInit((observer, channel, address) -> this.scheduler.add(channel.eventLoop()));
	}

	@Override
	public void destroy() {
		this.connectionProvider.dispose();
	}

}
