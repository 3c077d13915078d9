package io.github.wechatpayspring.payscore;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * HTTP server on the loopback interface that keeps the requests and gives one answer to
 * all of them, but for those that are to come next.
 *
 * @author WeChat Pay Spring maintainers
 */
final class RecordingServer implements AutoCloseable {

	private final HttpServer server;

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final Queue<Answer> next = new ConcurrentLinkedQueue<>();

	private volatile String answer = Vectors.planAnswer();

	RecordingServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.requests.add(new Request(line, body, exchange.getRequestHeaders()));
		Answer next = this.next.poll();
		Answer answer = (next != null) ? next : new Answer(200, this.answer, Map.of());
		if (answer.status() == 0) {
			exchange.close();
			return;
		}
		byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.getResponseHeaders().set("Request-ID", "08F0-" + this.requests.size());
		answer.headers().forEach(exchange.getResponseHeaders()::set);
		exchange.sendResponseHeaders(answer.status(), (bytes.length > 0) ? bytes.length : -1);
		try (OutputStream output = exchange.getResponseBody()) {
			output.write(bytes);
		}
	}

	void next(Answer answer) {
		this.next.add(answer);
	}

	void answer(String answer) {
		this.answer = answer;
	}

	List<Request> requests() {
		return this.requests;
	}

	String url() {
		return "http://" + this.server.getAddress().getAddress().getHostAddress() + ":"
				+ this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * An answer; status 0 closes the connection without one.
	 */
	record Answer(int status, String body, Map<String, String> headers) {

	}

	record Request(String line, String body, Headers headers) {

	}

}
