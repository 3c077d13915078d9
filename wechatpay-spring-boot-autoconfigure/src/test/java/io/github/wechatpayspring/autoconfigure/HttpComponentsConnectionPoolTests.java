package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpComponentsConnectionPool}.
 */
class HttpComponentsConnectionPoolTests {

	@Test
	void limitsIdleAndWaitingTime() throws Exception {
		WechatPayProperties.Pool properties = new WechatPayProperties.Pool();
		properties.setMaxIdleTime(Duration.ofSeconds(5));
		properties.setPendingAcquireTimeout(Duration.ofSeconds(2));
		AtomicReference<ConnectionConfig> connection = new AtomicReference<>();
		AtomicReference<RequestConfig> request = new AtomicReference<>();
		ClientHttpConnectorBuilder<?> builder = new HttpComponentsConnectionPool(properties)
			.applyTo(ClientHttpConnectorBuilder.httpComponents());
		((HttpComponentsClientHttpConnectorBuilder) builder)
			.withConnectionConfigCustomizer((customized) -> connection.set(customized.build()))
			.withDefaultRequestConfigCustomizer((customized) -> request.set(customized.build()))
			.build()
			.close();
		assertThat(connection.get().getIdleTimeout()).isEqualTo(Timeout.ofSeconds(5));
		assertThat(request.get().getConnectionRequestTimeout()).isEqualTo(Timeout.ofSeconds(2));
	}

	@Test
	void leavesOtherConnectorsAlone() {
		JdkClientHttpConnectorBuilder builder = ClientHttpConnectorBuilder.jdk();
		assertThat(new HttpComponentsConnectionPool(new WechatPayProperties.Pool()).applyTo(builder)).isSameAs(builder);
	}

}
