package io.github.wechatpayspring.simulator.config;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What can be set when a simulator is started as a process: as an argument, in the
 * environment, or in a file.
 *
 * @author WeChat Pay Spring maintainers
 */
public enum Setting {

	/**
	 * The address to listen at.
	 */
	HOST("127.0.0.1", "address to listen at; 0.0.0.0 in a container"),

	/**
	 * The port to listen at.
	 */
	PORT("8443", "port to listen at, 0 for a free one"),

	/**
	 * Where clients find the simulator.
	 */
	PUBLIC_URL(null, "base URL that is shown to clients, if it is not that of host and port"),

	/**
	 * Where everything is kept.
	 */
	STATE_FILE(null, "file that keeps everything over restarts; without one, everything ends with the process"),

	/**
	 * What an empty simulator begins with.
	 */
	SEED_FILE(null, "YAML or JSON file with merchants, plans, sign plans and orders to begin with"),

	/**
	 * Where settings are.
	 */
	CONFIG_FILE("simulator.yml", "YAML file with these settings under 'simulator:', read if it is there"),

	/**
	 * The merchants.
	 */
	MERCHANTS("1900000109", "merchant numbers separated by commas, or a YAML list of merchants with their keys"),

	/**
	 * How long a merchant may take to answer a notification.
	 */
	NOTIFICATION_TIMEOUT("5s", "how long to wait for the answer to a notification, as 5s, 500ms or PT5S"),

	/**
	 * How credentials are printed.
	 */
	CREDENTIALS("yaml", "what is printed for clients: yaml, json or none"),

	/**
	 * Names of the machine.
	 */
	CONTROL_HOSTS(null, "further domain names by which console and /_simulator may be called, separated by commas");

	private static final String ENVIRONMENT_PREFIX = "WECHATPAY_SIMULATOR_";

	private final @Nullable String defaultValue;

	private final String description;

	Setting(@Nullable String defaultValue, String description) {
		this.defaultValue = defaultValue;
		this.description = description;
	}

	/**
	 * Return the name in a file.
	 * @return the name, with hyphens
	 */
	public String fileName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return the name in the environment.
	 * @return the name of the variable
	 */
	public String variable() {
		return ENVIRONMENT_PREFIX + name();
	}

	/**
	 * Return the name as an argument.
	 * @return the argument up to its value
	 */
	public String argument() {
		return "--" + fileName() + "=";
	}

	/**
	 * Return what is taken if nothing is set.
	 * @return the value, or {@code null} for none
	 */
	public @Nullable String defaultValue() {
		return this.defaultValue;
	}

	/**
	 * Return what it is for.
	 * @return a description of one line
	 */
	public String description() {
		return this.description;
	}

	static String environmentPrefix() {
		return ENVIRONMENT_PREFIX;
	}

}
