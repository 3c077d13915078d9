package io.github.wechatpayspring.autoconfigure;

import java.util.List;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.crypto.KeyReadException;

/**
 * Collects the problems of one merchant.
 *
 * @author WeChat Pay Spring maintainers
 */
final class MerchantProblems {

	private final SettingNames names;

	private final String merchant;

	private final List<Problem> problems;

	MerchantProblems(SettingNames names, String merchant, List<Problem> problems) {
		this.names = names;
		this.merchant = merchant;
		this.problems = problems;
	}

	/**
	 * Return the name of a setting of the merchant, for use in the text of an action.
	 * @param element the last part of the property name
	 * @return the quoted name
	 */
	String name(String element) {
		return "'" + this.names.merchant(this.merchant, element) + "'";
	}

	/**
	 * Return whether there is a problem with a setting of the merchant.
	 * @param element the last part of the property name
	 * @return whether a problem was added
	 */
	boolean concern(String element) {
		String setting = this.names.merchant(this.merchant, element);
		return this.problems.stream().anyMatch((problem) -> problem.setting().equals(setting));
	}

	/**
	 * Add a problem, unless there is one with the same setting, of which it would be a
	 * consequence.
	 * @param element the last part of the property name
	 * @param reason what is wrong
	 * @param action how to mend it
	 */
	void add(String element, String reason, String action) {
		if (!concern(element)) {
			this.problems.add(new Problem(this.names.merchant(this.merchant, element), reason, action));
		}
	}

	/**
	 * Add the problem that a key or a certificate can't be read.
	 * @param element the last part of the property name
	 * @param ex the reason
	 * @param action how to mend it, unless it is the password that is wrong
	 */
	void add(String element, KeyReadException ex, String action) {
		switch (ex.getReason()) {
			case PASSWORD_MISSING -> add("private-key-password", "%s (%s)".formatted(ex.getMessage(), element),
					"Set %s to the password of the private key or PKCS #12 file"
						.formatted(name("private-key-password")));
			case PASSWORD_WRONG -> add("private-key-password", "%s (%s)".formatted(ex.getMessage(), element),
					"Correct %s. A PKCS #12 file from WeChat Pay has the merchant number as its password"
						.formatted(name("private-key-password")));
			default -> add(element, String.valueOf(ex.getMessage()), action);
		}
	}

}
