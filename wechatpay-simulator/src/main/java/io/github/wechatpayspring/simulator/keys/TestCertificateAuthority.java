package io.github.wechatpayspring.simulator.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certificate authority of one simulator. Its own key is an elliptic curve key, which
 * takes no time to make; the keys it certifies are RSA keys like WeChat Pay's.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class TestCertificateAuthority {

	private static final String ISSUER = "C=CN,O=WeChat Pay Simulator,CN=Simulator Test CA";

	private final Deferred<KeyPair> keyPair = Deferred.of(TestCertificateAuthority::newKeyPair);

	/**
	 * Issue a certificate with a serial number of 40 hexadecimal digits.
	 * @param commonName the common name of the subject
	 * @param publicKey the key to certify
	 * @param notBefore the begin of its validity
	 * @param notAfter the end of its validity
	 * @return the certificate
	 */
	public X509Certificate issue(String commonName, PublicKey publicKey, Instant notBefore, Instant notAfter) {
		X500Name subject = new X500Name("C=CN,O=WeChat Pay Simulator,CN=" + commonName);
		BigInteger serialNumber = RandomText.serialNumber();
		X509v3CertificateBuilder builder = new X509v3CertificateBuilder(new X500Name(ISSUER), serialNumber,
				Date.from(notBefore), Date.from(notAfter), subject,
				SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()));
		try {
			ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA")
				.build(this.keyPair.get().getPrivate());
			byte[] encoded = builder.build(signer).getEncoded();
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(encoded));
		}
		catch (OperatorCreationException | IOException | GeneralSecurityException ex) {
			throw new IllegalStateException("Cannot issue a certificate", ex);
		}
	}

	/**
	 * Write the serial number of a certificate as it stands in headers.
	 * @param certificate the certificate
	 * @return the serial number, upper-case hexadecimal
	 */
	public static String serialNumber(X509Certificate certificate) {
		return certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
	}

	private static KeyPair newKeyPair() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"));
		return generator.generateKeyPair();
	}

}
