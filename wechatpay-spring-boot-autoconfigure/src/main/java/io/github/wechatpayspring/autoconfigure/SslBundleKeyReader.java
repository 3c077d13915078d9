package io.github.wechatpayspring.autoconfigure;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails.MerchantDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;

/**
 * Reads the private key of a merchant and its certificate from an SSL bundle.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SslBundleKeyReader {

	static final String ELEMENT = "ssl-bundle";

	/**
	 * Read the key.
	 * @param details the details of the merchant
	 * @param problems collects what is wrong
	 * @return the key, or {@code null} if there is no SSL bundle or there are problems
	 */
	@Nullable SslBundleKey read(MerchantDetails details, MerchantProblems problems) {
		try {
			SslBundle sslBundle = details.getSslBundle();
			return (sslBundle != null) ? read(sslBundle, problems) : null;
		}
		catch (NoSuchSslBundleException ex) {
			String name = ex.getBundleName();
			problems.add(ELEMENT, "SSL bundle '%s' doesn't exist".formatted(name),
					"Correct %s, or configure 'spring.ssl.bundle.pem.%s' or 'spring.ssl.bundle.jks.%s'"
						.formatted(problems.name(ELEMENT), name, name));
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			// Messages of these exceptions can quote a key that stands for a location
			problems.add(ELEMENT, "SSL bundle can't be loaded (%s)".formatted(rootCause(ex).getClass().getName()),
					"Check the locations and passwords of the SSL bundle");
		}
		return null;
	}

	private @Nullable SslBundleKey read(SslBundle sslBundle, MerchantProblems problems)
			throws GeneralSecurityException {
		KeyStore keyStore = sslBundle.getStores().getKeyStore();
		List<String> aliases = (keyStore != null) ? getAliases(keyStore, sslBundle.getKey().getAlias()) : List.of();
		if (keyStore == null || aliases.size() != 1) {
			problems.add(ELEMENT,
					aliases.isEmpty() ? "SSL bundle has no private key" : "SSL bundle has several private keys",
					"Let the key store of the SSL bundle have the private key of the merchant, and set 'key.alias' "
							+ "of the SSL bundle where there are several");
			return null;
		}
		if (keyStore.getKey(aliases.get(0), getPassword(sslBundle)) instanceof PrivateKey privateKey
				&& "RSA".equals(privateKey.getAlgorithm())
				&& keyStore.getCertificate(aliases.get(0)) instanceof X509Certificate certificate) {
			return new SslBundleKey(privateKey, certificate);
		}
		problems.add(ELEMENT, "SSL bundle has no RSA private key with a certificate",
				"Let the key store of the SSL bundle have the private key of the merchant with its certificate");
		return null;
	}

	private static List<String> getAliases(KeyStore keyStore, @Nullable String alias) throws KeyStoreException {
		List<String> aliases = new ArrayList<>();
		for (String candidate : Collections.list(keyStore.aliases())) {
			if (keyStore.isKeyEntry(candidate) && (alias == null || alias.equalsIgnoreCase(candidate))) {
				aliases.add(candidate);
			}
		}
		return aliases;
	}

	private static char @Nullable [] getPassword(SslBundle sslBundle) {
		String password = sslBundle.getKey().getPassword();
		password = (password != null) ? password : sslBundle.getStores().getKeyStorePassword();
		return (password != null) ? password.toCharArray() : null;
	}

	private static Throwable rootCause(Throwable ex) {
		Throwable rootCause = ex;
		while (rootCause.getCause() != null) {
			rootCause = rootCause.getCause();
		}
		return rootCause;
	}

	/**
	 * A private key and its certificate.
	 *
	 * @param privateKey the private key
	 * @param certificate the certificate
	 */
	record SslBundleKey(PrivateKey privateKey, X509Certificate certificate) {

	}

}
