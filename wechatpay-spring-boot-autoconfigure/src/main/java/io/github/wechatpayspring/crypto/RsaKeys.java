package io.github.wechatpayspring.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

import io.github.wechatpayspring.crypto.KeyReadException.Reason;

/**
 * Makes RSA keys from the encodings that the JDK knows, and refuses keys that WeChat Pay
 * doesn't take.
 *
 * @author WeChat Pay Spring maintainers
 */
final class RsaKeys {

	static final int MINIMUM_BITS = 2048;

	private static final String ALGORITHM = "RSA";

	private RsaKeys() {
	}

	/**
	 * Make a private key.
	 * @param encoded the PKCS #8 encoding
	 * @return the private key
	 */
	static PrivateKey privateKey(byte[] encoded) {
		requireAlgorithm(encoded, "Private key");
		try {
			PrivateKey privateKey = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
			return require(privateKey, "Private key");
		}
		catch (GeneralSecurityException ex) {
			throw new KeyReadException(Reason.UNREADABLE, "Private key is damaged");
		}
	}

	/**
	 * Make a public key.
	 * @param encoded the X.509 encoding
	 * @return the public key
	 */
	static PublicKey publicKey(byte[] encoded) {
		requireAlgorithm(encoded, "Public key");
		try {
			PublicKey publicKey = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
			return require(publicKey, "Public key");
		}
		catch (GeneralSecurityException ex) {
			throw new KeyReadException(Reason.UNREADABLE, "Public key is damaged");
		}
	}

	/**
	 * Check the algorithm before a parser stumbles over it.
	 * @param encoded a PKCS #8 private key, an X.509 public key or a certificate
	 * @param name what to call it
	 */
	static void requireAlgorithm(byte[] encoded, String name) {
		String algorithm = DerInspector.algorithmOf(encoded);
		if (algorithm == null) {
			throw new KeyReadException(Reason.UNREADABLE, name + " is damaged");
		}
		requireAlgorithm(algorithm, name);
	}

	/**
	 * Check algorithm and length.
	 * @param <K> the type of key
	 * @param key a key
	 * @param name what to call it
	 * @return the key
	 */
	static <K extends Key> K require(K key, String name) {
		requireAlgorithm(key.getAlgorithm(), name);
		if (key instanceof RSAKey rsaKey && rsaKey.getModulus().bitLength() < MINIMUM_BITS) {
			throw new KeyReadException(Reason.UNSUPPORTED_KEY, "%s has %d bits where RSA needs %d or more"
				.formatted(name, rsaKey.getModulus().bitLength(), MINIMUM_BITS));
		}
		return key;
	}

	private static void requireAlgorithm(String algorithm, String name) {
		if (!ALGORITHM.equals(algorithm)) {
			throw new KeyReadException(Reason.UNSUPPORTED_KEY,
					"%s has algorithm '%s' where RSA is needed".formatted(name, algorithm));
		}
	}

}
