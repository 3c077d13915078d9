package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Validates the base URL. As the path of a request is signed, a path in front of it would
 * break every signature.
 *
 * @author WeChat Pay Spring maintainers
 */
final class BaseUrlValidator {

	private static final List<String> WECHAT_PAY_DOMAINS = List.of("weixin.qq.com", "wechatpay.cn");

	private static final String PROPERTY = "wechatpay.base-url";

	private BaseUrlValidator() {
	}

	/**
	 * Return the base URL if it is valid.
	 * @param connectionDetails the connection details
	 * @return the base URL
	 * @throws InvalidWechatPayConfigurationException if it isn't valid
	 */
	static URI validate(WechatPayConnectionDetails connectionDetails) {
		URI baseUrl = connectionDetails.getBaseUrl();
		String reason = findProblem(baseUrl);
		if (reason != null) {
			throw invalid(connectionDetails, reason,
					"Set '%s' to scheme, host and port only, such as 'https://api.mch.weixin.qq.com'");
		}
		if (!"https".equalsIgnoreCase(baseUrl.getScheme()) && isWechatPay(baseUrl.getHost())) {
			throw invalid(connectionDetails, "WeChat Pay is called over HTTPS only",
					"Set '%s' to the same host with 'https', such as 'https://api.mch.weixin.qq.com'");
		}
		return baseUrl;
	}

	/**
	 * Refuse a property without text. It would count as not set, so that calls meant for
	 * a simulator would go to WeChat Pay.
	 * @param environment the environment
	 * @throws InvalidWechatPayConfigurationException if the property has no text
	 */
	static void refuseEmptyProperty(Environment environment) {
		String value = Binder.get(environment).bind(PROPERTY, String.class).orElse(null);
		if (value != null && !StringUtils.hasText(value)) {
			throw new InvalidWechatPayConfigurationException(List.of(new Problem(PROPERTY, "Base URL is empty",
					"Set '%s' to scheme, host and port, or remove it to call WeChat Pay itself".formatted(PROPERTY))));
		}
	}

	private static InvalidWechatPayConfigurationException invalid(WechatPayConnectionDetails connectionDetails,
			String reason, String action) {
		String setting = SettingNames.of(connectionDetails).common("base-url");
		return new InvalidWechatPayConfigurationException(
				List.of(new Problem(setting, reason, action.formatted(setting))));
	}

	private static @Nullable String findProblem(URI baseUrl) {
		String scheme = baseUrl.getScheme();
		if (baseUrl.getHost() == null || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))) {
			return "Base URL isn't an absolute HTTP URL";
		}
		if (baseUrl.getRawUserInfo() != null) {
			return "Base URL has user information";
		}
		if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null
				|| !(baseUrl.getRawPath().isEmpty() || "/".equals(baseUrl.getRawPath()))) {
			return "Base URL has more than scheme, host and port";
		}
		return null;
	}

	private static boolean isWechatPay(String host) {
		String name = StringUtils.trimTrailingCharacter(host.toLowerCase(Locale.ROOT), '.');
		return WECHAT_PAY_DOMAINS.stream().anyMatch((domain) -> name.equals(domain) || name.endsWith("." + domain));
	}

}
