package io.github.wechatpayspring.simulator.keys;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Reads keys and certificates out of the text files that merchants hold. What is wrong
 * with a text is an {@link IllegalArgumentException} that says what to do about it, and
 * never has a part of the text.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class PemReader {

	private static final int KEY_BITS = 2048;

	private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

	private PemReader() {
	}

	/**
	 * Read a private key in PKCS#8 or PKCS#1.
	 * @param text the PEM text
	 * @return the key
	 */
	public static PrivateKey privateKey(String text) {
		Block block = find(text, "a private key", "apiclient_key.pem", "PRIVATE KEY", "RSA PRIVATE KEY",
				"ENCRYPTED PRIVATE KEY");
		if (block.isEncrypted()) {
			throw new IllegalArgumentException("is an encrypted private key; decrypt it with "
					+ "'openssl pkey -in encrypted.pem -out apiclient_key.pem'");
		}
		try {
			byte[] pkcs8 = block.label().equals("PRIVATE KEY") ? block.bytes()
					: new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
							RSAPrivateKey.getInstance(block.bytes()))
						.getEncoded();
			PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
			checkSize(key, "private key");
			return key;
		}
		catch (SizeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw damaged("an RSA private key");
		}
	}

	/**
	 * Read a public key.
	 * @param text the PEM text
	 * @return the key
	 */
	public static PublicKey publicKey(String text) {
		Block block = find(text, "a public key", "pub_key.pem", "PUBLIC KEY", "RSA PUBLIC KEY");
		try {
			byte[] info = block.label().equals("PUBLIC KEY") ? block.bytes()
					: new SubjectPublicKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
							RSAPublicKey.getInstance(block.bytes()))
						.getEncoded();
			PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(info));
			checkSize(key, "public key");
			return key;
		}
		catch (SizeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw damaged("an RSA public key");
		}
	}

	/**
	 * Read a certificate, the first if there are several.
	 * @param text the PEM text
	 * @return the certificate
	 */
	public static X509Certificate certificate(String text) {
		Block block = find(text, "a certificate", "apiclient_cert.pem", "CERTIFICATE");
		try {
			X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(block.bytes()));
			checkSize(certificate.getPublicKey(), "certificate's key");
			return certificate;
		}
		catch (SizeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw damaged("a certificate");
		}
	}

	/**
	 * Find the public key that belongs to a private key.
	 * @param privateKey the private key
	 * @return the public key
	 */
	public static PublicKey publicKeyOf(PrivateKey privateKey) {
		if (!(privateKey instanceof RSAPrivateCrtKey key)) {
			throw new IllegalArgumentException("is a private key without its public exponent; export it again");
		}
		try {
			return KeyFactory.getInstance("RSA")
				.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
		}
		catch (GeneralSecurityException ex) {
			throw damaged("an RSA private key");
		}
	}

	private static Block find(String text, String what, String file, String... labels) {
		Matcher matcher = BLOCK.matcher(text);
		String other = null;
		while (matcher.find()) {
			String label = Objects.requireNonNull(matcher.group(1));
			if (List.of(labels).contains(label)) {
				return new Block(label, Objects.requireNonNull(matcher.group(2)));
			}
			other = label;
		}
		throw new IllegalArgumentException(((other != null) ? "is a PEM text with '" + other + "' in it, not " + what
				: "is no PEM text of " + what) + "; give the whole text of a file like " + file + ", from '-----BEGIN "
				+ labels[0] + "-----' on");
	}

	private static void checkSize(Object key, String what) {
		if (!(key instanceof RSAKey rsa)) {
			throw new SizeException("has a " + what + " that is not RSA; WeChat Pay's scheme " + Rsa.SCHEME
					+ " has RSA keys of " + KEY_BITS + " bits");
		}
		int bits = rsa.getModulus().bitLength();
		if (bits != KEY_BITS) {
			throw new SizeException("has a " + what + " of " + bits + " bits; WeChat Pay's keys have " + KEY_BITS);
		}
	}

	private static IllegalArgumentException damaged(String what) {
		// Without the cause, whose message can have a part of the key.
		return new IllegalArgumentException(
				"is PEM text, but what is in it is not " + what + "; a line may be missing, export it again");
	}

	/**
	 * A key of another kind or size, as opposed to one that cannot be read.
	 */
	private static final class SizeException extends IllegalArgumentException {

		private static final long serialVersionUID = 1L;

		SizeException(String message) {
			super(message);
		}

	}

	/**
	 * One block of a PEM text.
	 */
	private record Block(String label, String content) {

		boolean isEncrypted() {
			return this.label.equals("ENCRYPTED PRIVATE KEY") || this.content.contains("ENCRYPTED");
		}

		byte[] bytes() {
			return Base64.getMimeDecoder().decode(this.content);
		}

		@Override
		public String toString() {
			return "Block[" + this.label + "]";
		}

	}

}
