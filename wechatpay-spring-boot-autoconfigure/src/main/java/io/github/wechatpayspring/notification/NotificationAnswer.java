package io.github.wechatpayspring.notification;

import java.nio.charset.StandardCharsets;

import io.github.wechatpayspring.crypto.DecryptionException;
import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;

import org.springframework.http.HttpStatus;

/**
 * An answer that tells WeChat Pay that a notification wasn't handled. As anyone can post
 * to a notification URL, it tells little.
 *
 * @param status the status
 * @param message the message
 * @author WeChat Pay Spring maintainers
 */
record NotificationAnswer(HttpStatus status, String message) {

	static final NotificationAnswer METHOD_NOT_ALLOWED = new NotificationAnswer(HttpStatus.METHOD_NOT_ALLOWED,
			"method must be POST");

	static final NotificationAnswer UNSUPPORTED_MEDIA_TYPE = new NotificationAnswer(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
			"content type must be application/json");

	static final NotificationAnswer CONTENT_TOO_LARGE = new NotificationAnswer(HttpStatus.CONTENT_TOO_LARGE,
			"body is too large");

	static final NotificationAnswer BODY_TIMEOUT = new NotificationAnswer(HttpStatus.REQUEST_TIMEOUT,
			"body takes too long");

	// For an unknown merchant as well, so that nobody finds out which names there are
	private static final NotificationAnswer SIGNATURE_NOT_VALID = new NotificationAnswer(HttpStatus.UNAUTHORIZED,
			"signature isn't valid");

	/**
	 * Return the answer for a failure.
	 * @param failure the failure
	 * @return the answer
	 */
	static NotificationAnswer of(Throwable failure) {
		if (failure instanceof InvalidSignatureException invalidSignature) {
			return (invalidSignature.getReason() == InvalidSignatureException.Reason.KEYS_UNAVAILABLE)
					? new NotificationAnswer(HttpStatus.SERVICE_UNAVAILABLE, "signature can't be verified now")
					: SIGNATURE_NOT_VALID;
		}
		if (failure instanceof MerchantNotFoundException) {
			return SIGNATURE_NOT_VALID;
		}
		if (failure instanceof DecryptionException) {
			return new NotificationAnswer(HttpStatus.BAD_REQUEST, "resource can't be decrypted");
		}
		if (failure instanceof InvalidNotificationException) {
			return new NotificationAnswer(HttpStatus.BAD_REQUEST, "notification can't be read");
		}
		if (failure instanceof NotificationNotHandledException notHandled) {
			return of(notHandled.getReason());
		}
		return new NotificationAnswer(HttpStatus.INTERNAL_SERVER_ERROR, "notification wasn't handled");
	}

	private static NotificationAnswer of(NotificationNotHandledException.Reason reason) {
		return switch (reason) {
			case IN_PROGRESS -> new NotificationAnswer(HttpStatus.CONFLICT, "notification is being handled");
			case CLAIMS_UNAVAILABLE ->
				new NotificationAnswer(HttpStatus.SERVICE_UNAVAILABLE, "notification can't be handled now");
			case TIMEOUT, HANDLER_FAILED ->
				new NotificationAnswer(HttpStatus.INTERNAL_SERVER_ERROR, "notification wasn't handled");
		};
	}

	byte[] body() {
		return "{\"code\":\"FAIL\",\"message\":\"%s\"}".formatted(this.message).getBytes(StandardCharsets.UTF_8);
	}

}
