package io.github.wechatpayspring.payscore;

import java.util.List;

/**
 * Thrown when WeChat Pay has something else than what was requested, after a call whose
 * outcome was unknown. It names the fields, and never their values.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class ConflictingOutcomeException extends RuntimeException {

	private final List<String> fields;

	/**
	 * Create an exception.
	 * @param what what was queried
	 * @param fields the fields that differ, in the names of Java
	 */
	public ConflictingOutcomeException(String what, List<String> fields) {
		super("What WeChat Pay has as %s isn't what was requested: %s".formatted(what, String.join(", ", fields)));
		this.fields = List.copyOf(fields);
	}

	/**
	 * Return what differs.
	 * @return the fields, in the names of Java
	 */
	public List<String> getFields() {
		return this.fields;
	}

}
