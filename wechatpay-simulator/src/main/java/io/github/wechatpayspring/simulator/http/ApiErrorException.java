package io.github.wechatpayspring.simulator.http;

import org.jspecify.annotations.Nullable;

/**
 * Ends the handling of a request with an error answer.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ApiErrorException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final String code;

	private final ReasonNumber reason;

	private final transient LocalizedText text;

	private final transient @Nullable ErrorDetail detail;

	private ApiErrorException(int status, String code, ReasonNumber reason, LocalizedText text,
			@Nullable ErrorDetail detail) {
		super(text.english(), null, false, false);
		this.status = status;
		this.code = code;
		this.reason = reason;
		this.text = text;
		this.detail = detail;
	}

	/**
	 * Make an error.
	 * @param status the HTTP status
	 * @param code the {@code code}
	 * @param reason the number for {@code Request-ID}
	 * @param chinese the {@code message} in Chinese
	 * @param english the {@code message} in English
	 * @return the error
	 */
	public static ApiErrorException of(int status, String code, ReasonNumber reason, String chinese, String english) {
		return new ApiErrorException(status, code, reason, new LocalizedText(chinese, english), null);
	}

	/**
	 * Make the error for a refused parameter, 400 {@code PARAM_ERROR}.
	 * @param detail what was refused
	 * @return the error
	 */
	public static ApiErrorException parameter(ErrorDetail detail) {
		return of(400, "PARAM_ERROR", ReasonNumber.OUT_OF_RANGE, "参数错误", "Parameter error").with(detail);
	}

	/**
	 * Make the error for a request at a wrong moment, 400 {@code INVALID_REQUEST}.
	 * @param reason the number for {@code Request-ID}
	 * @param chinese the {@code message} in Chinese
	 * @param english the {@code message} in English
	 * @return the error
	 */
	public static ApiErrorException wrongMoment(ReasonNumber reason, String chinese, String english) {
		return of(400, "INVALID_REQUEST", reason, chinese, english);
	}

	/**
	 * Make the error for a request that breaks a rule of the protocol, 400
	 * {@code INVALID_REQUEST}.
	 * @param header the header that is missing or wrong
	 * @param chinese the {@code message} in Chinese
	 * @param english the {@code message} in English
	 * @return the error
	 */
	public static ApiErrorException invalidHeader(String header, String chinese, String english) {
		return of(400, "INVALID_REQUEST", ReasonNumber.NONE, chinese, english)
			.with(new ErrorDetail(header, null, english, "header"));
	}

	/**
	 * Add a detail.
	 * @param detail the detail
	 * @return an error with the detail
	 */
	public ApiErrorException with(ErrorDetail detail) {
		return new ApiErrorException(this.status, this.code, this.reason, this.text, detail);
	}

	int status() {
		return this.status;
	}

	String code() {
		return this.code;
	}

	ReasonNumber reason() {
		return this.reason;
	}

	LocalizedText text() {
		return this.text;
	}

	/**
	 * Return what was refused.
	 * @return the detail, or {@code null} if there is none
	 */
	public @Nullable ErrorDetail detail() {
		return this.detail;
	}

}
