package io.github.wechatpayspring.benchmarks.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;

/**
 * Runs a simulator, and tells how much memory it uses for every line that it reads.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatorJvm {

	private SimulatorJvm() {
	}

	/**
	 * Run a simulator until the input ends.
	 * @param arguments none
	 * @throws IOException if the input can't be read
	 */
	public static void main(String[] arguments) throws IOException {
		try (WechatPaySimulator simulator = WechatPaySimulator.start();
				BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
			SimulatorMerchant merchant = simulator.merchant();
			Console.print("READY " + String.join(" ", Integer.toString(simulator.baseUrl().getPort()), merchant.id(),
					merchant.serialNumber(), merchant.serviceId(), merchant.appId(), merchant.subMerchantId(),
					merchant.wechatPayPublicKeyId(), base64(merchant.privateKeyPem()),
					base64(merchant.wechatPayPublicKeyPem())));
			while (input.readLine() != null) {
				Console.print("RESULT " + memory().format());
			}
		}
	}

	private static String base64(String pem) {
		return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
	}

	private static Measurement memory() {
		System.gc();
		Map<String, Double> figures = new LinkedHashMap<>();
		figures.put("heap", (double) ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		return new Measurement(figures);
	}

}
