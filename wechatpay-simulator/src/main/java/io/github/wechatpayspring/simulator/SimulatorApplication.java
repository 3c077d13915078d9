package io.github.wechatpayspring.simulator;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;

/**
 * Runs a simulator until the process is stopped, and prints what a client of it has to be
 * configured with. The credentials it prints are made up for this run.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatorApplication {

	private static final int DEFAULT_PORT = 8443;

	private SimulatorApplication() {
	}

	/**
	 * Run a simulator.
	 * @param args {@code --port=} and {@code --host=}
	 */
	public static void main(String[] args) {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		WechatPaySimulator simulator = start(args, out);
		Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "wechatpay-simulator-stop"));
		simulator.await();
	}

	static WechatPaySimulator start(String[] args, PrintStream out) {
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder().port(DEFAULT_PORT);
		for (String arg : args) {
			String port = value(arg, "--port=");
			String host = value(arg, "--host=");
			if (port != null) {
				builder.port(Integer.parseInt(port));
			}
			else if (host != null) {
				builder.host(host);
			}
			else {
				throw new IllegalArgumentException("Usage: [--port=8443] [--host=127.0.0.1]");
			}
		}
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
