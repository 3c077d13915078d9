package io.github.wechatpayspring.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Figures by name.
 *
 * @param figures the figures
 * @author WeChat Pay Spring maintainers
 */
public record Measurement(Map<String, Double> figures) {

	/**
	 * Return a figure.
	 * @param name the name
	 * @return the figure, or {@code NaN} if there is none
	 */
	public double get(String name) {
		return this.figures.getOrDefault(name, Double.NaN);
	}

	/**
	 * Add a figure.
	 * @param name the name
	 * @param figure the figure
	 * @return all figures
	 */
	public Measurement with(String name, double figure) {
		Map<String, Double> all = new LinkedHashMap<>(this.figures);
		all.put(name, figure);
		return new Measurement(all);
	}

	/**
	 * Format the figures on one line.
	 * @return the line
	 */
	public String format() {
		return this.figures.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.collect(Collectors.joining(" "));
	}

	/**
	 * Parse what {@link #format()} made.
	 * @param line the line
	 * @return the figures
	 */
	public static Measurement parse(String line) {
		Map<String, Double> figures = new LinkedHashMap<>();
		for (String figure : line.trim().split(" ")) {
			int equals = figure.indexOf('=');
			figures.put(figure.substring(0, equals), Double.valueOf(figure.substring(equals + 1)));
		}
		return new Measurement(figures);
	}

}
