package io.github.wechatpayspring.simulator;

import java.net.http.HttpResponse;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the plan operations.
 */
class PayscorePlanTests {

	private static WechatPaySimulator simulator;

	private final SimulatorMerchant merchant = simulator.merchant();

	private final SigningClient client = SigningClient.of(simulator);

	@BeforeAll
	static void start() {
		simulator = WechatPaySimulator.start();
	}

	@AfterAll
	static void stop() {
		simulator.close();
	}

	@Test
	void createAnswersTheSignedPlan() {
		String number = Plans.newNumber();
		HttpResponse<byte[]> response = this.client.post(Plans.PARTNER, Plans.partner(this.merchant, number).toString())
			.send();
		assertThat(response.statusCode()).as(SigningClient.text(response)).isEqualTo(200);
		assertThat(SigningClient.header(response, "Wechatpay-Serial")).isEqualTo(this.merchant.wechatPayPublicKeyId());
		assertThat(SigningClient.verifies(response, SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem())))
			.isTrue();
		JsonNode plan = Plans.read(response.body());
		assertThat(plan.required("plan_name").stringValue()).isEqualTo("瑜伽课20节");
		assertThat(plan.required("plan_state").stringValue()).isEqualTo("NORMAL");
	}

}
