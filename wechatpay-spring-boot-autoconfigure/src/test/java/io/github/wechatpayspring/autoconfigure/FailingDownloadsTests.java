package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for notifications at the URL that names no merchant where many merchants can't
 * download their certificates, over sockets.
 */
class FailingDownloadsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final int FAILING = 70;

	private final WechatPaySimulator simulator = WechatPaySimulator.builder()
		.clock(Clock.fixed(Instant.now(), ZoneOffset.UTC))
		.notificationTimeout(TIMEOUT)
		.merchant(SimulatorMerchant.withId("1900000109").platformKeyMode(PlatformKeyMode.PUBLIC_KEY))
		.merchant(SimulatorMerchant.withId("1900000209").platformKeyMode(PlatformKeyMode.CERTIFICATES))
		.start();

	private final SimulatedApplication application = new SimulatedApplication(this.simulator, Map.of("wechatPayClock",
			this.simulator.clock(), "connectionDetails", new PartlyWrongConnectionDetails(this.simulator)));

	@AfterEach
	void close() {
		this.application.close();
		this.simulator.close();
	}

	@Test
	void merchantsWhoseDownloadsFailHideNoOtherForGood() {
		SimulatorMerchant last = this.simulator.findMerchant("1900000209").orElseThrow();
		this.application.notify(last);
		this.simulator.notifications().awaitDelivered(TIMEOUT);
		for (int retry = 1; retry <= 2; retry++) {
			this.simulator.clock().advance(Duration.ofMinutes(1));
			this.simulator.notifications().sendDue();
			this.simulator.notifications().awaitDelivered(TIMEOUT);
		}
		assertThat(this.application.statuses(last)).containsExactly(503, 503, 204);
		assertThat(this.application.handled()).containsExactly("1900000209");
	}

	@Test
	void floodHasLimitedNumberOfMerchantsFailAtATime() throws Exception {
		ForgedNotifications forged = new ForgedNotifications(this.simulator.clock());
		// In the third turn, one has its certificates and another its turn in its place
		for (int downloads : List.of(32, 64, 97, 129)) {
			forged.floodWithoutCertificates(this.application.notifyUrl(), List.of(this.simulator.merchant()), 20);
			forged.floodWithoutCertificates(this.application.notifyUrl(), List.of(this.simulator.merchant()), 1);
			assertThat(this.application.downloads()).hasSize(downloads);
			this.simulator.clock().advance(Duration.ofSeconds(5));
		}
		assertThat(this.application.handled()).isEmpty();
	}

	/**
	 * Merchants that WeChat Pay doesn't know come before the one that is last.
	 *
	 * @param simulator the simulator
	 */
	private record PartlyWrongConnectionDetails(WechatPaySimulator simulator) implements WechatPayConnectionDetails {

		@Override
		public URI getBaseUrl() {
			return this.simulator.baseUrl();
		}

		@Override
		public Map<String, MerchantDetails> getMerchants() {
			Map<String, MerchantDetails> right = new SimulatorConnectionDetails(this.simulator).getMerchants();
			Map<String, MerchantDetails> merchants = new LinkedHashMap<>();
			merchants.put("default", right.get("simulated"));
			IntStream.range(0, FAILING).forEach((number) -> merchants.put("wrong-" + number, new WrongMerchant()));
			merchants.put("1900000209", right.get("1900000209"));
			return merchants;
		}

	}

	private static final class WrongMerchant implements WechatPayConnectionDetails.MerchantDetails {

		@Override
		public String getId() {
			return "1900000999";
		}

		@Override
		public String getApiV3Key() {
			return TestMerchant.API_V3_KEY;
		}

		@Override
		public String getPrivateKey() {
			return TestMerchant.location("apiclient_key.pem");
		}

		@Override
		public String getSerialNumber() {
			return TestMerchant.SERIAL_NUMBER;
		}

		@Override
		public boolean isDownloadPlatformCertificates() {
			return true;
		}

	}

}
