package io.github.wechatpayspring.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.github.wechatpayspring.benchmarks.ChildJvm;
import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Home;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.benchmarks.Options;
import io.github.wechatpayspring.benchmarks.SecurityProviders;
import io.github.wechatpayspring.benchmarks.report.Document;
import io.github.wechatpayspring.benchmarks.report.Machine;
import io.github.wechatpayspring.benchmarks.report.Spread;
import io.github.wechatpayspring.benchmarks.report.Table;

import org.springframework.util.FileSystemUtils;

/**
 * Runs the microbenchmarks with each provider.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class JmhCommand {

	private final Home home;

	private final Options options;

	/**
	 * Create a command.
	 * @param home where the libraries are
	 * @param options the options
	 */
	public JmhCommand(Home home, Options options) {
		this.home = home;
		this.options = options;
	}

	/**
	 * Run the benchmarks and write a table.
	 * @param document where to write it
	 * @throws IOException if the benchmarks can't be run
	 */
	public void run(Document document) throws IOException {
		Map<String, Map<String, Measurement>> results = new LinkedHashMap<>();
		Path directory = Files.createTempDirectory("wechatpay-benchmarks");
		try {
			for (String provider : this.options.list("providers", "jdk", "accp", "conscrypt")) {
				results.put(provider, run(provider, directory));
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
		document.replace("jmh", Machine.describe() + "\n" + table(results));
	}

	private Map<String, Measurement> run(String provider, Path directory) throws IOException {
		List<String> security = SecurityProviders.jvmArguments(provider, directory);
		List<String> arguments = new ArrayList<>();
		this.options.values().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		security.forEach((argument) -> arguments.add("--security=" + argument));
		Map<String, Measurement> rows = new LinkedHashMap<>();
		try (ChildJvm child = ChildJvm.start(this.home, this.home.starter(provider), security, JmhSuite.class,
				arguments)) {
			for (String row = child.await("ROW "); !"end".equals(row); row = child.await("ROW ")) {
				Console.print(provider + " " + row);
				int space = row.indexOf(' ');
				rows.put(row.substring(0, space), Measurement.parse(row.substring(space + 1)));
			}
		}
		return rows;
	}

	private static String table(Map<String, Map<String, Measurement>> results) {
		List<String> headings = new ArrayList<>(List.of("piece"));
		TreeSet<String> pieces = new TreeSet<>();
		results.forEach((provider, rows) -> {
			headings.addAll(List.of(provider + " µs", provider + " ops/s per core", provider + " bytes"));
			pieces.addAll(rows.keySet());
		});
		Table table = new Table(headings);
		for (String piece : pieces) {
			List<String> cells = new ArrayList<>(List.of(piece));
			results.forEach((provider, rows) -> {
				Measurement row = rows.getOrDefault(piece, new Measurement(Map.of()));
				cells.add(format(row.get("micros")) + " ± " + format(row.get("error")));
				cells.add(format(1e6 / row.get("micros")));
				cells.add(format(row.get("allocated")));
			});
			table.row(cells);
		}
		return table.toString();
	}

	private static String format(double value) {
		return new Spread(value, value, value).format();
	}

}
