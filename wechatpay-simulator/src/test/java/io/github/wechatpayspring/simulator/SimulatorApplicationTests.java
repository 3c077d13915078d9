package io.github.wechatpayspring.simulator;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SimulatorApplication}.
 */
class SimulatorApplicationTests {

	@Test
	void printsWhatAClientIsConfiguredWith() {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
		try (WechatPaySimulator simulator = SimulatorApplication.start(new String[] { "--port=0" }, out)) {
			String text = printed.toString(StandardCharsets.UTF_8);
			assertThat(text).startsWith("WeChat Pay is simulated at " + simulator.baseUrl());
			Object yaml = new Yaml().load(text.substring(text.indexOf("wechatpay:")));
			assertThat(yaml).extracting("wechatpay.base-url").isEqualTo(simulator.baseUrl().toString());
			assertThat(yaml).extracting("wechatpay.merchant.default.id").isEqualTo(simulator.merchant().id());
			assertThat(yaml).extracting("wechatpay.merchant.default.api-v3-key")
				.hasToString(simulator.merchant().apiV3Key());
			assertThat(yaml).extracting("wechatpay.merchant.default.private-key")
				.isEqualTo(simulator.merchant().privateKeyPem());
			assertThat(yaml).extracting("wechatpay.merchant.default.certificate")
				.isEqualTo(simulator.merchant().certificatePem());
			assertThat(yaml).extracting("wechatpay.merchant.default.platform.public-key")
				.isEqualTo(simulator.merchant().wechatPayPublicKeyPem());
			assertThat(yaml).extracting("wechatpay.merchant.default.payscore.service-id")
				.isEqualTo(simulator.merchant().serviceId());
			assertThat(yaml).extracting("wechatpay.merchant.default.payscore.sub-app-id")
				.isEqualTo(simulator.merchant().subAppId());
		}
	}

	@Test
	void otherArgumentsAreRefused() {
		PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> SimulatorApplication.start(new String[] { "--prot=1" }, out))
			.withMessageContaining("--port");
	}

	@Test
	void closedSimulatorDoesNotListen() {
		WechatPaySimulator simulator = WechatPaySimulator.start();
		URI url = simulator.baseUrl();
		assertThat(url.getHost()).isEqualTo("127.0.0.1");
		simulator.close();
		simulator.close();
		simulator.await();
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> new Socket(url.getHost(), url.getPort()).close());
	}

	@Test
	void usedPortIsRefused() {
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			WechatPaySimulator.Builder builder = WechatPaySimulator.builder().port(simulator.baseUrl().getPort());
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(builder::start);
		}
	}

}
