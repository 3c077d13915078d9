package io.github.wechatpayspring.simulator;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.wechatpayspring.simulator.config.Setting;
import io.github.wechatpayspring.simulator.config.Settings;
import io.github.wechatpayspring.simulator.state.StateStoreException;
import reactor.netty.ChannelBindException;

/**
 * Runs a simulator until the process is stopped, and prints what a client of it has to be
 * configured with. The credentials it prints are made up, unless they were given.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatorApplication {

	private SimulatorApplication() {
	}

	/**
	 * Run a simulator. The process ends with status 2 if a setting is wrong, and with 1
	 * if the simulator can't listen or open its state file. A signal to terminate ends it
	 * with the status of the Java runtime for that, 143, after the answers under way were
	 * written.
	 * @param args {@code --help}, or settings as {@code --name=value}
	 */
	public static void main(String[] args) {
		int status = run(args, System.getenv(), Path.of(""), printStream(FileDescriptor.out),
				printStream(FileDescriptor.err));
		if (status != 0) {
			System.exit(status);
		}
	}

	private static PrintStream printStream(FileDescriptor descriptor) {
		return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
	}

	static int run(String[] args, Map<String, String> environment, Path directory, PrintStream out, PrintStream err) {
		if (List.of(args).contains("--help")) {
			out.println(Settings.help());
			return 0;
		}
		try {
			Settings settings = Settings.read(args, environment, directory);
			WechatPaySimulator.Builder builder = builder(settings);
			String format = settings.word(Setting.CREDENTIALS, "yaml", "json", "none");
			WechatPaySimulator simulator = start(builder, format, out);
			Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "wechatpay-simulator-stop"));
			simulator.await();
			return 0;
		}
		catch (ChannelBindException ex) {
			err.println("Unable to listen at %s:%d, choose another with --port= or --host=: %s"
				.formatted(ex.localHost(), ex.localPort(), ex.getCause()));
			return 1;
		}
		catch (StateStoreException ex) {
			err.println(ex.getMessage());
			return 1;
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage() + " (--help lists all settings)");
			return 2;
		}
	}

	private static WechatPaySimulator.Builder builder(Settings settings) {
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder()
			.host(Objects.requireNonNull(settings.text(Setting.HOST)))
			.port(settings.port())
			.notificationTimeout(settings.notificationTimeout());
		settings.merchants().forEach(builder::merchant);
		URI publicUrl = settings.publicUrl();
		if (publicUrl != null) {
			builder.publicUrl(publicUrl);
		}
		Path stateFile = settings.path(Setting.STATE_FILE);
		if (stateFile != null) {
			builder.stateFile(stateFile);
		}
		Path seedFile = settings.path(Setting.SEED_FILE);
		if (seedFile != null) {
			builder.seedFile(seedFile);
		}
		settings.controlHosts().forEach(builder::controlHost);
		return builder;
	}

	static WechatPaySimulator start(WechatPaySimulator.Builder builder, String format, PrintStream out) {
		WechatPaySimulator simulator = builder.start();
		if (format.equals("json")) {
			out.println(ClientConfiguration.json(simulator));
			return simulator;
		}
		String line = "# WeChat Pay is simulated at " + simulator.publicUrl() + ".";
		if (format.equals("none")) {
			out.println(line);
		}
		else {
			// At once, because what follows waits for keys
			out.println(line + " For the application.yml of a client:");
			out.print(ClientConfiguration.yaml(simulator));
			out.flush();
		}
		return simulator;
	}

}
