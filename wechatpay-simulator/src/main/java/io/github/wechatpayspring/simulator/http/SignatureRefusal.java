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
 * @author WeChat Pay Spring maintainers
 */
public record SignatureRefusal(String field, String issue, @Nullable String expectedMessage) {

	@Override
	public String toString() {
		return "SignatureRefusal[field=" + this.field + ", issue=" + this.issue + "]";
	}

}
