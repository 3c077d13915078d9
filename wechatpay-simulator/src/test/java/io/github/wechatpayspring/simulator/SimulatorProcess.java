package io.github.wechatpayspring.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.state.InMemoryStateStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A simulator in a process of its own, known by what it prints and answers.
 */
final class SimulatorProcess implements AutoCloseable {

	private final Process process;

	private final JsonNode printed;

	private SimulatorProcess(Process process, JsonNode printed) {
		this.process = process;
		this.printed = printed;
	}

	static SimulatorProcess start(Path directory, String... args) {
		Process process = launch(directory, args);
		try {
			String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
				.readLine();
			if (line == null || !line.startsWith("{")) {
				process.destroyForcibly();
				throw new AssertionError("The process printed " + line);
			}
			return new SimulatorProcess(process, Plans.JSON.readTree(line));
		}
		catch (IOException ex) {
			process.destroyForcibly();
			throw new UncheckedIOException(ex);
		}
	}

	static Outcome run(Path directory, String... args) {
		Process process = launch(directory, args);
		try {
			String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return new Outcome(process.waitFor(), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static Process launch(Path directory, String... args) {
		List<String> command = new ArrayList<>();
		command.add(ProcessHandle.current().info().command().orElseThrow());
		// The manifest of the executable jar says so too: Netty loads libraries of its
		// own
		command.add("--enable-native-access=ALL-UNNAMED");
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", System.getProperty("java.class.path"),
				SimulatorApplication.class.getName(), "--port=0", "--credentials=json"));
		command.addAll(List.of(args));
		try {
			return new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	URI baseUrl() {
		return URI.create(this.printed.required("base_url").stringValue());
	}

	/**
	 * Make a merchant with the credentials that the process printed.
	 */
	SimulatorMerchant merchant() {
		JsonNode json = this.printed.at("/merchants/0");
		return new SimulatorMerchants(Clock.systemUTC(), new InMemoryStateStore())
			.add(SimulatorMerchant.withId(json.required("mchid").stringValue())
				.apiV3Key(json.required("api_v3_key").stringValue())
				.privateKey(json.required("private_key").stringValue())
				.certificate(json.required("certificate").stringValue())
				.serviceId(json.required("service_id").stringValue())
				.appId(json.required("appid").stringValue())
				.subMerchant(json.at("/sub_merchants/0/sub_mchid").stringValue(),
						json.at("/sub_merchants/0/sub_appid").stringValue()));
	}

	SigningClient client(SimulatorMerchant merchant) {
		return new SigningClient(baseUrl(), Clock.systemUTC(), merchant);
	}

	JsonNode get(String path) {
		return Payscores.ok(send("GET", path, null));
	}

	JsonNode post(String path, @Nullable String body) {
		return Payscores.ok(send("POST", path, body));
	}

	HttpResponse<byte[]> send(String method, String path, @Nullable String body) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl() + "/_simulator/" + path))
			.timeout(Duration.ofSeconds(60))
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.build();
		try {
			return SigningClient.HTTP.send(request, BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Kill the process as {@code kill -9} does.
	 */
	void kill() {
		end(this.process.destroyForcibly());
	}

	/**
	 * Ask the process to end as {@code kill} does.
	 * @return its exit status
	 */
	int terminate() {
		this.process.destroy();
		return end(this.process);
	}

	private static int end(Process process) {
		try {
			if (!process.waitFor(60, TimeUnit.SECONDS)) {
				throw new AssertionError("The process does not end");
			}
			return process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

	/**
	 * How a process ended.
	 *
	 * @param status the exit status
	 * @param text what it printed
	 */
	record Outcome(int status, String text) {

	}

}
