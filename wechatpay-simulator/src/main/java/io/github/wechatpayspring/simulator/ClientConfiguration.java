package io.github.wechatpayspring.simulator;

import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.simulator.control.ControlApi;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;

/**
 * What the clients of a simulator are configured with, as text.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ClientConfiguration {

	private ClientConfiguration() {
	}

	/**
	 * Write the {@code application.yml} of a client of the starter.
	 * @param simulator the simulator
	 * @return a YAML document
	 */
	static String yaml(WechatPaySimulator simulator) {
		List<String> lines = new ArrayList<>();
		lines.add("wechatpay:");
		lines.add("  base-url: " + simulator.publicUrl());
		lines.add("  merchant:");
		for (SimulatorMerchant merchant : simulator.merchants()) {
			boolean first = merchant == simulator.merchant();
			lines.add("    " + (first ? "default" : "\"" + merchant.id() + "\"") + ":");
			addMerchant(lines, merchant);
		}
		return String.join("\n", lines) + "\n";
	}

	private static void addMerchant(List<String> lines, SimulatorMerchant merchant) {
		lines.add("      id: \"" + merchant.id() + "\"");
		lines.add("      api-v3-key: " + quoted(merchant.apiV3Key()));
		if (merchant.hasPrivateKey()) {
			addPem(lines, "      private-key", merchant.privateKeyPem());
		}
		else {
			lines.add("      # private-key: only its public side was given to the simulator");
		}
		if (merchant.hasCertificate()) {
			addPem(lines, "      certificate", merchant.certificatePem());
		}
		else {
			lines.add("      serial-number: \"" + merchant.serialNumber() + "\"");
		}
		lines.add("      platform:");
		if (merchant.platformKeyMode().hasPublicKey()) {
			lines.add("        public-key-id: " + quoted(merchant.wechatPayPublicKeyId()));
			addPem(lines, "        public-key", merchant.wechatPayPublicKeyPem());
		}
		else {
			lines.add("        download-certificates: true");
		}
		lines.add("      payscore:");
		lines.add("        service-id: " + quoted(merchant.serviceId()));
		lines.add("        app-id: " + quoted(merchant.appId()));
		lines.add("        sub-merchant-id: " + quoted(merchant.subMerchantId()));
		if (merchant.subAppId() != null) {
			lines.add("        sub-app-id: " + quoted(merchant.subAppId()));
		}
	}

	private static void addPem(List<String> lines, String key, String pem) {
		lines.add(key + ": |");
		String indent = " ".repeat(key.length() - key.stripLeading().length() + 2);
		pem.lines().forEach((line) -> lines.add(indent + line));
	}

	private static String quoted(String text) {
		return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

	/**
	 * Write what {@code GET /_simulator/merchants} answers, with the base URL.
	 * @param simulator the simulator
	 * @return a JSON object of one line
	 */
	static String json(WechatPaySimulator simulator) {
		return ControlApi.merchants(simulator.merchants()).put("base_url", simulator.publicUrl().toString()).toString();
	}

}
