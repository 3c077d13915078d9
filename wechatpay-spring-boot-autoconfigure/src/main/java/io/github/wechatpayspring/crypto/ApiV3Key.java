package io.github.wechatpayspring.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A merchant's API v3 key, the secret of 32 bytes under which WeChat Pay encrypts
 * platform certificates and notifications. It never shows itself: not in
 * {@link #toString()}, not in an exception.
 * <p>
 * WeChat Pay's documentation describes the encryption in its section <em>interface
 * rules</em>: AES-256-GCM with a nonce of 12 bytes, the tag of 16 bytes after the
 * ciphertext, and associated data that can be empty or absent. For merchants with SM keys
 * it is SM4-GCM in the same form, as the <em>shangmi guide</em> says. Keys are immutable
 * and safe for concurrent use.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ApiV3Key {

	/**
	 * Algorithm of resources encrypted for merchants with RSA keys.
	 */
	public static final String AEAD_AES_256_GCM = "AEAD_AES_256_GCM";

	/**
	 * Algorithm of resources encrypted for merchants with SM keys.
	 */
	public static final String AEAD_SM4_128_GCM = "AEAD_SM4_128_GCM";

	private static final int LENGTH = 32;

	private static final int NONCE_LENGTH = 12;

	private static final int TAG_LENGTH = 16;

	private final SecretKeySpec aesKey;

	private final CryptoProvider cryptoProvider;

	private ApiV3Key(byte[] key, CryptoProvider cryptoProvider) {
		this.aesKey = new SecretKeySpec(key, "AES");
		this.cryptoProvider = cryptoProvider;
	}

	/**
	 * Create a key that uses the providers of the JVM.
	 * @param key the key as it was set in the merchant console, 32 letters and digits
	 * @return the key
	 * @throws IllegalArgumentException if it isn't 32 bytes long
	 * @see CryptoProvider#apiV3Key(String)
	 */
	public static ApiV3Key of(String key) {
		return of(key, CryptoProvider.jdk());
	}

	static ApiV3Key of(String key, CryptoProvider cryptoProvider) {
		byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
		Assert.isTrue(bytes.length == LENGTH,
				() -> "API v3 key must have %d bytes but has %d".formatted(LENGTH, bytes.length));
		return new ApiV3Key(bytes, cryptoProvider);
	}

	/**
	 * Decrypt a resource and authenticate it.
	 * @param resource the encrypted resource
	 * @return the plaintext
	 * @throws DecryptionException if the resource was encrypted under another key, was
	 * changed, is incomplete, or uses another algorithm
	 */
	public byte[] open(EncryptedResource resource) {
		boolean sm4 = AEAD_SM4_128_GCM.equals(resource.algorithm());
		if (!sm4 && !AEAD_AES_256_GCM.equals(resource.algorithm())) {
			throw new DecryptionException("algorithm '%s' isn't supported".formatted(resource.algorithm()), null);
		}
		byte[] nonce = nonce(resource.nonce());
		byte[] ciphertext = ciphertext(resource.ciphertext());
		try {
			return sm4 ? Sm4Gcm.open(this.aesKey.getEncoded(), nonce, resource.associatedData(), ciphertext)
					: cipher(Cipher.DECRYPT_MODE, nonce, resource.associatedData()).doFinal(ciphertext);
		}
		// Providers of the user's choice say it in either way
		catch (GeneralSecurityException | ProviderException ex) {
			throw new DecryptionException("it was changed, or it was encrypted under another API v3 key", ex);
		}
	}

	private static byte[] nonce(@Nullable String nonce) {
		byte[] bytes = (nonce != null) ? nonce.getBytes(StandardCharsets.UTF_8) : new byte[0];
		if (bytes.length != NONCE_LENGTH) {
			throw new DecryptionException(
					"nonce has %d bytes where %d are expected".formatted(bytes.length, NONCE_LENGTH), null);
		}
		return bytes;
	}

	private static byte[] ciphertext(@Nullable String ciphertext) {
		byte[] bytes;
		try {
			bytes = (ciphertext != null) ? Base64.getDecoder().decode(ciphertext) : new byte[0];
		}
		catch (IllegalArgumentException ex) {
			throw new DecryptionException("ciphertext isn't Base64", null);
		}
		if (bytes.length < TAG_LENGTH) {
			throw new DecryptionException("ciphertext is missing or shorter than its tag", null);
		}
		return bytes;
	}

	/**
	 * Encrypt a resource.
	 * @param plaintext the plaintext
	 * @param associatedData the associated data to authenticate along, if any
	 * @param nonce the nonce, 12 ASCII characters that are used once only with this key
	 * @return the encrypted resource
	 * @throws IllegalArgumentException if the nonce isn't 12 bytes long
	 */
	public EncryptedResource seal(byte[] plaintext, @Nullable String associatedData, String nonce) {
		byte[] nonceBytes = nonce.getBytes(StandardCharsets.UTF_8);
		Assert.isTrue(nonceBytes.length == NONCE_LENGTH,
				() -> "Nonce must have %d bytes but has %d".formatted(NONCE_LENGTH, nonceBytes.length));
		try {
			byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonceBytes, associatedData).doFinal(plaintext);
			return new EncryptedResource(AEAD_AES_256_GCM, Base64.getEncoder().encodeToString(ciphertext),
					associatedData, nonce);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Unable to encrypt", ex);
		}
	}

	private Cipher cipher(int mode, byte[] nonce, @Nullable String associatedData) throws GeneralSecurityException {
		Cipher cipher = this.cryptoProvider.createAesCipher();
		cipher.init(mode, this.aesKey, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
		if (associatedData != null) {
			cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
		}
		return cipher;
	}

	@Override
	public String toString() {
		return "ApiV3Key[******]";
	}

}
