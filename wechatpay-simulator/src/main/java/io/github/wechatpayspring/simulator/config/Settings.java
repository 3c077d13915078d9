package io.github.wechatpayspring.simulator.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings of a process. An argument goes before the environment, the environment
 * before a file.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Settings {

	private static final int MAX_PORT = 65535;

	private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

	private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

	private static final Pattern SIMPLE_DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m)");

	// What Kubernetes and Docker put into the environment for a service with the name
	// wechatpay-simulator.
	private static final Pattern SERVICE_VARIABLE = Pattern.compile("(SERVICE|PORT|ENV)_.+|NAME");

	private static final String SERVICE_PORT = "tcp://";

	private final Map<Setting, Value> values;

	private Settings(Map<Setting, Value> values) {
		this.values = values;
	}

	/**
	 * Read the settings.
	 * @param args the arguments
	 * @param environment the environment
	 * @param directory where the configuration file is looked for
	 * @return the settings
	 * @throws SettingException if one is not known, or can't be read
	 */
	public static Settings read(String[] args, Map<String, String> environment, Path directory) {
		Map<Setting, Value> values = new EnumMap<>(Setting.class);
		readEnvironment(environment, directory, values);
		readArguments(args, directory, values);
		Settings own = new Settings(values);
		Path file = own.path(Setting.CONFIG_FILE);
		Path present = (file != null) ? file
				: directory.resolve(Objects.requireNonNull(Setting.CONFIG_FILE.defaultValue()));
		if (file != null || Files.exists(present)) {
			readFile(present, own.where(Setting.CONFIG_FILE), values);
		}
		return own;
	}

	private static void readArguments(String[] args, Path directory, Map<Setting, Value> values) {
		for (String arg : args) {
			Setting setting = Arrays.stream(Setting.values())
				.filter((candidate) -> arg.startsWith(candidate.argument()))
				.findFirst()
				.orElseThrow(() -> unknownArgument(arg));
			values.put(setting,
					new Value(arg.substring(setting.argument().length()), null, "--" + setting.fileName(), directory));
		}
	}

	private static SettingException unknownArgument(String arg) {
		int equals = arg.indexOf('=');
		String name = (equals >= 0) ? arg.substring(0, equals) : arg;
		for (Setting setting : Setting.values()) {
			if (setting.argument().equals(name + "=")) {
				return new SettingException(name, "has no value; write " + setting.argument() + "…");
			}
		}
		// Without its value, which may be a key.
		return new SettingException(name, "is not known" + Names.suggestion(name,
				Arrays.stream(Setting.values()).map((setting) -> "--" + setting.fileName()).toList()));
	}

	private static void readEnvironment(Map<String, String> environment, Path directory, Map<Setting, Value> values) {
		environment.forEach((variable, value) -> {
			if (!variable.startsWith(Setting.environmentPrefix())) {
				return;
			}
			for (Setting setting : Setting.values()) {
				if (setting.variable().equals(variable)) {
					if (setting != Setting.PORT || !value.startsWith(SERVICE_PORT)) {
						values.put(setting, new Value(value, null, variable, directory));
					}
					return;
				}
			}
			if (!SERVICE_VARIABLE.matcher(variable.substring(Setting.environmentPrefix().length())).matches()) {
				throw new SettingException(variable, "is not known"
						+ Names.suggestion(variable, Arrays.stream(Setting.values()).map(Setting::variable).toList()));
			}
		});
	}

	private static void readFile(Path file, String setting, Map<Setting, Value> values) {
		Section document = Documents.read(file, setting);
		Section section = document.section("simulator");
		document.refuseUnknown();
		if (section == null) {
			return;
		}
		for (Setting candidate : Setting.values()) {
			if (candidate == Setting.CONFIG_FILE) {
				continue;
			}
			JsonNode value = section.find(candidate.fileName());
			if (value == null) {
				continue;
			}
			if (!value.isValueNode() && candidate != Setting.MERCHANTS) {
				throw section.error(candidate.fileName(), "is no single value");
			}
			String text = value.isValueNode() ? value.asString() : null;
			values.putIfAbsent(candidate,
					new Value(text, section, file.toAbsolutePath().normalize() + ", simulator." + candidate.fileName(),
							Objects.requireNonNull(file.toAbsolutePath().normalize().getParent())));
		}
		section.refuseUnknown();
	}

	/**
	 * Return a text.
	 * @param setting the setting
	 * @return the text, the default if it is not set, or {@code null} if there is none
	 * @throws SettingException if it is empty
	 */
	public @Nullable String text(Setting setting) {
		Value value = this.values.get(setting);
		if (value == null) {
			return setting.defaultValue();
		}
		if (value.text() == null || value.text().isBlank()) {
			throw error(setting, "is empty; give a value or leave it out");
		}
		return value.text().trim();
	}

	/**
	 * Return the port.
	 * @return the port
	 */
	public int port() {
		String port = required(Setting.PORT);
		if (!PORT.matcher(port).matches() || Integer.parseInt(port) > MAX_PORT) {
			throw error(Setting.PORT, "'" + port + "' isn't a number from 0 to " + MAX_PORT);
		}
		return Integer.parseInt(port);
	}

	/**
	 * Return one of several words.
	 * @param setting the setting
	 * @param words the words
	 * @return the word
	 */
	public String word(Setting setting, String... words) {
		String word = required(setting);
		if (!List.of(words).contains(word)) {
			throw error(setting,
					"'" + word + "' isn't " + String.join(", ", words).replaceFirst(", ([^,]+)$", " or $1"));
		}
		return word;
	}

	/**
	 * Return the notification timeout.
	 * @return the timeout
	 */
	public Duration notificationTimeout() {
		String text = required(Setting.NOTIFICATION_TIMEOUT);
		Duration duration = duration(text);
		if (duration == null || duration.isNegative() || duration.isZero()) {
			throw error(Setting.NOTIFICATION_TIMEOUT, "'" + text + "' isn't a time like 5s, 500ms or PT5S");
		}
		return duration;
	}

	private static @Nullable Duration duration(String text) {
		Matcher simple = SIMPLE_DURATION.matcher(text.toLowerCase(Locale.ROOT));
		if (simple.matches()) {
			long amount = Long.parseLong(Objects.requireNonNull(simple.group(1)));
			return switch (Objects.requireNonNull(simple.group(2))) {
				case "ms" -> Duration.ofMillis(amount);
				case "s" -> Duration.ofSeconds(amount);
				default -> Duration.ofMinutes(amount);
			};
		}
		try {
			return Duration.parse(text);
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	/**
	 * Return the base URL for clients.
	 * @return the URL without a slash at its end, or {@code null} if it is not set
	 */
	public @Nullable URI publicUrl() {
		String text = text(Setting.PUBLIC_URL);
		if (text == null) {
			return null;
		}
		try {
			URI url = URI.create(text.replaceFirst("/+$", ""));
			boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
			if (web && url.getHost() != null && url.getRawPath().isEmpty() && url.getRawQuery() == null
					&& url.getRawFragment() == null && url.getRawUserInfo() == null) {
				return url;
			}
		}
		catch (IllegalArgumentException ex) {
			// The same to the user as a URL without a host.
		}
		throw error(Setting.PUBLIC_URL, "'" + text + "' isn't a base URL like http://localhost:8443");
	}

	/**
	 * Return a file.
	 * @param setting the setting
	 * @return the file, or {@code null} if it is not set
	 */
	public @Nullable Path path(Setting setting) {
		Value value = this.values.get(setting);
		if (value == null) {
			return null;
		}
		String text = required(setting);
		try {
			return value.directory().resolve(text);
		}
		catch (InvalidPathException ex) {
			throw error(setting, "'" + text + "' isn't the name of a file");
		}
	}

	/**
	 * Return the names by which console and control API may be called.
	 * @return the names, none if they are not set
	 */
	public List<String> controlHosts() {
		String text = text(Setting.CONTROL_HOSTS);
		if (text == null) {
			return List.of();
		}
		List<String> hosts = Arrays.stream(text.split(",")).map(String::trim).toList();
		for (String host : hosts) {
			if (!HOST_NAME.matcher(host).matches()) {
				throw error(Setting.CONTROL_HOSTS, "'" + host + "' isn't a domain name like pay.example.com");
			}
		}
		return hosts;
	}

	/**
	 * Return the merchants.
	 * @return the merchants, none if they are not set
	 */
	public List<SimulatorMerchant.Builder> merchants() {
		Value value = this.values.get(Setting.MERCHANTS);
		if (value == null) {
			return List.of();
		}
		Section section = value.section();
		if (value.text() != null) {
			String text = required(Setting.MERCHANTS);
			if (!text.startsWith("[") && !text.startsWith("-")) {
				return Arrays.stream(text.split(",")).map(String::trim).map(this::merchant).toList();
			}
			ObjectNode holder = JsonNodeFactory.instance.objectNode();
			holder.set("merchants", Documents.parse(text, value.where()));
			section = new Section(holder, value.where(), "", value.directory());
		}
		List<SimulatorMerchant.Builder> merchants = new ArrayList<>();
		for (Section merchant : Objects.requireNonNull(section).sections("merchants")) {
			merchants.add(MerchantReader.read(merchant));
		}
		return merchants;
	}

	private SimulatorMerchant.Builder merchant(String id) {
		try {
			return SimulatorMerchant.withId(id);
		}
		catch (IllegalArgumentException ex) {
			throw error(Setting.MERCHANTS, ex.getMessage() + ", '" + id + "' is none");
		}
	}

	private String required(Setting setting) {
		return Objects.requireNonNull(text(setting));
	}

	private SettingException error(Setting setting, String problem) {
		return new SettingException(where(setting), problem);
	}

	private String where(Setting setting) {
		Value value = this.values.get(setting);
		return (value != null) ? value.where() : setting.fileName();
	}

	/**
	 * Describe all settings.
	 * @return the text, of several lines
	 */
	public static String help() {
		StringBuilder help = new StringBuilder("Usage: java -jar wechatpay-simulator-exec.jar [--setting=value …]\n\n");
		for (Setting setting : Setting.values()) {
			String example = (setting.defaultValue() != null) ? setting.defaultValue() : "…";
			help.append("  ").append(setting.argument()).append(example).append("\n      ");
			help.append(setting.description()).append("\n");
		}
		return help
			.append("\n--port=8080 is WECHATPAY_SIMULATOR_PORT=8080 in the environment and 'simulator: {port: 8080}' ")
			.append("in simulator.yml.\nAn argument goes before the environment, the environment before the file.")
			.toString();
	}

	/**
	 * What a setting was set to.
	 */
	private record Value(@Nullable String text, @Nullable Section section, String where, Path directory) {

		@Override
		public String toString() {
			return "Value[" + this.where + "]";
		}

	}

}
