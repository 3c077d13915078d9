package io.github.wechatpayspring.autoconfigure;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.client.WechatPayWebClients;
import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.EncryptedResource;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.Test;

import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for floods of forged notifications, over sockets.
 */
class NotificationFloodTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final int SIZE = 300;

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@Test
	void floodCostsOneDownloadAMinuteAndNoGenuineNotification() throws Exception {
		try (WechatPaySimulator simulator = WechatPaySimulator.builder()
			.merchant(SimulatorMerchant.withId("1900000109").platformKeyMode(PlatformKeyMode.CERTIFICATES))
			.start();
				SimulatedApplication application = new SimulatedApplication(simulator,
						Map.of("wechatPayWebClients", webClients(simulator)))) {
			SimulatorMerchant merchant = simulator.merchant();
			for (int wave = 1; wave <= 3; wave++) {
				assertRefused(flood(application, merchant));
				assertThat(application.downloads()).hasSize(wave);
				this.now.updateAndGet((instant) -> instant.plusSeconds(60));
			}
			assertThat(application.handled()).isEmpty();
			application.notify(merchant);
			simulator.notifications().awaitDelivered(TIMEOUT);
			assertThat(application.statuses(merchant)).containsExactly(204);
			assertThat(application.handled()).containsExactly("simulated");
			assertThat(application.downloads()).hasSize(3);
		}
	}

	private WechatPayWebClients webClients(WechatPaySimulator simulator) {
		InstantSource source = this.now::get;
		return WechatPayWebClients.builder(WebClient.builder().clientConnector(new JdkClientHttpConnector()))
			.baseUrl(simulator.baseUrl())
			.clock(source.withZone(ZoneOffset.UTC))
			.build();
	}

	private List<HttpResponse<String>> flood(SimulatedApplication application, SimulatorMerchant merchant)
			throws Exception {
		String known = merchant.newestPlatformCertificate().serial();
		List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
		for (int i = 0; i < SIZE; i++) {
			responses.add(post(application, "%040X".formatted(i + 1), body(merchant, i)));
			responses.add(post(application, known, body(merchant, i)));
		}
		List<HttpResponse<String>> received = new ArrayList<>();
		for (CompletableFuture<HttpResponse<String>> response : responses) {
			received.add(response.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
		}
		return received;
	}

	// Half of them can be decrypted and half can't, were it not for the signature
	private static String body(SimulatorMerchant merchant, int number) {
		ApiV3Key key = ApiV3Key.of((number % 2 == 0) ? merchant.apiV3Key() : "0123456789abcdef0123456789abcdef");
		EncryptedResource resource = key.seal(
				"{\"mchid\":\"%s\"}".formatted(merchant.id()).getBytes(StandardCharsets.UTF_8), null,
				"%012d".formatted(number));
		return """
				{"id":"%d","event_type":"EVENT","resource":{"algorithm":"%s","ciphertext":"%s","nonce":"%s"}}"""
			.formatted(number, resource.algorithm(), resource.ciphertext(), resource.nonce());
	}

	private CompletableFuture<HttpResponse<String>> post(SimulatedApplication application, String serial, String body) {
		HttpRequest request = HttpRequest.newBuilder(application.notifyUrl())
			.timeout(TIMEOUT)
			.header("Content-Type", "application/json")
			.header("Wechatpay-Serial", serial)
			.header("Wechatpay-Timestamp", String.valueOf(this.now.get().getEpochSecond()))
			.header("Wechatpay-Nonce", "nonce")
			.header("Wechatpay-Signature", Base64.getEncoder().encodeToString(new byte[256]))
			.POST(BodyPublishers.ofString(body))
			.build();
		return this.client.sendAsync(request, BodyHandlers.ofString());
	}

	private static void assertRefused(List<HttpResponse<String>> responses) {
		assertThat(responses).hasSize(2 * SIZE).allSatisfy((response) -> {
			assertThat(response.statusCode()).isEqualTo(401);
			assertThat(response.body()).isEqualTo("{\"code\":\"FAIL\",\"message\":\"signature isn't valid\"}");
		});
	}

}
