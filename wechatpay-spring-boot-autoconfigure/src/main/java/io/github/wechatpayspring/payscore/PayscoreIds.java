package io.github.wechatpayspring.payscore;

import org.jspecify.annotations.Nullable;

/**
 * For whom a call is made.
 *
 * @param serviceId the payscore service, {@code service_id}
 * @param appId the application of the merchant, {@code appid}
 * @param subMerchantId the sub-merchant, {@code sub_mchid}
 * @param subAppId the application of the sub-merchant, {@code sub_appid}
 * @author WeChat Pay Spring maintainers
 */
record PayscoreIds(@Nullable String serviceId, @Nullable String appId, @Nullable String subMerchantId,
		@Nullable String subAppId) {

	static final PayscoreIds NONE = new PayscoreIds(null, null, null, null);

	PayscoreIds withServiceId(@Nullable String serviceId) {
		return new PayscoreIds(serviceId, this.appId, this.subMerchantId, this.subAppId);
	}

	PayscoreIds withAppId(@Nullable String appId) {
		return new PayscoreIds(this.serviceId, appId, this.subMerchantId, this.subAppId);
	}

	PayscoreIds withSubMerchantId(String subMerchantId) {
		return new PayscoreIds(this.serviceId, this.appId, subMerchantId, this.subAppId);
	}

	/**
	 * Check what can be checked before the merchant is known.
	 * @param violations the broken rules
	 */
	void check(Violations violations) {
		violations.id("serviceId", this.serviceId);
		violations.id("appId", this.appId);
		violations.id("subMerchantId", this.subMerchantId);
		violations.id("subAppId", this.subAppId);
	}

}
