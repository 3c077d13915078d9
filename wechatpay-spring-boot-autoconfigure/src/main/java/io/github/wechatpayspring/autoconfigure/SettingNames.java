package io.github.wechatpayspring.autoconfigure;

import java.util.regex.Pattern;

/**
 * Names of settings for error messages. A setting is a property, unless the connection
 * details come from elsewhere.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SettingNames {

	private static final String PREFIX = "wechatpay.";

	private static final Pattern SIMPLE_KEY = Pattern.compile("[a-z0-9][A-Za-z0-9-]*");

	private final boolean properties;

	private SettingNames(boolean properties) {
		this.properties = properties;
	}

	/**
	 * Return names for the settings in the given connection details.
	 * @param connectionDetails the connection details
	 * @return the names
	 */
	static SettingNames of(WechatPayConnectionDetails connectionDetails) {
		return new SettingNames(connectionDetails instanceof PropertiesWechatPayConnectionDetails);
	}

	/**
	 * Return the name of a setting that all merchants share.
	 * @param element the last part of the property name
	 * @return the name
	 */
	String common(String element) {
		return this.properties ? PREFIX + element : element + " of the connection details";
	}

	/**
	 * Return the name of a setting of a merchant.
	 * @param merchant the name of the merchant
	 * @param element the last part of the property name
	 * @return the name
	 */
	String merchant(String merchant, String element) {
		if (!this.properties) {
			return "%s of merchant '%s' in the connection details".formatted(element, merchant);
		}
		String key = SIMPLE_KEY.matcher(merchant).matches() ? "." + merchant : "[" + merchant + "]";
		return PREFIX + "merchant" + key + "." + element;
	}

}
