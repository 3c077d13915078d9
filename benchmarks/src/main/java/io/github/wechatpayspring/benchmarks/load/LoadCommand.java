package io.github.wechatpayspring.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Home;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.benchmarks.Options;
import io.github.wechatpayspring.benchmarks.report.Samples;

/**
 * Measures clients side by side. In every round each load is put on one client after the
 * other, in turn forwards and backwards, so that what changes with time hits all of them.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class LoadCommand {

	private final Home home;

	private final Options options;

	private final Samples<LoadCase> clients = new Samples<>();

	private final Samples<String> limits = new Samples<>();

	/**
	 * Create a command.
	 * @param home where the libraries are
	 * @param options the options
	 */
	public LoadCommand(Home home, Options options) {
		this.home = home;
		this.options = options;
	}

	/**
	 * Measure, and keep every measurement in a file as soon as it was made.
	 * @param name the name of the file
	 * @param variants the clients and their providers
	 * @param concurrencies how many calls are in flight
	 * @param latencies how long the stub waits
	 * @throws IOException if it can't be measured
	 */
	public void run(String name, List<String> variants, List<Integer> concurrencies, List<Integer> latencies)
			throws IOException {
		Path file = this.home.results().resolve(name + ".txt");
		Files.deleteIfExists(file);
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("warm-up", this.options.get("warm-up", "6"));
		settings.put("measure", this.options.get("measure", "6"));
		try (LoadRig rig = new LoadRig(this.home)) {
			for (int round = 1; round <= this.options.number("rounds", 3); round++) {
				measureLimits(rig, file, variants);
				List<String> order = new ArrayList<>(variants);
				if (round % 2 == 0) {
					Collections.reverse(order);
				}
				for (int latency : latencies) {
					for (int concurrency : concurrencies) {
						for (String variant : order) {
							measure(rig, file, new LoadCase(variant, concurrency, latency), settings);
						}
					}
				}
			}
		}
	}

	private void measureLimits(LoadRig rig, Path file, List<String> variants) throws IOException {
		for (String provider : variants.stream()
			.map((variant) -> new LoadCase(variant, 1, 0).provider())
			.distinct()
			.toList()) {
			Measurement limit = rig.limit(provider, 2);
			this.limits.add(provider, limit);
			keep(file, "limit@" + provider, limit);
		}
	}

	private void measure(LoadRig rig, Path file, LoadCase load, Map<String, String> settings) throws IOException {
		String label = "%s concurrency=%d latency=%d".formatted(load.variant(), load.concurrency(),
				load.latencyMillis());
		try {
			Measurement measurement = rig.measure(load, settings);
			this.clients.add(load, measurement);
			keep(file, label, measurement);
		}
		catch (IOException ex) {
			// A client that dies under a load is a result as well
			this.clients.add(load, new Measurement(Map.of("failures", Double.NaN)));
			Console.print(label + " died");
		}
	}

	private static void keep(Path file, String label, Measurement measurement) throws IOException {
		String line = label + " " + measurement.format();
		Console.print(line);
		Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	/**
	 * Return the measurements of the clients.
	 * @return the measurements
	 */
	public Samples<LoadCase> clients() {
		return this.clients;
	}

	/**
	 * Return what signing and verifying cost, by provider.
	 * @return the measurements
	 */
	public Samples<String> limits() {
		return this.limits;
	}

}
