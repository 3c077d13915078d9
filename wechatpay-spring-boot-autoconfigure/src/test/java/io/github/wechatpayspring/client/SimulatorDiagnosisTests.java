package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the exception for a refused signature says when it comes from a
 * simulator.
 */
class SimulatorDiagnosisTests {

	private static final String SAYS = "; the simulator says: ";

	private static final String ERROR = "{\"code\":\"SIGN_ERROR\",\"message\":\"a\"}";

	private WechatPaySimulator simulator;

	@BeforeEach
	void start() {
		this.simulator = WechatPaySimulator.builder()
			.merchant(SimulatorMerchant.withId("1900000777"))
			.merchant(SimulatorMerchant.withId("1900000888"))
			.start();
	}

	@AfterEach
	void stop() {
		this.simulator.close();
	}

	@ParameterizedTest
	@EnumSource
	void wrongKey(TestConnector connector) {
		SimulatorMerchant merchant = this.simulator.merchant();
		String key = this.simulator.merchants().get(1).privateKeyPem();
		assertRefused(webClient(connector, this.simulator.clock(), key, merchant.serialNumber()),
				(message) -> assertThat(message).endsWith(
						SAYS + "KEY_OF_OTHER_MERCHANT: The signature is made with the key of merchant 1900000888"));
	}

	@ParameterizedTest
	@EnumSource
	void wrongSerial(TestConnector connector) {
		SimulatorMerchant merchant = this.simulator.merchant();
		String serial = merchant.newestPlatformCertificate().serial();
		assertRefused(webClient(connector, this.simulator.clock(), merchant.privateKeyPem(), serial),
				(message) -> assertThat(message).contains(SAYS + "SERIAL_OF_PLATFORM: "));
	}

	@ParameterizedTest
	@EnumSource
	void wrongClock(TestConnector connector) {
		SimulatorMerchant merchant = this.simulator.merchant();
		Clock clock = Clock.offset(this.simulator.clock(), Duration.ofHours(8));
		assertRefused(webClient(connector, clock, merchant.privateKeyPem(), merchant.serialNumber()),
				(message) -> assertThat(message)
					.endsWith(SAYS + "TIMESTAMP_TIME_ZONE: The timestamp is off by 8 hours, as if by a time zone"));
	}

	@ParameterizedTest
	@EnumSource
	void changedBody(TestConnector connector) {
		SimulatorMerchant merchant = this.simulator.merchant();
		MessageSigner right = signer(merchant.privateKeyPem(), merchant.serialNumber());
		MessageSigner signer = new MessageSigner() {

			@Override
			public String getScheme() {
				return right.getScheme();
			}

			@Override
			public String getSerialNumber() {
				return right.getSerialNumber();
			}

			@Override
			public byte[] sign(byte[] message) {
				String text = new String(message, StandardCharsets.UTF_8);
				return right.sign(text.replace(":", ": ").getBytes(StandardCharsets.UTF_8));
			}

		};
		assertRefused(webClient(connector, this.simulator.clock(), signer), (message) -> assertThat(message)
			.contains(SAYS + "BODY_WRITTEN_DIFFERENTLY: The signed body is the same JSON, but written differently: ")
			.doesNotContain(WechatPayApiExceptionTests.OPENID));
	}

	@ParameterizedTest
	@CsvSource({ "400, SIGN_ERROR", "401, NO_AUTH", "403, SIGN_ERROR", "500, SIGN_ERROR" })
	void otherAnswersAreNotExplained(int status, String code) {
		WireResponse response = WireResponse.of(status, ERROR.replace("SIGN_ERROR", code))
			.header(WechatPayHeaders.SIMULATOR_DIAGNOSIS, "KEY_UNKNOWN: a");
		assertThat(message(response)).doesNotContain("simulator", "KEY_UNKNOWN");
	}

	@Test
	void whatIsSaidIsShortAndPrintable() {
		String diagnosis = "A: \u001b[31m\t\n" + WechatPayApiExceptionTests.OPENID + " " + "x".repeat(2000);
		WechatPayApiException ex = new WechatPayApiException("GET /", HttpStatus.UNAUTHORIZED, null, ErrorBody.NONE,
				false, diagnosis, null);
		assertThat(ex.getMessage()).contains(SAYS + "A: ").hasSizeLessThan(500);
		WechatPayApiExceptionTests.assertHarmless(ex);
		String received = message(WireResponse.of(401, ERROR)
			.header(WechatPayHeaders.SIMULATOR_DIAGNOSIS, diagnosis.substring(diagnosis.indexOf('o'))));
		assertThat(received).contains(SAYS + "o****** xxx")
			.doesNotContain(WechatPayApiExceptionTests.OPENID)
			.hasSizeLessThan(600);
	}

	@Test
	void nothingIsSaidByOthers() {
		assertThat(message(WireResponse.of(401, ERROR))).doesNotContain("simulator");
		assertThat(message(WireResponse.of(401, ERROR).header(WechatPayHeaders.SIMULATOR_DIAGNOSIS, " ")))
			.doesNotContain("simulator");
	}

	private static String message(WireResponse response) {
		try (WireServer server = WireServer.answering(response)) {
			Mono<String> call = TestClients.webClient(TestConnector.values()[0].shared(), server.url())
				.get()
				.uri("/v3/certificates")
				.retrieve()
				.bodyToMono(String.class)
				.onErrorResume(WechatPayApiException.class, (ex) -> Mono.just(ex.toString()));
			return Objects.requireNonNull(call.block(TestClients.TIMEOUT));
		}
	}

	private void assertRefused(WebClient webClient, Consumer<String> check) {
		Mono<?> call = webClient.post()
			.uri("/v3/payscore/plan/payscore-plans")
			.bodyValue(Map.of("openid", WechatPayApiExceptionTests.OPENID))
			.retrieve()
			.bodyToMono(String.class);
		StepVerifier.create(call).expectErrorSatisfies((ex) -> {
			assertThat(ex).isInstanceOf(WechatPayApiException.class).hasMessageContaining("401 SIGN_ERROR");
			check.accept(ex.getMessage());
			WechatPayApiExceptionTests.assertHarmless(ex);
		}).verify(TestClients.TIMEOUT);
	}

	private WebClient webClient(TestConnector connector, Clock clock, String privateKey, String serial) {
		return webClient(connector, clock, signer(privateKey, serial));
	}

	private WebClient webClient(TestConnector connector, Clock clock, MessageSigner signer) {
		SimulatorMerchant merchant = this.simulator.merchant();
		PlatformKeys keys = PlatformKeys.of(merchant.wechatPayPublicKeyId(),
				MessageVerifier.of(KeyReader.readPublicKey(bytes(merchant.wechatPayPublicKeyPem()))));
		return WechatPayWebClients.builder(WebClient.builder().clientConnector(connector.shared()))
			.baseUrl(this.simulator.baseUrl())
			.clock(clock)
			.build()
			.create(new InMemoryMerchantRepository(new Merchant("shop", merchant.id(), signer,
					ApiV3Key.of(merchant.apiV3Key()), keys, PayscoreDefaults.NONE)));
	}

	private static MessageSigner signer(String privateKey, String serial) {
		return MessageSigner.of(KeyReader.readPrivateKey(bytes(privateKey), null), serial);
	}

	private static byte[] bytes(String pem) {
		return pem.getBytes(StandardCharsets.US_ASCII);
	}

}
