package io.github.wechatpayspring.crypto;

import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

import org.springframework.util.Assert;

/**
 * {@link MessageVerifier} for {@value RsaMessageSigner#SCHEME}.
 *
 * @author WeChat Pay Spring maintainers
 */
final class RsaMessageVerifier implements MessageVerifier {

	private final RsaKey<PublicKey> publicKey;

	RsaMessageVerifier(PublicKey publicKey, CryptoProvider cryptoProvider) {
		Assert.isTrue("RSA".equals(publicKey.getAlgorithm()), () -> "Public key of type '%s' can't verify %s"
			.formatted(publicKey.getAlgorithm(), RsaMessageSigner.SCHEME));
		this.publicKey = new RsaKey<>(publicKey, PublicKey.class, cryptoProvider);
	}

	@Override
	public String getScheme() {
		return RsaMessageSigner.SCHEME;
	}

	@Override
	public boolean verify(byte[] message, byte[] signature) {
		try {
			RsaKey.Translation<PublicKey> translated = this.publicKey.translated();
			Signature verification = translated.createSignature();
			verification.initVerify(translated.key());
			verification.update(message);
			return verification.verify(signature);
		}
		catch (SignatureException ex) {
			return false;
		}
		catch (GeneralSecurityException | ProviderException ex) {
			throw new IllegalStateException("Unable to verify with the public key", ex);
		}
	}

	@Override
	public String toString() {
		return RsaMessageSigner.SCHEME + " verifier";
	}

}
