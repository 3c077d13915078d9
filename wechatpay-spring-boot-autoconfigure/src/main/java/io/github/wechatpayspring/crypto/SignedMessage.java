package io.github.wechatpayspring.crypto;

import java.nio.charset.StandardCharsets;

/**
 * The messages over which signatures are made. Each part stands on a line of its own, and
 * every line ends with a line feed, the last one too.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SignedMessage {

	private SignedMessage() {
	}

	/**
	 * Return the message that a merchant signs: method, target, timestamp, nonce and
	 * body.
	 * @param method the HTTP method, in upper case
	 * @param target the path and the query string exactly as they are sent, in ASCII
	 * @param timestamp the timestamp in seconds
	 * @param nonce the nonce
	 * @param body the bytes of the body, empty if there is none
	 * @return the bytes to sign
	 */
	public static byte[] ofRequest(String method, String target, String timestamp, String nonce, byte[] body) {
		return join(method + '\n' + target + '\n' + timestamp + '\n' + nonce + '\n', body);
	}

	/**
	 * Return the message that WeChat Pay signs for an answer or a notification:
	 * timestamp, nonce and body.
	 * @param timestamp the {@code Wechatpay-Timestamp}
	 * @param nonce the {@code Wechatpay-Nonce}
	 * @param body the bytes of the body as received, empty if there is none
	 * @return the bytes that were signed
	 */
	public static byte[] ofAnswer(String timestamp, String nonce, byte[] body) {
		return join(timestamp + '\n' + nonce + '\n', body);
	}

	private static byte[] join(String lines, byte[] body) {
		byte[] head = lines.getBytes(StandardCharsets.UTF_8);
		byte[] message = new byte[head.length + body.length + 1];
		System.arraycopy(head, 0, message, 0, head.length);
		System.arraycopy(body, 0, message, head.length, body.length);
		message[message.length - 1] = '\n';
		return message;
	}

}
