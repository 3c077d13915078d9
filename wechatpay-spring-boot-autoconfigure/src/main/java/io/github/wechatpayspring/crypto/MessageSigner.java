package io.github.wechatpayspring.crypto;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * Signs the messages that a merchant sends to WeChat Pay. Implement it to keep the
 * private key in a key management service or a hardware module; for a key in memory use
 * one of the factory methods.
 * <p>
 * Implementations are safe for concurrent use.
 *
 * @author WeChat Pay Spring maintainers
 */
public interface MessageSigner {

	/**
	 * Return the name of the scheme, the first word of the {@code Authorization} header.
	 * @return the scheme, such as {@code WECHATPAY2-SHA256-RSA2048}
	 */
	String getScheme();

	/**
	 * Return the serial number of the merchant certificate that belongs to the key.
	 * @return upper-case hexadecimal digits, two for each octet
	 */
	String getSerialNumber();

	/**
	 * Sign a message.
	 * @param message the bytes to sign
	 * @return the raw signature, not yet encoded
	 * @throws IllegalStateException if the key can't be used
	 */
	byte[] sign(byte[] message);

	/**
	 * Return whether signing waits, for the network or for a device. It is then kept away
	 * from the threads that serve connections, where waiting would hold up other calls
	 * and isn't even possible for reactive code.
	 * @return {@code false} if signing only computes
	 */
	default boolean isBlocking() {
		return true;
	}

	/**
	 * Create a signer for a key in memory that uses the providers of the JVM.
	 * @param privateKey the merchant's private key
	 * @param certificate the merchant certificate that belongs to the key
	 * @return the signer
	 * @throws IllegalArgumentException if there is no scheme for that kind of key, or the
	 * certificate belongs to another key
	 * @see CryptoProvider#signer(PrivateKey, X509Certificate)
	 */
	static MessageSigner of(PrivateKey privateKey, X509Certificate certificate) {
		return CryptoProvider.jdk().signer(privateKey, certificate);
	}

	/**
	 * Create a signer for a key in memory that uses the providers of the JVM.
	 * @param privateKey the merchant's private key
	 * @param serialNumber the serial number of the merchant certificate
	 * @return the signer
	 * @throws IllegalArgumentException if there is no scheme for that kind of key, or the
	 * serial number isn't hexadecimal
	 * @see CryptoProvider#signer(PrivateKey, String)
	 */
	static MessageSigner of(PrivateKey privateKey, String serialNumber) {
		return CryptoProvider.jdk().signer(privateKey, serialNumber);
	}

}
