package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests against the simulator, whose code shares nothing with this module.
 */
class SimulatedPlatformTests {

	@ParameterizedTest
	@EnumSource
	void callsAreMadeInEveryKeyModeAndAcrossARotation(TestConnector connector) {
		for (PlatformKeyMode mode : PlatformKeyMode.values()) {
			try (WechatPaySimulator simulator = WechatPaySimulator.builder()
				.merchant(SimulatorMerchant.withId("1900000777").platformKeyMode(mode))
				.start()) {
				WechatPayWebClients webClients = WechatPayWebClients
					.builder(WebClient.builder().clientConnector(connector.shared()))
					.baseUrl(simulator.baseUrl())
					.clock(simulator.clock())
					.build();
				SimulatorMerchant simulated = simulator.findMerchant("1900000777").orElseThrow();
				MessageSigner signer = MessageSigner
					.of(KeyReader.readPrivateKey(bytes(simulated.privateKeyPem()), null), simulated.serialNumber());
				ApiV3Key apiV3Key = ApiV3Key.of(simulated.apiV3Key());
				PlatformKeys keys = switch (mode) {
					case PUBLIC_KEY -> publicKey(simulated);
					case CERTIFICATES -> webClients.downloadedCertificates("1900000777", signer, apiV3Key);
					case BOTH -> webClients.publicKeyAndDownloadedCertificates(publicKey(simulated), "1900000777",
							signer, apiV3Key);
				};
				WebClient webClient = webClients.create(new InMemoryMerchantRepository(
						new Merchant("shop", "1900000777", signer, apiV3Key, keys, PayscoreDefaults.NONE)));
				assertMissing(webClient);
				if (mode != PlatformKeyMode.PUBLIC_KEY) {
					String serial = simulated.rotateCertificate();
					simulator.clock().advance(Duration.ofHours(13));
					StepVerifier.create(keys.findById(serial))
						.expectNextCount(1)
						.expectComplete()
						.verify(TestClients.TIMEOUT);
				}
				assertMissing(webClient);
				assertThat(simulator.requests())
					.allSatisfy((request) -> assertThat(request.signatureRefusal()).isNull());
			}
		}
	}

	private static void assertMissing(WebClient webClient) {
		Mono<?> call = webClient.get()
			.uri("/v3/payscore/plan/payscore-plans/merchant-plan-no/{no}", "瑜伽 1+1*")
			.retrieve()
			.bodyToMono(Map.class);
		StepVerifier.create(call)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(WechatPayApiException.class,
					(failure) -> assertThat(failure.getStatusCode().is4xxClientError()).isTrue()))
			.verify(TestClients.TIMEOUT);
	}

	private static PlatformKeys publicKey(SimulatorMerchant simulated) {
		return PlatformKeys.of(simulated.wechatPayPublicKeyId(),
				MessageVerifier.of(KeyReader.readPublicKey(bytes(simulated.wechatPayPublicKeyPem()))));
	}

	private static byte[] bytes(String pem) {
		return pem.getBytes(StandardCharsets.US_ASCII);
	}

}
