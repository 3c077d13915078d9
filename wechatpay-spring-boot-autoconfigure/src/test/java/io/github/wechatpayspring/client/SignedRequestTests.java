package io.github.wechatpayspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestBodyUriSpec;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the signatures of requests, over the bytes that a server receives.
 */
class SignedRequestTests {

	private static final PublicKey MERCHANT = TestKeys.certificate("rsa/apiclient_cert.pem").getPublicKey();

	private static final PublicKey OTHER = TestKeys.certificate("rsa/other_cert.pem").getPublicKey();

	private static final String CHINESE = "{\"plan_name\":\"瑜伽课20节\"}";

	private final TestClock clock = new TestClock();

	private final WireServer server = new WireServer((request) -> WireResponse.of(200, "{}").sign());

	@AfterEach
	void close() {
		this.server.close();
	}

	private WebClient webClient(TestConnector connector) {
		return TestClients.webClients(connector.shared(), this.server.url(), this.clock)
			.create(new InMemoryMerchantRepository(TestClients.merchant(TestClients.publicKey()),
					TestClients.otherMerchant()));
	}

	private WireRequest send(RequestHeadersSpec<?> request) {
		StepVerifier.create(request.retrieve().toBodilessEntity())
			.expectNextCount(1)
			.expectComplete()
			.verify(TestClients.TIMEOUT);
		return assertSigned(this.server.onlyRequest());
	}

	private static WireRequest assertSigned(WireRequest request) {
		assertThat(request.headerCount("Authorization")).isEqualTo(1);
		assertThat(request.header("Authorization")).startsWith("WECHATPAY2-SHA256-RSA2048 mchid=\"");
		boolean other = request.authorization("mchid").equals(TestKeys.OTHER_ID);
		assertThat(request.authorization("mchid")).isEqualTo(other ? TestKeys.OTHER_ID : TestKeys.MERCHANT_ID);
		assertThat(request.authorization("serial_no"))
			.isEqualTo(other ? TestKeys.OTHER_SERIAL : TestKeys.MERCHANT_SERIAL);
		assertThat(request.authorization("nonce_str")).matches("[0-9A-Za-z]{16,32}");
		assertThat(TestKeys.verify(other ? OTHER : MERCHANT, request.message(), request.authorization("signature")))
			.as("signature over %s", request)
			.isTrue();
		assertThat(request.headerCount("Wechatpay-Serial")).isEqualTo(1);
		return request;
	}

	static Stream<Arguments> bodies() {
		DefaultDataBufferFactory factory = DefaultDataBufferFactory.sharedInstance;
		Flux<DataBuffer> parts = Flux.just("{\"a\":", "\"瑜伽\"", "}")
			.map((part) -> factory.wrap(part.getBytes(StandardCharsets.UTF_8)));
		return combine(
				body("object", (spec) -> spec.bodyValue(Map.of("plan_name", "瑜伽课20节")), CHINESE, "application/json"),
				body("text", (spec) -> spec.contentType(MediaType.APPLICATION_JSON).bodyValue(CHINESE + "\n"),
						CHINESE + "\n", "application/json"),
				body("mono", (spec) -> spec.body(Mono.just(Map.of("plan_name", "瑜伽课20节")), Map.class), CHINESE,
						"application/json"),
				body("flux",
						(spec) -> spec.contentType(MediaType.APPLICATION_JSON)
							.body(Flux.just(Map.of("n", 1), Map.of("n", 2)), Map.class),
						"[{\"n\":1},{\"n\":2}]", "application/json"),
				body("buffers",
						(spec) -> spec.contentType(MediaType.APPLICATION_JSON)
							.body(BodyInserters.fromDataBuffers(parts)),
						"{\"a\":\"瑜伽\"}", "application/json"),
				body("stream",
						(spec) -> spec.contentType(MediaType.APPLICATION_NDJSON)
							.body(Flux.just(Map.of("n", 1), Map.of("n", 2)), Map.class),
						"{\"n\":1}\n{\"n\":2}\n", "application/x-ndjson"),
				body("form", (spec) -> spec.body(BodyInserters.fromFormData("name", "瑜 伽").with("b", "1+1")),
						"name=%E7%91%9C+%E4%BC%BD&b=1%2B1", "application/x-www-form-urlencoded"),
				body("empty", (spec) -> spec, "", null),
				body("empty mono", (spec) -> spec.body(Mono.empty(), Map.class), "", null),
				body("empty flux of buffers",
						(spec) -> spec.contentType(MediaType.APPLICATION_JSON)
							.body(BodyInserters.fromDataBuffers(Flux.empty())),
						"", null),
				body("empty text", (spec) -> spec.contentType(MediaType.APPLICATION_JSON).bodyValue(""), "", null));
	}

	private static Object[] body(String name, Function<RequestBodyUriSpec, RequestHeadersSpec<?>> body, String expected,
			String contentType) {
		return new Object[] { name, body, expected, contentType };
	}

	private static Stream<Arguments> combine(Object[]... cases) {
		return Arrays.stream(TestConnector.values())
			.flatMap((connector) -> Arrays.stream(cases)
				.map((values) -> Arguments.of(Stream.concat(Stream.of(connector), Arrays.stream(values)).toArray())));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("bodies")
	void bodyIsSignedAsItIsSent(TestConnector connector, String name,
			Function<RequestBodyUriSpec, RequestHeadersSpec<?>> body, String expected, String contentType) {
		for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH)) {
			try (WireServer other = new WireServer((request) -> WireResponse.of(200, "{}").sign())) {
				RequestBodyUriSpec spec = TestClients.webClient(connector.shared(), other.url()).method(method);
				spec.uri("/v3/payscore/plan");
				StepVerifier.create(body.apply(spec).retrieve().bodyToMono(Map.class))
					.expectNext(Map.of())
					.expectComplete()
					.verify(TestClients.TIMEOUT);
				WireRequest request = assertSigned(other.onlyRequest());
				assertThat(request.method()).isEqualTo(method.name());
				assertThat(request.text()).isEqualTo(expected);
				if (contentType != null) {
					assertThat(request.header("Content-Type")).startsWith(contentType);
					assertThat(request.header("Content-Length")).isEqualTo(String.valueOf(request.body().length));
					assertThat(request.header("Transfer-Encoding")).isNull();
				}
			}
		}
	}

	static Stream<Arguments> methods() {
		return combine(new Object[] { "GET" }, new Object[] { "HEAD" }, new Object[] { "DELETE" },
				new Object[] { "OPTIONS" });
	}

	@ParameterizedTest
	@MethodSource("methods")
	void methodWithoutBodyIsSigned(TestConnector connector, String method) {
		try (WireServer other = new WireServer((request) -> WireResponse.of(200, "").sign())) {
			StepVerifier
				.create(TestClients.webClient(connector.shared(), other.url())
					.method(HttpMethod.valueOf(method))
					.uri("/v3/certificates?a=1")
					.retrieve()
					.toBodilessEntity())
				.expectNextCount(1)
				.expectComplete()
				.verify(TestClients.TIMEOUT);
			WireRequest request = assertSigned(other.onlyRequest());
			assertThat(request.method()).isEqualTo(method);
			assertThat(request.target()).isEqualTo("/v3/certificates?a=1");
			assertThat(request.body()).isEmpty();
		}
	}

	static Stream<Arguments> targets() {
		return combine(new Object[] { "/v3/a?q=%7B%22b%22%3A1%7D" }, new Object[] { "/v3/a?q=瑜伽" },
				new Object[] { "/v3/瑜伽?q=é" }, new Object[] { "/v3/a%2Fb/c%20d?x=1+1&y=%2B&z=*" },
				new Object[] { "/v3/*/a+b;c=d,e:f@g!$&'()~" }, new Object[] { "/v3/a?" },
				new Object[] { "/v3/a?x=a/b?c:d@e" }, new Object[] { "" }, new Object[] { "/" },
				new Object[] { "?limit=5" }, new Object[] { "/v3/a/../b/./c" }, new Object[] { "/v3//a///b" },
				new Object[] { "//v3/a" }, new Object[] { "/v3/a#fragment" }, new Object[] { "/v3/a?x=1#frag?y=2" },
				new Object[] { "/v3/a?x=%e7%91%9c" }, new Object[] { "/v3/a?&&=&x" });
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("targets")
	void targetIsSignedAsItIsSent(TestConnector connector, String target) {
		URI url = URI.create(this.server.url() + target);
		WireRequest request = send(webClient(connector).get().uri(url));
		String ascii = URI.create(url.toASCIIString()).getRawPath();
		String query = URI.create(url.toASCIIString()).getRawQuery();
		String expected = (ascii.isEmpty() ? "/" : ascii) + ((query != null && !query.isEmpty()) ? "?" + query : "");
		assertThat(request.target()).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource
	void variablesOfTemplateAreEncodedBeforeTheyAreSigned(TestConnector connector) {
		WireRequest request = send(
				webClient(connector).get().uri("/v3/plans/{no}?q={q}&r={r}", "a/b*c+d e", "瑜伽&x=1", "100%2F"));
		assertThat(request.target()).isEqualTo("/v3/plans/a%2Fb%2Ac%2Bd%20e?q=%E7%91%9C%E4%BC%BD%26x%3D1&r=100%252F");
	}

	@ParameterizedTest
	@EnumSource
	void requestHasTheHeadersThatWechatPayInsistsOn(TestConnector connector) {
		WireRequest request = send(webClient(connector).get().uri("/v3/a"));
		assertThat(request.header("Accept")).isEqualTo("application/json");
		assertThat(request.header("User-Agent")).startsWith("wechatpay-spring-boot-starter").contains("Java/");
		assertThat(request.header("Wechatpay-Serial")).isEqualTo(TestKeys.PUBLIC_KEY_ID);
		assertThat(request.authorization("timestamp")).isEqualTo("1722850421");
	}

	@ParameterizedTest
	@EnumSource
	void headersOfTheCallerAreKept(TestConnector connector) {
		WireRequest request = send(webClient(connector).get()
			.uri("/v3/a")
			.header("Accept", "text/plain")
			.header("User-Agent", "mine")
			.header("Wechatpay-Serial", "ABC")
			.header("Accept-Language", "en"));
		assertThat(request.header("Accept")).isEqualTo("text/plain");
		assertThat(request.headerCount("Accept")).isEqualTo(1);
		assertThat(request.header("User-Agent")).isEqualTo("mine");
		assertThat(request.headerCount("User-Agent")).isEqualTo(1);
		assertThat(request.header("Wechatpay-Serial")).isEqualTo("ABC");
		assertThat(request.header("Accept-Language")).isEqualTo("en");
	}

	@ParameterizedTest
	@EnumSource
	void authorizationOfTheCallerIsReplaced(TestConnector connector) {
		WebClient webClient = webClient(connector).mutate()
			.defaultHeader("Authorization", "Bearer mine")
			.filter((request,
					next) -> next.exchange(ClientRequest.from(request)
						.headers((headers) -> headers.add("Authorization", "Bearer late"))
						.build()))
			.build();
		send(webClient.post().uri("/v3/a").header("authorization", "Bearer other").bodyValue(Map.of()));
	}

	@ParameterizedTest
	@EnumSource
	void lengthThatTheCallerClaimsIsReplaced(TestConnector connector) {
		WireRequest request = send(webClient(connector).post()
			.uri("/v3/a")
			.header("Content-Length", "3")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Flux.just(Map.of("n", 1)), Map.class));
		assertThat(request.text()).isEqualTo("[{\"n\":1}]");
	}

	@ParameterizedTest
	@EnumSource
	void everyAttemptIsSignedAnew(TestConnector connector) {
		try (WireServer failing = new WireServer((request) -> WireResponse.of(503, "{}"))) {
			Mono<Void> call = TestClients.webClients(connector.shared(), failing.url(), this.clock)
				.create(new InMemoryMerchantRepository(TestClients.merchant(TestClients.publicKey())))
				.post()
				.uri("/v3/a")
				.bodyValue(Map.of("a", 1))
				.retrieve()
				.bodyToMono(Void.class)
				.doOnError((ex) -> this.clock.advance(Duration.ofSeconds(7)))
				.retry(2);
			StepVerifier.create(call).expectError(WechatPayApiException.class).verify(TestClients.TIMEOUT);
			List<WireRequest> requests = failing.requests();
			assertThat(requests).hasSize(3).allSatisfy(SignedRequestTests::assertSigned);
			assertThat(requests).extracting((request) -> request.authorization("timestamp"))
				.containsExactly("1722850421", "1722850428", "1722850435");
			assertThat(requests).extracting((request) -> request.authorization("nonce_str")).doesNotHaveDuplicates();
		}
	}

	@ParameterizedTest
	@EnumSource
	void bodyUpToTheLimitIsSent(TestConnector connector) {
		WireRequest request = send(webClient(connector).post()
			.uri("/v3/a")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("x".repeat(64 * 1024)));
		assertThat(request.body()).hasSize(64 * 1024);
	}

	@ParameterizedTest
	@EnumSource
	void bodyOverTheLimitIsRefusedBeforeAnythingIsSent(TestConnector connector) {
		Flux<String> parts = Flux.range(0, 65).map((part) -> "x".repeat(1024));
		for (Object body : List.of("x".repeat(64 * 1024 + 1), parts)) {
			RequestBodyUriSpec spec = webClient(connector).post();
			spec.uri("/v3/a").contentType(MediaType.APPLICATION_JSON);
			RequestHeadersSpec<?> request = (body instanceof String) ? spec.bodyValue(body)
					: spec.body((Flux<?>) body, String.class);
			StepVerifier.create(request.retrieve().toBodilessEntity())
				.expectError(DataBufferLimitException.class)
				.verify(TestClients.TIMEOUT);
		}
		assertThat(this.server.bytesRead()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void failureOfTheBodyIsPassedOnBeforeAnythingIsSent(TestConnector connector) {
		StepVerifier
			.create(webClient(connector).post()
				.uri("/v3/a")
				.contentType(MediaType.APPLICATION_JSON)
				.body(Flux.just("{").concatWith(Mono.error(new IllegalStateException("no body"))), String.class)
				.retrieve()
				.toBodilessEntity())
			.expectErrorSatisfies((ex) -> assertThat(ex).hasStackTraceContaining("no body"))
			.verify(TestClients.TIMEOUT);
		assertThat(this.server.bytesRead()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	@Tag("load")
	void twoMerchantsAreNotMixedUpUnderLoad(TestConnector connector) {
		try (WireServer echo = new WireServer((request) -> WireResponse.of(200, request.body()).sign())) {
			WebClient webClient = TestClients.webClients(connector.shared(), echo.url(), this.clock)
				.create(new InMemoryMerchantRepository(TestClients.merchant(TestClients.publicKey()),
						TestClients.otherMerchant()));
			Flux<String> calls = Flux.range(0, 2000)
				.flatMap((number) -> webClient.post()
					.uri("/v3/a?n={n}", number)
					.attributes((number % 2 == 0) ? (attributes) -> {
					} : WechatPayExchangeFilterFunction.merchant("other"))
					.contentType(MediaType.APPLICATION_JSON)
					.bodyValue("{\"n\":\"" + number + "\"}")
					.retrieve()
					.bodyToMono(String.class)
					.doOnNext((body) -> assertThat(body).isEqualTo("{\"n\":\"" + number + "\"}")), 64);
			StepVerifier.create(calls).expectNextCount(2000).expectComplete().verify(Duration.ofSeconds(90));
			Set<String> nonces = new HashSet<>();
			for (WireRequest request : echo.requests()) {
				assertSigned(request);
				int number = Integer.parseInt(request.target().substring(request.target().indexOf('=') + 1));
				assertThat(request.text()).isEqualTo("{\"n\":\"" + number + "\"}");
				assertThat(request.authorization("mchid"))
					.isEqualTo((number % 2 == 0) ? TestKeys.MERCHANT_ID : TestKeys.OTHER_ID);
				nonces.add(request.authorization("nonce_str"));
			}
			assertThat(nonces).hasSize(2000);
		}
	}

	@ParameterizedTest
	@EnumSource
	void signerMayWait(TestConnector connector) {
		WebClient webClient = TestClients.webClients(connector.shared(), this.server.url(), this.clock)
			.create(new InMemoryMerchantRepository(
					TestClients.merchant("default", new RemoteSigner(), TestClients.publicKey())));
		for (RequestHeadersSpec<?> request : List.of(webClient.get().uri("/v3/a"),
				webClient.post().uri("/v3/a").contentType(MediaType.APPLICATION_JSON).bodyValue(CHINESE))) {
			StepVerifier.create(request.retrieve().toBodilessEntity())
				.expectNextCount(1)
				.expectComplete()
				.verify(TestClients.TIMEOUT);
		}
		assertThat(this.server.requests()).hasSize(2).allSatisfy(SignedRequestTests::assertSigned);
	}

	/**
	 * Waits for another thread, as the client of a key management service would.
	 */
	private static final class RemoteSigner implements MessageSigner {

		@Override
		public String getScheme() {
			return TestClients.SIGNER.getScheme();
		}

		@Override
		public String getSerialNumber() {
			return TestClients.SIGNER.getSerialNumber();
		}

		@Override
		public byte[] sign(byte[] message) {
			return Mono.fromCallable(() -> TestClients.SIGNER.sign(message))
				.subscribeOn(Schedulers.parallel())
				.blockOptional()
				.orElseThrow();
		}

	}

}
