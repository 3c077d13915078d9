package io.github.wechatpayspring.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A provider that leaves the work to those of the JDK and counts what it is asked for. It
 * isn't installed.
 */
@SuppressWarnings("serial")
public final class CountingProvider extends Provider {

	private final transient Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

	private CountingProvider() {
		super("Counting", "1.2", "Counts");
	}

	/**
	 * Create a provider of RSA and AES.
	 */
	public static CountingProvider create() {
		CountingProvider provider = withoutKeyFactory();
		provider.add("SunRsaSign", "KeyFactory", "RSA");
		provider.add("SunJCE", "Cipher", "AES/GCM/NoPadding");
		return provider;
	}

	static CountingProvider withoutKeyFactory() {
		CountingProvider provider = new CountingProvider();
		provider.add("SunRsaSign", "Signature", "SHA256withRSA");
		return provider;
	}

	static CountingProvider withoutRsa() {
		CountingProvider provider = new CountingProvider();
		provider.add("SunJCE", "Cipher", "AES/GCM/NoPadding");
		return provider;
	}

	private void add(String source, String type, String algorithm) {
		Provider sourceProvider = Objects.requireNonNull(Security.getProvider(source));
		Service service = Objects.requireNonNull(sourceProvider.getService(type, algorithm));
		putService(new CountingService(this, type, algorithm, service, this.counts));
	}

	/**
	 * Return how often each type of service was created.
	 */
	public Map<String, Integer> getCounts() {
		Map<String, Integer> result = new TreeMap<>();
		this.counts.forEach((type, count) -> result.put(type, count.get()));
		return result;
	}

	private static final class CountingService extends Service {

		private final Service delegate;

		private final Map<String, AtomicInteger> counts;

		CountingService(Provider provider, String type, String algorithm, Service delegate,
				Map<String, AtomicInteger> counts) {
			super(provider, type, algorithm, delegate.getClassName(), null, null);
			this.delegate = delegate;
			this.counts = counts;
		}

		@Override
		public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
			this.counts.computeIfAbsent(getType(), (type) -> new AtomicInteger()).incrementAndGet();
			return this.delegate.newInstance(parameter);
		}

	}

}
