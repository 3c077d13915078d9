package io.github.wechatpayspring.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.benchmarks.ChildJvm;
import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Home;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.benchmarks.report.Samples;

/**
 * Measures clients side by side. In every round each load is put on one client after the
 * other, in turn forwards and backwards, so that what changes with time hits all of them.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class LoadCommand {

	private final Home home;

	private final Samples<LoadCase> clients = new Samples<>();

	private final Samples<String> limits = new Samples<>();

	/**
	 * Create a command.
	 * @param home where the libraries are
	 */
	public LoadCommand(Home home) {
		this.home = home;
	}

	/**
	 * Measure, and keep every measurement in a file as soon as it was made.
	 * @param name the name of the file
	 * @param plan what to measure
	 * @throws IOException if it can't be measured
	 */
	public void run(String name, LoadPlan plan) throws IOException {
		Path file = this.home.results().resolve(name + ".txt");
		Files.deleteIfExists(file);
		Map<String, String> settings = Map.of("warm-up", Integer.toString(plan.warmUpSeconds()), "measure",
				Integer.toString(plan.measureSeconds()));
		try (LoadRig rig = new LoadRig(this.home)) {
			for (int round = 1; round <= plan.rounds(); round++) {
				measureLimits(rig, file, plan.providers());
				for (List<List<LoadCase>> group : plan.groups()) {
					List<List<LoadCase>> order = new ArrayList<>(group);
					if (round % 2 == 0) {
						Collections.reverse(order);
					}
					for (List<LoadCase> loads : order) {
						measure(rig, file, loads, settings);
					}
				}
			}
		}
	}

	private void measureLimits(LoadRig rig, Path file, List<String> providers) throws IOException {
		for (String provider : providers) {
			Measurement limit = rig.limit(provider, 2);
			this.limits.add(provider, limit);
			keep(file, "limit@" + provider, limit);
		}
	}

	private void measure(LoadRig rig, Path file, List<LoadCase> loads, Map<String, String> settings)
			throws IOException {
		try (ChildJvm child = rig.start(loads, settings)) {
			for (LoadCase load : loads) {
				measure(child, file, load);
			}
		}
	}

	private void measure(ChildJvm child, Path file, LoadCase load) throws IOException {
		String label = "%s concurrency=%d latency=%d".formatted(load.variant(), load.concurrency(),
				load.latencyMillis());
		try {
			Measurement measurement = Measurement.parse(child.await("RESULT "));
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
