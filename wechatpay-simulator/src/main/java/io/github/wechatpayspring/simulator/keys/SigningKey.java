package io.github.wechatpayspring.simulator.keys;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;

import org.jspecify.annotations.Nullable;

/**
 * The key of a signer, of which only the public side may be known.
 *
 * @param privateKey the private side, a secret, or {@code null} if it is not known
 * @param publicKey the public side
 * @author WeChat Pay Spring maintainers
 */
public record SigningKey(@Nullable PrivateKey privateKey, PublicKey publicKey) {

	/**
	 * Make a new key.
	 * @return the key, with both sides
	 */
	public static SigningKey create() {
		KeyPair keyPair = Rsa.newKeyPair();
		return new SigningKey(keyPair.getPrivate(), keyPair.getPublic());
	}

	/**
	 * Take a private key over.
	 * @param privateKey the private key
	 * @return the key, with both sides
	 */
	public static SigningKey of(PrivateKey privateKey) {
		return new SigningKey(privateKey, PemReader.publicKeyOf(privateKey));
	}

	/**
	 * Return the private side.
	 * @return the private key, a secret
	 * @throws IllegalStateException if it is not known
	 */
	public PrivateKey requirePrivateKey() {
		if (this.privateKey == null) {
			throw new IllegalStateException("Only the public side of this key is known to the simulator");
		}
		return this.privateKey;
	}

	@Override
	public String toString() {
		return "SigningKey[privateKey=" + ((this.privateKey != null) ? "******" : "unknown") + "]";
	}

}
