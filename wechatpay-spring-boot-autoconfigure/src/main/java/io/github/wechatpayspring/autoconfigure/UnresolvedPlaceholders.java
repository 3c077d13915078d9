package io.github.wechatpayspring.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds placeholders that binding left in properties because there is nothing to replace
 * them with, such as an environment variable that isn't set.
 *
 * @author WeChat Pay Spring maintainers
 */
final class UnresolvedPlaceholders {

	private static final String NAME = "[\\w.\\-\\[\\]]{1,200}";

	private static final Pattern ANYWHERE = Pattern.compile("\\$\\{(" + NAME + ")}");

	private static final Pattern WHOLE = Pattern.compile("\\s*(?:\\$\\{" + NAME + ":)*\\$\\{(" + NAME + ")}+\\s*");

	private final MerchantProblems problems;

	private UnresolvedPlaceholders(MerchantProblems problems) {
		this.problems = problems;
	}

	/**
	 * Report the placeholders in the properties of a merchant.
	 * @param merchant the properties
	 * @param problems collects what is wrong
	 */
	static void report(WechatPayProperties.Merchant merchant, MerchantProblems problems) {
		new UnresolvedPlaceholders(problems).report(merchant);
	}

	private void report(WechatPayProperties.Merchant merchant) {
		report("id", merchant.getId());
		reportSecret("api-v3-key", merchant.getApiV3Key());
		report("private-key", merchant.getPrivateKey());
		reportSecret("private-key-password", merchant.getPrivateKeyPassword());
		report("certificate", merchant.getCertificate());
		report("serial-number", merchant.getSerialNumber());
		report("ssl-bundle", merchant.getSslBundle());
		report("platform.public-key-id", merchant.getPlatform().getPublicKeyId());
		report("platform.public-key", merchant.getPlatform().getPublicKey());
		WechatPayProperties.Payscore payscore = merchant.getPayscore();
		report("payscore.service-id", payscore.getServiceId());
		report("payscore.app-id", payscore.getAppId());
		report("payscore.sub-merchant-id", payscore.getSubMerchantId());
		report("payscore.sub-app-id", payscore.getSubAppId());
		report("payscore.notify-url", payscore.getNotifyUrl());
	}

	private void report(String element, @Nullable String value) {
		if (value != null) {
			Matcher matcher = ANYWHERE.matcher(value);
			if (matcher.find()) {
				add(element, matcher.group(1));
			}
		}
	}

	// What looks like a placeholder within a password can be a part of the password
	private void reportSecret(String element, @Nullable String value) {
		if (value != null) {
			Matcher matcher = WHOLE.matcher(value);
			if (matcher.matches()) {
				add(element, matcher.group(1));
			}
		}
	}

	private void add(String element, String placeholder) {
		this.problems.add(element, "Placeholder ${%s} isn't resolved".formatted(placeholder),
				"Set the environment variable or property %s, of which %s is made".formatted(placeholder,
						this.problems.name(element)));
	}

}
