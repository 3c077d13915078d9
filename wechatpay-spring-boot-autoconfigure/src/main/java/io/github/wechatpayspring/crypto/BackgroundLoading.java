package io.github.wechatpayspring.crypto;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A {@link CryptoProvider} that begins to be loaded when it is first asked for.
 *
 * @author WeChat Pay Spring maintainers
 */
final class BackgroundLoading implements Supplier<CryptoProvider> {

	private final Supplier<CryptoProvider> loader;

	private final Executor executor;

	private final AtomicBoolean started = new AtomicBoolean();

	private volatile CryptoProvider current = CryptoProvider.jdk();

	BackgroundLoading(Supplier<CryptoProvider> loader, Executor executor) {
		this.loader = loader;
		this.executor = executor;
	}

	@Override
	public CryptoProvider get() {
		if (!this.started.get() && this.started.compareAndSet(false, true)) {
			start();
		}
		return this.current;
	}

	private void start() {
		try {
			this.executor.execute(() -> this.current = this.loader.get());
		}
		catch (RejectedExecutionException ex) {
			// No reason for a signature to fail
			this.started.set(false);
		}
	}

}
