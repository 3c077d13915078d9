package io.github.wechatpayspring.simulator;

import java.util.List;

import io.github.wechatpayspring.simulator.notification.Notification;
import io.github.wechatpayspring.simulator.payscore.SignState;
import io.github.wechatpayspring.simulator.payscore.SimulatedSignPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of notifications and how they are repeated.
 */
class NotificationTests {

	private final MerchantServer server = new MerchantServer();

	private final WechatPaySimulator simulator = WechatPaySimulator.start();

	private final Payscores payscores = Payscores.partner(this.simulator, this.server.url());

	@AfterEach
	void stop() {
		this.simulator.close();
		this.server.close();
	}

	@Test
	void userSignsAndTheMerchantHearsOfIt() {
		JsonNode created = this.payscores.createSignPlan();
		SimulatedSignPlan signed = this.simulator.user(Payscores.USER).sign(created.required("package").stringValue());
		this.simulator.notifications().awaitDelivered(Payscores.PATIENCE);
		assertThat(signed.state()).isEqualTo(SignState.SIGNED);
		assertThat(this.server.received()).hasSize(1);
		List<Notification> all = this.simulator.notifications().ofType("PAYSCORE.USER_SIGN_PLAN");
		assertThat(all).hasSize(1);
		assertThat(all.get(0).received()).isTrue();
		assertThat(all.get(0).nextAttempt()).isNull();
		assertThat(Plans.JSON.readTree(all.get(0).resource()))
			.isEqualTo(this.payscores.signPlan(created.required("sign_plan")));
	}

}
