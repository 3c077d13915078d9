package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A merchant that receives notifications, made of the JDK alone.
 */
final class MerchantServer implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private volatile Function<Received, Integer> status = (request) -> 204;

	MerchantServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::receive);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/notify";
	}

	void answers(int status) {
		this.status = (request) -> status;
	}

	void answers(Function<Received, Integer> status) {
		this.status = status;
	}

	List<Received> received() {
		return List.copyOf(this.received);
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange) {
			Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
			Received request = new Received(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers,
					new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			this.received.add(request);
			int answer = this.status.apply(request);
			byte[] body = "{\"code\":\"FAIL\",\"message\":\"not now\"}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(answer, (answer >= 400) ? body.length : -1);
			if (answer >= 400) {
				exchange.getResponseBody().write(body);
			}
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * A request that was received.
	 *
	 * @param method the method
	 * @param target the target
	 * @param headers the headers
	 * @param body the body
	 */
	record Received(String method, String target, Map<String, String> headers, String body) {

	}

}
