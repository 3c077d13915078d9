package io.github.wechatpayspring.test.testcontainers;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link WechatPaySimulatorContainer} that need no Docker.
 */
class WechatPaySimulatorContainerTests {

	private static final String CONTROL_HOSTS = "WECHATPAY_SIMULATOR_CONTROL_HOSTS";

	@Test
	void imageOfSomethingElseIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> new WechatPaySimulatorContainer("redis:8"))
			.withMessageContaining("wechatpay-spring/wechatpay-simulator");
	}

	@ParameterizedTest
	@CsvSource({ "docker.example.com, docker.example.com", "192.168.0.7, 192.168.0.7", "localhost,", "::1," })
	void controlApiIsFoundByTheNameOfADockerHost(String host, @Nullable String controlHosts) {
		OtherDockerHost container = new OtherDockerHost(host);
		container.configure();
		assertThat(container.getEnvMap().get(CONTROL_HOSTS)).isEqualTo(controlHosts);
	}

	@Test
	void ownControlHostsAreKept() {
		OtherDockerHost container = new OtherDockerHost("docker.example.com");
		container.withEnv(CONTROL_HOSTS, "pay.example.com");
		container.configure();
		assertThat(container.getEnvMap()).containsEntry(CONTROL_HOSTS, "pay.example.com,docker.example.com");
	}

	@Test
	void serversOfTheTestAreFoundByTheNameOfTheHost() {
		assertThat(WechatPaySimulatorContainer.notifyUrl(8080, "/wechatpay/notifications"))
			.hasToString("http://host.docker.internal:8080/wechatpay/notifications");
	}

	private static final class OtherDockerHost extends WechatPaySimulatorContainer {

		private final String host;

		OtherDockerHost(String host) {
			super("wechatpay-spring/wechatpay-simulator:0.1.0");
			this.host = host;
		}

		@Override
		public String getHost() {
			return this.host;
		}

		@Override
		protected void configure() {
			super.configure();
		}

	}

}
