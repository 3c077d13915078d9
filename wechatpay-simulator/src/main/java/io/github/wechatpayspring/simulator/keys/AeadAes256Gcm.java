package io.github.wechatpayspring.simulator.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code AEAD_AES_256_GCM}, the cipher of certificates and notifications.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class AeadAes256Gcm {

	/**
	 * Name of the algorithm on the wire.
	 */
	public static final String ALGORITHM = "AEAD_AES_256_GCM";

	private static final int NONCE_LENGTH = 12;

	private static final int TAG_BITS = 128;

	private AeadAes256Gcm() {
	}

	/**
	 * Encrypt a text under a nonce of its own.
	 * @param apiV3Key the 32 character API v3 key
	 * @param associatedData the associated data
	 * @param plaintext the text
	 * @return the sealed text
	 */
	public static Sealed seal(String apiV3Key, String associatedData, String plaintext) {
		String nonce = RandomText.lettersAndDigits(NONCE_LENGTH);
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(apiV3Key.getBytes(StandardCharsets.UTF_8), "AES"),
					new GCMParameterSpec(TAG_BITS, nonce.getBytes(StandardCharsets.UTF_8)));
			cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
			byte[] ciphertext = cipher.doFinal(plaintext.getBytes(StandardCharsets.UTF_8));
			return new Sealed(nonce, associatedData, Base64.getEncoder().encodeToString(ciphertext));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Cannot encrypt with " + ALGORITHM, ex);
		}
	}

	/**
	 * A sealed text.
	 *
	 * @param nonce the nonce
	 * @param associatedData the associated data
	 * @param ciphertext the Base64 text of ciphertext and tag
	 */
	public record Sealed(String nonce, String associatedData, String ciphertext) {

	}

}
