package io.github.wechatpayspring.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.wechatpayspring.benchmarks.report.Document;
import io.github.wechatpayspring.benchmarks.report.LineChart;
import io.github.wechatpayspring.benchmarks.report.Machine;
import io.github.wechatpayspring.benchmarks.report.Samples;
import io.github.wechatpayspring.benchmarks.report.Spread;
import io.github.wechatpayspring.benchmarks.report.Table;

/**
 * Shows what {@link LoadCommand} measured.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class LoadReport {

	private static final List<String> HEADINGS = List.of("client", "in flight", "calls/s", "÷ peer", "p50 ms", "p99 ms",
			"CPU µs/call", "÷ limit", "KB/call", "threads", "peak RSS MB", "heap MB", "connections/call", "failures");

	private final Samples<LoadCase> clients;

	private final Samples<String> limits;

	private final LoadGoals goals;

	private final String peer;

	/**
	 * Create a report.
	 * @param command what was measured
	 * @param peer the variant that others are compared with
	 */
	public LoadReport(LoadCommand command, String peer) {
		this.clients = command.clients();
		this.limits = command.limits();
		this.goals = new LoadGoals(command);
		this.peer = peer;
	}

	/**
	 * Write the report to a section of a document.
	 * @param document the document
	 * @param section the name of the section
	 * @throws IOException if it can't be written
	 */
	public void write(Document document, String section) throws IOException {
		StringBuilder content = new StringBuilder(Machine.describe()).append('\n');
		content.append(limits()).append('\n').append(this.goals);
		for (int latency : this.clients.keys(LoadCase::latencyMillis)) {
			content.append("### Answers after ").append(latency).append(" ms\n\n");
			if (concurrencies(latency).size() > 1) {
				plots(document, section, latency, content);
			}
			content.append(table(latency)).append('\n');
		}
		document.replace(section, content.toString());
	}

	private List<Integer> concurrencies(int latency) {
		return this.clients.keys(Function.identity())
			.stream()
			.filter((load) -> load.latencyMillis() == latency)
			.map(LoadCase::concurrency)
			.distinct()
			.sorted()
			.toList();
	}

	private void plots(Document document, String section, int latency, StringBuilder content) throws IOException {
		content
			.append(document.image(section + "-throughput-" + latency + ".svg",
					"Calls per second over calls in flight, answers after " + latency + " ms",
					chart(latency, "throughput", "calls/s")))
			.append(document.image(section + "-cpu-" + latency + ".svg",
					"CPU time per call over calls in flight, answers after " + latency + " ms",
					chart(latency, "cpu", "CPU time per call, µs")))
			.append('\n');
	}

	private String limits() {
		Table table = new Table(
				List.of("provider", "sign µs", "verify µs", "limit µs/call", "limit calls/s per core", "signatures/s"));
		for (String provider : this.limits.keys((key) -> key)) {
			double limit = limit(provider);
			table.row(List.of(provider, this.limits.get(provider, "sign").formatAll(),
					this.limits.get(provider, "verify").formatAll(), format(limit), format(1e6 / limit),
					format(1e6 / this.limits.get(provider, "sign").median())));
		}
		return table.toString();
	}

	private double limit(String provider) {
		return this.limits.get(provider, "sign").median() + this.limits.get(provider, "verify").median();
	}

	private String table(int latency) {
		Table table = new Table(HEADINGS);
		for (int concurrency : concurrencies(latency)) {
			LoadCase peerCase = new LoadCase(this.peer, concurrency, latency);
			for (String variant : this.clients.keys(LoadCase::variant)) {
				LoadCase load = new LoadCase(variant, concurrency, latency);
				if (this.clients.has(load)) {
					table.row(row(load, peerCase));
				}
			}
		}
		return table.toString();
	}

	private List<String> row(LoadCase load, LoadCase peerCase) {
		List<String> cells = new ArrayList<>();
		cells.add(load.variant());
		cells.add(format(load.concurrency()));
		cells.add(this.clients.get(load, "throughput").formatAll());
		cells.add(this.clients.ratio(load, peerCase, "throughput").formatAll());
		cells.add(this.clients.get(load, "p50").format());
		cells.add(this.clients.get(load, "p99").format());
		Spread cpu = this.clients.get(load, "cpu");
		cells.add(cpu.formatAll());
		cells.add(format(cpu.median() / limit(load.provider())));
		for (String figure : List.of("allocated", "threads", "resident", "heap", "connections", "failures")) {
			cells.add(this.clients.get(load, figure).format());
		}
		return cells;
	}

	private String chart(int latency, String figure, String label) {
		LineChart chart = new LineChart("Answers after " + latency + " ms", "calls in flight", label);
		for (String variant : this.clients.keys(LoadCase::variant)) {
			Map<Integer, Spread> points = new LinkedHashMap<>();
			for (int concurrency : concurrencies(latency)) {
				points.put(concurrency, this.clients.get(new LoadCase(variant, concurrency, latency), figure));
			}
			chart.add(variant, points);
		}
		return chart.draw();
	}

	private static String format(double value) {
		return new Spread(value, value, value).format();
	}

}
