package io.github.wechatpayspring.interoperability;

import java.nio.file.Path;

import io.github.wechatpayspring.interoperability.NodeProject.Ended;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.fault.Fault;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the program for Node.js, as the console of the simulator shows it, does what
 * it says.
 */
@EnabledIf(value = "io.github.wechatpayspring.interoperability.NodeProject#isWanted",
		disabledReason = "Node.js and npm are not installed")
class ConsoleProgramTests {

	@ParameterizedTest
	@EnumSource
	void programForNodeCreatesAPlan(PlatformKeyMode mode, @TempDir Path work) {
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			SimulatorMerchant merchant = simulator
				.addMerchant(SimulatorMerchant.withId("1900000301").platformKeyMode(mode));
			Path program = work.resolve("index.js");
			NodeProject project = NodeProject.installed();
			assertThat(project.run(work, "snippet.js", simulator.baseUrl().toString(), "node", merchant.id(),
					program.toString()))
				.isEqualTo(new Ended(0, ""));
			Ended created = project.run(work, program.toString());
			assertThat(created.output()).contains("merchant_plan_no: 'plan1'", "plan_state: 'NORMAL'");
			assertThat(created.status()).isZero();
			assertThat(simulator.payscore().plans()).hasSize(1);
			assertThat(simulator.requests()).extracting(ReceivedRequest::merchantId).containsExactly(merchant.id());
			simulator.faults().next(Fault.wrongSignature());
			Ended unverified = project.run(work, program.toString());
			assertThat(unverified.output()).startsWith("EV3_RES_HEADER_SIGNATURE_DIGEST");
			assertThat(unverified.status()).isOne();
			simulator.faults().next(Fault.tooManyRequests());
			Ended refused = project.run(work, program.toString());
			assertThat(refused.output()).contains("429", "RATELIMIT_EXCEEDED");
			assertThat(refused.status()).isOne();
		}
	}

}
