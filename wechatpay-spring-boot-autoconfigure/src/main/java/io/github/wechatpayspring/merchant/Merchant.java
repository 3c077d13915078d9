package io.github.wechatpayspring.merchant;

import java.util.regex.Pattern;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.MessageSigner;

import org.springframework.util.Assert;

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

	private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,32}");

	/**
	 * Create a merchant.
	 * @param name the name by which the application selects the merchant
	 * @param id the merchant number, {@code mchid}
	 * @param signer signs requests with the merchant's private key
	 * @param apiV3Key decrypts what WeChat Pay encrypted for the merchant
	 * @param platformKeys verify answers and notifications
	 * @param payscore defaults of the merchant's payscore requests
	 * @throws IllegalArgumentException if the name is empty, or the merchant number isn't
	 * 1 to 32 letters and digits
	 */
	public Merchant {
		Assert.hasText(name, "Name of the merchant must not be empty");
		Assert.isTrue(ID.matcher(id).matches(),
				() -> "Number of merchant '%s' must be 1 to 32 letters and digits".formatted(name));
	}

	@Override
	public String toString() {
		return "Merchant[name=" + this.name + ", id=" + this.id + "]";
	}

}
