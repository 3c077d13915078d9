package io.github.wechatpayspring.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.keys.Rsa;
import io.github.wechatpayspring.simulator.merchant.PlatformKey;

/**
 * Signs answers and notifications: timestamp, nonce and body, a line each.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class AnswerSigner {

	/**
	 * Name of the header with the signature.
	 */
	public static final String SIGNATURE = "Wechatpay-Signature";

	/**
	 * Name of the header that says which key signed.
	 */
	public static final String SERIAL = "Wechatpay-Serial";

	/**
	 * Name of the header with the time of signing.
	 */
	public static final String TIMESTAMP = "Wechatpay-Timestamp";

	/**
	 * Name of the header with the nonce.
	 */
	public static final String NONCE = "Wechatpay-Nonce";

	/**
	 * Name of the header with the signature scheme.
	 */
	public static final String SIGNATURE_TYPE = "Wechatpay-Signature-Type";

	private static final int NONCE_LENGTH = 32;

	private final Clock clock;

	public AnswerSigner(Clock clock) {
		this.clock = clock;
	}

	Map<String, String> headers(Answer answer, PlatformKey key) {
		return headers(answer.rawBody(), key.serial(), key::sign, Duration.ZERO);
	}

	Answer sign(Answer answer, String serial, UnaryOperator<byte[]> signature, Duration skew) {
		Map<String, String> signed = headers(answer.rawBody(), serial, signature, skew);
		return answer.withHeaders((headers) -> signed.forEach(headers::set));
	}

	/**
	 * Sign a body.
	 * @param body the body
	 * @param serial what to say in {@code Wechatpay-Serial}
	 * @param signature makes the signature of a message
	 * @param skew how far off the timestamp is
	 * @return the headers of the signature
	 */
	public Map<String, String> headers(byte[] body, String serial, UnaryOperator<byte[]> signature, Duration skew) {
		String timestamp = Long.toString(this.clock.instant().plus(skew).getEpochSecond());
		String nonce = RandomText.hex(NONCE_LENGTH).toUpperCase(Locale.ROOT);
		byte[] head = (timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.US_ASCII);
		byte[] message = new byte[head.length + body.length + 1];
		System.arraycopy(head, 0, message, 0, head.length);
		System.arraycopy(body, 0, message, head.length, body.length);
		message[message.length - 1] = '\n';
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put(TIMESTAMP, timestamp);
		headers.put(NONCE, nonce);
		headers.put(SERIAL, serial);
		headers.put(SIGNATURE, Base64.getEncoder().encodeToString(signature.apply(message)));
		headers.put(SIGNATURE_TYPE, Rsa.SCHEME);
		return headers;
	}

}
