package io.github.wechatpayspring.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.notification.Event;
import io.github.wechatpayspring.simulator.notification.Notifications;
import io.github.wechatpayspring.simulator.state.FileStateStore;
import io.github.wechatpayspring.simulator.state.StateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Notifications} of a change that is kept in a file.
 */
class KeptNotificationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	@Test
	void merchantHearsOfNothingThatAKillCouldUndo() {
		AtomicBoolean ended = new AtomicBoolean();
		try (MerchantServer server = new MerchantServer();
				StateStore state = FileStateStore.open(this.directory.resolve("state.db"))) {
			server.answers((request) -> ended.get() ? 204 : 500);
			SimulatorMerchants merchants = new SimulatorMerchants(Clock.systemUTC(), state);
			SimulatorMerchant merchant = merchants.add(SimulatorMerchant.withId("1900000109"));
			merchant.preferredPlatformKey();
			try (Notifications notifications = new Notifications(Clock.systemUTC(), TIMEOUT, merchants, state)) {
				state.run(() -> {
					notifications.send(new Event("EVENT", "test", merchant, URI.create(server.url()), Json.object()));
					// Much longer than it takes to deliver it
					for (int i = 0; i < 500; i++) {
						merchant.sign(new byte[i]);
					}
					ended.set(true);
				});
				notifications.awaitDelivered(TIMEOUT);
				assertThat(notifications.all()).singleElement()
					.satisfies((notification) -> assertThat(notification.received()).isTrue());
			}
		}
	}

}
