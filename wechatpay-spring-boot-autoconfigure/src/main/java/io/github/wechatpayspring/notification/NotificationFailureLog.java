package io.github.wechatpayspring.notification;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.wechatpayspring.crypto.DecryptionException;
import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import org.apache.commons.logging.Log;
import reactor.core.scheduler.Schedulers;

/**
 * Logs why notifications weren't handled. What isn't from WeChat Pay can come in floods,
 * so of that there is one warning a minute. Failures of our own that it can bring about
 * are counted apart, so that no flood hides them.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NotificationFailureLog {

	private static final long INTERVAL = Duration.ofMinutes(1).toMillis();

	private final Log logger;

	private final AtomicLong nextWarning = new AtomicLong();

	private final AtomicLong nextError = new AtomicLong();

	NotificationFailureLog(Log logger) {
		this.logger = logger;
	}

	/**
	 * Log a failure.
	 * @param failure the failure
	 */
	void log(Throwable failure) {
		if (failure instanceof NotificationNotHandledException notHandled) {
			log(notHandled);
		}
		else if (failure instanceof DecryptionException || failure instanceof InvalidNotificationException) {
			this.logger.warn("Refused a notification that WeChat Pay signed: " + failure.getMessage());
		}
		else if (isOfTheSender(failure)) {
			if (isDue(this.nextWarning)) {
				this.logger.warn("Refused a notification, more of them within a minute are logged at debug level: "
						+ failure.getMessage());
			}
			else {
				this.logger.debug("Refused a notification: " + failure.getMessage());
			}
		}
		else if (isDue(this.nextError)) {
			this.logger.error("Notification can't be checked, more of them within a minute are logged at debug level: "
					+ failure.getMessage(), failure);
		}
		else {
			this.logger.debug("Notification can't be checked: " + failure.getMessage());
		}
	}

	private static boolean isOfTheSender(Throwable failure) {
		return failure instanceof MerchantNotFoundException
				|| failure instanceof InvalidSignatureException invalidSignature
						&& invalidSignature.getReason() != InvalidSignatureException.Reason.KEYS_UNAVAILABLE;
	}

	private static boolean isDue(AtomicLong nextTime) {
		long now = Schedulers.parallel().now(TimeUnit.MILLISECONDS);
		long next = nextTime.get();
		return now >= next && nextTime.compareAndSet(next, now + INTERVAL);
	}

	private void log(NotificationNotHandledException failure) {
		switch (failure.getReason()) {
			case IN_PROGRESS -> this.logger.debug(failure.getMessage());
			case TIMEOUT -> this.logger.warn(failure.getMessage());
			case CLAIMS_UNAVAILABLE, HANDLER_FAILED -> this.logger.error(failure.getMessage(), failure.getCause());
		}
	}

}
