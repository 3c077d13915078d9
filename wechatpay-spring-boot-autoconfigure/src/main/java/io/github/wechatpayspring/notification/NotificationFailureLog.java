package io.github.wechatpayspring.notification;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.wechatpayspring.crypto.DecryptionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Logs why notifications weren't handled. What isn't from WeChat Pay can come in floods,
 * so of that there is one warning a minute.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NotificationFailureLog {

	private static final Log logger = LogFactory.getLog(WechatPayNotificationProcessor.class);

	private static final long INTERVAL = Duration.ofMinutes(1).toMillis();

	private final AtomicLong nextWarning = new AtomicLong();

	/**
	 * Log a failure.
	 * @param failure the failure
	 */
	void log(Throwable failure) {
		if (failure instanceof NotificationNotHandledException notHandled) {
			log(notHandled);
		}
		else if (failure instanceof DecryptionException || failure instanceof InvalidNotificationException) {
			logger.warn("Refused a notification that WeChat Pay signed: " + failure.getMessage());
		}
		else {
			long now = Schedulers.parallel().now(TimeUnit.MILLISECONDS);
			long next = this.nextWarning.get();
			if (now >= next && this.nextWarning.compareAndSet(next, now + INTERVAL)) {
				logger.warn("Refused a notification, more of them within a minute are logged at debug level: "
						+ failure.getMessage());
			}
			else {
				logger.debug("Refused a notification: " + failure.getMessage());
			}
		}
	}

	private static void log(NotificationNotHandledException failure) {
		switch (failure.getReason()) {
			case IN_PROGRESS -> logger.debug(failure.getMessage());
			case TIMEOUT -> logger.warn(failure.getMessage());
			case CLAIMS_UNAVAILABLE, HANDLER_FAILED -> logger.error(failure.getMessage(), failure.getCause());
		}
	}

}
