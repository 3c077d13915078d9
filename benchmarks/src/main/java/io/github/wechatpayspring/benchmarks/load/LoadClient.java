package io.github.wechatpayspring.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.benchmarks.Options;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * One client under one load after the other. It warms up without latency, then the stub
 * gets its latency, every caller makes a call or so, and then the figures are taken.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class LoadClient {

	private static final int WARM_UP_CONCURRENCY = 64;

	private static final int WARM_UP_CALLS = 10000;

	private static final String PROPERTY_PREFIX = "property.";

	private final Options options;

	private final Recorder recorder = new Recorder();

	private LoadClient(Options options) {
		this.options = options;
	}

	/**
	 * Measure a client and print the figures.
	 * @param arguments the options
	 * @throws Exception if it can't be measured
	 */
	public static void main(String[] arguments) throws Exception {
		new LoadClient(Options.parse(List.of(arguments))).run();
		Runtime.getRuntime().halt(0);
	}

	private void run() throws Exception {
		List<int[]> loads = this.options.list("loads", "1:0")
			.stream()
			.map((load) -> Stream.of(load.split(":")).mapToInt(Integer::parseInt).toArray())
			.toList();
		int most = loads.stream().mapToInt((load) -> load[0]).max().orElseThrow();
		try (PlanCaller caller = caller(most)) {
			control("0");
			Load warmUp = new Load(caller, this.recorder);
			warmUp.keepInFlight(Math.min(WARM_UP_CONCURRENCY, Math.max(most, 8)));
			warmUp();
			warmUp.stop();
			for (int[] load : loads) {
				TimeUnit.MILLISECONDS.sleep(300);
				put(caller, load[0], load[1]);
			}
		}
	}

	private void put(PlanCaller caller, int concurrency, int latencyMillis) throws Exception {
		control(Integer.toString(latencyMillis));
		Load load = new Load(caller, this.recorder);
		long before = this.recorder.getEnded();
		int rate = this.options.number("rate", 0);
		if (rate > 0) {
			load.callAtRate(rate);
		}
		else {
			load.keepInFlight(concurrency);
		}
		settle(before + concurrency);
		String recording = this.options.get("recording", "");
		if (recording.isEmpty()) {
			measure(concurrency, () -> {
			});
		}
		else {
			measureAndRecord(concurrency, Path.of(recording));
		}
		load.stop();
		TimeUnit.MILLISECONDS.sleep(latencyMillis);
	}

	private PlanCaller caller(int connections) {
		ClientSettings client = ClientSettings.from(this.options, connections);
		return switch (this.options.require("client")) {
			case "starter" -> StarterPlanCaller.start(client, properties());
			case "wechatpay-java" -> WechatPayJavaClients.okHttp(client);
			case "wechatpay-java-apache" -> WechatPayJavaClients.apache(client);
			case "wxjava" -> WxJavaClient.caller(client);
			default -> throw new IllegalArgumentException("There is no such client");
		};
	}

	private Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>();
		this.options.values().forEach((name, value) -> {
			if (name.startsWith(PROPERTY_PREFIX)) {
				properties.put(name.substring(PROPERTY_PREFIX.length()), value);
			}
		});
		return properties;
	}

	// Slow machines get more time, so that the same code is compiled
	private void warmUp() throws InterruptedException {
		int seconds = this.options.number("warm-up", 30);
		TimeUnit.SECONDS.sleep(seconds);
		for (int i = 0; i < 2 * seconds && this.recorder.getEnded() < WARM_UP_CALLS; i++) {
			TimeUnit.SECONDS.sleep(1);
		}
	}

	private void settle(long calls) throws InterruptedException {
		long start = System.nanoTime();
		TimeUnit.SECONDS.sleep(1);
		while (this.recorder.getEnded() < calls && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(40)) {
			TimeUnit.MILLISECONDS.sleep(50);
		}
	}

	private void measure(int concurrency, Ending ending) throws Exception {
		Latencies latencies = new Latencies();
		long failedBefore = this.recorder.getFailed();
		long endedBefore = this.recorder.getEnded();
		long connectionsBefore = control(null);
		ProcessFigures.resetPeakThreads();
		ProcessFigures before = ProcessFigures.now();
		this.recorder.setLatencies(latencies);
		int seconds = this.options.number("measure", 5);
		TimeUnit.SECONDS.sleep(seconds);
		for (int i = 0; i < 2 * seconds && this.recorder.getEnded() - endedBefore < concurrency; i++) {
			TimeUnit.SECONDS.sleep(1);
		}
		this.recorder.setLatencies(null);
		ending.end();
		ProcessFigures after = ProcessFigures.now();
		int threads = ProcessFigures.peakThreads();
		long connections = control(null) - connectionsBefore;
		long residentBytes = ProcessFigures.peakResidentBytes();
		long heapBytes = ProcessFigures.heapAfterGc();
		double calls = Math.max(1, latencies.count());
		double elapsed = (after.nanos() - before.nanos()) / 1e9;
		Map<String, Double> figures = new LinkedHashMap<>();
		figures.put("throughput", latencies.count() / elapsed);
		figures.put("p50", latencies.percentile(50) / 1e6);
		figures.put("p99", latencies.percentile(99) / 1e6);
		figures.put("cpu", (after.cpuNanos() - before.cpuNanos()) / 1e3 / calls);
		figures.put("busy", (after.cpuNanos() - before.cpuNanos()) / 1e9 / elapsed);
		figures.put("allocated", (after.allocatedBytes() - before.allocatedBytes()) / 1024.0 / calls);
		figures.put("threads", (double) threads);
		figures.put("resident", residentBytes / 1048576.0);
		figures.put("heap", heapBytes / 1048576.0);
		figures.put("connections", connections / calls);
		figures.put("failures", (double) (this.recorder.getFailed() - failedBefore));
		figures.put("earlier-failures", (double) failedBefore);
		Throwable failure = this.recorder.getFirstFailure();
		if (failure != null) {
			Console.print("FAILURE " + failure.toString().replaceAll("\\R.*", ""));
		}
		Console.print("RESULT " + new Measurement(figures).format());
	}

	private void measureAndRecord(int concurrency, Path file) throws Exception {
		try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
			recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
			recording.enable("jdk.NativeMethodSample").withPeriod(Duration.ofMillis(10));
			recording.start();
			measure(concurrency, () -> recording.dump(file));
		}
	}

	private long control(@Nullable String latency) throws IOException {
		URI uri = URI.create(this.options.require("control") + ((latency != null) ? "?" + latency : ""));
		return Long.parseLong(new String(uri.toURL().openStream().readAllBytes(), StandardCharsets.UTF_8));
	}

	/**
	 * What is done when the figures are taken.
	 */
	private interface Ending {

		void end() throws IOException;

	}

}
