package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayspring.client.WechatPayApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReactorNettyConnectionPool}.
 */
class ReactorNettyConnectionPoolTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final int CALLS = 8;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
						WechatPayAutoConfiguration.class, WechatPayWebClientAutoConfiguration.class))
		.withPropertyValues(TestMerchant.properties("shop"))
		.withPropertyValues("spring.http.clients.reactive.connector=reactor")
		.withBean(ReactorResourceFactory.class, this::reactorResources);

	private final LoopResources loopResources = LoopResources.create("pool");

	private final List<Integer> clientPorts = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newFixedThreadPool(CALLS);

	private HttpServer server;

	@BeforeEach
	void startServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	@AfterEach
	void stopServer() {
		this.server.stop(0);
		this.threads.shutdownNow();
		this.loopResources.dispose();
	}

	private ReactorResourceFactory reactorResources() {
		ReactorResourceFactory reactorResources = new ReactorResourceFactory();
		reactorResources.setUseGlobalResources(false);
		reactorResources.setLoopResources(this.loopResources);
		reactorResources.setConnectionProvider(ConnectionProvider.newConnection());
		return reactorResources;
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.clientPorts.add(exchange.getRemoteAddress().getPort());
		exchange.sendResponseHeaders(503, -1);
		exchange.close();
	}

	@Test
	void answerLeavesItsConnectionToWhatFollows() {
		calling((webClient) -> {
			oneAfterTheOther(webClient);
			assertThat(this.clientPorts).hasSize(CALLS).containsOnly(this.clientPorts.get(0));
		});
	}

	private static void oneAfterTheOther(WebClient webClient) {
		Flux<Void> answers = Flux.range(0, CALLS).concatMap((ignored) -> call(webClient));
		StepVerifier.create(answers).expectComplete().verify(TIMEOUT);
	}

	private static Mono<Void> call(WebClient webClient) {
		return webClient.get()
			.uri("/v3/certificates")
			.retrieve()
			.bodyToMono(Void.class)
			.onErrorComplete(WechatPayApiException.class);
	}

	private void calling(Consumer<WebClient> test) {
		this.runner.withPropertyValues("wechatpay.base-url=http://127.0.0.1:" + this.server.getAddress().getPort())
			.run((context) -> test.accept(context.getBean("wechatPayWebClient", WebClient.class)));
	}

}
