package io.github.wechatpayspring.crypto;

import java.security.PrivateKey;

import io.github.wechatpayspring.crypto.KeyReadException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the private key in a block.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PrivateKeyDecoder {

	private PrivateKeyDecoder() {
	}

	static PrivateKey decode(KeyBlock block, @Nullable String password) {
		return switch (block.type()) {
			case PKCS12 -> new Pkcs12Content(block.encoded(), password).getPrivateKey();
			case ENCRYPTED_PRIVATE_KEY -> decrypt(block, password);
			default -> decode(block);
		};
	}

	private static PrivateKey decode(KeyBlock block) {
		return switch (block.type()) {
			case PRIVATE_KEY -> RsaKeys.privateKey(block.encoded());
			case RSA_PRIVATE_KEY -> RsaKeys.privateKey(BouncyCastleKeyDecoder.toPkcs8(block.encoded()));
			case EC_PRIVATE_KEY, DSA_PRIVATE_KEY, OPENSSH_PRIVATE_KEY -> throw new KeyReadException(
					Reason.UNSUPPORTED_KEY, "Expected an RSA private key but found " + block.type().getDescription());
			default -> throw new KeyReadException(Reason.UNREADABLE, "Private key is damaged");
		};
	}

	private static PrivateKey decrypt(KeyBlock block, @Nullable String password) {
		if (password == null || password.isEmpty()) {
			throw new KeyReadException(Reason.PASSWORD_MISSING, "Private key is encrypted and needs a password");
		}
		KeyBlock decrypted = BouncyCastleKeyDecoder.decrypt(block, password);
		try {
			return decode(decrypted);
		}
		catch (KeyReadException ex) {
			// One wrong password in some 256 goes unnoticed until here
			throw (ex.getReason() == Reason.UNREADABLE) ? BouncyCastleKeyDecoder.wrongPassword() : ex;
		}
	}

}
