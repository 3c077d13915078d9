package io.github.wechatpayspring.autoconfigure;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.github.wechatpayspring.crypto.CryptoProvider;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Security providers with a native library that users add to their class path, the faster
 * one first. Neither is installed in the JVM.
 *
 * @author WeChat Pay Spring maintainers
 */
enum NativeProvider {

	/**
	 * Amazon Corretto Crypto Provider.
	 */
	ACCP("Amazon Corretto Crypto Provider", "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider",
			"'software.amazon.cryptools:AmazonCorrettoCryptoProvider' with the classifier of the platform, "
					+ "'linux-x86_64' for example") {

		@Override
		CryptoProvider load() {
			return AccpLoader.load();
		}

	},

	/**
	 * Conscrypt.
	 */
	CONSCRYPT("Conscrypt", "org.conscrypt.Conscrypt", "'org.conscrypt:conscrypt-openjdk-uber'") {

		@Override
		CryptoProvider load() {
			return ConscryptLoader.load();
		}

	};

	private final String displayName;

	private final String className;

	private final String dependency;

	NativeProvider(String displayName, String className, String dependency) {
		this.displayName = displayName;
		this.className = className;
		this.dependency = dependency;
	}

	String getDisplayName() {
		return this.displayName;
	}

	/**
	 * Return the dependency that brings the provider.
	 * @return the coordinates in quotes
	 */
	String getDependency() {
		return this.dependency;
	}

	/**
	 * Return whether the provider is on the class path, without touching its native
	 * library.
	 * @param classLoader the class loader
	 * @return whether the provider can be loaded, if its native library can
	 */
	boolean isPresent(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent(this.className, classLoader);
	}

	/**
	 * Load the provider and its native library.
	 * @return the provider
	 * @throws RuntimeException if the provider isn't healthy
	 * @throws LinkageError if the native library can't be loaded
	 */
	abstract CryptoProvider load();

	/**
	 * Keeps the classes of Amazon Corretto Crypto Provider away from the others.
	 */
	private static final class AccpLoader {

		static CryptoProvider load() {
			AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
			provider.assertHealthy();
			return CryptoProvider.of(provider);
		}

	}

	/**
	 * Keeps the classes of Conscrypt away from the others. Its provider says version 1.0
	 * whatever the version.
	 */
	private static final class ConscryptLoader {

		static CryptoProvider load() {
			Conscrypt.checkAvailability();
			Conscrypt.Version version = Conscrypt.version();
			return CryptoProvider.of(Conscrypt.newProvider(),
					"%d.%d.%d".formatted(version.major(), version.minor(), version.patch()));
		}

	}

}
