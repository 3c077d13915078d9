package io.github.wechatpayspring.simulator;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import reactor.netty.ChannelBindException;

/**
 * Runs a simulator until the process is stopped, and prints what a client of it has to be
 * configured with. The credentials it prints are made up for this run.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatorApplication {

	private static final int DEFAULT_PORT = 8443;

	private static final int MAX_PORT = 65535;

	private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

	private static final String USAGE = "Usage: [--port=8443] [--host=127.0.0.1]";

	private SimulatorApplication() {
	}

	/**
	 * Run a simulator. The process ends with status 2 if the arguments are wrong, and
	 * with 1 if the simulator can't listen.
	 * @param args {@code --port=} and {@code --host=}, or {@code --help}
	 */
	public static void main(String[] args) {
		int status = run(args, printStream(FileDescriptor.out), printStream(FileDescriptor.err));
		if (status != 0) {
			System.exit(status);
		}
	}

	private static PrintStream printStream(FileDescriptor descriptor) {
		return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
	}

	static int run(String[] args, PrintStream out, PrintStream err) {
		if (List.of(args).contains("--help")) {
			out.println(USAGE);
			return 0;
		}
		WechatPaySimulator.Builder builder;
		try {
			builder = parse(args);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage() + ". " + USAGE);
			return 2;
		}
		try {
			WechatPaySimulator simulator = start(builder, out);
			Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "wechatpay-simulator-stop"));
			simulator.await();
			return 0;
		}
		catch (ChannelBindException ex) {
			err.println("Unable to listen at %s:%d, choose another with --port= or --host=: %s"
				.formatted(ex.localHost(), ex.localPort(), ex.getCause()));
			return 1;
		}
	}

	private static WechatPaySimulator.Builder parse(String[] args) {
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder().port(DEFAULT_PORT);
		for (String arg : args) {
			String port = value(arg, "--port=");
			String host = value(arg, "--host=");
			if (port != null) {
				builder.port(parsePort(port));
			}
			else if (host != null) {
				builder.host(requireHost(host));
			}
			else {
				throw new IllegalArgumentException("Unknown option '%s'".formatted(arg));
			}
		}
		return builder;
	}

	private static int parsePort(String port) {
		if (!PORT.matcher(port).matches() || Integer.parseInt(port) > MAX_PORT) {
			throw new IllegalArgumentException("Port '%s' isn't a number from 0 to %d".formatted(port, MAX_PORT));
		}
		return Integer.parseInt(port);
	}

	private static String requireHost(String host) {
		if (host.isBlank()) {
			throw new IllegalArgumentException("Host is empty");
		}
		return host;
	}

	static WechatPaySimulator start(WechatPaySimulator.Builder builder, PrintStream out) {
		WechatPaySimulator simulator = builder.start();
		out.println("WeChat Pay is simulated at " + simulator.baseUrl() + ". For the application.yml of a client:");
		out.println();
		out.println(yaml(simulator));
		return simulator;
	}

	private static String yaml(WechatPaySimulator simulator) {
		SimulatorMerchant merchant = simulator.merchant();
		return """
				wechatpay:
				  base-url: %s
				  merchant:
				    default:
				      id: "%s"
				      api-v3-key: "%s"
				      private-key: |
				%s      certificate: |
				%s      platform:
				        public-key-id: %s
				        public-key: |
				%s      payscore:
				        service-id: "%s"
				        app-id: %s
				        sub-merchant-id: "%s"
				        sub-app-id: %s
				""".formatted(simulator.baseUrl(), merchant.id(), merchant.apiV3Key(),
				merchant.privateKeyPem().indent(8), merchant.certificatePem().indent(8),
				merchant.wechatPayPublicKeyId(), merchant.wechatPayPublicKeyPem().indent(10), merchant.serviceId(),
				merchant.appId(), merchant.subMerchantId(), merchant.subAppId());
	}

	private static @Nullable String value(String arg, String name) {
		return arg.startsWith(name) ? arg.substring(name.length()) : null;
	}

}
