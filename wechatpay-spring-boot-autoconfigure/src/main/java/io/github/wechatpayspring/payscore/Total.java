package io.github.wechatpayspring.payscore;

import java.math.BigInteger;
import java.util.Collection;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A total that follows from its parts. It is exact, however great they are.
 *
 * @param path the field of the total
 * @param parts what is added up, in words
 * @param value the total in fen
 * @author WeChat Pay Spring maintainers
 */
record Total(String path, String parts, BigInteger value) {

	/**
	 * Add up.
	 * @param <T> the type of the parts
	 * @param items the parts
	 * @param amount the amount of a part in fen, if it has one
	 * @return the sum
	 */
	static <T> BigInteger sum(Collection<T> items, Function<T, @Nullable Long> amount) {
		BigInteger sum = BigInteger.ZERO;
		for (T item : items) {
			Long value = amount.apply(item);
			if (value != null) {
				sum = sum.add(BigInteger.valueOf(value));
			}
		}
		return sum;
	}

	long orGiven(@Nullable Long given) {
		return (given != null) ? given : this.value.longValueExact();
	}

	/**
	 * Check that a total that wasn't given can be written.
	 * @param violations the broken rules
	 * @param given the total that was given, if any
	 */
	void checkRange(Violations violations, @Nullable Long given) {
		if (given == null && this.value.bitLength() >= Long.SIZE) {
			violations.add(this.path, "must be a whole number of 64 bits: %s add up to %s fen, lower them"
				.formatted(this.parts, this.value));
		}
	}

	/**
	 * Check that a total that was given is right.
	 * @param violations the broken rules
	 * @param given the total that was given, if any
	 */
	void check(Violations violations, @Nullable Long given) {
		checkRange(violations, given);
		if (given != null && !this.value.equals(BigInteger.valueOf(given))) {
			violations.add(this.path, "must be the sum over %s, %s fen: it is %d, correct it or leave it out"
				.formatted(this.parts, this.value, given));
		}
	}

}
