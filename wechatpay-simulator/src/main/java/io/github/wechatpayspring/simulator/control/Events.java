package io.github.wechatpayspring.simulator.control;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Tells whoever listens what happens. Listeners that are too slow miss the oldest events
 * and are told so; whoever makes events happen never waits for them.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Events implements AutoCloseable {

	private static final int BUFFER = 256;

	private static final String MISSED = "event: missed\ndata: {}\n\n";

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

	private final Sinks.Many<String> sink = Sinks.many().multicast().directBestEffort();

	private final Sinks.Empty<Void> closing = Sinks.empty();

	void request(ReceivedRequest request) {
		ObjectNode data = Json.object();
		data.put("id", request.id());
		data.put("status", request.status());
		emit("request", data);
		state();
	}

	void notification(String id) {
		ObjectNode data = Json.object();
		data.put("id", id);
		emit("notification", data);
		state();
	}

	void state() {
		emit("state", Json.object());
	}

	private void emit(String name, ObjectNode data) {
		if (this.sink.currentSubscriberCount() > 0) {
			emit("event: " + name + "\ndata: " + data + "\n\n");
		}
	}

	private synchronized void emit(String event) {
		// Nobody listening any more is no failure.
		this.sink.tryEmitNext(event);
	}

	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route(RequestPredicates.GET(ControlGateway.ROOT + "/events"),
				(request) -> Mono.just(new EventStream(stream())));
	}

	Flux<String> stream() {
		AtomicBoolean missed = new AtomicBoolean();
		Flux<String> events = this.sink.asFlux()
			.onBackpressureBuffer(BUFFER, (lost) -> missed.set(true), BufferOverflowStrategy.DROP_OLDEST)
			.map((event) -> missed.compareAndSet(true, false) ? MISSED + event : event);
		Flux<String> keepAlive = Flux.interval(Duration.ZERO, KEEP_ALIVE)
			.onBackpressureDrop()
			.map((count) -> ": open\n\n");
		return Flux.merge(events, keepAlive).takeUntilOther(this.closing.asMono());
	}

	/**
	 * End all streams, which would keep the server from closing.
	 */
	@Override
	public void close() {
		this.closing.tryEmitEmpty();
	}

}
