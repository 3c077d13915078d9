package io.github.wechatpayspring.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAKey;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * An RSA key that is translated once to the key object of the provider that uses it. A
 * provider that gets the key object of another one translates it for every signature,
 * which takes longer than the signature itself.
 *
 * @param <K> the type of key
 * @author WeChat Pay Spring maintainers
 */
final class RsaKey<K extends Key> {

	private static final Log logger = LogFactory.getLog(RsaKey.class);

	private final K key;

	private final Class<K> type;

	private final CryptoProvider cryptoProvider;

	private volatile @Nullable Translation<K> translation;

	/**
	 * Create a key.
	 * @param key the key object of any provider
	 * @param type the interface that its translation must have
	 * @param cryptoProvider what uses the key
	 */
	RsaKey(K key, Class<K> type, CryptoProvider cryptoProvider) {
		this.key = key;
		this.type = type;
		this.cryptoProvider = cryptoProvider;
	}

	K getOriginal() {
		return this.key;
	}

	/**
	 * Return the key as it is to be used at this moment.
	 * @return the translated key
	 */
	Translation<K> translated() {
		Provider provider = this.cryptoProvider.getRsaProvider();
		Translation<K> translation = this.translation;
		if (translation == null || translation.requested() != provider) {
			// Several threads at once come to the same result
			translation = translate(provider);
			this.translation = translation;
		}
		return translation;
	}

	private Translation<K> translate(@Nullable Provider provider) {
		// The key of a hardware module doesn't show itself
		if (provider == null || !(this.key instanceof RSAKey)) {
			return new Translation<>(provider, null, this.key);
		}
		try {
			Key translated = KeyFactory.getInstance("RSA", provider).translateKey(this.key);
			return new Translation<>(provider, provider, this.type.cast(translated));
		}
		catch (GeneralSecurityException | RuntimeException ex) {
			logger.warn("Provider '%s' can't use %s of RSA (%s), the providers of the JVM use it instead"
				.formatted(provider.getName(), this.type.getSimpleName(), ex.getClass().getName()));
			return new Translation<>(provider, null, this.key);
		}
	}

	/**
	 * A key in the form that a provider uses.
	 *
	 * @param <K> the type of key
	 * @param requested the provider for which the key was translated
	 * @param provider the provider to use with the key, or {@code null} for those of the
	 * JVM
	 * @param key the key
	 */
	record Translation<K extends Key>(@Nullable Provider requested, @Nullable Provider provider, K key) {

		Signature createSignature() throws GeneralSecurityException {
			return (this.provider != null) ? Signature.getInstance(RsaMessageSigner.ALGORITHM, this.provider)
					: Signature.getInstance(RsaMessageSigner.ALGORITHM);
		}

		@Override
		public String toString() {
			return "Translation[provider=" + this.provider + "]";
		}

	}

}
