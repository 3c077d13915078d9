package io.github.wechatpayspring.benchmarks.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import io.github.wechatpayspring.benchmarks.ChildJvm;
import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Home;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.benchmarks.Options;
import io.github.wechatpayspring.benchmarks.PlanSample;
import io.github.wechatpayspring.benchmarks.report.Document;
import io.github.wechatpayspring.benchmarks.report.Machine;
import io.github.wechatpayspring.benchmarks.report.Spread;
import io.github.wechatpayspring.benchmarks.report.Table;

/**
 * Measures how many plans the simulator creates per second beside how often the cores can
 * sign, and whether its memory grows. Every answer is verified, but not while it is
 * measured.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatorCommand {

	private static final int BLOCK = 10_000;

	private static final long SIGNING_NANOS = 5_000_000_000L;

	private final Home home;

	private final Options options;

	private int created;

	private int wrong;

	/**
	 * Create a command.
	 * @param home where the libraries are
	 * @param options the options
	 */
	public SimulatorCommand(Home home, Options options) {
		this.home = home;
		this.options = options;
	}

	/**
	 * Measure and write a table.
	 * @param document where to write it
	 * @throws IOException if it can't be measured
	 * @throws GeneralSecurityException if there is a problem with keys
	 */
	public void run(Document document) throws IOException, GeneralSecurityException {
		Table table = new Table(List.of("what", "figure"));
		try (ChildJvm child = ChildJvm.start(this.home, this.home.starter("jdk"),
				List.of("-Xmx" + this.options.get("heap", "512m"), "-XX:+UseSerialGC"), SimulatorJvm.class,
				List.of())) {
			SimulatedPlatform platform = SimulatedPlatform.parse(child.await("READY "));
			KeepAliveClient client = new KeepAliveClient(platform.port(), this.options.number("connections", 64));
			create(platform, client, this.options.number("warm-up", 10_000));
			throughput(platform, client, table);
			memory(platform, client, child, table);
		}
		table.row(List.of("plans created", Integer.toString(this.created)));
		table.row(List.of("wrong answers", Integer.toString(this.wrong)));
		Console.print(this.created + " plans, " + this.wrong + " wrong answers");
		document.replace("simulator", Machine.describe() + "\n" + table);
	}

	private void throughput(SimulatedPlatform platform, KeepAliveClient client, Table table) throws IOException {
		List<Double> calls = new ArrayList<>();
		List<Double> signatures = new ArrayList<>();
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < this.options.number("rounds", 5); i++) {
			double before = signaturesPerSecond(platform);
			double perSecond = create(platform, client, BLOCK);
			double signing = (before + signaturesPerSecond(platform)) / 2;
			calls.add(perSecond);
			signatures.add(signing);
			ratios.add(perSecond / signing);
			Console.print("round %d: %.0f calls/s, %.0f signatures/s".formatted(i + 1, perSecond, signing));
		}
		table.row(List.of("create-plan calls per second", Spread.of(calls).formatAll()));
		table.row(List.of("signatures per second of all cores", Spread.of(signatures).formatAll()));
		table.row(List.of("calls ÷ signatures", Spread.of(ratios).formatAll()));
	}

	private void memory(SimulatedPlatform platform, KeepAliveClient client, ChildJvm child, Table table)
			throws IOException {
		int calls = this.options.number("calls", 500_000);
		int step = Math.max(BLOCK, calls / 10);
		int next = step;
		while (this.created < calls) {
			create(platform, client, Math.min(BLOCK, calls - this.created));
			if (this.created >= next || this.created == calls) {
				double heap = Measurement.parse(child.ask("memory", "RESULT ")).get("heap") / (1024 * 1024);
				table.row(List.of("heap after %,d calls, MB".formatted(this.created), "%.0f".formatted(heap)));
				Console.print("%,d calls: heap %.0f MB".formatted(this.created, heap));
				next += step;
			}
		}
	}

	private double create(SimulatedPlatform platform, KeepAliveClient client, int count) throws IOException {
		int first = this.created;
		byte[][] requests = IntStream.range(first, first + count)
			.parallel()
			.mapToObj(platform::request)
			.toArray(byte[][]::new);
		long start = System.nanoTime();
		byte[][] answers = client.send(requests);
		double seconds = (System.nanoTime() - start) / 1e9;
		this.created += count;
		this.wrong += (int) IntStream.range(0, count)
			.parallel()
			.filter((index) -> !platform.isAnswer(first + index, answers[index]))
			.count();
		return count / seconds;
	}

	private static double signaturesPerSecond(SimulatedPlatform platform) {
		byte[] message = PlanSample.ANSWER.getBytes(StandardCharsets.UTF_8);
		LongAdder count = new LongAdder();
		long start = System.nanoTime();
		IntStream.range(0, Runtime.getRuntime().availableProcessors()).parallel().forEach((core) -> {
			while (System.nanoTime() - start < SIGNING_NANOS) {
				platform.sign(message);
				count.increment();
			}
		});
		return count.sum() / ((System.nanoTime() - start) / 1e9);
	}

}
