package io.github.wechatpayspring.payscore;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.wechatpayspring.merchant.NotifyUrlProblem;
import io.github.wechatpayspring.payscore.InvalidRequestException.Violation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Collects broken rules, and holds the rules that the requests have in common.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Violations {

	private static final Pattern MERCHANT_NUMBER = Pattern.compile("[0-9A-Za-z_*-]{1,32}");

	private static final int MAX_ID_LENGTH = 32;

	private static final int MAX_OPENID_LENGTH = 128;

	private final List<Violation> violations = new ArrayList<>();

	/**
	 * Add a broken rule.
	 * @param path where it is broken
	 * @param message what is wrong and how to mend it
	 */
	void add(String path, String message) {
		this.violations.add(new Violation(path, message));
	}

	/**
	 * Check that there is a value.
	 * @param path the field
	 * @param value the value; an empty text is none
	 * @param remedy how to get one
	 */
	void required(String path, @Nullable Object value, String remedy) {
		if (value == null || "".equals(value)) {
			add(path, "is required: " + remedy);
		}
	}

	/**
	 * Check a number that the merchant gives.
	 * @param path the field
	 * @param value the number
	 */
	void merchantNumber(String path, String value) {
		if (!MERCHANT_NUMBER.matcher(value).matches()) {
			add(path, "must be 1 to 32 characters of 0-9, A-Z, a-z, '_', '-' and '*': " + describe(value));
		}
	}

	private String describe(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (!MERCHANT_NUMBER.matcher(value.substring(i, i + 1)).matches()) {
				return "U+%04X at index %d is none of them".formatted(value.codePointAt(i), i);
			}
		}
		return "it has " + value.length();
	}

	/**
	 * Check an id that WeChat Pay gave.
	 * @param path the field
	 * @param value the id, if there is one
	 */
	void id(String path, @Nullable String value) {
		if (value != null && value.isEmpty()) {
			add(path, "must not be empty: correct it or leave it out");
		}
		text(path, value, MAX_ID_LENGTH);
	}

	/**
	 * Check an id that WeChat Pay gave, and that there is one.
	 * @param path the field
	 * @param value the id
	 * @param remedy how to get one
	 */
	void requiredId(String path, @Nullable String value, String remedy) {
		required(path, value, remedy);
		id(path, StringUtils.hasLength(value) ? value : null);
	}

	/**
	 * Check a text. Each Chinese character counts one.
	 * @param path the field
	 * @param value the text, if there is one
	 * @param maxLength the greatest number of characters
	 */
	void text(String path, @Nullable String value, int maxLength) {
		if (value == null) {
			return;
		}
		int length = value.codePointCount(0, value.length());
		if (length > maxLength) {
			add(path, "must have at most %d characters: it has %d, shorten it".formatted(maxLength, length));
		}
		characters(path, value);
	}

	/**
	 * Check that a text has only characters that WeChat Pay takes: those of at most 3
	 * bytes in UTF-8.
	 * @param path the field
	 * @param value the text, if there is one
	 */
	void characters(String path, @Nullable String value) {
		for (int i = 0; value != null && i < value.length(); i++) {
			if (Character.isSurrogate(value.charAt(i))) {
				int codePoint = value.codePointAt(i);
				add(path,
						(Character.isSupplementaryCodePoint(codePoint)
								? "must not have characters of 4 bytes in UTF-8, such as emoji: remove "
								: "must not have half a character, an unpaired surrogate: remove ")
								+ "U+%04X at index %d".formatted(codePoint, i));
				return;
			}
		}
	}

	/**
	 * Check a text that there must be.
	 * @param path the field
	 * @param value the text
	 * @param maxLength the greatest number of characters
	 * @param remedy how to get one
	 */
	void requiredText(String path, @Nullable String value, int maxLength, String remedy) {
		required(path, value, remedy);
		text(path, value, maxLength);
	}

	/**
	 * Check the id of a user. Its value is never shown.
	 * @param path the field
	 * @param value the id, if there is one
	 */
	void openid(String path, @Nullable String value) {
		if (value != null && value.isEmpty()) {
			add(path, "must not be empty: correct it or leave it out");
		}
		text(path, value, MAX_OPENID_LENGTH);
	}

	/**
	 * Check the address that WeChat Pay notifies, which there must be.
	 * @param path the field
	 * @param value the address
	 * @param maxLength the greatest number of characters
	 * @param remedy how to get one
	 */
	void notifyUrl(String path, @Nullable String value, int maxLength, String remedy) {
		requiredText(path, value, maxLength, remedy);
		if (!StringUtils.hasLength(value)) {
			return;
		}
		Set<NotifyUrlProblem> problems = NotifyUrlProblem.of(value);
		if (problems.contains(NotifyUrlProblem.NO_HTTPS_ADDRESS)) {
			add(path, "must be an https address with a host: correct it");
		}
		if (problems.contains(NotifyUrlProblem.QUERY_STRING)) {
			add(path, "must not have a query string: remove what begins with '?'");
		}
	}

	void throwIfAny() {
		if (!this.violations.isEmpty()) {
			throw new InvalidRequestException(this.violations);
		}
	}

}
