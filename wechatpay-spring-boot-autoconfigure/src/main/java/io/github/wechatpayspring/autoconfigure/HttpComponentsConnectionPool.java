package io.github.wechatpayspring.autoconfigure;

import org.apache.hc.core5.util.Timeout;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;

/**
 * {@link ConnectionPool} for Apache HttpComponents, which the connector closes. Calls are
 * never repeated by themselves: that would send a signature twice, and a {@code POST}
 * without its caller knowing. Nor are redirects followed, whatever the application has
 * set for its own calls.
 *
 * @author WeChat Pay Spring maintainers
 */
final class HttpComponentsConnectionPool implements ConnectionPool {

	private final WechatPayProperties.Pool properties;

	HttpComponentsConnectionPool(WechatPayProperties.Pool properties) {
		this.properties = properties;
	}

	@Override
	public ClientHttpConnectorBuilder<?> applyTo(ClientHttpConnectorBuilder<?> builder) {
		return (builder instanceof HttpComponentsClientHttpConnectorBuilder httpComponents) ? applyTo(httpComponents)
				: builder;
	}

	private HttpComponentsClientHttpConnectorBuilder applyTo(HttpComponentsClientHttpConnectorBuilder builder) {
		int maxConnections = this.properties.getMaxConnections();
		Timeout maxIdleTime = Timeout.of(this.properties.getMaxIdleTime());
		Timeout pendingAcquireTimeout = Timeout.of(this.properties.getPendingAcquireTimeout());
		return builder.withHttpClientCustomizer((client) -> client.disableAutomaticRetries().disableRedirectHandling())
			.withConnectionManagerCustomizer((connectionManager) -> connectionManager.setMaxConnTotal(maxConnections)
				.setMaxConnPerRoute(maxConnections))
			.withConnectionConfigCustomizer((connection) -> connection.setIdleTimeout(maxIdleTime))
			.withDefaultRequestConfigCustomizer(
					(request) -> request.setConnectionRequestTimeout(pendingAcquireTimeout));
	}

}
