package io.github.wechatpayspring.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wechatpayspring.crypto.KeyReadException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and certificates from the files in which merchants have them: PEM, DER and
 * PKCS #12. Keys are RSA of 2048 bits or more.
 * <p>
 * PEM may have text around its blocks, indentation, a byte order mark, line ends of any
 * kind or none, and several blocks of which the right one is taken. The Base64 of a block
 * without its BEGIN and END lines is read as well.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class KeyReader {

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
		KeyBlock block = find(blocks, KeyBlock.Type::holdsPrivateKey, Reason.PRIVATE_KEY_EXPECTED, "a private key");
		return PrivateKeyDecoder.decode(block, password);
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
		KeyBlock block = find(blocks, KeyBlock.Type::holdsCertificate, Reason.CERTIFICATE_EXPECTED, "a certificate");
		List<X509Certificate> certificates = (block.type() == KeyBlock.Type.PKCS12)
				? new Pkcs12Content(block.encoded(), password).getCertificates() : CertificateDecoder.decode(blocks);
		X509Certificate certificate = CertificateDecoder.leaf(certificates);
		RsaKeys.require(certificate.getPublicKey(), "Key of the certificate");
		return certificate;
	}

	/**
	 * Read a public key, such as the {@code pub_key.pem} of WeChat Pay.
	 * @param content the public key in PEM or DER
	 * @return the public key
	 * @throws KeyReadException if there is no public key that can be read
	 */
	public static PublicKey readPublicKey(byte[] content) {
		KeyBlock block = find(KeyBlocks.parse(content), KeyBlock.Type::holdsPublicKey, Reason.PUBLIC_KEY_EXPECTED,
				"a public key");
		return RsaKeys.publicKey((block.type() == KeyBlock.Type.RSA_PUBLIC_KEY)
				? BouncyCastleKeyDecoder.toSubjectPublicKeyInfo(block.encoded()) : block.encoded());
	}

	/**
	 * Return whether two RSA keys belong together. Private keys that don't show their
	 * primes, those of a hardware module for example, are tried out.
	 * @param privateKey the private key
	 * @param publicKey the public key
	 * @return whether the public key verifies what the private key signs
	 */
	public static boolean isPair(PrivateKey privateKey, PublicKey publicKey) {
		RSAPrivateCrtKeySpec parts = findParts(privateKey);
		if (parts != null && publicKey instanceof RSAPublicKey rsaPublicKey) {
			if (!parts.getModulus().equals(rsaPublicKey.getModulus())) {
				return false;
			}
			// A provider makes use of its exponent, too
			if (parts.getPublicExponent().equals(rsaPublicKey.getPublicExponent())) {
				return isConsistent(parts);
			}
		}
		return verifiesWhatIsSigned(privateKey, publicKey);
	}

	private static @Nullable RSAPrivateCrtKeySpec findParts(PrivateKey privateKey) {
		if (!(privateKey instanceof RSAPrivateCrtKey key)) {
			return null;
		}
		try {
			RSAPrivateCrtKeySpec parts = new RSAPrivateCrtKeySpec(key.getModulus(), key.getPublicExponent(),
					key.getPrivateExponent(), key.getPrimeP(), key.getPrimeQ(), key.getPrimeExponentP(),
					key.getPrimeExponentQ(), key.getCrtCoefficient());
			return Stream
				.of(parts.getModulus(), parts.getPublicExponent(), parts.getPrivateExponent(), parts.getPrimeP(),
						parts.getPrimeQ(), parts.getPrimeExponentP(), parts.getPrimeExponentQ(),
						parts.getCrtCoefficient())
				.allMatch(Objects::nonNull) ? parts : null;
		}
		catch (RuntimeException ex) {
			// Some hardware modules refuse to show what they keep
			return null;
		}
	}

	// Takes no time, while the first signature of a JVM takes a while
	private static boolean isConsistent(RSAPrivateCrtKeySpec key) {
		BigInteger p = key.getPrimeP();
		BigInteger q = key.getPrimeQ();
		BigInteger exponent = key.getPublicExponent();
		return p.signum() > 0 && q.signum() > 0 && p.multiply(q).equals(key.getModulus())
				&& isInverse(exponent, key.getPrimeExponentP(), p.subtract(BigInteger.ONE))
				&& isInverse(exponent, key.getPrimeExponentQ(), q.subtract(BigInteger.ONE))
				&& isInverse(q, key.getCrtCoefficient(), p)
				&& isInverse(exponent, key.getPrivateExponent(), p.subtract(BigInteger.ONE))
				&& isInverse(exponent, key.getPrivateExponent(), q.subtract(BigInteger.ONE));
	}

	private static boolean verifiesWhatIsSigned(PrivateKey privateKey, PublicKey publicKey) {
		try {
			byte[] message = RsaMessageSigner.SCHEME.getBytes(StandardCharsets.UTF_8);
			Signature signature = Signature.getInstance(RsaMessageSigner.ALGORITHM);
			signature.initSign(privateKey);
			signature.update(message);
			byte[] signed = signature.sign();
			signature.initVerify(publicKey);
			signature.update(message);
			return signature.verify(signed);
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			return false;
		}
	}

	private static boolean isInverse(BigInteger one, BigInteger other, BigInteger modulus) {
		return modulus.signum() > 0 && one.multiply(other).mod(modulus).equals(BigInteger.ONE);
	}

	private static KeyBlock find(List<KeyBlock> blocks, Predicate<KeyBlock.Type> types, Reason reason,
			String expected) {
		for (KeyBlock block : blocks) {
			if (types.test(block.type())) {
				return block;
			}
		}
		String found = blocks.stream()
			.map(KeyBlock::type)
			.filter((type) -> type != KeyBlock.Type.UNKNOWN)
			.map(KeyBlock.Type::getDescription)
			.distinct()
			.collect(Collectors.joining(" and "));
		if (found.isEmpty()) {
			throw new KeyReadException(Reason.UNREADABLE,
					"Expected %s but found PEM blocks of unknown type".formatted(expected));
		}
		throw new KeyReadException(reason, "Expected %s but found %s".formatted(expected, found));
	}

}
