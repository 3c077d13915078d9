package io.github.wechatpayspring.simulator.merchant;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;

import io.github.wechatpayspring.simulator.keys.Pem;
import io.github.wechatpayspring.simulator.keys.Rsa;
import io.github.wechatpayspring.simulator.keys.SigningKey;
import io.github.wechatpayspring.simulator.keys.TestCertificateAuthority;
import org.jspecify.annotations.Nullable;

/**
 * One of the keys that WeChat Pay signs with: a WeChat Pay public key, or the key of a
 * platform certificate.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class PlatformKey {

	private final String serial;

	private final SigningKey key;

	private final @Nullable X509Certificate certificate;

	private PlatformKey(String serial, SigningKey key, @Nullable X509Certificate certificate) {
		this.serial = serial;
		this.key = key;
		this.certificate = certificate;
	}

	static PlatformKey ofPublicKey(String publicKeyId, SigningKey key) {
		return new PlatformKey(publicKeyId, key, null);
	}

	static PlatformKey ofCertificate(SigningKey key, X509Certificate certificate) {
		return new PlatformKey(TestCertificateAuthority.serialNumber(certificate), key, certificate);
	}

	/**
	 * Return what stands in {@code Wechatpay-Serial} for this key: the public key id or
	 * the serial number of the certificate.
	 * @return the id or serial number
	 */
	public String serial() {
		return this.serial;
	}

	/**
	 * Return the public key as text.
	 * @return the PEM text of the public key
	 */
	public String publicKeyPem() {
		return Pem.of(this.key.publicKey());
	}

	/**
	 * Return the public key.
	 * @return the public key
	 */
	public PublicKey publicKey() {
		return this.key.publicKey();
	}

	/**
	 * Return the platform certificate.
	 * @return the certificate, or {@code null} for a WeChat Pay public key
	 */
	public @Nullable X509Certificate certificate() {
		return this.certificate;
	}

	/**
	 * Sign as WeChat Pay.
	 * @param message the message
	 * @return the signature
	 */
	public byte[] sign(byte[] message) {
		return Rsa.sign(privateKey(), message);
	}

	PrivateKey privateKey() {
		return this.key.requirePrivateKey();
	}

	@Override
	public String toString() {
		return "PlatformKey[" + this.serial + "]";
	}

}
