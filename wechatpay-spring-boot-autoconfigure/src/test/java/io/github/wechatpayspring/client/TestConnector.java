package io.github.wechatpayspring.client;

import java.time.Duration;

import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * The connectors that clients can have, none of which follows redirects.
 */
enum TestConnector {

	REACTOR {

		@Override
		ClientHttpConnector create() {
			return new ReactorClientHttpConnector(
					HttpClient.create(ConnectionProvider.builder("test").maxConnections(64).build())
						.responseTimeout(Duration.ofSeconds(20)));
		}

	},

	JDK {

		@Override
		ClientHttpConnector create() {
			return new JdkClientHttpConnector();
		}

	},

	APACHE {

		@Override
		ClientHttpConnector create() {
			return new HttpComponentsClientHttpConnector(HttpAsyncClients.custom()
				.disableRedirectHandling()
				.disableAutomaticRetries()
				.setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
					.setMaxConnPerRoute(64)
					.setMaxConnTotal(64)
					.build())
				.build());
		}

	};

	private final ClientHttpConnector shared = create();

	abstract ClientHttpConnector create();

	/**
	 * Return a connector that all tests use at the same time.
	 */
	ClientHttpConnector shared() {
		return this.shared;
	}

}
