package io.github.wechatpayspring.autoconfigure;

import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;
import io.github.wechatpayspring.crypto.CryptoProvider;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.NestedExceptionUtils;

/**
 * Maps the {@code wechatpay.crypto.provider} property to a {@link CryptoProvider}, and
 * logs once what was chosen. Native providers take up to a second to load, which they do
 * in the background once there is something to sign or to verify.
 *
 * @author WeChat Pay Spring maintainers
 */
final class CryptoProviderMapper {

	private static final String SETTING = "wechatpay.crypto.provider";

	private final @Nullable ClassLoader classLoader;

	private final Executor executor;

	private final Log logger;

	/**
	 * Create a mapper.
	 * @param classLoader the class loader of the application
	 */
	CryptoProviderMapper(@Nullable ClassLoader classLoader) {
		this(classLoader, (task) -> Schedulers.boundedElastic().schedule(task),
				LogFactory.getLog(CryptoProviderMapper.class));
	}

	CryptoProviderMapper(@Nullable ClassLoader classLoader, Executor executor, Log logger) {
		this.classLoader = classLoader;
		this.executor = executor;
		this.logger = logger;
	}

	/**
	 * Map the property.
	 * @param value the value of the property
	 * @return the crypto provider
	 * @throws InvalidWechatPayConfigurationException if the provider isn't on the class
	 * path or isn't installed, whichever it has to be, or doesn't have RSA
	 */
	CryptoProvider map(String value) {
		String name = value.trim();
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "", "auto" -> load(Arrays.stream(NativeProvider.values()).filter(this::isPresent).toList());
			case "jdk" -> load(List.of());
			case "accp" -> load(NativeProvider.ACCP);
			case "conscrypt" -> load(NativeProvider.CONSCRYPT);
			default -> installed(name);
		};
	}

	private boolean isPresent(NativeProvider nativeProvider) {
		return nativeProvider.isPresent(this.classLoader);
	}

	private CryptoProvider load(NativeProvider nativeProvider) {
		if (!isPresent(nativeProvider)) {
			throw invalid(nativeProvider.getDisplayName() + " isn't on the class path",
					"Add the dependency %s, or set '%s' to 'auto'".formatted(nativeProvider.getDependency(), SETTING));
		}
		return load(List.of(nativeProvider));
	}

	private CryptoProvider load(List<NativeProvider> candidates) {
		return candidates.isEmpty() ? logged(CryptoProvider.jdk())
				: CryptoProvider.loading(() -> loadFirst(candidates), this.executor);
	}

	private CryptoProvider loadFirst(List<NativeProvider> candidates) {
		List<String> failures = new ArrayList<>();
		for (NativeProvider candidate : candidates) {
			try {
				CryptoProvider loaded = candidate.load();
				String because = failures.isEmpty() ? "" : ", as " + String.join(" and ", failures);
				this.logger.info(describe(loaded) + because);
				return loaded;
			}
			catch (RuntimeException | LinkageError ex) {
				failures.add("%s can't be used here (%s)".formatted(candidate.getDisplayName(),
						NestedExceptionUtils.getMostSpecificCause(ex)));
			}
		}
		CryptoProvider jdk = CryptoProvider.jdk();
		this.logger.warn(describe(jdk) + ", as " + String.join(" and ", failures));
		return jdk;
	}

	private CryptoProvider installed(String name) {
		Provider provider = Security.getProvider(name);
		if (provider == null) {
			throw invalid("There is no security provider named '%s' in the JVM".formatted(name),
					"Set '%s' to 'auto', 'jdk', 'accp', 'conscrypt' or one of %s".formatted(SETTING,
							Arrays.stream(Security.getProviders())
								.map(Provider::getName)
								.collect(Collectors.toList())));
		}
		try {
			return logged(CryptoProvider.of(provider));
		}
		catch (IllegalArgumentException ex) {
			throw invalid(String.valueOf(ex.getMessage()), "Set '%s' to 'auto' or 'jdk'".formatted(SETTING));
		}
	}

	private CryptoProvider logged(CryptoProvider cryptoProvider) {
		this.logger.info(describe(cryptoProvider));
		return cryptoProvider;
	}

	private static String describe(CryptoProvider cryptoProvider) {
		return "Signatures of WeChat Pay are computed by %s %s".formatted(cryptoProvider.getName(),
				cryptoProvider.getVersion());
	}

	private static InvalidWechatPayConfigurationException invalid(String reason, String action) {
		return new InvalidWechatPayConfigurationException(List.of(new Problem(SETTING, reason, action)));
	}

}
