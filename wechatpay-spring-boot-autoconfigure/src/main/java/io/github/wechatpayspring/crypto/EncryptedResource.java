package io.github.wechatpayspring.crypto;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Something that WeChat Pay encrypted under a merchant's API v3 key: a platform
 * certificate or the content of a notification. It is what the JSON says, so anything can
 * be absent; {@link ApiV3Key#open(EncryptedResource)} refuses what isn't complete.
 *
 * @param algorithm the algorithm, such as {@value ApiV3Key#AEAD_AES_256_GCM}
 * @param ciphertext the ciphertext followed by the tag, in Base64
 * @param associatedData the associated data, which can be empty or absent
 * @param nonce the nonce, 12 ASCII characters
 * @author WeChat Pay Spring maintainers
 */
public record EncryptedResource(@Nullable String algorithm, @Nullable String ciphertext,
		@JsonProperty("associated_data") @Nullable String associatedData, @Nullable String nonce) {

	@Override
	public String toString() {
		return "EncryptedResource[algorithm=" + this.algorithm + "]";
	}

}
