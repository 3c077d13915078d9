package io.github.wechatpayspring.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * SM4-GCM, under the first 16 bytes of the SM3 digest of the API v3 key. It is done by
 * Bouncy Castle's engines, as its provider takes long to create.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Sm4Gcm {

	private static final int KEY_LENGTH = 16;

	private static final int TAG_BITS = 128;

	private Sm4Gcm() {
	}

	static byte[] open(byte[] apiV3Key, byte[] nonce, @Nullable String associatedData, byte[] ciphertext)
			throws GeneralSecurityException {
		GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
		cipher.init(false, new AEADParameters(new KeyParameter(key(apiV3Key)), TAG_BITS, nonce));
		if (associatedData != null) {
			byte[] bytes = associatedData.getBytes(StandardCharsets.UTF_8);
			cipher.processAADBytes(bytes, 0, bytes.length);
		}
		byte[] plaintext = new byte[cipher.getOutputSize(ciphertext.length)];
		try {
			int length = cipher.processBytes(ciphertext, 0, ciphertext.length, plaintext, 0);
			cipher.doFinal(plaintext, length);
			return plaintext;
		}
		catch (InvalidCipherTextException ex) {
			throw new GeneralSecurityException(ex);
		}
	}

	private static byte[] key(byte[] apiV3Key) {
		SM3Digest digest = new SM3Digest();
		digest.update(apiV3Key, 0, apiV3Key.length);
		byte[] hash = new byte[digest.getDigestSize()];
		digest.doFinal(hash, 0);
		return Arrays.copyOf(hash, KEY_LENGTH);
	}

}
