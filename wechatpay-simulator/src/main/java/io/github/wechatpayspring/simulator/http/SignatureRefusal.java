package io.github.wechatpayspring.simulator.http;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was answered with 401 {@code SIGN_ERROR}.
 *
 * @param field the part of the authorization that is wrong: {@code authorization},
 * {@code scheme}, {@code mchid}, {@code serial_no}, {@code timestamp}, {@code nonce_str}
 * or {@code signature}
 * @param issue what is wrong with it
 * @param expectedMessage the message that the signature should have been over, or
 * {@code null} if the request was refused before there was one; holds the body, so treat
 * it like one
 * @param diagnosis what probably led to it, or {@code null} if nobody looked for that
 * @author WeChat Pay Spring maintainers
 */
public record SignatureRefusal(String field, String issue, @Nullable String expectedMessage,
		@Nullable Diagnosis diagnosis) {

	public SignatureRefusal(String field, String issue, @Nullable String expectedMessage) {
		this(field, issue, expectedMessage, null);
	}

	SignatureRefusal with(Diagnosis diagnosis) {
		return new SignatureRefusal(this.field, this.issue, this.expectedMessage, diagnosis);
	}

	long length() {
		long length = (this.expectedMessage != null) ? this.expectedMessage.length() : 0;
		return (this.diagnosis != null) ? length + this.diagnosis.length() : length;
	}

	@Override
	public String toString() {
		return "SignatureRefusal[field=" + this.field + ", issue=" + this.issue + ", diagnosis=" + this.diagnosis + "]";
	}

}
