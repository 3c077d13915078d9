package io.github.wechatpayspring.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Validates {@link WechatPayNotificationProperties}.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NotificationPropertiesValidator {

	private static final Pattern OTHER_CHARACTER = Pattern.compile("[^A-Za-z0-9._~!$&'()+,=:@/-]");

	private NotificationPropertiesValidator() {
	}

	/**
	 * Validate the properties.
	 * @param properties the properties
	 * @throws InvalidWechatPayConfigurationException if any isn't valid
	 */
	static void validate(WechatPayNotificationProperties properties) {
		PropertyProblems problems = new PropertyProblems("wechatpay.notification.");
		String pathProblem = findProblem(properties.getPath());
		if (pathProblem != null) {
			problems.add("path", pathProblem, "a path such as '/wechatpay/notifications'");
		}
		problems.requirePositive("timeout", properties.getTimeout(), "less than 5 seconds, such as '4500ms'");
		problems.requirePositive("retention", properties.getRetention(), "a time such as '2d'");
		problems.requireSizeInMemory("max-in-memory-size", properties.getMaxInMemorySize(), "a size such as '1MB'");
		problems.throwIfAny();
	}

	// A path is matched decoded, without parameters and query: with '%' or ';' it never
	// would be
	private static @Nullable String findProblem(String path) {
		if (path.isEmpty()) {
			return "Path is empty";
		}
		String subject = "Path '" + path + "' ";
		if (!path.startsWith("/")) {
			return subject + "doesn't begin with a slash";
		}
		Matcher other = OTHER_CHARACTER.matcher(path);
		if (other.find()) {
			return subject + "has " + (other.group().isBlank() ? "a blank" : "'" + other.group() + "'");
		}
		if (path.endsWith("/")) {
			return subject + "ends with a slash";
		}
		return path.contains("//") ? subject + "has an empty segment" : null;
	}

}
