package io.github.wechatpayspring.benchmarks;

import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.benchmarks.application.ApplicationCommand;
import io.github.wechatpayspring.benchmarks.jmh.JmhCommand;
import io.github.wechatpayspring.benchmarks.load.LoadCommand;
import io.github.wechatpayspring.benchmarks.load.LoadPlan;
import io.github.wechatpayspring.benchmarks.load.LoadReport;
import io.github.wechatpayspring.benchmarks.load.ProfileCommand;
import io.github.wechatpayspring.benchmarks.report.Document;
import io.github.wechatpayspring.benchmarks.simulator.SimulatorCommand;

/**
 * Runs the command that is named first, with the options that follow.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class BenchmarksApplication {

	private static final Map<String, Command> COMMANDS = Map.of("jmh",
			(home, options, document) -> new JmhCommand(home, options).run(document), "load",
			BenchmarksApplication::load, "signing", BenchmarksApplication::signing, "application",
			(home, options, document) -> new ApplicationCommand(home, options).run(document), "profile",
			(home, options, document) -> new ProfileCommand(home, options).run(document), "simulator",
			(home, options, document) -> new SimulatorCommand(home, options).run(document));

	private BenchmarksApplication() {
	}

	/**
	 * Run a command.
	 * @param arguments the command and its options
	 * @throws Exception if it fails
	 */
	public static void main(String[] arguments) throws Exception {
		Command command = (arguments.length > 0) ? COMMANDS.get(arguments[0]) : null;
		if (command == null) {
			Console.print("Commands: " + String.join(", ", COMMANDS.keySet().stream().sorted().toList()));
			return;
		}
		Options options = Options.parse(List.of(arguments).subList(1, arguments.length));
		Home home = Home.find();
		command.run(home, options, new Document(home.document()));
	}

	private static void load(Home home, Options options, Document document) throws Exception {
		LoadCommand command = new LoadCommand(home);
		command.run("load", LoadPlan.clients(options));
		new LoadReport(command, options.get("peer", "wechatpay-java@jdk")).write(document, "load");
	}

	private static void signing(Home home, Options options, Document document) throws Exception {
		LoadCommand command = new LoadCommand(home);
		command.run("signing", LoadPlan.signing(options));
		new LoadReport(command, options.get("peer", "starter@jdk+event-loop")).write(document, "signing");
	}

	/**
	 * Something to run.
	 */
	private interface Command {

		void run(Home home, Options options, Document document) throws Exception;

	}

}
