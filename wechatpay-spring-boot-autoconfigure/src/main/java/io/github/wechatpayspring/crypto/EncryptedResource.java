package io.github.wechatpayspring.crypto;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Something that WeChat Pay encrypted under a merchant's API v3 key: a platform
 * certificate or the content of a notification.
 *
 * @param algorithm the algorithm, such as {@code AEAD_AES_256_GCM}
 * @param ciphertext the ciphertext followed by the tag, in Base64
 * @param associatedData the associated data, which can be empty or absent
 * @param nonce the nonce, 12 characters
 * @author WeChat Pay Spring maintainers
 */
public record EncryptedResource(String algorithm, String ciphertext,
		@JsonProperty("associated_data") @Nullable String associatedData, String nonce) {

	@Override
	public String toString() {
		return "EncryptedResource[algorithm=" + this.algorithm + "]";
	}

}
