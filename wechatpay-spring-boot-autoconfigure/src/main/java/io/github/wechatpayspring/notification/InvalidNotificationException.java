package io.github.wechatpayspring.notification;

/**
 * Thrown when a notification can't be read though its signature is valid: it isn't as
 * WeChat Pay documents it, or it is for another merchant. The message has nothing of its
 * content.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class InvalidNotificationException extends RuntimeException {

	InvalidNotificationException(String reason) {
		super("Notification can't be read: " + reason);
	}

}
