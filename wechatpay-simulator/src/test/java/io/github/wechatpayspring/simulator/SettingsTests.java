package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.wechatpayspring.simulator.config.Setting;
import io.github.wechatpayspring.simulator.config.SettingException;
import io.github.wechatpayspring.simulator.config.Settings;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Settings}.
 */
class SettingsTests {

	@TempDir
	private Path directory;

	@Test
	void nothingIsNeeded() {
		Settings settings = read(Map.of());
		assertThat(settings.port()).isEqualTo(8443);
		assertThat(settings.text(Setting.HOST)).isEqualTo("127.0.0.1");
		assertThat(settings.notificationTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(settings.publicUrl()).isNull();
		assertThat(settings.path(Setting.STATE_FILE)).isNull();
		assertThat(settings.merchants()).isEmpty();
	}

	@Test
	void argumentGoesBeforeEnvironmentBeforeFile() throws IOException {
		file("simulator.yml", """
				simulator:
				  port: 1
				  host: file
				  state-file: state.db
				  notification-timeout: 250ms
				""");
		Settings settings = read(
				Map.of("WECHATPAY_SIMULATOR_PORT", "2", "WECHATPAY_SIMULATOR_HOST", "environment", "PATH", "a"),
				"--port=3", "--public-url=http://localhost:8080/");
		assertThat(settings.port()).isEqualTo(3);
		assertThat(settings.text(Setting.HOST)).isEqualTo("environment");
		assertThat(settings.path(Setting.STATE_FILE)).isEqualTo(this.directory.resolve("state.db"));
		assertThat(settings.notificationTimeout()).isEqualTo(Duration.ofMillis(250));
		assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
	}

	@Test
	void everySettingIsReadFromEverywhere() throws IOException {
		for (Setting setting : Setting.values()) {
			if (setting != Setting.CONFIG_FILE) {
				assertThat(read(Map.of(), setting.argument() + "value").text(setting)).isEqualTo("value");
				assertThat(read(Map.of(setting.variable(), "value")).text(setting)).isEqualTo("value");
				file("own.yml", "simulator: {" + setting.fileName() + ": value}");
				assertThat(read(Map.of(), "--config-file=own.yml").text(setting)).isEqualTo("value");
				assertThat(read(Map.of("WECHATPAY_SIMULATOR_CONFIG_FILE", "own.yml")).text(setting)).isEqualTo("value");
			}
		}
	}

	@Test
	void variablesOfAServiceAreNoSettings() {
		Settings settings = read(Map.of("WECHATPAY_SIMULATOR_PORT", "tcp://10.0.0.1:8443",
				"WECHATPAY_SIMULATOR_SERVICE_HOST", "10.0.0.1", "WECHATPAY_SIMULATOR_PORT_8443_TCP", "tcp://10.0.0.1"));
		assertThat(settings.port()).isEqualTo(8443);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					simulator: {prot: 1}             | , simulator.prot: is not known here; did you mean 'port'?
					simulator: {port: [1]}           | , simulator.port: is no single value
					simulator: {port: a}             | , simulator.port: 'a' isn't a number from 0 to 65535
					server: {port: 1}                | , server: is not known here; known: simulator
					simulator: [1]                   | , simulator: is no object with fields
					[1]                              | : is no YAML document with fields
					simulator: {port: 1              | , line 1, column 20: is not valid YAML; check indents, quotes and repeated names
					simulator: {port: 1, port: 2}    | , line 1, column 26: is not valid YAML; check indents, quotes and repeated names
					simulator: {merchants: [1]}      | , simulator.merchants[0]: is no object with fields
					simulator: {merchants: [{}]}     | , simulator.merchants[0].id: is missing; give the merchant number
					simulator: {merchants: [{id: 1900000109}]} | , simulator.merchants[0].id: is no text; write it in quotes
					simulator: {merchants: [{id: '1'}]} | , simulator.merchants[0].id: A merchant number has 8 to 32 digits
					""")
	void mistakeInAFileIsOneLine(String text, String message) throws IOException {
		file("simulator.yml", text);
		assertThatExceptionOfType(SettingException.class).isThrownBy(() -> {
			Settings settings = read(Map.of());
			settings.port();
			settings.merchants();
		}).withMessage(this.directory.resolve("simulator.yml") + message);
	}

	@Test
	void unknownVariableIsAnError() {
		assertThatExceptionOfType(SettingException.class)
			.isThrownBy(() -> read(Map.of("WECHATPAY_SIMULATOR_STATEFILE", "secret")))
			.withMessage("WECHATPAY_SIMULATOR_STATEFILE: is not known; did you mean 'WECHATPAY_SIMULATOR_STATE_FILE'?");
	}

	@Test
	void missingFileIsAnError() {
		assertThatExceptionOfType(SettingException.class).isThrownBy(() -> read(Map.of(), "--config-file=none.yml"))
			.withMessage("--config-file: the file " + this.directory.resolve("none.yml")
					+ " can't be read; check its name and that this user can read it");
	}

	@Test
	void merchantsAreNumbersOrObjects() throws IOException {
		Files.copy(Path.of("src/test/resources/keys/apiclient_key.pem"), this.directory.resolve("key.pem"));
		String yaml = "[{id: '1900000201', api-v3-key: 0123456789abcdef0123456789abcdeX, private_key: 'file:key.pem'}]";
		for (Settings settings : new Settings[] { read(Map.of("WECHATPAY_SIMULATOR_MERCHANTS", yaml)),
				read(Map.of(), "--merchants=" + yaml), fromFile("simulator: {merchants: " + yaml + "}") }) {
			WechatPaySimulator.Builder builder = WechatPaySimulator.builder();
			settings.merchants().forEach(builder::merchant);
			try (WechatPaySimulator simulator = builder.start()) {
				SimulatorMerchant merchant = simulator.merchant();
				assertThat(merchant.id()).isEqualTo("1900000201");
				assertThat(merchant.apiV3Key()).isEqualTo("0123456789abcdef0123456789abcdeX");
				assertThat(merchant.privateKeyPem()).isEqualTo(Files.readString(this.directory.resolve("key.pem")));
			}
		}
		assertThat(read(Map.of(), "--merchants=1900000201, 1900000202").merchants()).hasSize(2);
	}

	private Settings fromFile(String text) throws IOException {
		file("own.yml", text);
		return read(Map.of(), "--config-file=own.yml");
	}

	private void file(String name, String text) throws IOException {
		Files.writeString(this.directory.resolve(name), text);
	}

	private Settings read(Map<String, String> environment, String... args) {
		return Settings.read(args, environment, this.directory);
	}

}
