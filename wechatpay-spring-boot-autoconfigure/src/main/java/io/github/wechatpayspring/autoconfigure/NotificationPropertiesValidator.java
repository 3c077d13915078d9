package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;

/**
 * Validates {@link WechatPayNotificationProperties}.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NotificationPropertiesValidator {

	private static final String PREFIX = "wechatpay.notification.";

	private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~!$&'()+,;=:@%-]+)+");

	private NotificationPropertiesValidator() {
	}

	/**
	 * Validate the properties.
	 * @param properties the properties
	 * @throws InvalidWechatPayConfigurationException if any isn't valid
	 */
	static void validate(WechatPayNotificationProperties properties) {
		List<Problem> problems = new ArrayList<>();
		if (!PATH.matcher(properties.getPath()).matches()) {
			add(problems, "path", "Path doesn't begin with a slash, ends with one, or has characters that paths don't",
					"a path such as '/wechatpay/notifications'");
		}
		if (!isPositive(properties.getTimeout())) {
			add(problems, "timeout", "Timeout isn't positive", "less than 5 seconds, such as '4500ms'");
		}
		if (!isPositive(properties.getRetention())) {
			add(problems, "retention", "Time isn't positive", "a time such as '2d'");
		}
		long maxInMemorySize = properties.getMaxInMemorySize().toBytes();
		if (maxInMemorySize < 1 || maxInMemorySize >= Integer.MAX_VALUE) {
			add(problems, "max-in-memory-size", "Size isn't between 1 byte and 2 GB", "a size such as '1MB'");
		}
		if (!problems.isEmpty()) {
			throw new InvalidWechatPayConfigurationException(problems);
		}
	}

	private static boolean isPositive(Duration duration) {
		return !duration.isNegative() && !duration.isZero();
	}

	private static void add(List<Problem> problems, String property, String reason, String value) {
		problems.add(new Problem(PREFIX + property, reason, "Set '%s' to %s".formatted(PREFIX + property, value)));
	}

}
