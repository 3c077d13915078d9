package io.github.wechatpayspring.client;

import java.net.URI;

import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for exceptions of calls that have an {@code openid} in the path of their URL,
 * which checkpoints of Spring show.
 */
class SecretPathTests {

	private static final String OPENID = WechatPayApiExceptionTests.OPENID;

	@ParameterizedTest
	@EnumSource
	void unsignedAnswerShowsNoOpenid(TestConnector connector) {
		try (WireServer server = WireServer.answering(WireResponse.of(200, "{}"))) {
			assertFailsHarmlessly(TestClients.webClient(connector.shared(), server.url()),
					InvalidSignatureException.class);
		}
	}

	@ParameterizedTest
	@EnumSource
	void answerThatIsReadAsAnEntityShowsNoOpenid(TestConnector connector) {
		try (WireServer server = WireServer
			.answering(WireResponse.of(404, "{}").sign().header("Wechatpay-Nonce", "x"))) {
			StepVerifier
				.create(TestClients.webClient(connector.shared(), server.url())
					.get()
					.uri("/v3/payscore/permissions/openid/{openid}", OPENID)
					.exchangeToMono((response) -> response.toEntity(String.class)))
				.expectErrorSatisfies((ex) -> {
					assertThat(ex).isInstanceOf(InvalidSignatureException.class);
					WechatPayApiExceptionTests.assertHarmless(ex);
				})
				.verify(TestClients.TIMEOUT);
		}
	}

	@ParameterizedTest
	@EnumSource
	void failedDownloadOfCertificatesShowsNoOpenid(TestConnector connector) {
		try (WireServer server = WireServer.answering(WireResponse.of(500, "{}"))) {
			WechatPayWebClients webClients = TestClients.webClients(connector.shared(), server.url());
			assertFailsHarmlessly(
					webClients.create(
							new InMemoryMerchantRepository(TestClients.merchant(TestClients.certificates(webClients)))),
					PlatformKeysUnavailableException.class);
		}
	}

	@ParameterizedTest
	@EnumSource
	void unknownMerchantShowsNoOpenid(TestConnector connector) {
		WechatPayWebClients webClients = TestClients.webClients(connector.shared(), URI.create("http://localhost:1"));
		assertFailsHarmlessly(webClients.create(new InMemoryMerchantRepository()), MerchantNotFoundException.class);
	}

	private static void assertFailsHarmlessly(WebClient webClient, Class<? extends Throwable> type) {
		StepVerifier
			.create(webClient.get()
				.uri("/v3/payscore/permissions/openid/{openid}", OPENID)
				.retrieve()
				.bodyToMono(String.class))
			.expectErrorSatisfies((ex) -> {
				assertThat(ex).isInstanceOf(type);
				WechatPayApiExceptionTests.assertHarmless(ex);
			})
			.verify(TestClients.TIMEOUT);
	}

}
