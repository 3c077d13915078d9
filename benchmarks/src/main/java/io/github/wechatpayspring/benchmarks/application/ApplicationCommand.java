package io.github.wechatpayspring.benchmarks.application;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.benchmarks.ChildJvm;
import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Home;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.benchmarks.Options;
import io.github.wechatpayspring.benchmarks.SecurityProviders;
import io.github.wechatpayspring.benchmarks.load.LoadCase;
import io.github.wechatpayspring.benchmarks.load.LoadRig;
import io.github.wechatpayspring.benchmarks.report.Document;
import io.github.wechatpayspring.benchmarks.report.Goal;
import io.github.wechatpayspring.benchmarks.report.Machine;
import io.github.wechatpayspring.benchmarks.report.Samples;
import io.github.wechatpayspring.benchmarks.report.Spread;
import io.github.wechatpayspring.benchmarks.report.Table;

/**
 * Measures what isn't a matter of many callers: start-up, memory of merchants, the
 * signature beside that of OpenSSL, and how calls take their time while half of the
 * machine is idle.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ApplicationCommand {

	private static final Pattern OPENSSL = Pattern.compile("rsa 2048 bits\\s+\\S+\\s+\\S+\\s+([\\d.]+).*");

	private static final String HALF_LOAD_CONNECTIONS = "1000";

	private final Home home;

	private final Options options;

	private final Table table = new Table(List.of("what", "figure"));

	private final Table goals = new Table(Goal.headings());

	/**
	 * Create a command.
	 * @param home where the libraries are
	 * @param options the options
	 */
	public ApplicationCommand(Home home, Options options) {
		this.home = home;
		this.options = options;
	}

	/**
	 * Measure and write a table.
	 * @param document where to write it
	 * @throws IOException if it can't be measured
	 */
	public void run(Document document) throws IOException {
		try (LoadRig rig = new LoadRig(this.home)) {
			new Starts(this.home, rig.directory()).run(this.options.number("starts", 15), this::row, this::goal);
			for (String provider : this.options.list("providers", "jdk", "accp")) {
				merchants(rig, provider);
				openssl(rig, provider);
				halfLoad(rig, provider);
			}
		}
		document.replace("application", Machine.describe() + "\n" + this.goals + "\n" + this.table);
	}

	private void row(String what, Spread figure) {
		Console.print(what + ": " + figure.formatAll());
		this.table.row(List.of(what, figure.formatAll()));
	}

	private void goal(Goal goal) {
		this.goals.row(goal.row());
		row(goal.what(), goal.measured());
	}

	private void merchants(LoadRig rig, String provider) throws IOException {
		try (ChildJvm child = ChildJvm.start(this.home, this.home.starter(provider),
				SecurityProviders.jvmArguments(provider, rig.directory()), MerchantMemory.class,
				List.of("10000", provider))) {
			double bytes = Measurement.parse(child.await("RESULT ")).get("bytes");
			goal(Goal.atMost(provider + ": heap of each of 10,000 merchants, bytes", new Spread(bytes, bytes, bytes),
					8192));
		}
	}

	private void openssl(LoadRig rig, String provider) throws IOException {
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < this.options.number("rounds", 3); i++) {
			double openssl = openssl();
			ratios.add(1e6 / rig.limit(provider, 3).get("sign") / openssl);
		}
		String what = provider + ": signatures ÷ `openssl speed rsa2048`";
		if (provider.equals("jdk")) {
			row(what, Spread.of(ratios));
		}
		else {
			goal(Goal.atLeast(what, Spread.of(ratios), 0.95));
		}
	}

	private static double openssl() throws IOException {
		ProcessBuilder builder = new ProcessBuilder("openssl", "speed", "-seconds", "3", "rsa2048");
		Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
		try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
			for (String line : reader.lines().toList()) {
				Matcher matcher = OPENSSL.matcher(line);
				if (matcher.matches()) {
					return Double.parseDouble(matcher.group(1));
				}
			}
		}
		throw new IOException("OpenSSL says nothing about rsa2048");
	}

	private void halfLoad(LoadRig rig, String provider) throws IOException {
		LoadCase load = new LoadCase("starter@" + provider, 64, 0);
		Samples<String> halves = new Samples<>();
		List<Double> ratios = new ArrayList<>();
		Map<String, String> settings = Map.of("warm-up", this.options.get("warm-up", "30"), "measure",
				this.options.get("measure", "10"));
		for (int i = 0; i < this.options.number("rounds", 3); i++) {
			double most = rig.measure(load, settings).get("throughput");
			Map<String, String> half = new LinkedHashMap<>(settings);
			half.put("rate", Integer.toString(Math.max(1, (int) (most / 2))));
			// Calls come whether there is a connection for them or not
			half.put("connections", HALF_LOAD_CONNECTIONS);
			Measurement measurement = rig.measure(load, half);
			Console.print(measurement.format());
			halves.add("half", measurement);
			ratios.add(measurement.get("p99") / measurement.get("p50"));
		}
		goal(Goal.atMost(provider + ": p99 ÷ p50 at half the load", Spread.of(ratios), 3));
		goal(Goal.atMost(provider + ": failures at half the load", halves.get("half", "failures"), 0));
		row(provider + ": p50 at half the load, ms", halves.get("half", "p50"));
		row(provider + ": p99 at half the load, ms", halves.get("half", "p99"));
	}

}
