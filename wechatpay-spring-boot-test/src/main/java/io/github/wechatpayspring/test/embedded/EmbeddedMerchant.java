package io.github.wechatpayspring.test.embedded;

import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import org.jspecify.annotations.Nullable;

/**
 * A merchant of the application, before the simulator makes up what isn't given.
 *
 * @param name the name by which the application selects the merchant
 * @param id the merchant number, or {@code null} for any
 * @param serviceId the payscore service, or {@code null} for any
 * @param appId the application of the merchant, or {@code null} for any
 * @param partnerMode whether the merchant works for a sub-merchant
 * @param subMerchantId the sub-merchant, or {@code null} for any
 * @param subAppId the application of the sub-merchant, or {@code null} for any
 * @param notifyUrl where WeChat Pay notifies the merchant unless a request says so, or
 * {@code null}
 * @param platformKeys the keys that answers are verified with
 * @author WeChat Pay Spring maintainers
 */
public record EmbeddedMerchant(String name, @Nullable String id, @Nullable String serviceId, @Nullable String appId,
		boolean partnerMode, @Nullable String subMerchantId, @Nullable String subAppId, @Nullable String notifyUrl,
		PlatformKeyMode platformKeys) {

	/**
	 * Create a merchant of which everything is made up.
	 * @param name the name by which the application selects the merchant
	 * @param partnerMode whether the merchant works for a sub-merchant
	 * @param platformKeys the keys that answers are verified with
	 * @return the merchant
	 */
	public static EmbeddedMerchant of(String name, boolean partnerMode, PlatformKeyMode platformKeys) {
		return new EmbeddedMerchant(name, null, null, null, partnerMode, null, null, null, platformKeys);
	}

}
