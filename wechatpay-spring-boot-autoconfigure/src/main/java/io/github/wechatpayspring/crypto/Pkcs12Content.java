package io.github.wechatpayspring.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.wechatpayspring.crypto.KeyReadException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS #12 file, such as the {@code apiclient_cert.p12} that merchants download. Its
 * password is the merchant number.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Pkcs12Content {

	private final KeyStore keyStore;

	private final char[] password;

	private final @Nullable String keyAlias;

	Pkcs12Content(byte[] encoded, @Nullable String password) {
		this.password = (password != null) ? password.toCharArray() : new char[0];
		try {
			this.keyStore = KeyStore.getInstance("PKCS12");
			this.keyStore.load(new ByteArrayInputStream(encoded), this.password);
			this.keyAlias = findKeyAlias();
		}
		catch (IOException ex) {
			if (ex.getCause() instanceof UnrecoverableKeyException) {
				throw wrongPassword();
			}
			throw unreadable();
		}
		catch (GeneralSecurityException ex) {
			throw unreadable();
		}
	}

	private @Nullable String findKeyAlias() throws GeneralSecurityException {
		List<String> aliases = new ArrayList<>();
		for (String alias : aliases()) {
			if (this.keyStore.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
				aliases.add(alias);
			}
		}
		if (aliases.size() > 1) {
			throw new KeyReadException(Reason.UNREADABLE,
					"PKCS #12 file has %d private keys where one is expected".formatted(aliases.size()));
		}
		return aliases.isEmpty() ? null : aliases.get(0);
	}

	private List<String> aliases() throws KeyStoreException {
		return Collections.list(this.keyStore.aliases());
	}

	PrivateKey getPrivateKey() {
		try {
			if (this.keyAlias != null && this.keyStore.getKey(this.keyAlias, this.password) instanceof PrivateKey key) {
				return RsaKeys.require(key, "Private key");
			}
		}
		catch (UnrecoverableKeyException ex) {
			if (ex.getCause() instanceof InvalidKeySpecException) {
				throw new KeyReadException(Reason.UNSUPPORTED_KEY, "Private key in the PKCS #12 file isn't an RSA key");
			}
			throw wrongPassword();
		}
		catch (GeneralSecurityException ex) {
			throw unreadable();
		}
		throw new KeyReadException(Reason.PRIVATE_KEY_EXPECTED,
				"Expected a private key but found a PKCS #12 file without one");
	}

	/**
	 * Return the certificate of the private key; where there is no private key, all
	 * certificates.
	 * @return at least one certificate
	 */
	List<X509Certificate> getCertificates() {
		List<X509Certificate> certificates = new ArrayList<>();
		try {
			for (String alias : aliases()) {
				if ((this.keyAlias == null || this.keyAlias.equals(alias))
						&& this.keyStore.getCertificate(alias) instanceof X509Certificate certificate) {
					certificates.add(certificate);
				}
			}
		}
		catch (KeyStoreException ex) {
			throw unreadable();
		}
		if (certificates.isEmpty()) {
			throw new KeyReadException(Reason.CERTIFICATE_EXPECTED,
					"Expected a certificate but found a PKCS #12 file without one");
		}
		return certificates;
	}

	private KeyReadException wrongPassword() {
		return (this.password.length == 0)
				? new KeyReadException(Reason.PASSWORD_MISSING,
						"PKCS #12 file needs a password: the merchant number, unless it was changed")
				: new KeyReadException(Reason.PASSWORD_WRONG, "PKCS #12 file has another password, or is damaged");
	}

	private static KeyReadException unreadable() {
		return new KeyReadException(Reason.UNREADABLE, "PKCS #12 file is damaged");
	}

}
