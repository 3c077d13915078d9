package io.github.wechatpayspring.client;

import java.security.GeneralSecurityException;

import io.github.wechatpayspring.crypto.DecryptionException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when no platform certificate of WeChat Pay can be had, because the download
 * failed or wasn't to be believed. A call that fails with it was not sent; one that was
 * sent fails with an {@link io.github.wechatpayspring.crypto.InvalidSignatureException}
 * of which it is the cause.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class PlatformKeysUnavailableException extends RuntimeException {

	PlatformKeysUnavailableException(String message, @Nullable Throwable cause) {
		// Nothing is to be suppressed: checkpoints show the path of the request
		super(message, cause, false, true);
	}

	/**
	 * Create an exception for a call that needs a certificate to be sent.
	 * @param merchantId the merchant number
	 * @param cause why the download failed, or {@code null} if no certificate is valid
	 * @return the exception
	 */
	static PlatformKeysUnavailableException beforeCall(String merchantId, @Nullable Throwable cause) {
		return create(merchantId, ", so the call was not sent", cause);
	}

	/**
	 * Create an exception for an answer that needs a certificate to be verified.
	 * @param merchantId the merchant number
	 * @param cause why the download failed
	 * @return the exception
	 */
	static PlatformKeysUnavailableException afterCall(String merchantId, Throwable cause) {
		return create(merchantId, "", cause);
	}

	private static PlatformKeysUnavailableException create(String merchantId, String outcome,
			@Nullable Throwable cause) {
		if (cause == null) {
			return new PlatformKeysUnavailableException(
					"WeChat Pay has no valid platform certificate for merchant " + merchantId + outcome, null);
		}
		return new PlatformKeysUnavailableException(
				"Platform certificates of WeChat Pay can't be downloaded for merchant " + merchantId + outcome + ": "
						+ describe(cause) + remedy(merchantId, cause),
				cause);
	}

	private static String describe(Throwable cause) {
		return PrintableText.of((cause.getMessage() != null) ? cause.getMessage() : cause.toString());
	}

	private static String remedy(String merchantId, Throwable cause) {
		return (cause instanceof DecryptionException && cause.getCause() instanceof GeneralSecurityException)
				? ". Compare the API v3 key of merchant " + merchantId + " with that of the merchant console" : "";
	}

}
