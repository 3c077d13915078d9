package io.github.wechatpayspring.autoconfigure;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;

/**
 * Connection pool of our own for one kind of connector. WeChat Pay closes idle
 * connections sooner than the pools of the libraries expect, and calls on such a
 * connection fail.
 *
 * @author WeChat Pay Spring maintainers
 */
interface ConnectionPool {

	/**
	 * Apply the pool to a builder.
	 * @param builder the builder
	 * @return a builder with the pool, or the given one if it is of another kind
	 */
	ClientHttpConnectorBuilder<?> applyTo(ClientHttpConnectorBuilder<?> builder);

}
