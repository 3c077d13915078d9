package io.github.wechatpayspring.merchant;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The signature of WeChat Pay on an answer or a notification, as its headers say it,
 * before anything was verified.
 *
 * @param signature the {@code Wechatpay-Signature}, in Base64
 * @param serialNumber the {@code Wechatpay-Serial}, which key signed
 * @param timestamp the {@code Wechatpay-Timestamp}, in seconds
 * @param nonce the {@code Wechatpay-Nonce}
 * @param type the {@code Wechatpay-Signature-Type}, the scheme
 * @param requestId the {@code Request-ID} of an answer
 * @author WeChat Pay Spring maintainers
 */
public record PlatformSignature(@Nullable String signature, @Nullable String serialNumber, @Nullable String timestamp,
		@Nullable String nonce, @Nullable String type, @Nullable String requestId) {

	/**
	 * Read the signature from headers.
	 * @param header returns the first value of a header, or {@code null}
	 * @return the signature
	 */
	public static PlatformSignature from(Function<String, @Nullable String> header) {
		return new PlatformSignature(header.apply("Wechatpay-Signature"), header.apply("Wechatpay-Serial"),
				header.apply("Wechatpay-Timestamp"), header.apply("Wechatpay-Nonce"),
				header.apply("Wechatpay-Signature-Type"), header.apply("Request-ID"));
	}

	/**
	 * Return whether there is anything of a signature at all.
	 * @return {@code false} if the headers carry no signature, whole or in part
	 */
	public boolean isPresent() {
		return this.signature != null || this.serialNumber != null || this.timestamp != null || this.nonce != null;
	}

}
