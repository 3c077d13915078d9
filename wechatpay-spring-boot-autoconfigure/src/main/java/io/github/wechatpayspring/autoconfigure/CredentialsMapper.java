package io.github.wechatpayspring.autoconfigure;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import io.github.wechatpayspring.autoconfigure.SslBundleKeyReader.SslBundleKey;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails.MerchantDetails;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.crypto.KeyReadException;
import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.SerialNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Maps {@link MerchantDetails} to the private key of the merchant and a signer.
 *
 * @author WeChat Pay Spring maintainers
 */
final class CredentialsMapper {

	private static final String PRIVATE_KEY = "private-key";

	private static final String CERTIFICATE = "certificate";

	private static final String SERIAL_NUMBER = "serial-number";

	private final KeyContentLoader contentLoader;

	private final CryptoProvider cryptoProvider;

	private final SslBundleKeyReader sslBundleKeyReader = new SslBundleKeyReader();

	CredentialsMapper(KeyContentLoader contentLoader, CryptoProvider cryptoProvider) {
		this.contentLoader = contentLoader;
		this.cryptoProvider = cryptoProvider;
	}

	/**
	 * Map the details.
	 * @param details the details of the merchant
	 * @param problems collects what is wrong
	 * @return the credentials, or {@code null} if there are problems
	 */
	@Nullable Credentials map(MerchantDetails details, MerchantProblems problems) {
		SslBundleKey bundled = this.sslBundleKeyReader.read(details, problems);
		if (problems.concern(SslBundleKeyReader.ELEMENT)) {
			return null;
		}
		if (bundled == null) {
			PrivateKey privateKey = readPrivateKey(details, problems);
			X509Certificate certificate = readCertificate(details, problems);
			return create(PRIVATE_KEY, privateKey, certificate, details, problems);
		}
		if (details.getPrivateKey() != null || details.getCertificate() != null) {
			problems.add(SslBundleKeyReader.ELEMENT, "There is an SSL bundle, but also a private key or a certificate",
					"Keep %s, or %s and %s".formatted(problems.name(SslBundleKeyReader.ELEMENT),
							problems.name(PRIVATE_KEY), problems.name(CERTIFICATE)));
			return null;
		}
		return create(SslBundleKeyReader.ELEMENT, bundled.privateKey(), bundled.certificate(), details, problems);
	}

	private @Nullable PrivateKey readPrivateKey(MerchantDetails details, MerchantProblems problems) {
		String action = "Set %s to the private key of the merchant, the content or the location of 'apiclient_key.pem'"
			.formatted(problems.name(PRIVATE_KEY));
		String privateKey = details.getPrivateKey();
		if (privateKey == null) {
			problems.add(PRIVATE_KEY, "Private key is missing", action);
			return null;
		}
		try {
			return KeyReader.readPrivateKey(this.contentLoader.load(privateKey), details.getPrivateKeyPassword());
		}
		catch (KeyReadException ex) {
			problems.add(PRIVATE_KEY, ex, action);
			return null;
		}
	}

	private @Nullable X509Certificate readCertificate(MerchantDetails details, MerchantProblems problems) {
		String certificate = details.getCertificate();
		if (certificate == null) {
			return (details.getSerialNumber() == null) ? findCertificateOfPrivateKey(details) : null;
		}
		try {
			return KeyReader.readCertificate(this.contentLoader.load(certificate), details.getPrivateKeyPassword());
		}
		catch (KeyReadException ex) {
			problems.add(CERTIFICATE, ex,
					"Set %s to the merchant certificate, the content or the location of 'apiclient_cert.pem'"
						.formatted(problems.name(CERTIFICATE)));
			return null;
		}
	}

	private @Nullable X509Certificate findCertificateOfPrivateKey(MerchantDetails details) {
		String privateKey = details.getPrivateKey();
		if (privateKey == null) {
			return null;
		}
		// A PKCS #12 file has the certificate as well
		try {
			return KeyReader.readCertificate(this.contentLoader.load(privateKey), details.getPrivateKeyPassword());
		}
		catch (KeyReadException ex) {
			return null;
		}
	}

	private @Nullable Credentials create(String element, @Nullable PrivateKey privateKey,
			@Nullable X509Certificate certificate, MerchantDetails details, MerchantProblems problems) {
		String serialNumber = findSerialNumber(privateKey, certificate, details, problems);
		if (privateKey == null || serialNumber == null) {
			return null;
		}
		if (certificate != null && !KeyReader.isPair(privateKey, certificate.getPublicKey())) {
			problems.add(element,
					"Private key doesn't belong to the certificate with serial number %s"
						.formatted(SerialNumbers.of(certificate)),
					"Let %s be the private key for which the merchant certificate was issued"
						.formatted(problems.name(element)));
			return null;
		}
		return new Credentials(privateKey, this.cryptoProvider.signer(privateKey, serialNumber));
	}

	private @Nullable String findSerialNumber(@Nullable PrivateKey privateKey, @Nullable X509Certificate certificate,
			MerchantDetails details, MerchantProblems problems) {
		String serialNumber = details.getSerialNumber();
		if (serialNumber != null) {
			return checkSerialNumber(serialNumber, certificate, problems);
		}
		if (certificate != null) {
			return SerialNumbers.of(certificate);
		}
		// The file of the private key can hold the certificate as well
		boolean unread = privateKey == null && details.getPrivateKey() != null;
		if (details.getCertificate() == null && !unread) {
			problems.add(CERTIFICATE, "There is neither a certificate nor its serial number",
					"Set %s to the merchant certificate, or %s to its serial number"
						.formatted(problems.name(CERTIFICATE), problems.name(SERIAL_NUMBER)));
		}
		return null;
	}

	private @Nullable String checkSerialNumber(String serialNumber, @Nullable X509Certificate certificate,
			MerchantProblems problems) {
		String action = "Remove %s where there is a certificate, or set it to what 'openssl x509 -in "
				+ "apiclient_cert.pem -noout -serial' prints, in quotes in YAML";
		try {
			String normalized = SerialNumbers.normalize(serialNumber);
			if (certificate == null || new BigInteger(normalized, 16).equals(certificate.getSerialNumber())) {
				return normalized;
			}
			problems.add(SERIAL_NUMBER,
					"Certificate has another serial number, %s".formatted(SerialNumbers.of(certificate)),
					action.formatted(problems.name(SERIAL_NUMBER)));
		}
		catch (IllegalArgumentException ex) {
			problems.add(SERIAL_NUMBER, "Serial number isn't 1 to 40 hexadecimal digits",
					action.formatted(problems.name(SERIAL_NUMBER)));
		}
		return null;
	}

	/**
	 * Credentials of a merchant.
	 *
	 * @param privateKey the private key
	 * @param signer signs with it
	 */
	record Credentials(PrivateKey privateKey, MessageSigner signer) {

	}

}
