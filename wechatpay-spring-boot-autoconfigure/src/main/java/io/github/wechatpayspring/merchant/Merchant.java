package io.github.wechatpayspring.merchant;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.MessageSigner;

/**
 * A merchant that calls WeChat Pay: an ordinary merchant, or a service provider that
 * works for sub-merchants.
 *
 * @param name the name by which the application selects the merchant
 * @param id the merchant number, {@code mchid}
 * @param signer signs requests with the merchant's private key
 * @param apiV3Key decrypts what WeChat Pay encrypted for the merchant
 * @param platformKeys verify answers and notifications
 * @param payscore defaults of the merchant's payscore requests
 * @author WeChat Pay Spring maintainers
 */
public record Merchant(String name, String id, MessageSigner signer, ApiV3Key apiV3Key, PlatformKeys platformKeys,
		PayscoreDefaults payscore) {

	@Override
	public String toString() {
		return "Merchant[name=" + this.name + ", id=" + this.id + "]";
	}

}
