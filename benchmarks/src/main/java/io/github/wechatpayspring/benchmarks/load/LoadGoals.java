package io.github.wechatpayspring.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.benchmarks.report.Goal;
import io.github.wechatpayspring.benchmarks.report.Samples;
import io.github.wechatpayspring.benchmarks.report.Spread;
import io.github.wechatpayspring.benchmarks.report.Table;

/**
 * What we want to be of what {@link LoadCommand} measured.
 *
 * @author WeChat Pay Spring maintainers
 */
final class LoadGoals {

	private static final String STARTER = "starter@";

	private static final String PEER = "wechatpay-java@";

	private static final String NATIVE = "accp";

	private static final String JDK = "jdk";

	private final Samples<LoadCase> clients;

	private final Samples<String> limits;

	private final List<Goal> goals = new ArrayList<>();

	LoadGoals(LoadCommand command) {
		this.clients = command.clients();
		this.limits = command.limits();
		overhead();
		this.clients.keys(LoadCase::concurrency).stream().sorted().forEach((load) -> throughput(load, 0));
		throughput(5000, 1000);
		manyCalls(NATIVE);
		manyCalls(JDK);
	}

	private void overhead() {
		List<Double> cpu = this.clients.values(new LoadCase(STARTER + NATIVE, 256, 0), "cpu");
		List<Double> sign = this.limits.values(NATIVE, "sign");
		List<Double> verify = this.limits.values(NATIVE, "verify");
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < Math.min(cpu.size(), sign.size()); i++) {
			ratios.add(cpu.get(i) / (sign.get(i) + verify.get(i)));
		}
		add(Goal.atMost("CPU time of a call ÷ sign and verify, native provider, 256 in flight", Spread.of(ratios),
				1.2));
	}

	private void throughput(int concurrency, int latency) {
		String load = "%,d in flight%s".formatted(concurrency,
				(latency > 0) ? ", answers after %,d ms".formatted(latency) : "");
		if (latency == 0) {
			add(Goal.atLeast("calls/s ÷ `wechatpay-java` as it comes, native provider, " + load,
					ratio(NATIVE, JDK, concurrency, latency), (concurrency < 64) ? 1.6 : 1.8));
		}
		double bound = (latency == 0) ? 1.05 : 2;
		for (String provider : List.of(NATIVE, JDK)) {
			add(Goal.atLeast("calls/s ÷ `wechatpay-java`, both with " + provider + ", " + load,
					ratio(provider, provider, concurrency, latency), bound));
		}
	}

	private Spread ratio(String provider, String peerProvider, int concurrency, int latency) {
		return this.clients.ratio(new LoadCase(STARTER + provider, concurrency, latency),
				new LoadCase(PEER + peerProvider, concurrency, latency), "throughput");
	}

	private void manyCalls(String provider) {
		LoadCase load = new LoadCase(STARTER + provider, 10000, 1000);
		String where = ", 10,000 in flight, answers after 1,000 ms, " + provider;
		add(Goal.atMost("failures" + where, this.clients.get(load, "failures"), 0));
		add(Goal.atMost("threads" + where, this.clients.get(load, "threads"), 20));
		add(Goal.atMost("peak RSS, MB" + where, this.clients.get(load, "resident"), 600));
	}

	private void add(Goal goal) {
		if (goal.isMeasured()) {
			this.goals.add(goal);
		}
	}

	/**
	 * Return the goals as a section, unless nothing of it was measured.
	 * @return the section in Markdown
	 */
	@Override
	public String toString() {
		if (this.goals.isEmpty()) {
			return "";
		}
		Table table = new Table(Goal.headings());
		this.goals.forEach((goal) -> table.row(goal.row()));
		return "### Goals\n\n" + table + "\n";
	}

}
