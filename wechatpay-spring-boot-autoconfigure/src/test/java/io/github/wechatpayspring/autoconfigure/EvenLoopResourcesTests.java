package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.netty.channel.EventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EvenLoopResources}.
 */
class EvenLoopResourcesTests {

	private static final int EVENT_LOOPS = 4;

	private static final int CALLS = 3 * EVENT_LOOPS;

	private final LoopResources eventLoops = LoopResources.create("even", EVENT_LOOPS, true);

	private final Queue<EventLoop> used = new ConcurrentLinkedQueue<>();

	private final ReactorNettyConnectionPool pool = new ReactorNettyConnectionPool(new WechatPayProperties.Pool(),
			new EventLoopScheduler());

	private final AtomicInteger waiting = new AtomicInteger(CALLS);

	private final Sinks.Empty<Void> allAreThere = Sinks.empty();

	private DisposableServer server;

	@BeforeEach
	void startServer() {
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle((request, response) -> {
			if (this.waiting.decrementAndGet() == 0) {
				this.allAreThere.tryEmitEmpty().orThrow();
			}
			return this.allAreThere.asMono().then(response.send().then());
		}).bindNow();
	}

	@AfterEach
	void stop() {
		this.pool.destroy();
		this.server.disposeNow();
		this.eventLoops.dispose();
	}

	@Test
	void connectionsAreSharedEvenly() {
		assertEven(Flux.range(0, CALLS));
	}

	@Test
	void connectionsOfAnEventLoopAreSharedEvenly() {
		EventLoop eventLoop = this.eventLoops.onClient(true).next();
		assertEven(Flux.range(0, CALLS).publishOn(Schedulers.fromExecutor(eventLoop)));
	}

	@Test
	void eventLoopsOfTheApplicationAreNotEnded() {
		LoopResources even = new EvenLoopResources(this.eventLoops);
		even.disposeLater().block(Duration.ofSeconds(20));
		even.dispose();
		assertThat(this.eventLoops.isDisposed()).isFalse();
		assertThat(this.eventLoops.onClient(true).isShuttingDown()).isFalse();
	}

	@Test
	void resourcesOfTheSameEventLoopsAreEqual() {
		assertThat(new EvenLoopResources(this.eventLoops)).isEqualTo(new EvenLoopResources(this.eventLoops))
			.hasSameHashCodeAs(new EvenLoopResources(this.eventLoops))
			.isNotEqualTo(new EvenLoopResources(LoopResources.create("other")));
	}

	private void assertEven(Flux<Integer> calls) {
		ClientHttpConnector connector = this.pool
			.applyTo(ClientHttpConnectorBuilder.reactor()
				.withHttpClientCustomizer((client) -> client.runOn(this.eventLoops)
					.doOnConnected((connection) -> this.used.add(connection.channel().eventLoop()))))
			.build(HttpClientSettings.defaults());
		URI url = URI.create("http://127.0.0.1:" + this.server.port() + "/");
		Mono<Long> answers = calls
			.flatMap((call) -> connector.connect(HttpMethod.GET, url, (request) -> request.setComplete()), CALLS)
			.count();
		StepVerifier.create(answers).expectNext((long) CALLS).expectComplete().verify(Duration.ofSeconds(20));
		Map<EventLoop, Long> connections = this.used.stream()
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		assertThat(connections.values()).containsOnly(3L).hasSize(EVENT_LOOPS);
	}

}
