package io.github.wechatpayspring.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.github.wechatpayspring.client.WechatPayApiException.Detail;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WechatPayApiException}.
 */
class WechatPayApiExceptionTests {

	static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

	private static final String ERROR = """
			{"code":"PARAM_ERROR","message":"参数错误","detail":{"field":"/plan_name","value":"瑜伽",\
			"issue":"too long","location":"body"},"more":1}""";

	private void assertError(TestConnector connector, WireResponse response, Consumer<WechatPayApiException> check) {
		try (WireServer server = WireServer.answering(response)) {
			WebClient webClient = TestClients.webClient(connector.shared(), server.url());
			Mono<?> call = webClient.post()
				.uri("/v3/payscore/plan?sub_mchid=1&openid=" + OPENID)
				.bodyValue(Map.of("openid", OPENID))
				.retrieve()
				.bodyToMono(String.class);
			StepVerifier.create(call).expectErrorSatisfies((ex) -> {
				assertThat(ex).isInstanceOfSatisfying(WechatPayApiException.class, check);
				assertHarmless(ex);
			}).verify(TestClients.TIMEOUT);
			assertThat(server.requests()).hasSize(1);
		}
	}

	static void assertHarmless(Throwable ex) {
		assertThat(Throwables.getStackTrace(ex)).doesNotContain(OPENID, TestKeys.API_V3_KEY, "mchid=\"", "signature=\"",
				"sub_mchid=1");
		assertThat(ex.toString()).doesNotContain("\n", "\r", "\u2028", "\u0085", "\u001b");
	}

	@ParameterizedTest
	@EnumSource
	void signedErrorIsVerified(TestConnector connector) {
		assertError(connector, WireResponse.of(400, ERROR).sign(), (ex) -> {
			assertThat(ex.getStatusCode().value()).isEqualTo(400);
			assertThat(ex.getCode()).isEqualTo("PARAM_ERROR");
			assertThat(ex.getErrorMessage()).isEqualTo("参数错误");
			assertThat(ex.getDetail()).isEqualTo(new Detail("/plan_name", "瑜伽", "too long", "body"));
			assertThat(ex.getRequestId()).isEqualTo("08F78BB5A8061052188BDD9BB106-268457470");
			assertThat(ex.getReasonCode()).isEqualTo(268457470);
			assertThat(ex.isRetryable()).isFalse();
			assertThat(ex.isVerified()).isTrue();
			assertThat(ex)
				.hasMessage("POST /v3/payscore/plan was answered with 400 PARAM_ERROR: 参数错误 "
						+ "(Request-ID: 08F78BB5A8061052188BDD9BB106-268457470, field: /plan_name, issue: too long, "
						+ "location: body)")
				.hasNoCause();
		});
	}

	@ParameterizedTest
	@EnumSource
	void unsignedErrorIsNotVerified(TestConnector connector) {
		assertError(connector, WireResponse.of(401, "{\"code\":\"SIGN_ERROR\",\"message\":\"签名错误\"}"), (ex) -> {
			assertThat(ex.getStatusCode().value()).isEqualTo(401);
			assertThat(ex.getCode()).isEqualTo("SIGN_ERROR");
			assertThat(ex.getDetail()).isNull();
			assertThat(ex.isVerified()).isFalse();
			assertThat(ex.isRetryable()).isFalse();
			assertThat(ex).hasMessageEndingWith("-268457470, not signed by WeChat Pay)");
		});
	}

	@ParameterizedTest
	@EnumSource
	void acceptedIsNoResult(TestConnector connector) {
		assertError(connector, WireResponse.of(202, "").sign(), (ex) -> {
			assertThat(ex.getStatusCode().value()).isEqualTo(202);
			assertThat(ex.isRetryable()).isTrue();
			assertThat(ex.isVerified()).isTrue();
		});
	}

	@ParameterizedTest
	@EnumSource
	void redirectIsNotFollowed(TestConnector connector) {
		try (WireServer foreign = WireServer.answering(WireResponse.of(200, "{}").sign())) {
			for (int status : new int[] { 301, 302, 303, 307, 308 }) {
				WireResponse response = WireResponse.of(status, "").header("Location", foreign.url() + "/v3/a");
				assertError(connector, response, (ex) -> {
					assertThat(ex.getStatusCode().value()).isEqualTo(status);
					assertThat(ex.isRetryable()).isFalse();
					assertThat(ex.isVerified()).isFalse();
				});
			}
			assertThat(foreign.connections()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void notModifiedIsNoResult(TestConnector connector) {
		assertError(connector, WireResponse.of(304, ""), (ex) -> assertThat(ex.getStatusCode().value()).isEqualTo(304));
	}

	static String[] unreadableBodies() {
		return new String[] { "", " ", "<html><body>502 Bad Gateway</body></html>", "[]", "[{\"code\":\"A\"}]", "null",
				"\"text\"", "42", "{", "{\"code\":", "{\"code\":{\"a\":1},\"message\":[1],\"detail\":7}",
				"{\"code\":null,\"message\":null,\"detail\":null}", "[".repeat(30000), "{\"a\":".repeat(10000),
				"{\"code\":\"" + "x".repeat(70000) + "\"}", "{\"code\":" + "9".repeat(5000) + "}", "\u0000\u0001",
				"{\"co", "<xml><return_code>FAIL</return_code></xml>" };
	}

	@ParameterizedTest
	@MethodSource("unreadableBodies")
	void statusIsKeptWhenTheBodyIsUnreadable(String body) {
		for (TestConnector connector : TestConnector.values()) {
			assertError(connector, WireResponse.of(502, body).header("Content-Type", "text/html"), (ex) -> {
				assertThat(ex.getStatusCode().value()).isEqualTo(502);
				assertThat(ex.getCode()).isNull();
				assertThat(ex.getErrorMessage()).isNull();
				assertThat(ex.getDetail()).isNull();
				assertThat(ex.getRequestId()).isNotNull();
				assertThat(ex.isRetryable()).isTrue();
				assertThat(ex.isVerified()).isFalse();
			});
		}
	}

	@ParameterizedTest
	@EnumSource
	void bodyThatIsNoUtf8IsUnreadable(TestConnector connector) {
		byte[] body = "{\"code\":\"PARAM_ERROR\",\"message\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertError(connector, WireResponse.of(400, body), (ex) -> assertThat(ex.getCode()).isNull());
	}

	@ParameterizedTest
	@EnumSource
	void codesThatAreNumbersAreRead(TestConnector connector) {
		assertError(connector, WireResponse.of(400, "{\"code\":42,\"message\":true}"), (ex) -> {
			assertThat(ex.getCode()).isEqualTo("42");
			assertThat(ex.getErrorMessage()).isEqualTo("true");
		});
	}

	@ParameterizedTest
	@EnumSource
	void statusIsKeptWhenTheAnswerBreaksOff(TestConnector connector) {
		for (int status : new int[] { 200, 400, 500 }) {
			for (boolean chunked : new boolean[] { false, true }) {
				WireResponse response = WireResponse.of(status, ERROR).sign().cutAfter(20);
				assertError(connector, chunked ? response.chunked() : response, (ex) -> {
					assertThat(ex.getStatusCode().value()).isEqualTo(status);
					assertThat(ex.getRequestId()).isEqualTo("08F78BB5A8061052188BDD9BB106-268457470");
					assertThat(ex).hasMessageContaining("broke off").hasCauseInstanceOf(IOException.class);
					assertThat(ex.isRetryable()).isEqualTo(status != 400);
					assertThat(ex.isVerified()).isFalse();
				});
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void answerThatStallsIsGivenUp(TestConnector connector) {
		try (WireServer server = WireServer.answering(WireResponse.of(200, ERROR).sign().stallAfter(20))) {
			WebClient webClient = WechatPayWebClients.builder(WebClient.builder().clientConnector(connector.shared()))
				.baseUrl(server.url())
				.readTimeout(Duration.ofMillis(200))
				.build()
				.create(new InMemoryMerchantRepository(TestClients.merchant(TestClients.publicKey())));
			StepVerifier.create(webClient.get().uri("/v3/a").retrieve().toBodilessEntity())
				.expectErrorSatisfies(
						(error) -> assertThat(error).isInstanceOfSatisfying(WechatPayApiException.class, (ex) -> {
							assertThat(ex).hasMessageContaining("broke off").hasCauseInstanceOf(TimeoutException.class);
							assertThat(ex.isRetryable()).isTrue();
						}))
				.verify(TestClients.TIMEOUT);
		}
	}

	@ParameterizedTest
	@CsvSource({ "429, X, true", "500, X, true", "502, X, true", "503, X, true", "504, X, true", "501, X, false",
			"400, SYSTEM_ERROR, true", "400, SERVICE_UNAVAILABLE, true", "403, RATELIMIT_EXCEEDED, true",
			"403, FREQUENCY_LIMITED, true", "400, PARAM_ERROR, false", "404, ORDER_NOT_EXIST, false",
			"403, NO_AUTH, false" })
	void retryableFollowsStatusAndCode(int status, String code, boolean retryable) {
		assertError(TestConnector.REACTOR, WireResponse.of(status, "{\"code\":\"" + code + "\"}").sign(),
				(ex) -> assertThat(ex.isRetryable()).isEqualTo(retryable));
	}

	@ParameterizedTest
	@CsvSource({ "08F78-271317510, 271317510", "08F78, -1", "-271317510, 271317510", "08F78-, -1", "08F78-27A, -1",
			"271317510, -1", "a-b-7, 7", "a-1234567890123456789, -1", "a-٣, -1" })
	void reasonIsTheLastPartOfTheRequestId(String requestId, long reason) {
		WechatPayApiException ex = new WechatPayApiException("GET /", HttpStatus.BAD_REQUEST, requestId, ErrorBody.NONE,
				true, null);
		assertThat(ex.getReasonCode()).isEqualTo((reason != -1) ? reason : null);
	}

	@ParameterizedTest
	@EnumSource
	void requestIdIsOptional(TestConnector connector) {
		assertError(connector, WireResponse.of(404, "").without("Request-ID"), (ex) -> {
			assertThat(ex.getRequestId()).isNull();
			assertThat(ex.getReasonCode()).isNull();
			assertThat(ex).hasMessageContaining("Request-ID: none");
		});
	}

	@ParameterizedTest
	@EnumSource
	void messageShowsNoOpenidAndStaysOnOneLine(TestConnector connector) {
		String body = """
				{"code":"A\\nB","message":"user %s\\r\\nFAKE \\u2028 \\u0085 \\u001b[31m %%22%s%%22",\
				"detail":{"field":"%s","value":"%s","issue":"no %s\\n","location":"body"}}""".formatted(OPENID, OPENID,
				OPENID, OPENID, OPENID);
		assertError(connector, WireResponse.of(400, body).header("Request-ID", "a\u0085b-1"), (ex) -> {
			assertThat(ex.getErrorMessage()).contains(OPENID);
			assertThat(ex.getDetail()).isNotNull();
			assertThat(ex.getDetail().value()).isEqualTo(OPENID);
			assertThat(ex.getDetail().toString()).doesNotContain(OPENID, "\n").contains("o******");
			assertThat(ex).hasMessageContaining("o******").hasMessageNotContaining("\n");
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 200 })
	void openidInThePathIsNotShown(int status) {
		for (TestConnector connector : TestConnector.values()) {
			WireResponse response = WireResponse.of(status, ERROR).cutAfter(30);
			try (WireServer server = WireServer.answering(response)) {
				StepVerifier
					.create(TestClients.webClient(connector.shared(), server.url())
						.get()
						.uri("/v3/payscore/permissions/openid/{openid}", OPENID)
						.retrieve()
						.bodyToMono(String.class))
					.expectErrorSatisfies((ex) -> {
						assertThat(ex).isInstanceOf(WechatPayApiException.class).hasMessageContaining("o******");
						assertHarmless(ex);
					})
					.verify(TestClients.TIMEOUT);
			}
		}
	}

	@Test
	void longTextsAreCut() {
		WechatPayApiException ex = new WechatPayApiException("GET /" + "a".repeat(5000), HttpStatus.BAD_REQUEST,
				"r".repeat(5000), new ErrorBody("c".repeat(5000), "m".repeat(5000), null), true, null);
		assertThat(ex.getMessage()).hasSizeLessThan(1500);
	}

	@ParameterizedTest
	@EnumSource
	void serverThatIsNotThereShowsNoSecret(TestConnector connector) {
		WireServer server = WireServer.answering(WireResponse.of(200, "{}"));
		URI url = server.url();
		server.close();
		StepVerifier
			.create(TestClients.webClient(connector.shared(), url)
				.post()
				.uri("/v3/a?openid=" + OPENID)
				.bodyValue(Map.of("openid", OPENID))
				.retrieve()
				.toBodilessEntity())
			.expectErrorSatisfies((ex) -> {
				assertThat(ex).isInstanceOfSatisfying(WebClientRequestException.class, (failure) -> {
					assertThat(failure.getMethod()).isEqualTo(HttpMethod.POST);
					assertThat(failure.getHeaders().containsHeader("Authorization")).isFalse();
				});
				assertHarmless(ex);
			})
			.verify(TestClients.TIMEOUT);
	}

	@ParameterizedTest
	@EnumSource
	void serverThatHangsUpShowsNoSecret(TestConnector connector) {
		try (WireServer server = WireServer.answering(WireResponse.hangUp())) {
			StepVerifier
				.create(TestClients.webClient(connector.shared(), server.url())
					.post()
					.uri("/v3/a?openid=" + OPENID)
					.contentType(MediaType.APPLICATION_JSON)
					.bodyValue(Map.of("openid", OPENID))
					.retrieve()
					.toBodilessEntity())
				.expectErrorSatisfies((ex) -> {
					assertThat(ex).isInstanceOf(WebClientRequestException.class);
					assertHarmless(ex);
				})
				.verify(TestClients.TIMEOUT);
		}
	}

	@Test
	void readTimeoutIsAFailureOfTheRequest() {
		CountDownLatch latch = new CountDownLatch(1);
		try (WireServer server = WireServer.answering(WireResponse.of(200, "{}").sign().after(latch))) {
			JdkClientHttpConnector jdk = new JdkClientHttpConnector();
			jdk.setReadTimeout(Duration.ofMillis(200));
			StepVerifier
				.create(TestClients.webClient(jdk, server.url()).get().uri("/v3/a").retrieve().toBodilessEntity())
				.expectErrorSatisfies((ex) -> {
					assertThat(ex).isInstanceOf(WebClientRequestException.class);
					assertHarmless(ex);
				})
				.verify(TestClients.TIMEOUT);
			StepVerifier.create(
					TestClients
						.webClient(new ReactorClientHttpConnector(
								HttpClient.create().responseTimeout(Duration.ofMillis(200))), server.url())
						.get()
						.uri("/v3/a")
						.retrieve()
						.toBodilessEntity())
				.expectErrorSatisfies((ex) -> {
					assertThat(ex).isInstanceOf(WebClientRequestException.class);
					assertHarmless(ex);
				})
				.verify(TestClients.TIMEOUT);
			latch.countDown();
		}
	}

}
