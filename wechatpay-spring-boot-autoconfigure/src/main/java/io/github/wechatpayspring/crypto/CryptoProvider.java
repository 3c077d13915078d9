package io.github.wechatpayspring.crypto;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import javax.crypto.Cipher;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What computes RSA signatures and AES-GCM: makes the signers, verifiers and API v3 keys
 * that use one {@link Provider}. The provider needn't be installed in the JVM, and isn't
 * installed by being used here.
 * <p>
 * SM4 is always computed by Bouncy Castle, and private keys that don't show themselves,
 * those of a hardware module for example, by the provider they come from. Crypto
 * providers are safe for concurrent use.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class CryptoProvider {

	private static final String AES_GCM = "AES/GCM/NoPadding";

	private final Supplier<Algorithms> algorithms;

	private CryptoProvider(Supplier<Algorithms> algorithms) {
		this.algorithms = algorithms;
	}

	/**
	 * Return what uses the providers that are installed in the JVM, in their order.
	 * @return the crypto provider
	 */
	public static CryptoProvider jdk() {
		return new CryptoProvider(() -> Algorithms.OF_JVM);
	}

	/**
	 * Return what uses the given provider.
	 * @param provider the provider; if it doesn't have AES-GCM, the JVM's are used for
	 * that
	 * @return the crypto provider
	 * @throws IllegalArgumentException if the provider doesn't have SHA-256 with RSA
	 */
	public static CryptoProvider of(Provider provider) {
		return of(provider, provider.getVersionStr());
	}

	/**
	 * Return what uses the given provider.
	 * @param provider the provider; if it doesn't have AES-GCM, the JVM's are used for
	 * that
	 * @param version the version that users know it by, where the provider says another
	 * @return the crypto provider
	 * @throws IllegalArgumentException if the provider doesn't have SHA-256 with RSA
	 */
	public static CryptoProvider of(Provider provider, String version) {
		Algorithms algorithms = Algorithms.of(provider, version);
		return new CryptoProvider(() -> algorithms);
	}

	/**
	 * Return what loads another crypto provider in the background as soon as it is used
	 * for the first time. Until that is loaded, and if loading fails, the providers of
	 * the JVM are used, so that nobody waits.
	 * @param loader loads the crypto provider, once
	 * @param executor runs the loader
	 * @return the crypto provider
	 */
	public static CryptoProvider loading(Supplier<CryptoProvider> loader, Executor executor) {
		BackgroundLoading loading = new BackgroundLoading(loader, executor);
		return new CryptoProvider(() -> loading.get().algorithms.get());
	}

	/**
	 * Create a signer for a key in memory.
	 * @param privateKey the merchant's private key
	 * @param certificate the merchant certificate that belongs to the key
	 * @return the signer
	 * @throws IllegalArgumentException if there is no scheme for that kind of key, or the
	 * certificate belongs to another key
	 * @see MessageSigner#of(PrivateKey, X509Certificate)
	 */
	public MessageSigner signer(PrivateKey privateKey, X509Certificate certificate) {
		MessageSigner signer = signer(privateKey, SerialNumbers.of(certificate));
		Assert.isTrue(KeyReader.isPair(privateKey, certificate.getPublicKey()),
				() -> "Private key doesn't belong to certificate " + signer.getSerialNumber());
		return signer;
	}

	/**
	 * Create a signer for a key in memory.
	 * @param privateKey the merchant's private key
	 * @param serialNumber the serial number of the merchant certificate
	 * @return the signer
	 * @throws IllegalArgumentException if there is no scheme for that kind of key, or the
	 * serial number isn't hexadecimal
	 * @see MessageSigner#of(PrivateKey, String)
	 */
	public MessageSigner signer(PrivateKey privateKey, String serialNumber) {
		return new RsaMessageSigner(privateKey, SerialNumbers.normalize(serialNumber), this);
	}

	/**
	 * Create a verifier for a public key.
	 * @param publicKey the public key
	 * @return the verifier
	 * @throws IllegalArgumentException if there is no scheme for that kind of key
	 * @see MessageVerifier#of(PublicKey)
	 */
	public MessageVerifier verifier(PublicKey publicKey) {
		return new RsaMessageVerifier(publicKey, this);
	}

	/**
	 * Create an API v3 key.
	 * @param key the key as it was set in the merchant console, 32 letters and digits
	 * @return the key
	 * @throws IllegalArgumentException if it isn't 32 bytes long
	 * @see ApiV3Key#of(String)
	 */
	public ApiV3Key apiV3Key(String key) {
		return ApiV3Key.of(key, this);
	}

	/**
	 * Return the name of the provider that is used for RSA signatures at this moment. To
	 * ask counts as use.
	 * @return the name, such as {@code SunRsaSign}
	 */
	public String getName() {
		return rsaProvider(this.algorithms.get()).getName();
	}

	/**
	 * Return the version of the provider that is used for RSA signatures at this moment.
	 * To ask counts as use.
	 * @return the version
	 */
	public String getVersion() {
		Algorithms algorithms = this.algorithms.get();
		String version = algorithms.version();
		return (version != null) ? version : rsaProvider(algorithms).getVersionStr();
	}

	private static Provider rsaProvider(Algorithms algorithms) {
		try {
			Provider provider = algorithms.rsa();
			return (provider != null) ? provider : Signature.getInstance(RsaMessageSigner.ALGORITHM).getProvider();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("There is no provider of " + RsaMessageSigner.ALGORITHM, ex);
		}
	}

	/**
	 * Return the provider to use for RSA.
	 * @return the provider, or {@code null} for those of the JVM
	 */
	@Nullable Provider getRsaProvider() {
		return this.algorithms.get().rsa();
	}

	/**
	 * Create a cipher for AES-GCM.
	 * @return the cipher, not yet initialized
	 * @throws GeneralSecurityException if there is none
	 */
	Cipher createAesCipher() throws GeneralSecurityException {
		Provider provider = this.algorithms.get().aes();
		return (provider != null) ? Cipher.getInstance(AES_GCM, provider) : Cipher.getInstance(AES_GCM);
	}

	/**
	 * The providers of the algorithms. Those that are {@code null} are left to the JVM.
	 *
	 * @param rsa the provider of SHA-256 with RSA
	 * @param aes the provider of AES-GCM
	 * @param version the version of the provider of SHA-256 with RSA
	 */
	private record Algorithms(@Nullable Provider rsa, @Nullable Provider aes, @Nullable String version) {

		private static final Algorithms OF_JVM = new Algorithms(null, null, null);

		static Algorithms of(Provider provider, String version) {
			try {
				Signature.getInstance(RsaMessageSigner.ALGORITHM, provider);
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalArgumentException(
						"Provider '%s' doesn't have %s".formatted(provider.getName(), RsaMessageSigner.ALGORITHM), ex);
			}
			return new Algorithms(provider, hasAes(provider) ? provider : null, version);
		}

		private static boolean hasAes(Provider provider) {
			try {
				Cipher.getInstance(AES_GCM, provider);
				return true;
			}
			catch (GeneralSecurityException | SecurityException ex) {
				return false;
			}
		}

	}

}
