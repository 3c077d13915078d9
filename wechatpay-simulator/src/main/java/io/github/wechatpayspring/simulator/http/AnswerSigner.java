package io.github.wechatpayspring.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.keys.Rsa;
import io.github.wechatpayspring.simulator.merchant.PlatformKey;

/**
 * Signs answers: timestamp, nonce and body, a line each.
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

	Answer sign(Answer answer, PlatformKey key) {
		return sign(answer, key.serial(), key::sign, Duration.ZERO);
	}

	Answer sign(Answer answer, String serial, UnaryOperator<byte[]> signature, Duration skew) {
		String timestamp = Long.toString(this.clock.instant().plus(skew).getEpochSecond());
		String nonce = RandomText.hex(NONCE_LENGTH).toUpperCase(Locale.ROOT);
		byte[] head = (timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.US_ASCII);
		byte[] body = answer.body();
		byte[] message = new byte[head.length + body.length + 1];
		System.arraycopy(head, 0, message, 0, head.length);
		System.arraycopy(body, 0, message, head.length, body.length);
		message[message.length - 1] = '\n';
		String encoded = Base64.getEncoder().encodeToString(signature.apply(message));
		return answer.withHeaders((headers) -> {
			headers.set(TIMESTAMP, timestamp);
			headers.set(NONCE, nonce);
			headers.set(SERIAL, serial);
			headers.set(SIGNATURE, encoded);
			headers.set(SIGNATURE_TYPE, Rsa.SCHEME);
		});
	}

}
