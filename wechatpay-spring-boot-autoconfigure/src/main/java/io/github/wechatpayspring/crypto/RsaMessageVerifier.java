package io.github.wechatpayspring.crypto;

import java.security.GeneralSecurityException;
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

	private final PublicKey publicKey;

	RsaMessageVerifier(PublicKey publicKey) {
		Assert.isTrue("RSA".equals(publicKey.getAlgorithm()), () -> "Public key of type '%s' can't verify %s"
			.formatted(publicKey.getAlgorithm(), RsaMessageSigner.SCHEME));
		this.publicKey = publicKey;
	}

	@Override
	public String getScheme() {
		return RsaMessageSigner.SCHEME;
	}

	@Override
	public boolean verify(byte[] message, byte[] signature) {
		try {
			Signature verification = Signature.getInstance(RsaMessageSigner.ALGORITHM);
			verification.initVerify(this.publicKey);
			verification.update(message);
			return verification.verify(signature);
		}
		catch (SignatureException ex) {
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Unable to verify with the public key", ex);
		}
	}

	@Override
	public String toString() {
		return RsaMessageSigner.SCHEME + " verifier";
	}

}
