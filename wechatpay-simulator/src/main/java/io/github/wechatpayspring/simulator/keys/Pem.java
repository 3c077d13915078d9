package io.github.wechatpayspring.simulator.keys;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * Writes keys and certificates as the text files that merchants hold.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Pem {

	private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

	private Pem() {
	}

	/**
	 * Write a private key in PKCS#8, the format of {@code apiclient_key.pem}.
	 * @param privateKey the key
	 * @return the PEM text
	 */
	public static String of(PrivateKey privateKey) {
		return encode("PRIVATE KEY", privateKey.getEncoded());
	}

	/**
	 * Write a public key, the format of {@code pub_key.pem}.
	 * @param publicKey the key
	 * @return the PEM text
	 */
	public static String of(PublicKey publicKey) {
		return encode("PUBLIC KEY", publicKey.getEncoded());
	}

	/**
	 * Write a certificate, the format of {@code apiclient_cert.pem}.
	 * @param certificate the certificate
	 * @return the PEM text
	 */
	public static String of(X509Certificate certificate) {
		try {
			return encode("CERTIFICATE", certificate.getEncoded());
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException("Cannot encode a certificate", ex);
		}
	}

	private static String encode(String type, byte[] bytes) {
		return "-----BEGIN " + type + "-----\n" + ENCODER.encodeToString(bytes) + "\n-----END " + type + "-----\n";
	}

}
