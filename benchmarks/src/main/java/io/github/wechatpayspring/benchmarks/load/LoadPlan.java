package io.github.wechatpayspring.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.benchmarks.Options;

/**
 * Which loads are put on which clients.
 *
 * @param groups the loads that are put on each client in a JVM, one after the other,
 * those of the clients to be compared together
 * @param warmUpSeconds for how long each client warms up at least
 * @param measureSeconds for how long each client is measured at least
 * @param rounds how often everything is measured
 * @author WeChat Pay Spring maintainers
 */
public record LoadPlan(List<List<List<LoadCase>>> groups, int warmUpSeconds, int measureSeconds, int rounds) {

	private static final List<String> CLIENTS = List.of("starter@jdk", "starter@accp", "wechatpay-java@jdk",
			"wechatpay-java@accp");

	private static final List<String> STARTERS = CLIENTS.subList(0, 2);

	private static final List<String> OTHER_CLIENTS = List.of("wechatpay-java-apache@jdk", "wxjava@jdk");

	private static final List<String> ALL_CLIENTS = Stream.concat(CLIENTS.stream(), OTHER_CLIENTS.stream()).toList();

	private static final List<String> SIGNING = List.of("starter@jdk+adaptive", "starter@jdk+event-loop",
			"starter@jdk+parallel", "starter@jdk+task-executor", "starter@accp+adaptive", "starter@accp+event-loop",
			"starter@accp+parallel", "starter@accp+task-executor");

	/**
	 * Return the plan that compares clients.
	 * @param options the options
	 * @return the plan
	 */
	public static LoadPlan clients(Options options) {
		if (!isShort(options)) {
			return product(options, ALL_CLIENTS, List.of(1, 16, 64, 256, 1000, 5000, 10000), List.of(0, 100, 1000))
				.with(options, 30, 6, 3);
		}
		List<List<List<LoadCase>>> groups = new ArrayList<>();
		groups.add(CLIENTS.stream()
			// The fewer calls are in flight, the longer the compiler waits
			.map((client) -> List.of(new LoadCase(client, 256, 0), new LoadCase(client, 64, 0),
					new LoadCase(client, 16, 0), new LoadCase(client, 1, 0), new LoadCase(client, 1000, 0),
					new LoadCase(client, 256, 100), new LoadCase(client, 5000, 1000)))
			.toList());
		groups.add(OTHER_CLIENTS.stream()
			.map((client) -> List.of(new LoadCase(client, 16, 0), new LoadCase(client, 256, 0)))
			.toList());
		groups.add(group(STARTERS, 10000, 1000));
		return new LoadPlan(groups, 0, 0, 0).with(options, 30, 5, 3);
	}

	/**
	 * Return the plan that compares where requests are signed.
	 * @param options the options
	 * @return the plan
	 */
	public static LoadPlan signing(Options options) {
		if (isShort(options)) {
			List<List<LoadCase>> clients = SIGNING.stream()
				.map((client) -> List.of(new LoadCase(client, 256, 0), new LoadCase(client, 64, 0),
						new LoadCase(client, 16, 0), new LoadCase(client, 1, 0)))
				.toList();
			return new LoadPlan(List.of(clients), 0, 0, 0).with(options, 30, 5, 1);
		}
		return product(options, SIGNING, List.of(1, 16, 64, 256), List.of(0, 100)).with(options, 30, 6, 3);
	}

	private static boolean isShort(Options options) {
		return switch (options.get("plan", "full")) {
			case "short" -> {
				List<String> fixed = Stream.of("clients", "concurrency", "latency")
					.filter(options.values()::containsKey)
					.toList();
				if (!fixed.isEmpty()) {
					throw new IllegalArgumentException("The short plan leaves no choice of " + fixed);
				}
				yield true;
			}
			case "full" -> false;
			default -> throw new IllegalArgumentException("Plans are short and full");
		};
	}

	private static LoadPlan product(Options options, List<String> variants, List<Integer> concurrencies,
			List<Integer> latencies) {
		List<List<List<LoadCase>>> groups = new ArrayList<>();
		List<String> clients = options.list("clients", variants.toArray(String[]::new));
		for (int latency : options.numbers("latency", latencies.toArray(Integer[]::new))) {
			for (int concurrency : options.numbers("concurrency", concurrencies.toArray(Integer[]::new))) {
				groups.add(group(clients, concurrency, latency));
			}
		}
		return new LoadPlan(groups, 0, 0, 0);
	}

	private static List<List<LoadCase>> group(List<String> variants, int concurrency, int latency) {
		return variants.stream().map((variant) -> List.of(new LoadCase(variant, concurrency, latency))).toList();
	}

	private LoadPlan with(Options options, int warmUpSeconds, int measureSeconds, int rounds) {
		return new LoadPlan(this.groups, options.number("warm-up", warmUpSeconds),
				options.number("measure", measureSeconds), options.number("rounds", rounds));
	}

	/**
	 * Return the providers of all clients.
	 * @return the providers, each once
	 */
	List<String> providers() {
		return this.groups.stream()
			.flatMap(List::stream)
			.flatMap(List::stream)
			.map(LoadCase::provider)
			.distinct()
			.toList();
	}

}
