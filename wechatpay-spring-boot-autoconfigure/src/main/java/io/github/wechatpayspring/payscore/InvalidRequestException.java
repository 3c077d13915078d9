package io.github.wechatpayspring.payscore;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when a request breaks rules that can be checked before a call. It names all of
 * them. Nothing was sent.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class InvalidRequestException extends IllegalArgumentException {

	private final List<Violation> violations;

	/**
	 * Create an exception.
	 * @param violations the broken rules, in the order of the fields
	 */
	public InvalidRequestException(List<Violation> violations) {
		super(violations.stream()
			.map((violation) -> violation.path() + " " + violation.message())
			.collect(Collectors.joining("; ", "Request isn't valid: ", "")));
		this.violations = List.copyOf(violations);
	}

	/**
	 * Return the broken rules.
	 * @return the broken rules, in the order of the fields
	 */
	public List<Violation> getViolations() {
		return this.violations;
	}

	/**
	 * A broken rule.
	 *
	 * @param path where it is broken, in the names of Java, for example
	 * {@code details[1].actualPrice}
	 * @param message what is wrong and how to mend it; together with the path it reads as
	 * a sentence
	 */
	public record Violation(String path, String message) {

	}

}
