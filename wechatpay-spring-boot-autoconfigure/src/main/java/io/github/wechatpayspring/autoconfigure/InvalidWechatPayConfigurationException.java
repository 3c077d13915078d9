package io.github.wechatpayspring.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown at start-up when WeChat Pay can't be called with the given configuration. It
 * tells everything that is wrong, without the value of any key or password; for the same
 * reason it has no cause.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
class InvalidWechatPayConfigurationException extends RuntimeException {

	private final List<Problem> problems;

	InvalidWechatPayConfigurationException(List<Problem> problems) {
		super("Configuration of WeChat Pay isn't valid: "
				+ problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
		this.problems = List.copyOf(problems);
	}

	List<Problem> getProblems() {
		return this.problems;
	}

	/**
	 * A problem with a setting.
	 *
	 * @param setting the name of the setting
	 * @param reason what is wrong, a clause without a full stop
	 * @param action how to mend it, a sentence without a full stop
	 */
	record Problem(String setting, String reason, String action) {

		@Override
		public String toString() {
			return this.setting + ": " + this.reason;
		}

	}

}
