package io.github.wechatpayspring.notification;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import io.github.wechatpayspring.notification.TestNotifications.TestNotification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the routes of {@link WebFluxNotificationEndpoint} without Spring Boot.
 */
class WebFluxNotificationRoutesTests {

	private static final int MAX_BODY_SIZE = 2048;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Queue<String> merchants = new ConcurrentLinkedQueue<>();

	private final LoopResources loopResources = LoopResources.create("routes");

	private DisposableServer server;

	@BeforeEach
	void start() {
		RouterFunction<ServerResponse> routes = endpoint(Duration.ofSeconds(10)).route("/notify")
			.and(endpoint(Duration.ofMillis(200)).route("/slow"))
			.and(endpoint(new WechatPayNotificationParser(SlowMerchants.INSTANCE,
					new PlatformSignatureVerifier(TestNotifications.clock())), Duration.ofSeconds(10))
				.route("/broken"));
		this.server = HttpServer.create()
			.runOn(this.loopResources)
			.host("127.0.0.1")
			.port(0)
			.handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(routes)))
			.bindNow();
	}

	private WebFluxNotificationEndpoint endpoint(Duration timeout) {
		return endpoint(TestNotifications.parser(), timeout);
	}

	private WebFluxNotificationEndpoint endpoint(WechatPayNotificationParser parser, Duration timeout) {
		WechatPayNotificationProcessor processor = new WechatPayNotificationProcessor(parser,
				List.of(WechatPayNotificationHandler.of(WechatPayEvent.ANY_OTHER,
						(notification) -> Mono.fromRunnable(() -> this.merchants.add(notification.merchant().name())))),
				new InMemoryNotificationClaims(TestNotifications.clock(), Duration.ofDays(1), 10), timeout);
		return new WebFluxNotificationEndpoint(processor, MAX_BODY_SIZE);
	}

	@AfterEach
	void stop() {
		this.server.disposeNow();
		this.loopResources.dispose();
	}

	@Test
	void routesPathAndNamesOfMerchants() throws Exception {
		TestNotification notification = TestNotifications.of("1", "EVENT", "{}");
		assertThat(post("/notify", notification).statusCode()).isEqualTo(204);
		assertThat(post("/notify/other", notification).statusCode()).isEqualTo(204);
		assertThat(this.merchants).containsExactly("default", "other");
		assertThat(post("/notify/other/more", notification).statusCode()).isEqualTo(404);
		assertThat(post("/", notification).statusCode()).isEqualTo(404);
		assertThat(this.merchants).hasSize(2);
	}

	@Test
	void tellsWhatFailed() throws Exception {
		HttpResponse<String> response = post("/notify", TestNotifications.sign(""));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(response.headers().firstValue("Allow")).isEmpty();
		assertThat(response.body()).isEqualTo("{\"code\":\"FAIL\",\"message\":\"notification can't be read\"}");
	}

	@Test
	void refusesOtherMethods() throws Exception {
		HttpResponse<String> response = this.client.send(HttpRequest.newBuilder(uri("/notify")).GET().build(),
				BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).contains("POST");
		assertThat(response.body()).isEqualTo("{\"code\":\"FAIL\",\"message\":\"method must be POST\"}");
	}

	@Test
	void refusesBodyThatTurnsOutLarge() throws Exception {
		TestNotification large = TestNotifications.sign(" ".repeat(MAX_BODY_SIZE + 1));
		HttpResponse<String> response = this.client.send(
				request("/notify", large, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.body()))),
				BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(413);
		assertThat(response.body()).isEqualTo("{\"code\":\"FAIL\",\"message\":\"body is too large\"}");
	}

	@Test
	void bodyThatComesTooSlowlyIsNotWaitedFor() throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.server.port())) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream()
				.write("POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{"
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			assertThat(answer).startsWith("HTTP/1.1 408 ")
				.endsWith("{\"code\":\"FAIL\",\"message\":\"body takes too long\"}");
		}
		assertThat(this.merchants).isEmpty();
	}

	@Test
	void repositoryThatIsTooSlowIsNotTakenForTheBody() throws Exception {
		HttpResponse<String> response = post("/broken/any", TestNotifications.of("1", "EVENT", "{}"));
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo("{\"code\":\"FAIL\",\"message\":\"notification wasn't handled\"}");
	}

	private HttpResponse<String> post(String path, TestNotification notification) throws Exception {
		return this.client.send(request(path, notification, BodyPublishers.ofByteArray(notification.body())),
				BodyHandlers.ofString());
	}

	private HttpRequest request(String path, TestNotification notification, BodyPublisher body) {
		HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
		notification.headers().forEach((name, values) -> values.forEach((value) -> builder.header(name, value)));
		return builder.POST(body).build();
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.server.port() + path);
	}

	/**
	 * A repository whose database doesn't answer.
	 */
	private enum SlowMerchants implements MerchantRepository {

		INSTANCE;

		@Override
		public Mono<Merchant> findByName(String name) {
			return Mono.error(() -> new TimeoutException("database"));
		}

		@Override
		public Mono<Merchant> findDefault() {
			return Mono.error(() -> new TimeoutException("database"));
		}

	}

}
