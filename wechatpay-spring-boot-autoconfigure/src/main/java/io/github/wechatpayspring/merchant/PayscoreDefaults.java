package io.github.wechatpayspring.merchant;

import org.jspecify.annotations.Nullable;

/**
 * What a merchant's payscore requests have in common. A value in a request wins.
 *
 * @param serviceId the payscore service, {@code service_id}
 * @param appId the application of the merchant, {@code appid}
 * @param subMerchantId the sub-merchant, {@code sub_mchid}, or {@code null} in direct
 * mode
 * @param subAppId the application of that sub-merchant, {@code sub_appid}, if any
 * @param notifyUrl the address that WeChat Pay notifies, {@code notify_url}, if requests
 * don't name it
 * @author WeChat Pay Spring maintainers
 */
public record PayscoreDefaults(@Nullable String serviceId, @Nullable String appId, @Nullable String subMerchantId,
		@Nullable String subAppId, @Nullable String notifyUrl) {

	/**
	 * No defaults: every request names all of them.
	 */
	public static final PayscoreDefaults NONE = new PayscoreDefaults(null, null, null, null);

	/**
	 * Create defaults for requests that all name the address that WeChat Pay notifies.
	 * @param serviceId the payscore service
	 * @param appId the application of the merchant
	 * @param subMerchantId the sub-merchant, or {@code null} in direct mode
	 * @param subAppId the application of that sub-merchant, if any
	 */
	public PayscoreDefaults(@Nullable String serviceId, @Nullable String appId, @Nullable String subMerchantId,
			@Nullable String subAppId) {
		this(serviceId, appId, subMerchantId, subAppId, null);
	}

}
