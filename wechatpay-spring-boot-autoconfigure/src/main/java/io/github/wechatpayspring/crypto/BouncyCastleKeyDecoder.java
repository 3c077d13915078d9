package io.github.wechatpayspring.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

import io.github.wechatpayspring.crypto.KeyReadException.Reason;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * Turns the containers that the JDK can't read into those that it can. This is the only
 * class that brings in Bouncy Castle for reading keys; its provider is created for
 * encrypted PKCS #8 only and never registered.
 *
 * @author WeChat Pay Spring maintainers
 */
final class BouncyCastleKeyDecoder {

	private static final AlgorithmIdentifier RSA = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption,
			DERNull.INSTANCE);

	private static final Pattern TRADITIONAL_ALGORITHMS = Pattern.compile("(?:AES|BF|DES|RC2)-.+");

	private BouncyCastleKeyDecoder() {
	}

	/**
	 * Turn a PKCS #1 private key into a PKCS #8 one.
	 * @param encoded the PKCS #1 encoding
	 * @return the PKCS #8 encoding
	 */
	static byte[] toPkcs8(byte[] encoded) {
		try {
			return new PrivateKeyInfo(RSA, RSAPrivateKey.getInstance(encoded)).getEncoded();
		}
		catch (IOException | RuntimeException ex) {
			throw new KeyReadException(Reason.UNREADABLE, "RSA private key is damaged");
		}
	}

	/**
	 * Turn a PKCS #1 public key into an X.509 one.
	 * @param encoded the PKCS #1 encoding
	 * @return the X.509 encoding
	 */
	static byte[] toSubjectPublicKeyInfo(byte[] encoded) {
		try {
			return new SubjectPublicKeyInfo(RSA, RSAPublicKey.getInstance(encoded)).getEncoded();
		}
		catch (IOException | RuntimeException ex) {
			throw new KeyReadException(Reason.UNREADABLE, "RSA public key is damaged");
		}
	}

	/**
	 * Decrypt a private key.
	 * @param block the encrypted private key, PKCS #8 or traditional
	 * @param password the password
	 * @return what it contains
	 */
	static KeyBlock decrypt(KeyBlock block, String password) {
		KeyBlock.Encryption encryption = block.encryption();
		byte[] decrypted = (encryption != null) ? decryptTraditional(block.encoded(), encryption, password)
				: decryptPkcs8(block.encoded(), password);
		return new KeyBlock(DerInspector.typeOf(decrypted), decrypted);
	}

	private static byte[] decryptTraditional(byte[] encoded, KeyBlock.Encryption encryption, String password) {
		if (!TRADITIONAL_ALGORITHMS.matcher(encryption.algorithm()).matches()) {
			throw unsupportedEncryption();
		}
		try {
			return new BcPEMDecryptorProvider(password.toCharArray()).get(encryption.algorithm())
				.decrypt(encoded, encryption.iv());
		}
		catch (PEMException | RuntimeException ex) {
			throw wrongPassword();
		}
	}

	private static byte[] decryptPkcs8(byte[] encoded, String password) {
		EncryptedPrivateKeyInfo info;
		InputDecryptor decryptor;
		try {
			info = EncryptedPrivateKeyInfo.getInstance(encoded);
			decryptor = new JcePKCSPBEInputDecryptorProviderBuilder().setProvider(new BouncyCastleProvider())
				.build(password.toCharArray())
				.get(info.getEncryptionAlgorithm());
		}
		catch (OperatorCreationException | RuntimeException ex) {
			throw unsupportedEncryption();
		}
		try (InputStream decrypted = decryptor.getInputStream(new ByteArrayInputStream(info.getEncryptedData()))) {
			return decrypted.readAllBytes();
		}
		catch (IOException ex) {
			throw wrongPassword();
		}
	}

	private static KeyReadException unsupportedEncryption() {
		return new KeyReadException(Reason.UNREADABLE,
				"Encrypted private key is damaged, or its encryption isn't supported");
	}

	static KeyReadException wrongPassword() {
		return new KeyReadException(Reason.PASSWORD_WRONG, "Private key is encrypted under another password");
	}

}
