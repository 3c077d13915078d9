package io.github.wechatpayspring.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Options;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the microbenchmarks with the class path of this JVM and prints a line for each.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class JmhSuite {

	private static final String ALLOCATION = "gc.alloc.rate.norm";

	private JmhSuite() {
	}

	/**
	 * Run the benchmarks.
	 * @param arguments the options
	 * @throws Exception if a benchmark fails
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.parse(List.of(arguments));
		ChainedOptionsBuilder builder = new OptionsBuilder().mode(Mode.AverageTime)
			.timeUnit(TimeUnit.MICROSECONDS)
			.forks(options.number("forks", 3))
			.warmupIterations(options.number("warm-up", 5))
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(options.number("iterations", 5))
			.measurementTime(TimeValue.seconds(1))
			.shouldFailOnError(true)
			.addProfiler(GCProfiler.class)
			.include("io\\.github\\.wechatpayspring\\..*(" + options.get("include", ".*") + ")");
		String security = options.get("security", "");
		if (!security.isEmpty()) {
			builder.jvmArgsAppend(security);
		}
		for (RunResult result : new Runner(builder.build()).run()) {
			Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
			Console.print("ROW %s micros=%s error=%s allocated=%s".formatted(result.getPrimaryResult().getLabel(),
					result.getPrimaryResult().getScore(), result.getPrimaryResult().getScoreError(),
					(allocation != null) ? allocation.getScore() : Double.NaN));
		}
		Console.print("ROW end");
	}

}
