package io.github.wechatpayspring.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;

import org.springframework.util.Assert;

/**
 * {@link MessageSigner} for {@value #SCHEME}: SHA-256 with RSA, PKCS #1 v1.5, as WeChat
 * Pay's documentation has it in its section <em>interface rules</em>.
 *
 * @author WeChat Pay Spring maintainers
 */
final class RsaMessageSigner implements MessageSigner {

	static final String SCHEME = "WECHATPAY2-SHA256-RSA2048";

	static final String ALGORITHM = "SHA256withRSA";

	private final RsaKey<PrivateKey> privateKey;

	private final String serialNumber;

	RsaMessageSigner(PrivateKey privateKey, String serialNumber, CryptoProvider cryptoProvider) {
		Assert.isTrue("RSA".equals(privateKey.getAlgorithm()),
				() -> "Private key of type '%s' can't sign %s".formatted(privateKey.getAlgorithm(), SCHEME));
		this.privateKey = new RsaKey<>(privateKey, PrivateKey.class, cryptoProvider);
		this.serialNumber = serialNumber;
	}

	@Override
	public String getScheme() {
		return SCHEME;
	}

	@Override
	public String getSerialNumber() {
		return this.serialNumber;
	}

	@Override
	public byte[] sign(byte[] message) {
		try {
			RsaKey.Translation<PrivateKey> translated = this.privateKey.translated();
			Signature signature = translated.createSignature();
			signature.initSign(translated.key());
			signature.update(message);
			return signature.sign();
		}
		catch (GeneralSecurityException | ProviderException ex) {
			throw new IllegalStateException("Unable to sign with the key of certificate " + this.serialNumber, ex);
		}
	}

	// The key of a hardware module doesn't show itself
	@Override
	public boolean isBlocking() {
		return !(this.privateKey.getOriginal() instanceof RSAPrivateKey);
	}

	@Override
	public String toString() {
		return SCHEME + " signer of certificate " + this.serialNumber;
	}

}
