package io.github.wechatpayspring.benchmarks.report;

import java.math.BigDecimal;
import java.util.List;

/**
 * A figure that was measured, beside what it should be.
 *
 * @param what what was measured
 * @param measured the figure
 * @param comparison whether the figure should be at least or at most the bound
 * @param bound the bound
 * @author WeChat Pay Spring maintainers
 */
public record Goal(String what, Spread measured, Comparison comparison, double bound) {

	/**
	 * Return the headings of a table of goals.
	 * @return the headings
	 */
	public static List<String> headings() {
		return List.of("what", "goal", "measured", "met");
	}

	/**
	 * Create a goal of at least some figure.
	 * @param what what was measured
	 * @param measured the figure
	 * @param bound the bound
	 * @return the goal
	 */
	public static Goal atLeast(String what, Spread measured, double bound) {
		return new Goal(what, measured, Comparison.AT_LEAST, bound);
	}

	/**
	 * Create a goal of at most some figure.
	 * @param what what was measured
	 * @param measured the figure
	 * @param bound the bound
	 * @return the goal
	 */
	public static Goal atMost(String what, Spread measured, double bound) {
		return new Goal(what, measured, Comparison.AT_MOST, bound);
	}

	/**
	 * Return whether something was measured.
	 * @return whether there is a figure
	 */
	public boolean isMeasured() {
		return !Double.isNaN(this.measured.median());
	}

	/**
	 * Return whether the median is within the bound.
	 * @return whether it is
	 */
	public boolean isMet() {
		double median = this.measured.median();
		return (this.comparison == Comparison.AT_LEAST) ? median >= this.bound : median <= this.bound;
	}

	/**
	 * Return the row of a table of goals.
	 * @return the cells
	 */
	public List<String> row() {
		return List.of(this.what,
				((this.comparison == Comparison.AT_LEAST) ? "≥ " : "≤ ")
						+ BigDecimal.valueOf(this.bound).stripTrailingZeros().toPlainString(),
				this.measured.formatAll(), isMet() ? "yes" : "**no**");
	}

	/**
	 * On which side of the bound a figure should be.
	 */
	public enum Comparison {

		/**
		 * The bound or more.
		 */
		AT_LEAST,

		/**
		 * The bound or less.
		 */
		AT_MOST

	}

}
