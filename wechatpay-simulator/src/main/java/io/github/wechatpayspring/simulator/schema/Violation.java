package io.github.wechatpayspring.simulator.schema;

import org.jspecify.annotations.Nullable;

/**
 * A value that breaks a rule.
 *
 * @param pointer the JSON pointer to the value
 * @param value the value as text, or {@code null} if it is missing or no scalar
 * @param issue what is wrong with it
 * @author WeChat Pay Spring maintainers
 */
public record Violation(String pointer, @Nullable String value, String issue) {

	Violation under(String name) {
		return new Violation("/" + name + this.pointer, this.value, this.issue);
	}

}
