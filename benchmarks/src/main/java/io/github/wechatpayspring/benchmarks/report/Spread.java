package io.github.wechatpayspring.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * The median of some rounds, the least and the greatest.
 *
 * @param median the median
 * @param min the least
 * @param max the greatest
 * @author WeChat Pay Spring maintainers
 */
public record Spread(double median, double min, double max) {

	/**
	 * Create the spread of values.
	 * @param values the values
	 * @return the spread, of {@code NaN} if there are no values
	 */
	public static Spread of(List<Double> values) {
		List<Double> sorted = values.stream().filter((value) -> !value.isNaN()).sorted().toList();
		int size = sorted.size();
		if (size == 0) {
			return new Spread(Double.NaN, Double.NaN, Double.NaN);
		}
		double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
		return new Spread(median, sorted.get(0), sorted.get(size - 1));
	}

	/**
	 * Format the median.
	 * @return the median in three digits or so
	 */
	public String format() {
		return format(this.median);
	}

	/**
	 * Format the median, and the spread if there is any.
	 * @return the text
	 */
	public String formatAll() {
		String median = format();
		return (this.min < this.max) ? "%s (%s–%s)".formatted(median, format(this.min), format(this.max)) : median;
	}

	private static String format(double value) {
		if (Double.isNaN(value)) {
			return "–";
		}
		double size = Math.abs(value);
		String pattern = (size >= 100) ? "%,.0f"
				: (size >= 10) ? "%.1f" : (size >= 0.01 || size == 0) ? "%.2f" : "%.5f";
		return String.format(Locale.ROOT, pattern, value);
	}

}
