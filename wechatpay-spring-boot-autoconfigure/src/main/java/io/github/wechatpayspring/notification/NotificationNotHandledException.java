package io.github.wechatpayspring.notification;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a notification is from WeChat Pay but wasn't handled this time. WeChat Pay
 * is told to send it again.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class NotificationNotHandledException extends RuntimeException {

	private final Reason reason;

	NotificationNotHandledException(Reason reason, @Nullable WechatPayNotification<?> notification,
			@Nullable Throwable cause) {
		super("Notification wasn't handled: " + reason.description
				+ ((notification != null) ? " (" + notification + ")" : ""), cause);
		this.reason = reason;
	}

	/**
	 * Return why it wasn't handled.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Reasons for which a notification isn't handled.
	 */
	public enum Reason {

		/**
		 * The same notification is being handled at this moment.
		 */
		IN_PROGRESS("it is being handled at this moment"),

		/**
		 * It can't be known whether the notification was handled before.
		 */
		CLAIMS_UNAVAILABLE("it isn't known whether it was handled before"),

		/**
		 * It took too long.
		 */
		TIMEOUT("it took too long"),

		/**
		 * The handler failed.
		 */
		HANDLER_FAILED("the handler failed");

		private final String description;

		Reason(String description) {
			this.description = description;
		}

	}

}
