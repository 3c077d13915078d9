package io.github.wechatpayspring.crypto;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.wechatpayspring.crypto.KeyReadException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and certificates from the files in which merchants have them: PEM, DER and
 * PKCS #12. Keys are RSA of {@value #MINIMUM_BITS} bits or more.
 * <p>
 * PEM may have text around its blocks, indentation, a byte order mark, line ends of any
 * kind or none, and several blocks of which the right one is taken. The Base64 of a block
 * without its BEGIN and END lines is read as well.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class KeyReader {

	private static final int MINIMUM_BITS = 2048;

	private static final String RSA = "RSA";

	private KeyReader() {
	}

	/**
	 * Read a private key.
	 * @param content a private key in PKCS #8 (encrypted or not), PKCS #1 or traditional
	 * encrypted PEM; PKCS #8 or PKCS #1 in DER; or a PKCS #12 file with one private key
	 * @param password the password; it isn't looked at where nothing is encrypted
	 * @return the private key
	 * @throws KeyReadException if there is no private key that can be read
	 */
	public static PrivateKey readPrivateKey(byte[] content, @Nullable String password) {
		List<KeyBlock> blocks = KeyBlocks.parse(content);
		KeyBlock block = find(blocks, (type) -> type.isPrivateKey() || type == KeyBlock.Type.PKCS12,
				Reason.PRIVATE_KEY_EXPECTED, "a private key");
		PrivateKey privateKey = (block.type() == KeyBlock.Type.PKCS12)
				? new Pkcs12Content(block.encoded(), password).getPrivateKey() : toPrivateKey(block, password);
		return supported(privateKey, "Private key");
	}

	/**
	 * Read a certificate. Of several, it is the first that didn't issue another one.
	 * @param content one or more certificates in PEM, a certificate in DER, or a PKCS #12
	 * file, of which the certificate of its private key is taken
	 * @param password the password; it isn't looked at where nothing is encrypted
	 * @return the certificate
	 * @throws KeyReadException if there is no certificate that can be read
	 */
	public static X509Certificate readCertificate(byte[] content, @Nullable String password) {
		List<KeyBlock> blocks = KeyBlocks.parse(content);
		KeyBlock block = find(blocks, (type) -> type == KeyBlock.Type.CERTIFICATE || type == KeyBlock.Type.PKCS12,
				Reason.CERTIFICATE_EXPECTED, "a certificate");
		List<X509Certificate> certificates = (block.type() == KeyBlock.Type.PKCS12)
				? new Pkcs12Content(block.encoded(), password).getCertificates() : toCertificates(blocks);
		if (certificates.isEmpty()) {
			throw new KeyReadException(Reason.CERTIFICATE_EXPECTED,
					"Expected a certificate but found a PKCS #12 file without one");
		}
		X509Certificate certificate = leaf(certificates);
		supported(certificate.getPublicKey(), "Public key of the certificate");
		return certificate;
	}

	/**
	 * Read a public key, such as the {@code pub_key.pem} of WeChat Pay.
	 * @param content the public key in PEM or DER
	 * @return the public key
	 * @throws KeyReadException if there is no public key that can be read
	 */
	public static PublicKey readPublicKey(byte[] content) {
		KeyBlock block = find(KeyBlocks.parse(content), KeyBlock.Type::isPublicKey, Reason.PUBLIC_KEY_EXPECTED,
				"a public key");
		byte[] encoded = (block.type() == KeyBlock.Type.RSA_PUBLIC_KEY)
				? BouncyCastleKeyDecoder.toSubjectPublicKeyInfo(block.encoded()) : block.encoded();
		requireRsa(encoded, "Public key");
		try {
			return supported(KeyFactory.getInstance(RSA).generatePublic(new X509EncodedKeySpec(encoded)), "Public key");
		}
		catch (GeneralSecurityException ex) {
			throw new KeyReadException(Reason.UNREADABLE, "Public key is damaged");
		}
	}

	/**
	 * Return whether two RSA keys belong together. Private keys that don't show
	 * themselves, those of a hardware module for example, are tried out.
	 * @param privateKey the private key
	 * @param publicKey the public key
	 * @return whether the public key verifies what the private key signs
	 */
	public static boolean isPair(PrivateKey privateKey, PublicKey publicKey) {
		if (privateKey instanceof RSAKey one && publicKey instanceof RSAKey other
				&& !one.getModulus().equals(other.getModulus())) {
			return false;
		}
		try {
			byte[] message = BigInteger.TEN.toByteArray();
			Signature signature = Signature.getInstance(RsaMessageSigner.ALGORITHM);
			signature.initSign(privateKey);
			signature.update(message);
			byte[] signed = signature.sign();
			signature.initVerify(publicKey);
			signature.update(message);
			return signature.verify(signed);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static KeyBlock find(List<KeyBlock> blocks, Predicate<KeyBlock.Type> types, Reason reason,
			String expected) {
		for (KeyBlock block : blocks) {
			if (types.test(block.type())) {
				return block;
			}
		}
		if (blocks.stream().allMatch((block) -> block.type() == KeyBlock.Type.UNKNOWN)) {
			throw new KeyReadException(Reason.UNREADABLE, "Expected %s but found nothing known".formatted(expected));
		}
		String found = blocks.stream()
			.map((block) -> block.type().getDescription())
			.distinct()
			.collect(Collectors.joining(" and "));
		throw new KeyReadException(reason, "Expected %s but found %s".formatted(expected, found));
	}

	private static PrivateKey toPrivateKey(KeyBlock block, @Nullable String password) {
		return switch (block.type()) {
			case PRIVATE_KEY -> toPrivateKey(block.encoded());
			case RSA_PRIVATE_KEY -> toPrivateKey(BouncyCastleKeyDecoder.toPkcs8(block.encoded()));
			case ENCRYPTED_PRIVATE_KEY -> decrypt(block, password);
			case EC_PRIVATE_KEY, DSA_PRIVATE_KEY, OPENSSH_PRIVATE_KEY -> throw new KeyReadException(
					Reason.UNSUPPORTED_KEY, "Expected an RSA private key but found " + block.type().getDescription());
			default -> throw new KeyReadException(Reason.UNREADABLE, "Private key is damaged");
		};
	}

	private static PrivateKey toPrivateKey(byte[] encoded) {
		requireRsa(encoded, "Private key");
		try {
			return KeyFactory.getInstance(RSA).generatePrivate(new PKCS8EncodedKeySpec(encoded));
		}
		catch (GeneralSecurityException ex) {
			throw new KeyReadException(Reason.UNREADABLE, "Private key is damaged");
		}
	}

	private static PrivateKey decrypt(KeyBlock block, @Nullable String password) {
		if (password == null || password.isEmpty()) {
			throw new KeyReadException(Reason.PASSWORD_MISSING, "Private key is encrypted and needs a password");
		}
		KeyBlock decrypted = BouncyCastleKeyDecoder.decrypt(block, password);
		try {
			return toPrivateKey(decrypted, null);
		}
		catch (KeyReadException ex) {
			// One wrong password in some 256 goes unnoticed until here
			throw (ex.getReason() == Reason.UNREADABLE) ? BouncyCastleKeyDecoder.wrongPassword() : ex;
		}
	}

	private static List<X509Certificate> toCertificates(List<KeyBlock> blocks) {
		List<X509Certificate> certificates = new ArrayList<>();
		try {
			CertificateFactory factory = CertificateFactory.getInstance("X.509");
			for (KeyBlock block : blocks) {
				if (block.type() == KeyBlock.Type.CERTIFICATE) {
					certificates
						.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.encoded())));
				}
			}
			return certificates;
		}
		catch (CertificateException ex) {
			throw new KeyReadException(Reason.UNREADABLE, "Certificate is damaged");
		}
	}

	private static X509Certificate leaf(List<X509Certificate> certificates) {
		for (X509Certificate certificate : certificates) {
			boolean issuer = certificates.stream()
				.anyMatch((other) -> other != certificate
						&& other.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()));
			if (!issuer) {
				return certificate;
			}
		}
		return certificates.get(0);
	}

	private static void requireRsa(byte[] encoded, String name) {
		String algorithm = DerInspector.algorithmOf(encoded);
		if (algorithm == null) {
			throw new KeyReadException(Reason.UNREADABLE, name + " is damaged");
		}
		if (!RSA.equals(algorithm)) {
			throw new KeyReadException(Reason.UNSUPPORTED_KEY,
					"%s of algorithm '%s' isn't supported: RSA is needed".formatted(name, algorithm));
		}
	}

	private static <K extends Key> K supported(K key, String name) {
		if (!(key instanceof RSAKey rsaKey) || !RSA.equals(key.getAlgorithm())) {
			throw new KeyReadException(Reason.UNSUPPORTED_KEY,
					"%s of algorithm '%s' isn't supported: RSA is needed".formatted(name, key.getAlgorithm()));
		}
		int bits = rsaKey.getModulus().bitLength();
		if (bits < MINIMUM_BITS) {
			throw new KeyReadException(Reason.UNSUPPORTED_KEY,
					"%s of %d bits is too short: RSA of %d bits is needed".formatted(name, bits, MINIMUM_BITS));
		}
		return key;
	}

}
