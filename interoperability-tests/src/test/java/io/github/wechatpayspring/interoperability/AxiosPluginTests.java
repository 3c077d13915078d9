package io.github.wechatpayspring.interoperability;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.wechatpayspring.interoperability.NodeProject.Result;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.notification.Notification;
import io.github.wechatpayspring.simulator.payscore.OrderState;
import io.github.wechatpayspring.simulator.payscore.SignState;
import io.github.wechatpayspring.simulator.payscore.SimulatedServiceOrder;
import io.github.wechatpayspring.simulator.payscore.SimulatedSignPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Tests that {@code wechatpay-axios-plugin} for Node.js, unmodified, can do everything.
 * Its own tests are written in JavaScript; what the simulator kept is looked at here.
 */
@EnabledIf(value = "io.github.wechatpayspring.interoperability.NodeProject#isWanted",
		disabledReason = "Node.js and npm are not installed")
class AxiosPluginTests {

	private WechatPaySimulator simulator;

	private SimulatorMerchant merchant;

	@TempDir
	private Path work;

	@BeforeEach
	void start() {
		this.simulator = WechatPaySimulator.start();
	}

	@AfterEach
	void stop() {
		this.simulator.close();
	}

	@TestFactory
	Stream<DynamicTest> operationsInPartnerAndPublicKeyMode() {
		return operations(PlatformKeyMode.PUBLIC_KEY, true);
	}

	@TestFactory
	Stream<DynamicTest> operationsInDirectAndPublicKeyMode() {
		return operations(PlatformKeyMode.PUBLIC_KEY, false);
	}

	@TestFactory
	Stream<DynamicTest> operationsInPartnerAndCertificateMode() {
		return operations(PlatformKeyMode.CERTIFICATES, true);
	}

	@TestFactory
	Stream<DynamicTest> operationsInDirectAndCertificateMode() {
		return operations(PlatformKeyMode.CERTIFICATES, false);
	}

	@TestFactory
	Stream<DynamicTest> answers() {
		return Stream.concat(run("answers.test.js", PlatformKeyMode.PUBLIC_KEY, false),
				simulated("the answers that were refused were answers to plans that are there",
						(simulator) -> assertThat(simulator.payscore().plans()).hasSize(10)));
	}

	@TestFactory
	Stream<DynamicTest> certificates() {
		return Stream.concat(run("certificates.test.js", PlatformKeyMode.CERTIFICATES, true),
				simulated("every download was answered", (simulator) -> {
					assertThat(simulator.requests()).extracting(ReceivedRequest::target)
						.containsExactly("/v3/certificates", "/v3/certificates", "/v3/certificates");
					assertThat(simulator.requests()).extracting(ReceivedRequest::status).containsOnly(200);
				}));
	}

	@TestFactory
	Stream<DynamicTest> notificationsInPublicKeyMode() {
		return notifications(PlatformKeyMode.PUBLIC_KEY);
	}

	@TestFactory
	Stream<DynamicTest> notificationsInCertificateMode() {
		return notifications(PlatformKeyMode.CERTIFICATES);
	}

	private Stream<DynamicTest> operations(PlatformKeyMode mode, boolean partner) {
		Stream<DynamicTest> node = run("operations.test.js", mode, partner);
		return Stream.of(node, simulated("every request was signed and named the platform key", (simulator) -> {
			List<ReceivedRequest> requests = simulator.requests();
			if (!this.merchant.platformKeyMode().hasPublicKey()) {
				assertThat(requests.get(0).target()).isEqualTo("/v3/certificates");
				requests = requests.subList(1, requests.size());
			}
			assertThat(requests).extracting(ReceivedRequest::merchantId).containsOnly(this.merchant.id());
			assertThat(requests).extracting((request) -> request.header("Wechatpay-Serial"))
				.containsOnly(this.merchant.preferredPlatformKey().serial());
			assertThat(requests).extracting(ReceivedRequest::target)
				.allMatch((target) -> target.contains("/partner/") == partner);
			assertThat(requests).extracting(ReceivedRequest::status)
				.containsExactly(200, 200, 200, 200, 200, 204, 200, 204, 200, 204, 200, 200, 204, 200, 200, 204, 204,
						200, 200, 200, 200, 404);
		}), simulated("the plan is stopped",
				(simulator) -> assertThat(simulator.payscore().plans()).singleElement()
					.satisfies((plan) -> assertThat(plan).contains("\"plan_state\":\"STOP\""))),
				simulated("one sign plan is complete, the other cancelled",
						(simulator) -> assertThat(simulator.payscore().signPlans()).extracting(SimulatedSignPlan::state)
							.containsExactly(SignState.COMPLETE, SignState.SIGN_PLAN_CANCEL)),
				simulated("two orders are paid, one is cancelled", (simulator) -> {
					List<SimulatedServiceOrder> orders = simulator.payscore().orders();
					assertThat(orders).extracting(SimulatedServiceOrder::state)
						.containsExactly(OrderState.DONE, OrderState.REVOKED, OrderState.DONE);
					assertThat(orders).extracting(SimulatedServiceOrder::paidAmount)
						.containsExactly(11000L, 0L, 13000L);
				}),
				simulated("the user was charged once",
						(simulator) -> assertThat(simulator.payscore().deductions().charges()).singleElement()
							.satisfies((charge) -> assertThat(charge.amount()).isEqualTo(11000))))
			.flatMap((tests) -> tests);
	}

	private Stream<DynamicTest> notifications(PlatformKeyMode mode) {
		return Stream.concat(run("notifications.test.js", mode, true),
				simulated("what was verified was received, what was not was refused", (simulator) -> {
					List<Notification> notifications = simulator.notifications().all();
					assertThat(notifications).extracting(Notification::received)
						.containsExactly(true, true, true, false, false, false, false);
					assertThat(notifications.get(0).attempts()).hasSize(2);
					assertThat(notifications.subList(3, 7)).allSatisfy((refused) -> {
						assertThat(refused.attempts()).singleElement().satisfies((attempt) -> {
							assertThat(attempt.status()).isEqualTo(401);
							assertThat(attempt.answer()).contains("\"code\":\"FAIL\"");
						});
						assertThat(refused.nextAttempt()).isNotNull();
					});
				}));
	}

	private Stream<DynamicTest> run(String file, PlatformKeyMode mode, boolean partner) {
		NodeProject project = NodeProject.installed();
		this.merchant = this.simulator.addMerchant(SimulatorMerchant.withId("1900000301").platformKeyMode(mode));
		return project.run(file, this.work, configuration(partner))
			.stream()
			.map((result) -> DynamicTest.dynamicTest(result.name(), () -> report(result)));
	}

	private static void report(Result result) {
		assumeFalse(result.skipped(), "Skipped by its own wish");
		if (result.failure() != null) {
			fail(result.failure());
		}
	}

	private Stream<DynamicTest> simulated(String name, Consumer<WechatPaySimulator> assertion) {
		return Stream.of(DynamicTest.dynamicTest(name, () -> assertion.accept(this.simulator)));
	}

	private ObjectNode configuration(boolean partner) {
		ObjectNode json = Payscore.JSON.createObjectNode();
		json.put("baseUrl", this.simulator.baseUrl().toString());
		json.put("partner", partner);
		ObjectNode merchant = json.putObject("merchant");
		merchant.put("id", this.merchant.id());
		merchant.put("apiV3Key", this.merchant.apiV3Key());
		merchant.put("serialNumber", this.merchant.serialNumber());
		merchant.put("privateKey", this.merchant.privateKeyPem());
		merchant.put("foreignPrivateKey", this.simulator.merchant().privateKeyPem());
		merchant.put("serviceId", this.merchant.serviceId());
		merchant.put("appId", this.merchant.appId());
		merchant.put("subMerchantId", this.merchant.subMerchantId());
		merchant.put("subAppId", this.merchant.subAppId());
		if (this.merchant.platformKeyMode().hasPublicKey()) {
			merchant.put("publicKeyId", this.merchant.wechatPayPublicKeyId());
			merchant.put("publicKey", this.merchant.wechatPayPublicKeyPem());
		}
		return json;
	}

}
