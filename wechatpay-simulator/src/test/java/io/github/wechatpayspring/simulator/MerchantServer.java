package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A merchant that receives notifications.
 */
final class MerchantServer implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final DisposableServer server;

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private volatile Function<Received, Integer> status = (request) -> 204;

	MerchantServer() {
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::receive).bindNow();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.port() + "/notify";
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

	private Mono<Void> receive(HttpServerRequest request, HttpServerResponse response) {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		request.requestHeaders().forEach((header) -> headers.put(header.getKey(), header.getValue()));
		return request.receive()
			.aggregate()
			.asString(StandardCharsets.UTF_8)
			.defaultIfEmpty("")
			// Tests wait in their answers
			.publishOn(Schedulers.boundedElastic())
			.flatMap((body) -> answer(new Received(request.method().name(), request.uri(), headers, body), response));
	}

	private Mono<Void> answer(Received request, HttpServerResponse response) {
		this.received.add(request);
		int answer = this.status.apply(request);
		response.status(answer);
		return (answer >= 400) ? response.sendString(Mono.just("{\"code\":\"FAIL\",\"message\":\"not now\"}")).then()
				: response.send();
	}

	@Override
	public void close() {
		this.server.disposeNow(TIMEOUT);
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
