package io.github.wechatpayspring.benchmarks.application;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.wechatpayspring.benchmarks.ChildJvm;
import io.github.wechatpayspring.benchmarks.Home;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.benchmarks.report.Goal;
import io.github.wechatpayspring.benchmarks.report.Samples;
import io.github.wechatpayspring.benchmarks.report.Spread;

/**
 * Starts applications in turn, each in a JVM of its own: a bare WebFlux application, one
 * that builds a {@code WebClient}, and one with the starter, a merchant and a bean that
 * calls WeChat Pay. Each has the libraries of its starters and no others.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Starts {

	private static final List<String> JVM = List.of("-Xmx512m");

	private final Home home;

	private final List<String> merchant;

	/**
	 * Prepare to start applications.
	 * @param home where the libraries are
	 * @param directory the directory with the keys
	 * @throws IOException if the certificate can't be written
	 */
	Starts(Home home, Path directory) throws IOException {
		this.home = home;
		this.merchant = List.of("--keys=" + directory, "--certificate=" + MerchantCertificate.write(directory));
	}

	/**
	 * Start applications.
	 * @param rounds how often each
	 * @param row takes the figures
	 * @param goal takes those that there is a goal for
	 * @throws IOException if one can't be started
	 */
	void run(int rounds, BiConsumer<String, Spread> row, Consumer<Goal> goal) throws IOException {
		Samples<Kind> samples = new Samples<>();
		List<Kind> order = new ArrayList<>(List.of(Kind.values()));
		for (int i = 0; i < rounds; i++) {
			for (Kind kind : order) {
				samples.add(kind, start(kind));
			}
			Collections.reverse(order);
		}
		for (Kind kind : Kind.values()) {
			row.accept("start of " + kind.description + ", ms", samples.get(kind, "start"));
		}
		for (Kind kind : List.of(Kind.BARE, Kind.WEB_CLIENT)) {
			goal.accept(Goal.atMost("added by the starter to " + kind.description + ", ms",
					added(samples, kind, "start"), 40));
			row.accept("added by the starter to " + kind.description + ", ms of CPU of the starting thread",
					added(samples, kind, "cpu"));
		}
		int classes = countBouncyCastle();
		goal.accept(Goal.atMost("classes of Bouncy Castle loaded", new Spread(classes, classes, classes), 0));
	}

	private static Spread added(Samples<Kind> samples, Kind kind, String figure) {
		double added = samples.get(Kind.STARTER, figure).median() - samples.get(kind, figure).median();
		return new Spread(added, added, added);
	}

	private Measurement start(Kind kind) throws IOException {
		try (ChildJvm child = ChildJvm.start(this.home, kind.classPath(this.home), JVM, StartUp.class,
				arguments(kind))) {
			return Measurement.parse(child.await("RESULT "));
		}
	}

	private List<String> arguments(Kind kind) {
		return switch (kind) {
			case BARE -> List.of();
			case WEB_CLIENT -> List.of("--web-client=true");
			case STARTER -> this.merchant;
		};
	}

	// Not while time is taken, as an application with more classes would log more
	private int countBouncyCastle() throws IOException {
		List<String> jvm = List.of("-Xmx512m", "-Xlog:class+load:stdout");
		int count = 0;
		try (ChildJvm child = ChildJvm.start(this.home, Kind.STARTER.classPath(this.home), jvm, StartUp.class,
				this.merchant)) {
			for (String line = child.await(""); !line.startsWith("RESULT "); line = child.await("")) {
				if (line.contains("] org.bouncycastle.")) {
					count++;
				}
			}
		}
		return count;
	}

	/**
	 * The applications.
	 */
	private enum Kind {

		BARE("a bare WebFlux application") {

			@Override
			String classPath(Home home) {
				return home.webflux();
			}

		},

		WEB_CLIENT("one that builds a `WebClient`") {

			@Override
			String classPath(Home home) {
				return home.webfluxAndWebClient();
			}

		},

		STARTER("one with a merchant") {

			@Override
			String classPath(Home home) {
				return home.webfluxAndStarter();
			}

		};

		private final String description;

		Kind(String description) {
			this.description = description;
		}

		abstract String classPath(Home home);

	}

}
