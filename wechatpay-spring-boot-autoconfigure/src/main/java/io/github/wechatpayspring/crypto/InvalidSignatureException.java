package io.github.wechatpayspring.crypto;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an answer or a notification can't be believed, because WeChat Pay's
 * signature is missing or doesn't verify. The outcome of the call is then unknown.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class InvalidSignatureException extends RuntimeException {

	private final Reason reason;

	private final @Nullable String requestId;

	private final @Nullable String serialNumber;

	/**
	 * Create an exception.
	 * @param reason why the signature isn't accepted
	 * @param requestId the {@code Request-ID} of the answer, if it has one
	 * @param serialNumber the {@code Wechatpay-Serial} of the answer, if it has one
	 */
	public InvalidSignatureException(Reason reason, @Nullable String requestId, @Nullable String serialNumber) {
		this(reason, requestId, serialNumber, null);
	}

	/**
	 * Create an exception.
	 * @param reason why the signature isn't accepted
	 * @param requestId the {@code Request-ID} of the answer, if it has one
	 * @param serialNumber the {@code Wechatpay-Serial} of the answer, if it has one
	 * @param cause the cause, if any
	 */
	public InvalidSignatureException(Reason reason, @Nullable String requestId, @Nullable String serialNumber,
			@Nullable Throwable cause) {
		// Nothing is to be suppressed: checkpoints show the path of the request
		super("Signature of WeChat Pay isn't valid: %s (Request-ID: %s, Wechatpay-Serial: %s)"
			.formatted(reason.description, orNone(requestId), orNone(serialNumber)), cause, false, true);
		this.reason = reason;
		this.requestId = requestId;
		this.serialNumber = serialNumber;
	}

	private static String orNone(@Nullable String value) {
		return (value != null) ? value : "none";
	}

	/**
	 * Return why the signature isn't accepted.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Return the {@code Request-ID} of the answer, by which WeChat Pay finds the call.
	 * @return the request id, or {@code null} if the answer has none
	 */
	public @Nullable String getRequestId() {
		return this.requestId;
	}

	/**
	 * Return the {@code Wechatpay-Serial} of the answer.
	 * @return the id of the public key or the serial number of the certificate, or
	 * {@code null} if the answer names none
	 */
	public @Nullable String getSerialNumber() {
		return this.serialNumber;
	}

	/**
	 * Reasons for which a signature isn't accepted.
	 */
	public enum Reason {

		/**
		 * One of the headers {@code Wechatpay-Signature}, {@code Wechatpay-Serial},
		 * {@code Wechatpay-Timestamp} and {@code Wechatpay-Nonce} is missing.
		 */
		HEADER_MISSING("a Wechatpay-* header is missing"),

		/**
		 * The timestamp is no number.
		 */
		MALFORMED_TIMESTAMP("Wechatpay-Timestamp is no number of seconds"),

		/**
		 * The timestamp is too far from this machine's clock.
		 */
		CLOCK_SKEW("Wechatpay-Timestamp is more than 300 seconds away from the clock of this machine"),

		/**
		 * The signature is no Base64.
		 */
		MALFORMED_SIGNATURE("Wechatpay-Signature isn't Base64"),

		/**
		 * A probe by which WeChat Pay sees whether merchants verify.
		 */
		PROBE("it is a probe, by which WeChat Pay sees whether signatures are verified"),

		/**
		 * There is no key of that id or serial number.
		 */
		UNKNOWN_SERIAL("no platform key or certificate with that Wechatpay-Serial is known, "
				+ "compare it with the configured public-key-id"),

		/**
		 * The keys of WeChat Pay can't be had.
		 */
		KEYS_UNAVAILABLE("platform certificates can't be downloaded"),

		/**
		 * The scheme isn't the one of the key.
		 */
		UNSUPPORTED_SCHEME("Wechatpay-Signature-Type isn't the scheme of the key"),

		/**
		 * The signature doesn't belong to the message and the key.
		 */
		MISMATCH("the signature doesn't belong to the body, timestamp and nonce");

		private final String description;

		Reason(String description) {
			this.description = description;
		}

	}

}
