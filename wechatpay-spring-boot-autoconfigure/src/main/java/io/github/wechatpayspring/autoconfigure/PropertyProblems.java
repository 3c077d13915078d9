package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Collects what is wrong with properties that aren't secret.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PropertyProblems {

	private final String prefix;

	private final List<Problem> problems = new ArrayList<>();

	/**
	 * Create an empty collection.
	 * @param prefix the prefix of the properties, with a dot at its end
	 */
	PropertyProblems(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * Add a problem.
	 * @param property the name of the property after the prefix
	 * @param reason what is wrong, a clause without a full stop
	 * @param value what to set the property to
	 */
	void add(String property, String reason, String value) {
		String setting = this.prefix + property;
		this.problems.add(new Problem(setting, reason, "Set '%s' to %s".formatted(setting, value)));
	}

	void requirePositive(String property, Duration time, String value) {
		if (time.isNegative() || time.isZero()) {
			add(property, print(time) + " isn't positive", value);
		}
	}

	void requireNotNegative(String property, Duration time, String value) {
		if (time.isNegative()) {
			add(property, print(time) + " is negative", value);
		}
	}

	void requirePositive(String property, int number, String value) {
		if (number < 1) {
			add(property, number + " isn't positive", value);
		}
	}

	void requireSizeInMemory(String property, DataSize size, String value) {
		if (size.toBytes() < 1 || size.toBytes() >= Integer.MAX_VALUE) {
			add(property, size + " isn't between 1 byte and 2 GB", value);
		}
	}

	private static String print(Duration time) {
		return DurationStyle.SIMPLE.print(time);
	}

	/**
	 * Throw an exception if there are problems.
	 * @throws InvalidWechatPayConfigurationException if there are problems
	 */
	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidWechatPayConfigurationException(this.problems);
		}
	}

}
