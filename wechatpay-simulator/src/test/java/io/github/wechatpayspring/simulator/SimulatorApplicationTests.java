package io.github.wechatpayspring.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.wechatpayspring.simulator.config.Setting;
import io.github.wechatpayspring.simulator.config.Settings;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SimulatorApplication}.
 */
class SimulatorApplicationTests {

	@Test
	void clientsAreToldAnAddressThatTheyCanReach() {
		try (WechatPaySimulator simulator = WechatPaySimulator.builder().host("0.0.0.0").start()) {
			assertThat(simulator.publicUrl())
				.isEqualTo(URI.create("http://localhost:" + simulator.baseUrl().getPort()));
		}
	}

	@Test
	void printsWhatAClientIsConfiguredWith() {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
		try (WechatPaySimulator simulator = SimulatorApplication.start(WechatPaySimulator.builder(), "yaml", out)) {
			String text = printed.toString(StandardCharsets.UTF_8);
			assertThat(text).startsWith("# WeChat Pay is simulated at " + simulator.baseUrl() + ".");
			Object yaml = new Yaml().load(text);
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
	void printsOneDocumentForSeveralMerchants() throws IOException {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
		String certificate = Files.readString(Path.of("src/test/resources/keys/apiclient_cert.pem"));
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder()
			.publicUrl(URI.create("http://localhost:18443"))
			.merchant(SimulatorMerchant.withId("1900000201").platformKeyMode(PlatformKeyMode.CERTIFICATES))
			.merchant(SimulatorMerchant.withId("1900000202")
				.apiV3Key("\"\\#:'{}[]&*!|>%@`0123456789abcde")
				.certificate(certificate)
				.platformKeyMode(PlatformKeyMode.PUBLIC_KEY)
				.subMerchant("1900000302", null));
		try (WechatPaySimulator simulator = SimulatorApplication.start(builder, "yaml", out)) {
			Object yaml = new Yaml().load(printed.toString(StandardCharsets.UTF_8));
			assertThat(yaml).extracting("wechatpay.base-url").isEqualTo("http://localhost:18443");
			assertThat(yaml).extracting("wechatpay.merchant.default.platform")
				.isEqualTo(Map.of("download-certificates", true));
			Map<?, ?> second = (Map<?, ?>) assertThat(yaml).extracting("wechatpay.merchant")
				.extracting((merchants) -> ((Map<?, ?>) merchants).get("1900000202"))
				.actual();
			assertThat(second.get("id")).isEqualTo(simulator.merchants().get(1).id());
			assertThat(second.get("certificate")).isEqualTo(certificate);
			assertThat(second.get("api-v3-key")).isEqualTo("\"\\#:'{}[]&*!|>%@`0123456789abcde");
			assertThat(second.containsKey("private-key")).isFalse();
		}
	}

	@Test
	void helpPrintsUsage() {
		assertThat(run("--help")).isEqualTo(new Outcome(0, Settings.help() + "\n", ""));
		assertThat(run("--port=0", "--help")).isEqualTo(run("--help"));
		for (Setting setting : Setting.values()) {
			assertThat(Settings.help()).contains(setting.argument(), setting.description());
		}
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			--prot=1 | --prot: is not known; did you mean '--port'?
			--statefile=a | --statefile: is not known; did you mean '--state-file'?
			--port | --port: has no value; write --port=…
			--port=abc | --port: 'abc' isn't a number from 0 to 65535
			--port= | --port: is empty; give a value or leave it out
			--port=-1 | --port: '-1' isn't a number from 0 to 65535
			--port=65536 | --port: '65536' isn't a number from 0 to 65535
			--host= | --host: is empty; give a value or leave it out
			--credentials=xml | --credentials: 'xml' isn't yaml, json or none
			--control-hosts=a.example,b:80 | --control-hosts: 'b:80' isn't a domain name like pay.example.com
			--notification-timeout=5 | --notification-timeout: '5' isn't a time like 5s, 500ms or PT5S
			--public-url=localhost:1 | --public-url: 'localhost:1' isn't a base URL like http://localhost:8443
			--merchants=19 | --merchants: A merchant number has 8 to 32 digits, '19' is none
			""", quoteCharacter = '"', delimiter = '|')
	void wrongArgumentIsOneLine(String argument, String message) {
		assertThat(run(argument)).isEqualTo(new Outcome(2, "", message + " (--help lists all settings)\n"));
	}

	@Test
	void busyPortIsOneLine() {
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			int port = simulator.baseUrl().getPort();
			Outcome outcome = run("--port=" + port);
			assertThat(outcome.status()).isEqualTo(1);
			assertThat(outcome.out()).isEmpty();
			assertThat(outcome.err())
				.startsWith("Unable to listen at 127.0.0.1:" + port + ", choose another with --port= or --host=: ")
				.contains("Address already in use")
				.hasLineCount(1);
		}
	}

	@Test
	void unknownHostIsOneLine() {
		Outcome outcome = run("--port=0", "--host=no.such.host.invalid");
		assertThat(outcome.status()).isEqualTo(1);
		assertThat(outcome.err()).startsWith("Unable to listen at no.such.host.invalid:0, ").hasLineCount(1);
	}

	@Test
	void processEndsWithStatusAndWithoutStackTrace() throws Exception {
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), SimulatorApplication.class.getName(), "--port=abc")
			.redirectErrorStream(true)
			.start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(2);
		assertThat(text.lines())
			.containsExactly("--port: 'abc' isn't a number from 0 to 65535 (--help lists all settings)");
	}

	private static Outcome run(String... args) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int status = SimulatorApplication.run(args, Map.of(), Path.of(""),
				new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
		return new Outcome(status, text(out), text(err));
	}

	private static String text(ByteArrayOutputStream printed) {
		return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
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

	private record Outcome(int status, String out, String err) {

	}

}
