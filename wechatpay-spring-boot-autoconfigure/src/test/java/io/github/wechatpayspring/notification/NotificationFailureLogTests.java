package io.github.wechatpayspring.notification;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.crypto.InvalidSignatureException.Reason;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NotificationFailureLog}.
 */
class NotificationFailureLogTests {

	private final List<Entry> entries = new ArrayList<>();

	private final NotificationFailureLog failureLog = new NotificationFailureLog(log());

	@Test
	void forgedNotificationsAreOneWarningWithoutTrace() {
		for (int i = 0; i < 3; i++) {
			this.failureLog.log(new InvalidSignatureException(Reason.MISMATCH, null, null));
		}
		assertThat(this.entries).extracting(Entry::level).containsExactly("warn", "debug", "debug");
		assertThat(this.entries).extracting(Entry::failure).containsOnlyNulls();
	}

	@Test
	void floodOfForgedNotificationsHidesNoFailureOfOurs() {
		IllegalStateException failure = new IllegalStateException("No connection");
		this.failureLog.log(new InvalidSignatureException(Reason.MISMATCH, null, null));
		for (int i = 0; i < 3; i++) {
			this.failureLog.log(failure);
		}
		assertThat(this.entries).extracting(Entry::level).containsExactly("warn", "error", "debug", "debug");
		assertThat(this.entries.get(1).failure()).isSameAs(failure);
	}

	@Test
	void missingKeysAreAFailureOfOurs() {
		InvalidSignatureException failure = new InvalidSignatureException(Reason.KEYS_UNAVAILABLE, null, null);
		this.failureLog.log(new InvalidSignatureException(Reason.MISMATCH, null, null));
		this.failureLog.log(failure);
		assertThat(this.entries).extracting(Entry::level).containsExactly("warn", "error");
		assertThat(this.entries.get(1).failure()).isSameAs(failure);
	}

	private Log log() {
		return (Log) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Log.class },
				(proxy, method, arguments) -> {
					this.entries
						.add(new Entry(method.getName(), (arguments.length > 1) ? (Throwable) arguments[1] : null));
					return null;
				});
	}

	private record Entry(String level, @Nullable Throwable failure) {

	}

}
