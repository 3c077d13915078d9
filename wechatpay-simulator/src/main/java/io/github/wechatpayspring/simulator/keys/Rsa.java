package io.github.wechatpayspring.simulator.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * RSA as WeChat Pay uses it: 2048 bit keys, {@code SHA256withRSA} signatures.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Rsa {

	/**
	 * Name of the signature scheme on the wire.
	 */
	public static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";

	private static final String SIGNATURE_ALGORITHM = "SHA256withRSA";

	private static final int KEY_BITS = 2048;

	private Rsa() {
	}

	/**
	 * Make a new key pair.
	 * @return the key pair
	 */
	public static KeyPair newKeyPair() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(KEY_BITS);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("RSA keys cannot be made by this Java runtime", ex);
		}
	}

	/**
	 * Sign a message.
	 * @param privateKey the key to sign with
	 * @param message the message
	 * @return the signature
	 */
	public static byte[] sign(PrivateKey privateKey, byte[] message) {
		try {
			Signature signature = Signature.getInstance(SIGNATURE_ALGORITHM);
			signature.initSign(privateKey);
			signature.update(message);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Cannot sign with " + SIGNATURE_ALGORITHM, ex);
		}
	}

	/**
	 * Check a signature.
	 * @param publicKey the key of the signer
	 * @param message the message
	 * @param signature the signature
	 * @return whether the signer signed exactly this message
	 */
	public static boolean verify(PublicKey publicKey, byte[] message, byte[] signature) {
		try {
			Signature verifier = Signature.getInstance(SIGNATURE_ALGORITHM);
			verifier.initVerify(publicKey);
			verifier.update(message);
			return verifier.verify(signature);
		}
		catch (GeneralSecurityException ex) {
			// A signature of another length than the key is an exception for the JDK; for
			// the caller it is one more wrong signature.
			return false;
		}
	}

}
