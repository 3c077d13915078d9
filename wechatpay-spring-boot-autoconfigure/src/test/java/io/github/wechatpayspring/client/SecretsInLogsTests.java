package io.github.wechatpayspring.client;

import java.time.Duration;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.wechatpayspring.RecordingAppender;
import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.PlatformKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what our own classes log at the most talkative level. They are on their own,
 * as others set the levels of loggers, or find logging just being set up.
 */
@Isolated
class SecretsInLogsTests {

	@Test
	void nothingSecretIsLogged() {
		Logger logger = (Logger) LoggerFactory.getLogger("io.github.wechatpayspring");
		Level level = logger.getLevel();
		RecordingAppender appender = new RecordingAppender();
		appender.setContext(logger.getLoggerContext());
		appender.start();
		logger.addAppender(appender);
		logger.setLevel(Level.TRACE);
		try {
			probe();
			failedRefresh();
		}
		finally {
			logger.setLevel(level);
			logger.detachAppender(appender);
		}
		String logged = appender.text();
		assertThat(logged).contains("Refused a signature probe of WeChat Pay (Request-ID: probe-of-this-test)");
		assertThat(logged).contains("the known ones stay in use");
		assertThat(logged).doesNotContain(TestKeys.API_V3_KEY, WechatPayApiExceptionTests.OPENID, "signature=\"",
				"PRIVATE KEY");
	}

	private void probe() {
		WireResponse probe = WireResponse.of(200, "{}")
			.sign()
			.header("Request-ID", "probe-of-this-test")
			.header("Wechatpay-Signature", "WECHATPAY/SIGNTEST/AAAA");
		try (WireServer server = WireServer.answering(probe)) {
			StepVerifier
				.create(TestClients.webClient(TestConnector.REACTOR.shared(), server.url())
					.post()
					.uri("/v3/a?openid=" + WechatPayApiExceptionTests.OPENID)
					.bodyValue(Map.of("openid", WechatPayApiExceptionTests.OPENID))
					.retrieve()
					.toBodilessEntity())
				.expectError(InvalidSignatureException.class)
				.verify(TestClients.TIMEOUT);
		}
	}

	private void failedRefresh() {
		TestClock clock = new TestClock();
		try (WireServer server = new WireServer((request) -> {
			if (!request.target().equals("/v3/certificates")) {
				return WireResponse.of(200, "{}")
					.sign(TestKeys.SERIAL_1, TestKeys.PLATFORM_KEY_1, clock.instant().getEpochSecond());
			}
			return clock.instant().equals(TestKeys.NOW)
					? CertificateAnswer.signedByOne(clock.instant(), CertificateAnswer.one())
					: WireResponse.of(500, "{\"message\":\"" + WechatPayApiExceptionTests.OPENID + "\"}");
		})) {
			WechatPayWebClients webClients = TestClients.webClients(TestConnector.JDK.shared(), server.url(), clock);
			PlatformKeys keys = TestClients.certificates(webClients);
			WebClient webClient = webClients.create(new InMemoryMerchantRepository(TestClients.merchant(keys)));
			StepVerifier.create(webClient.get().uri("/v3/a").retrieve().toBodilessEntity())
				.expectNextCount(1)
				.expectComplete()
				.verify(TestClients.TIMEOUT);
			clock.advance(Duration.ofHours(12));
			StepVerifier.create(keys.findById(TestKeys.SERIAL_2))
				.expectError(PlatformKeysUnavailableException.class)
				.verify(TestClients.TIMEOUT);
		}
	}

}
