package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Requests written by hand, for what an HTTP client would not send.
 */
final class RawHttp {

	private RawHttp() {
	}

	static String send(WechatPaySimulator simulator, String requestLine, String... headers) throws IOException {
		return exchange(simulator, requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ ((headers.length > 0) ? String.join("\r\n", headers) + "\r\n" : "") + "\r\n");
	}

	static String exchange(WechatPaySimulator simulator, String request) throws IOException {
		try (Socket socket = new Socket(simulator.baseUrl().getHost(), simulator.baseUrl().getPort())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
