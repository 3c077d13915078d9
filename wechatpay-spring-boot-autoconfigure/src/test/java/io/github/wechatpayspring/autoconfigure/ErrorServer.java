package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * HTTP server on the loopback interface that answers with an error, by default a redirect
 * to another path of its own, and with a cookie.
 */
final class ErrorServer implements AutoCloseable {

	private final HttpServer server;

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final int status;

	ErrorServer() throws IOException {
		this(302);
	}

	ErrorServer(int status) throws IOException {
		this.status = status;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		this.requests
			.add(new Request(exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Authorization"),
					exchange.getRequestHeaders().getFirst("X-Customized"),
					exchange.getRequestHeaders().getFirst("Cookie"), exchange.getRemoteAddress().getPort()));
		exchange.getResponseHeaders().set("Location", url() + "/elsewhere");
		exchange.getResponseHeaders().set("Set-Cookie", "merchant=one");
		exchange.sendResponseHeaders(this.status, -1);
		exchange.close();
	}

	List<Request> requests() {
		return this.requests;
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	record Request(String path, String authorization, String customized, String cookie, int clientPort) {

	}

}
