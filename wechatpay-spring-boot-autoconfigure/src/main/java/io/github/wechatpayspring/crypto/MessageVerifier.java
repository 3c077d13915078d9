package io.github.wechatpayspring.crypto;

import java.security.PublicKey;

/**
 * Verifies what WeChat Pay signed, with one of WeChat Pay's public keys.
 * <p>
 * Implementations are safe for concurrent use.
 *
 * @author WeChat Pay Spring maintainers
 */
public interface MessageVerifier {

	/**
	 * Return the name of the scheme, as in the {@code Wechatpay-Signature-Type} header.
	 * @return the scheme, such as {@code WECHATPAY2-SHA256-RSA2048}
	 */
	String getScheme();

	/**
	 * Verify a signature.
	 * @param message the bytes that were signed
	 * @param signature the raw signature, already decoded
	 * @return whether the signature belongs to the message and the key
	 */
	boolean verify(byte[] message, byte[] signature);

	/**
	 * Create a verifier for a public key that uses the providers of the JVM.
	 * @param publicKey the public key
	 * @return the verifier
	 * @throws IllegalArgumentException if there is no scheme for that kind of key
	 * @see CryptoProvider#verifier(PublicKey)
	 */
	static MessageVerifier of(PublicKey publicKey) {
		return CryptoProvider.jdk().verifier(publicKey);
	}

}
