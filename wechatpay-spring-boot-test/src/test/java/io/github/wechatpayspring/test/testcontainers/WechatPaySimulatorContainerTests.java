package io.github.wechatpayspring.test.testcontainers;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link WechatPaySimulatorContainer} that need no Docker.
 */
class WechatPaySimulatorContainerTests {

	@Test
	void imageOfSomethingElseIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> new WechatPaySimulatorContainer("redis:8"))
			.withMessageContaining("wechatpay-spring/wechatpay-simulator");
	}

	@Test
	void serversOfTheTestAreFoundByTheNameOfTheHost() {
		assertThat(WechatPaySimulatorContainer.notifyUrl(8080, "/wechatpay/notifications"))
			.hasToString("http://host.docker.internal:8080/wechatpay/notifications");
	}

}
