package io.github.wechatpayspring.client;

import java.io.Serializable;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.StringUtils;

/**
 * Thrown when WeChat Pay doesn't answer a call with a result: it refuses the call, fails
 * ({@code 5xx}), accepts it without a result yet ({@code 202}), redirects, or its answer
 * breaks off.
 * <p>
 * The message names the {@code Request-ID}, by which WeChat Pay finds the call. It shows
 * neither the body nor the query of the request, and no {@code openid}. Against a
 * simulator, the message of {@code 401 SIGN_ERROR} also says what is wrong with the
 * signature, as far as the simulator found out.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class WechatPayApiException extends RuntimeException {

	private static final Set<String> RETRYABLE_CODES = Set.of("SYSTEM_ERROR", "SERVICE_UNAVAILABLE",
			"RATELIMIT_EXCEEDED", "RATELIMIT_EXCEED", "FREQUENCY_LIMITED", "FREQUENCY_LIMIT_EXCEED");

	private static final Set<Integer> RETRYABLE_STATUSES = Set.of(202, 429, 500, 502, 503, 504);

	private final HttpStatusCode statusCode;

	private final @Nullable String code;

	private final @Nullable String errorMessage;

	private final @Nullable Detail detail;

	private final @Nullable String requestId;

	private final boolean verified;

	WechatPayApiException(String request, HttpStatusCode statusCode, @Nullable String requestId, ErrorBody body,
			boolean verified, @Nullable Throwable cause) {
		this(request, statusCode, requestId, body, verified, null, cause);
	}

	WechatPayApiException(String request, HttpStatusCode statusCode, @Nullable String requestId, ErrorBody body,
			boolean verified, @Nullable String diagnosis, @Nullable Throwable cause) {
		// Nothing is to be suppressed: checkpoints show URLs in full
		super(describe(request, statusCode, requestId, body, verified, cause) + says(diagnosis), cause, false, true);
		this.statusCode = statusCode;
		this.code = body.code();
		this.errorMessage = body.message();
		this.detail = body.detail();
		this.requestId = requestId;
		this.verified = verified;
	}

	private static String describe(String request, HttpStatusCode statusCode, @Nullable String requestId,
			ErrorBody body, boolean verified, @Nullable Throwable cause) {
		StringBuilder message = new StringBuilder(PrintableText.of(request)).append(" was answered with ")
			.append(statusCode.value());
		if (body.code() != null) {
			message.append(' ').append(PrintableText.of(body.code()));
		}
		if (body.message() != null) {
			message.append(": ").append(PrintableText.of(body.message()));
		}
		if (cause != null) {
			message.append((cause instanceof DataBufferLimitException) ? ", but the answer is too large"
					: ", but the answer broke off");
		}
		message.append(" (Request-ID: ").append((requestId != null) ? PrintableText.of(requestId) : "none");
		if (body.detail() != null) {
			append(message, "field", body.detail().field());
			append(message, "issue", body.detail().issue());
			append(message, "location", body.detail().location());
		}
		return message.append(verified ? ")" : ", not signed by WeChat Pay)").toString();
	}

	private static String says(@Nullable String diagnosis) {
		return StringUtils.hasText(diagnosis) ? "; the simulator says: " + PrintableText.of(diagnosis) : "";
	}

	private static void append(StringBuilder message, String name, @Nullable String value) {
		if (value != null) {
			message.append(", ").append(name).append(": ").append(PrintableText.of(value));
		}
	}

	/**
	 * Return the status of the answer.
	 * @return the HTTP status
	 */
	public HttpStatusCode getStatusCode() {
		return this.statusCode;
	}

	/**
	 * Return WeChat Pay's error code.
	 * @return the code, such as {@code PARAM_ERROR}, or {@code null} if the answer has
	 * none
	 */
	public @Nullable String getCode() {
		return this.code;
	}

	/**
	 * Return WeChat Pay's own message, which is meant for people and can name what the
	 * request contained.
	 * @return the message, or {@code null} if the answer has none
	 */
	public @Nullable String getErrorMessage() {
		return this.errorMessage;
	}

	/**
	 * Return the place of the error in the request.
	 * @return the detail, or {@code null} if the answer has none
	 */
	public @Nullable Detail getDetail() {
		return this.detail;
	}

	/**
	 * Return the {@code Request-ID}, by which WeChat Pay finds the call.
	 * @return the request id, or {@code null} if the answer has none
	 */
	public @Nullable String getRequestId() {
		return this.requestId;
	}

	/**
	 * Return the reason that payscore answers give in the last part of the
	 * {@code Request-ID}, such as 271317510 for something that doesn't exist.
	 * @return the number of the reason, or {@code null} if there is none
	 */
	public @Nullable Long getReasonCode() {
		if (this.requestId == null) {
			return null;
		}
		String reason = this.requestId.substring(this.requestId.lastIndexOf('-') + 1);
		boolean numeric = this.requestId.contains("-") && !reason.isEmpty() && reason.length() <= 18
				&& reason.chars().allMatch((character) -> character >= '0' && character <= '9');
		return numeric ? Long.valueOf(reason) : null;
	}

	/**
	 * Return whether the same call can succeed later. It must then be repeated with the
	 * same merchant number and the same content, because it may have been carried out
	 * already.
	 * @return whether to call again
	 */
	public boolean isRetryable() {
		if (getCause() != null && !this.statusCode.isError()) {
			return !(getCause() instanceof DataBufferLimitException);
		}
		return RETRYABLE_STATUSES.contains(this.statusCode.value())
				|| (this.code != null && RETRYABLE_CODES.contains(this.code));
	}

	/**
	 * Return whether the answer was signed by WeChat Pay. Errors can be unsigned, and
	 * then only say what somebody on the way says.
	 * @return whether the signature was verified
	 */
	public boolean isVerified() {
		return this.verified;
	}

	/**
	 * Place of an error in a request.
	 *
	 * @param field the field, as a path
	 * @param value the value, which can be personal data
	 * @param issue what is wrong
	 * @param location where the field is, such as {@code body}
	 */
	public record Detail(@Nullable String field, @Nullable String value, @Nullable String issue,
			@Nullable String location) implements Serializable {

		static final Detail NONE = new Detail(null, null, null, null);

		@Override
		public String toString() {
			return PrintableText
				.of("Detail[field=" + this.field + ", issue=" + this.issue + ", location=" + this.location + "]");
		}

	}

}
