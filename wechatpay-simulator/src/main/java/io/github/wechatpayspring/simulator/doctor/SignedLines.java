package io.github.wechatpayspring.simulator.doctor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * What goes into a message, and how it is put together.
 *
 * @param method the method
 * @param url the URL, text in which a character beyond ASCII is one
 * @param timestamp the timestamp
 * @param nonce the nonce
 * @param body the body
 * @param layout puts the lines together
 * @author WeChat Pay Spring maintainers
 */
record SignedLines(String method, String url, String timestamp, String nonce, byte[] body,
		Function<SignedLines, byte[]> layout) {

	static SignedLines of(String method, String url, String timestamp, String nonce, byte[] body) {
		return new SignedLines(method, url, timestamp, nonce, body, (lines) -> lines.join("\n", "\n", method(lines),
				url(lines), timestamp(lines), nonce(lines), lines.body()));
	}

	SignedLines withMethod(String method) {
		return new SignedLines(method, this.url, this.timestamp, this.nonce, this.body, this.layout);
	}

	SignedLines withUrl(String url) {
		return new SignedLines(this.method, url, this.timestamp, this.nonce, this.body, this.layout);
	}

	SignedLines withTimestamp(String timestamp) {
		return new SignedLines(this.method, this.url, timestamp, this.nonce, this.body, this.layout);
	}

	SignedLines withNonce(String nonce) {
		return new SignedLines(this.method, this.url, this.timestamp, nonce, this.body, this.layout);
	}

	SignedLines withBody(byte[] body) {
		return new SignedLines(this.method, this.url, this.timestamp, this.nonce, body, this.layout);
	}

	SignedLines withLayout(Function<SignedLines, byte[]> layout) {
		return new SignedLines(this.method, this.url, this.timestamp, this.nonce, this.body, layout);
	}

	byte[] message() {
		return this.layout.apply(this);
	}

	/**
	 * Join parts.
	 * @param separator what stands between them
	 * @param end what stands behind the last
	 * @param parts the parts
	 * @return the message
	 */
	byte[] join(String separator, String end, byte[]... parts) {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		for (int i = 0; i < parts.length; i++) {
			message.writeBytes(parts[i]);
			message.writeBytes(((i < parts.length - 1) ? separator : end).getBytes(StandardCharsets.US_ASCII));
		}
		return message.toByteArray();
	}

	static byte[] method(SignedLines lines) {
		return bytes(lines.method());
	}

	static byte[] url(SignedLines lines) {
		return bytes(lines.url());
	}

	static byte[] timestamp(SignedLines lines) {
		return bytes(lines.timestamp());
	}

	static byte[] nonce(SignedLines lines) {
		return bytes(lines.nonce());
	}

	private static byte[] bytes(String text) {
		Charset charset = StandardCharsets.UTF_8;
		return text.getBytes(charset);
	}

	@Override
	public String toString() {
		return "SignedLines[" + this.method + "]";
	}

}
