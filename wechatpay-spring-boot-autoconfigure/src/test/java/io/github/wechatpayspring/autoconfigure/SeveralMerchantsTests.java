package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the notifications of two merchants at one URL, over sockets.
 */
class SeveralMerchantsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static WechatPaySimulator simulator(PlatformKeyMode first, PlatformKeyMode second) {
		return WechatPaySimulator.builder()
			.merchant(SimulatorMerchant.withId("1900000109").platformKeyMode(first))
			.merchant(SimulatorMerchant.withId("1900000209").platformKeyMode(second))
			.start();
	}

	@ParameterizedTest
	@CsvSource({ "PUBLIC_KEY, CERTIFICATES", "CERTIFICATES, PUBLIC_KEY", "CERTIFICATES, CERTIFICATES" })
	void eachNotificationIsForItsMerchant(PlatformKeyMode first, PlatformKeyMode second) {
		try (WechatPaySimulator simulator = simulator(first, second);
				SimulatedApplication application = new SimulatedApplication(simulator, Map.of())) {
			SimulatorMerchant one = simulator.merchants().get(0);
			SimulatorMerchant two = simulator.merchants().get(1);
			for (int i = 0; i < 2; i++) {
				application.notify(one);
				simulator.notifications().awaitDelivered(TIMEOUT);
				application.notify(two);
				simulator.notifications().awaitDelivered(TIMEOUT);
			}
			assertThat(application.statuses(one)).containsExactly(204, 204);
			assertThat(application.statuses(two)).containsExactly(204, 204);
			assertThat(application.handled()).containsExactly("simulated", "1900000209", "simulated", "1900000209");
		}
	}

	@Test
	void certificatesAreDownloadedOncePerMerchantWhoeverTheNotificationsAreFor() {
		try (WechatPaySimulator simulator = simulator(PlatformKeyMode.CERTIFICATES, PlatformKeyMode.CERTIFICATES);
				SimulatedApplication application = new SimulatedApplication(simulator, Map.of())) {
			SimulatorMerchant two = simulator.merchants().get(1);
			for (int i = 0; i < 3; i++) {
				application.notify(two);
				simulator.notifications().awaitDelivered(TIMEOUT);
			}
			assertThat(application.statuses(two)).containsExactly(204, 204, 204);
			assertThat(application.downloads()).containsExactly("1900000109", "1900000209");
			assertThat(application.handled()).containsExactly("1900000209", "1900000209", "1900000209");
		}
	}

}
