package io.github.wechatpayspring.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Options of a command, each {@code --name=value}.
 *
 * @param values the values by name
 * @author WeChat Pay Spring maintainers
 */
public record Options(Map<String, String> values) {

	/**
	 * Parse arguments.
	 * @param arguments the arguments
	 * @return the options
	 * @throws IllegalArgumentException if an argument isn't an option
	 */
	public static Options parse(List<String> arguments) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			if (!argument.startsWith("--") || equals == -1) {
				throw new IllegalArgumentException("Not an option, --name=value: " + argument);
			}
			values.put(argument.substring(2, equals), argument.substring(equals + 1));
		}
		return new Options(values);
	}

	/**
	 * Return a value.
	 * @param name the name
	 * @param fallback the value if there is none
	 * @return the value
	 */
	public String get(String name, String fallback) {
		return this.values.getOrDefault(name, fallback);
	}

	/**
	 * Return a value that must be there.
	 * @param name the name
	 * @return the value
	 */
	public String require(String name) {
		String value = this.values.get(name);
		if (value == null) {
			throw new IllegalArgumentException("Option is missing: --" + name);
		}
		return value;
	}

	/**
	 * Return a number.
	 * @param name the name
	 * @param fallback the number if there is none
	 * @return the number
	 */
	public int number(String name, int fallback) {
		String value = this.values.get(name);
		return (value != null) ? Integer.parseInt(value) : fallback;
	}

	/**
	 * Return a list of values, separated by commas.
	 * @param name the name
	 * @param fallback the values if there are none
	 * @return the values
	 */
	public List<String> list(String name, String... fallback) {
		String value = this.values.get(name);
		return (value != null) ? List.of(value.split(",")) : List.of(fallback);
	}

	/**
	 * Return a list of numbers, separated by commas.
	 * @param name the name
	 * @param fallback the numbers if there are none
	 * @return the numbers
	 */
	public List<Integer> numbers(String name, Integer... fallback) {
		String value = this.values.get(name);
		return (value != null) ? Stream.of(value.split(",")).map(Integer::valueOf).toList() : List.of(fallback);
	}

}
