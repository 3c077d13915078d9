package io.github.wechatpayspring.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * An answer, of which every byte can be chosen.
 */
final class WireResponse {

	static final String NONCE = "c5ac7061fccab6bf3e254dcf98995b8c";

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final int status;

	private byte[] body;

	private int bytesToSend = -1;

	private boolean stalls;

	private boolean chunked;

	private @Nullable CountDownLatch latch;

	private WireResponse(int status, byte[] body) {
		this.status = status;
		this.body = body;
		this.headers.put("Request-ID", "08F78BB5A8061052188BDD9BB106-268457470");
	}

	static WireResponse of(int status, String body) {
		return of(status, body.getBytes(StandardCharsets.UTF_8));
	}

	static WireResponse of(int status, byte[] body) {
		return new WireResponse(status, body).header("Content-Type", "application/json");
	}

	/**
	 * Close the connection without an answer.
	 */
	static WireResponse hangUp() {
		return new WireResponse(0, new byte[0]).cutAfter(0);
	}

	WireResponse sign() {
		return sign(TestKeys.PUBLIC_KEY_ID, TestKeys.PUBLIC_KEY_PRIVATE, TestKeys.NOW.getEpochSecond());
	}

	WireResponse sign(String serial, PrivateKey key, long timestamp) {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		message.writeBytes((timestamp + "\n" + NONCE + "\n").getBytes(StandardCharsets.UTF_8));
		message.writeBytes(this.body);
		message.write('\n');
		return header("Wechatpay-Signature",
				Base64.getEncoder().encodeToString(TestKeys.sign(key, message.toByteArray())))
			.header("Wechatpay-Serial", serial)
			.header("Wechatpay-Timestamp", Long.toString(timestamp))
			.header("Wechatpay-Nonce", NONCE)
			.header("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
	}

	WireResponse header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	WireResponse without(String name) {
		this.headers.remove(name);
		return this;
	}

	WireResponse body(byte[] body) {
		this.body = body;
		return this;
	}

	WireResponse gzip() {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
			stream.write(this.body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.body = compressed.toByteArray();
		return header("Content-Encoding", "gzip");
	}

	/**
	 * Close the connection after some bytes of the body.
	 */
	WireResponse cutAfter(int bytes) {
		this.bytesToSend = bytes;
		return this;
	}

	/**
	 * Send some bytes of the body and no more, on a connection that stays open.
	 */
	WireResponse stallAfter(int bytes) {
		this.bytesToSend = bytes;
		this.stalls = true;
		return this;
	}

	WireResponse chunked() {
		this.chunked = true;
		return this;
	}

	WireResponse after(CountDownLatch latch) {
		this.latch = latch;
		return this;
	}

	@Nullable CountDownLatch latch() {
		return this.latch;
	}

	boolean closes() {
		return this.bytesToSend != -1 && !this.stalls;
	}

	byte[] toBytes(boolean head) {
		if (this.status == 0) {
			return new byte[0];
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		StringBuilder lines = new StringBuilder("HTTP/1.1 " + this.status + " Status\r\n");
		this.headers.forEach((name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
		if (this.chunked) {
			lines.append("Transfer-Encoding: chunked\r\n");
		}
		else if (this.status != 204) {
			lines.append("Content-Length: ").append(this.body.length).append("\r\n");
		}
		bytes.writeBytes(lines.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		if (!head && this.status != 204) {
			int length = (this.bytesToSend != -1) ? this.bytesToSend : this.body.length;
			if (this.chunked) {
				bytes.writeBytes((Integer.toHexString(this.body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
			}
			bytes.write(this.body, 0, length);
			if (this.chunked && !closes()) {
				bytes.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			}
		}
		return bytes.toByteArray();
	}

}
