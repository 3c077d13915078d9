package io.github.wechatpayspring.crypto;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.crypto.KeyReadException.Reason;

/**
 * Decodes the certificates in blocks and chooses among them.
 *
 * @author WeChat Pay Spring maintainers
 */
final class CertificateDecoder {

	private CertificateDecoder() {
	}

	/**
	 * Decode certificates.
	 * @param blocks the blocks, those of other types are passed over
	 * @return the certificates in their order
	 */
	static List<X509Certificate> decode(List<KeyBlock> blocks) {
		List<X509Certificate> certificates = new ArrayList<>();
		for (KeyBlock block : blocks) {
			if (block.type() == KeyBlock.Type.CERTIFICATE) {
				certificates.add(decode(block.encoded()));
			}
		}
		return certificates;
	}

	private static X509Certificate decode(byte[] encoded) {
		try {
			CertificateFactory factory = CertificateFactory.getInstance("X.509");
			return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
		}
		catch (CertificateException ex) {
			RsaKeys.requireAlgorithm(encoded, "Key of the certificate");
			throw new KeyReadException(Reason.UNREADABLE, "Certificate is damaged");
		}
	}

	/**
	 * Return the first certificate that didn't issue another one. Some tools write a
	 * chain from its root.
	 * @param certificates at least one certificate
	 * @return the certificate
	 */
	static X509Certificate leaf(List<X509Certificate> certificates) {
		return certificates.stream()
			.filter((certificate) -> certificates.stream().noneMatch((other) -> issued(certificate, other)))
			.findFirst()
			.orElse(certificates.get(0));
	}

	private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
		return issuer != certificate && issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
	}

}
