package io.github.wechatpayspring.benchmarks.application;

import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import io.github.wechatpayspring.benchmarks.Keys;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the certificate of the merchant's key, which most applications configure.
 *
 * @author WeChat Pay Spring maintainers
 */
final class MerchantCertificate {

	private MerchantCertificate() {
	}

	/**
	 * Write the certificate.
	 * @param directory the directory with the keys
	 * @return the file
	 * @throws IOException if it can't be written
	 */
	static Path write(Path directory) throws IOException {
		Path file = directory.resolve("merchant-certificate.pem");
		try (Writer writer = Files.newBufferedWriter(file); JcaPEMWriter pem = new JcaPEMWriter(writer)) {
			pem.writeObject(create(Keys.readPrivate(Keys.in(directory).merchantPrivateKey())));
		}
		catch (GeneralSecurityException | OperatorCreationException ex) {
			throw new IllegalStateException(ex);
		}
		return file;
	}

	private static X509CertificateHolder create(PrivateKey privateKey)
			throws GeneralSecurityException, OperatorCreationException {
		RSAPrivateCrtKey key = (RSAPrivateCrtKey) privateKey;
		PublicKey publicKey = KeyFactory.getInstance("RSA")
			.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
		X500Name name = new X500Name("CN=" + Keys.MERCHANT_ID);
		Instant now = Instant.now();
		return new JcaX509v3CertificateBuilder(name, new BigInteger(Keys.SERIAL_NUMBER, 16), Date.from(now),
				Date.from(now.plus(30, ChronoUnit.DAYS)), name, publicKey)
			.build(new JcaContentSignerBuilder("SHA256withRSA").build(privateKey));
	}

}
