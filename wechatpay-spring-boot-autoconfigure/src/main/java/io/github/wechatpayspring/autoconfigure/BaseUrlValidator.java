package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Validates the base URL. As the path of a request is signed, a path in front of it would
 * break every signature.
 *
 * @author WeChat Pay Spring maintainers
 */
final class BaseUrlValidator {

	private static final List<String> WECHAT_PAY_DOMAINS = List.of("weixin.qq.com", "wechatpay.cn");

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
			String setting = SettingNames.of(connectionDetails).common("base-url");
			throw new InvalidWechatPayConfigurationException(List.of(new Problem(setting, reason,
					"Set '%s' to scheme, host and port only, such as 'https://api.mch.weixin.qq.com'"
						.formatted(setting))));
		}
		return baseUrl;
	}

	private static @Nullable String findProblem(URI baseUrl) {
		String scheme = baseUrl.getScheme();
		String host = baseUrl.getHost();
		boolean https = "https".equalsIgnoreCase(scheme);
		if (host == null || !(https || "http".equalsIgnoreCase(scheme))) {
			return "Base URL isn't an absolute HTTP URL";
		}
		if (baseUrl.getRawUserInfo() != null) {
			return "Base URL has user information";
		}
		if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null
				|| !(baseUrl.getRawPath().isEmpty() || "/".equals(baseUrl.getRawPath()))) {
			return "Base URL has more than scheme, host and port";
		}
		return (!https && isWechatPay(host)) ? "WeChat Pay is called over HTTPS only" : null;
	}

	private static boolean isWechatPay(String host) {
		String name = StringUtils.trimTrailingCharacter(host.toLowerCase(Locale.ROOT), '.');
		return WECHAT_PAY_DOMAINS.stream().anyMatch((domain) -> name.equals(domain) || name.endsWith("." + domain));
	}

}
