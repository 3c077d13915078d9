package io.github.wechatpayspring.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.simulator.SimulatorProcess.Outcome;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a simulator in a process of its own remembers, and how it ends.
 */
class StateFileTests {

	private static final String STATE = "--state-file=state.db";

	@TempDir
	private Path directory;

	@Test
	void everythingIsThereAfterAKill() {
		try (MerchantServer server = new MerchantServer()) {
			server.answers(500);
			SimulatorMerchant merchant;
			JsonNode signPlan;
			String second;
			ObjectNode before;
			try (SimulatorProcess process = SimulatorProcess.start(this.directory, STATE)) {
				merchant = process.merchant();
				Payscores payscores = new Payscores(process.client(merchant), merchant, server.url());
				signPlan = payscores.createSignPlan().required("sign_plan");
				process.post("sign-plans/" + signPlan.required("sign_plan_id").stringValue() + "/sign", null);
				payscores.complete(payscores.createOrder(signPlan, 1), 100);
				process.post("merchants/" + merchant.id() + "/deductions", "{\"mode\":\"fail\"}");
				second = payscores.createOrder(signPlan, 2);
				process.post("merchants", "{\"mchid\":\"1900000777\"}");
				payscores.createPlan();
				awaitAttempts(process, 1);
				process.post("clock", "{\"advance\":\"PT2M\"}");
				awaitAttempts(process, 2);
				before = state(process);
				process.kill();
			}
			assertThat(before.at("/merchants/merchants")).hasSize(2);
			server.answers(204);
			int received = server.received().size();
			try (SimulatorProcess process = SimulatorProcess.start(this.directory, STATE)) {
				assertThat(state(process)).isEqualTo(before);
				assertThat(Instant.parse(process.get("clock").required("now").stringValue()))
					.isAfter(Instant.now().plusSeconds(60));
				process.post("clock", "{\"advance\":\"PT1M\"}");
				awaitReceived(process);
				assertThat(server.received()).hasSizeGreaterThan(received);
				for (JsonNode notification : process.get("notifications").required("notifications")) {
					assertThat(notification.required("attempts")).hasSizeGreaterThan(2);
				}
				assertThat(server.received().get(received).body())
					.isIn(server.received().subList(0, received).stream().map(MerchantServer.Received::body).toList());
				Payscores payscores = new Payscores(process.client(merchant), merchant, server.url());
				payscores.complete(second, 100);
				assertThat(payscores.order(second).at("/collection/state").stringValue()).isEqualTo("USER_PAYING");
				process.post("reset", null);
			}
			try (SimulatorProcess process = SimulatorProcess.start(this.directory, STATE)) {
				assertThat(process.get("plans").required("plans")).isEmpty();
				assertThat(process.get("notifications").required("notifications")).isEmpty();
				assertThat(process.get("merchants")).isEqualTo(before.required("merchants"));
			}
		}
	}

	@Test
	void everyAnsweredCreateIsThereAfterAKill() {
		Queue<String> answered = new ConcurrentLinkedQueue<>();
		for (int round = 1; round <= 3; round++) {
			try (SimulatorProcess process = SimulatorProcess.start(this.directory, STATE)) {
				SimulatorMerchant merchant = process.merchant();
				SigningClient client = process.client(merchant);
				assertThat(answered).allSatisfy((number) -> assertThat(query(client, merchant, number)).isEqualTo(200));
				CompletableFuture<?>[] streams = new CompletableFuture<?>[4];
				for (int i = 0; i < streams.length; i++) {
					streams[i] = CompletableFuture.runAsync(() -> createUntilTheEnd(client, merchant, answered));
				}
				int enough = 60 * round;
				while (answered.size() < enough) {
					Thread.onSpinWait();
				}
				process.kill();
				CompletableFuture.allOf(streams).join();
			}
		}
		try (SimulatorProcess process = SimulatorProcess.start(this.directory, STATE)) {
			SimulatorMerchant merchant = process.merchant();
			SigningClient client = process.client(merchant);
			assertThat(answered).hasSizeGreaterThanOrEqualTo(180)
				.allSatisfy((number) -> assertThat(query(client, merchant, number)).isEqualTo(200));
		}
	}

	@Test
	void fileOfAnotherSimulatorIsNotTouched() {
		try (SimulatorProcess process = SimulatorProcess.start(this.directory, STATE)) {
			Outcome outcome = SimulatorProcess.run(this.directory, STATE);
			assertThat(outcome.status()).isEqualTo(1);
			assertThat(outcome.text())
				.endsWith("state.db is in use by another simulator; stop that one or name another file\n");
			assertThat(process.get("health").required("status").stringValue()).isEqualTo("UP");
		}
	}

	@Test
	void fileOfANewerSimulatorIsRefused() {
		try (MVStore store = MVStore.open(this.directory.resolve("state.db").toString())) {
			store.setStoreVersion(2);
		}
		Outcome outcome = SimulatorProcess.run(this.directory, STATE);
		assertThat(outcome.status()).isEqualTo(1);
		assertThat(outcome.text()).hasLineCount(1)
			.contains("was written by a newer simulator (layout 2, this one knows 1); run a simulator at least as new");
	}

	@Test
	void fileThatIsNoStateFileIsRefused() throws IOException {
		Files.writeString(this.directory.resolve("state.db"), "simulator:\n  port: 8080\n".repeat(1000));
		Outcome outcome = SimulatorProcess.run(this.directory, STATE);
		assertThat(outcome.status()).isEqualTo(1);
		assertThat(outcome.text()).hasLineCount(1).contains("is damaged or no state file; move it away");
	}

	@Test
	void directoryThatIsNotThereIsRefused() {
		assertThat(SimulatorProcess.run(this.directory, "--state-file=none/state.db").text()).hasLineCount(1)
			.contains("is in a directory that does not exist; make the directory or name another");
		assertThat(SimulatorProcess.run(this.directory, "--state-file=.").text()).hasLineCount(1)
			.contains("is a directory; name a file in it");
	}

	@Test
	void failedStartLeavesNothingBehind() throws IOException {
		Files.writeString(this.directory.resolve("seed.yml"), "plans: [{plan_name: a}]\n");
		Outcome outcome = SimulatorProcess.run(this.directory, STATE, "--seed-file=seed.yml");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.text()).hasLineCount(1).contains("seed.yml, plans[0].plan_duration: is missing");
		Files.writeString(this.directory.resolve("seed.yml"), "merchants: [{id: '1900000555'}]\n");
		try (SimulatorProcess process = SimulatorProcess.start(this.directory, STATE, "--seed-file=seed.yml")) {
			assertThat(process.merchant().id()).isEqualTo("1900000555");
		}
	}

	@Test
	void terminatedProcessWritesAnswersUnderWay() throws Exception {
		try (SimulatorProcess process = SimulatorProcess.start(this.directory, STATE)) {
			SimulatorMerchant merchant = process.merchant();
			SigningClient client = process.client(merchant);
			String number = Plans.newNumber();
			CompletableFuture<HttpResponse<byte[]>> answer = SigningClient.HTTP
				.sendAsync(client.post(Plans.PARTNER, Plans.partner(merchant, number).toString())
					.fault("latency=PT1S")
					.build(), BodyHandlers.ofByteArray());
			while (process.get("plans").required("plans").isEmpty()) {
				Thread.onSpinWait();
			}
			assertThat(process.terminate()).isEqualTo(143);
			assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		}
		try (SimulatorProcess process = SimulatorProcess.start(this.directory, STATE)) {
			assertThat(process.get("plans").required("plans")).hasSize(1);
			long begin = System.nanoTime();
			assertThat(process.terminate()).isEqualTo(143);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
		}
	}

	@Test
	void neitherStoreNorYamlIsLoadedWithoutAFile() throws Exception {
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
				"-Xlog:class+load:file=classes.txt", "-cp", System.getProperty("java.class.path"),
				SimulatorApplication.class.getName(), "--port=0")
			.directory(this.directory.toFile())
			.start();
		try (BufferedReader reader = process.inputReader()) {
			assertThat(reader.readLine()).startsWith("# WeChat Pay is simulated at ");
		}
		finally {
			process.destroy();
			process.waitFor();
		}
		assertThat(Files.readString(this.directory.resolve("classes.txt"))).contains("SimulatorApplication")
			.doesNotContain("org.h2.", "snakeyaml", "dataformat.yaml", "simulator.openapi.OpenApiDocument");
	}

	private static void createUntilTheEnd(SigningClient client, SimulatorMerchant merchant, Queue<String> answered) {
		while (true) {
			String number = Plans.newNumber();
			try {
				HttpResponse<byte[]> response = client.post(Plans.PARTNER, Plans.partner(merchant, number).toString())
					.trySend();
				assertThat(response.statusCode()).as(SigningClient.text(response)).isEqualTo(200);
				answered.add(number);
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private static int query(SigningClient client, SimulatorMerchant merchant, String number) {
		return client.get(Plans.PARTNER + "/merchant-plan-no/" + number + "?sub_mchid=" + merchant.subMerchantId())
			.send()
			.statusCode();
	}

	private static ObjectNode state(SimulatorProcess process) {
		ObjectNode state = Plans.JSON.createObjectNode();
		for (String name : new String[] { "merchants", "plans", "sign-plans", "orders", "charges", "notifications" }) {
			state.set(name, process.get(name));
		}
		return state;
	}

	private static void awaitAttempts(SimulatorProcess process, int count) {
		long end = System.nanoTime() + Payscores.PATIENCE.toNanos();
		while (System.nanoTime() < end) {
			boolean done = true;
			for (JsonNode notification : process.get("notifications").required("notifications")) {
				done &= notification.required("attempts").size() >= count && notification.has("next_attempt");
			}
			if (done) {
				return;
			}
			Thread.onSpinWait();
		}
		throw new AssertionError("No attempts: " + process.get("notifications"));
	}

	private static void awaitReceived(SimulatorProcess process) {
		long end = System.nanoTime() + Payscores.PATIENCE.toNanos();
		while (System.nanoTime() < end) {
			boolean done = true;
			for (JsonNode notification : process.get("notifications").required("notifications")) {
				done &= notification.required("received").booleanValue();
			}
			if (done) {
				return;
			}
			Thread.onSpinWait();
		}
		throw new AssertionError("Not received: " + process.get("notifications"));
	}

}
