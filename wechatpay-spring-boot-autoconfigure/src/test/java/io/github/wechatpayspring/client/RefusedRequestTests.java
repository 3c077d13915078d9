package io.github.wechatpayspring.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for requests that must not leave.
 */
class RefusedRequestTests {

	private final WireServer server = new WireServer((request) -> WireResponse.of(200, "{}").sign());

	@AfterEach
	void close() {
		this.server.close();
	}

	private void assertRefused(Mono<?> call, Class<? extends Throwable> type) {
		StepVerifier.create(call).expectError(type).verify(TestClients.TIMEOUT);
		assertThat(this.server.connections()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void foreignUrlsAreRefused(TestConnector connector) {
		WebClient webClient = TestClients.webClient(connector.shared(), URI.create("https://api.mch.weixin.qq.com"));
		int port = this.server.url().getPort();
		List<String> urls = List.of("http://localhost:" + port + "/", "https://localhost:" + port + "/",
				"https://api.mch.weixin.qq.com@localhost:" + port + "/",
				"https://api.mch.weixin.qq.com:443@localhost:" + port + "/", "https://user@api.mch.weixin.qq.com/",
				"https://user:pass@api.mch.weixin.qq.com/", "https://@api.mch.weixin.qq.com/",
				"http://api.mch.weixin.qq.com/", "http://api.mch.weixin.qq.com:443/",
				"https://api.mch.weixin.qq.com:8443/", "https://api.mch.weixin.qq.com:80/",
				"https://api.mch.weixin.qq.com./", "https://api.mch.weixin.qq.com.evil.test/",
				"https://evil-api.mch.weixin.qq.com/", "https://api.mch.weixin.qq.com%2Eevil.test/",
				"wss://api.mch.weixin.qq.com/", "/v3/a", "", "mailto:a@api.mch.weixin.qq.com", "https:///v3/a",
				"//api.mch.weixin.qq.com/", "https://аpi.mch.weixin.qq.com/");
		for (String url : urls) {
			StepVerifier.create(webClient.get().uri(URI.create(url)).retrieve().toBodilessEntity())
				.expectErrorSatisfies((ex) -> assertThat(ex).as(url)
					.isInstanceOf(IllegalArgumentException.class)
					.hasMessageContaining("https://api.mch.weixin.qq.com:443")
					.hasMessageNotContaining("pass"))
				.verify(TestClients.TIMEOUT);
		}
		assertThat(this.server.connections()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTPS://API.mch.WEIXIN.qq.com/v3/a", "https://api.mch.weixin.qq.com:443/v3/a",
			"https://api.mch.weixin.qq.com/v3/a", "https://api.mch.weixin.qq.com" })
	void spellingOfTheSameOriginIsAccepted(String url) {
		Origin.of(URI.create("https://api.mch.weixin.qq.com")).check(URI.create(url));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Origin.of(URI.create("http://api.mch.weixin.qq.com")).check(URI.create(url)));
	}

	@Test
	void defaultPortOfHttpIsEighty() {
		Origin.of(URI.create("http://localhost")).check(URI.create("http://LOCALHOST:80/"));
		assertThat(Origin.of(URI.create("http://localhost"))).hasToString("http://localhost:80");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v3", "ftp://localhost", "https://user:hunter2@localhost", "mailto:hunter2@localhost",
			"https:///hunter2" })
	void baseUrlThatIsNoOriginIsRefusedWithoutShowingItsSecret(String url) {
		WechatPayWebClients.Builder builder = WechatPayWebClients.builder(WebClient.builder()).baseUrl(URI.create(url));
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageContaining("absolute http or https URL")
			.withMessageNotContaining("hunter2");
	}

	@Test
	void limitOfBodiesMustBePositive() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> WechatPayWebClients.builder(WebClient.builder()).maxInMemorySize(0));
	}

	@ParameterizedTest
	@EnumSource
	void laterFilterCannotTakeTheSignatureElsewhere(TestConnector connector) {
		try (WireServer foreign = new WireServer((request) -> WireResponse.of(200, "{}").sign())) {
			WebClient webClient = TestClients.webClient(connector.shared(), this.server.url())
				.mutate()
				.filter((request, next) -> next
					.exchange(ClientRequest.from(request).url(foreign.url().resolve("/v3/a")).build()))
				.build();
			StepVerifier.create(webClient.post().uri("/v3/a").bodyValue(Map.of()).retrieve().toBodilessEntity())
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalArgumentException.class)
					.hasMessageContaining("isn't sent"))
				.verify(TestClients.TIMEOUT);
			assertThat(foreign.bytesRead()).isZero();
			assertThat(this.server.connections()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void filterThatLeadsTheDownloadElsewhereIsRefused(TestConnector connector) {
		try (WireServer foreign = new WireServer((request) -> WireResponse.of(200, "{}").sign())) {
			WechatPayWebClients webClients = WechatPayWebClients
				.builder(WebClient.builder()
					.clientConnector(connector.shared())
					.filter((request, next) -> next
						.exchange(ClientRequest.from(request).url(foreign.url().resolve("/v3/a")).build())))
				.baseUrl(this.server.url())
				.build();
			StepVerifier.create(TestClients.certificates(webClients).preferredId())
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PlatformKeysUnavailableException.class)
					.hasRootCauseInstanceOf(IllegalArgumentException.class))
				.verify(TestClients.TIMEOUT);
			assertThat(foreign.connections()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void unknownMerchantIsAnErrorAndNeverTheDefault(TestConnector connector) {
		WebClient webClient = TestClients.webClient(connector.shared(), this.server.url());
		StepVerifier
			.create(webClient.get()
				.uri("/v3/a")
				.attributes(WechatPayExchangeFilterFunction.merchant("shop-x"))
				.retrieve()
				.toBodilessEntity())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(MerchantNotFoundException.class,
					(notFound) -> assertThat(notFound.getName()).isEqualTo("shop-x")))
			.verify(TestClients.TIMEOUT);
		assertThat(this.server.connections()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void callWithoutMerchantNeedsADefault(TestConnector connector) {
		Merchant one = TestClients.merchant("one", TestClients.SIGNER, TestClients.publicKey());
		WebClient webClient = TestClients.webClients(connector.shared(), this.server.url())
			.create(new InMemoryMerchantRepository(one, TestClients.otherMerchant()));
		assertRefused(webClient.get().uri("/v3/a").retrieve().toBodilessEntity(), MerchantNotFoundException.class);
	}

	@Test
	void contextOfTheCallerReachesTheRepository() {
		MerchantRepository repository = new FixedMerchantRepository(Mono.deferContextual((context) -> {
			assertThat(context.<String>get("tenant")).isEqualTo("shop");
			return Mono.just(TestClients.merchant(TestClients.publicKey()));
		}));
		StepVerifier
			.create(TestClients.webClients(TestConnector.REACTOR.shared(), this.server.url())
				.create(repository)
				.get()
				.uri("/v3/a")
				.retrieve()
				.toBodilessEntity()
				.contextWrite((context) -> context.put("tenant", "shop")))
			.expectNextCount(1)
			.expectComplete()
			.verify(TestClients.TIMEOUT);
	}

	@Test
	void nameOfMerchantMustNotBeEmpty() {
		assertThatIllegalArgumentException().isThrownBy(() -> WechatPayExchangeFilterFunction.merchant(" "));
	}

	@ParameterizedTest
	@EnumSource
	void failureOfTheRepositoryIsPassedOn(TestConnector connector) {
		MerchantRepository repository = new FixedMerchantRepository(
				Mono.error(new IllegalStateException("database is down")));
		WebClient webClient = TestClients.webClients(connector.shared(), this.server.url()).create(repository);
		assertRefused(webClient.get().uri("/v3/a").retrieve().toBodilessEntity(), IllegalStateException.class);
	}

	@ParameterizedTest
	@EnumSource
	void callIsSentWhenASlowRepositoryAnswers(TestConnector connector) {
		TestPublisher<Merchant> merchant = TestPublisher.create();
		WebClient webClient = TestClients.webClients(connector.shared(), this.server.url())
			.create(new FixedMerchantRepository(merchant.mono()));
		StepVerifier.create(webClient.get().uri("/v3/a").retrieve().toBodilessEntity())
			.then(() -> assertThat(this.server.connections()).isZero())
			.then(() -> merchant.emit(TestClients.merchant(TestClients.publicKey())))
			.expectNextCount(1)
			.expectComplete()
			.verify(TestClients.TIMEOUT);
	}

	@ParameterizedTest
	@EnumSource
	void callThatIsCancelledWhileTheRepositoryIsSlowIsNotSent(TestConnector connector) {
		TestPublisher<Merchant> merchant = TestPublisher.create();
		WebClient webClient = TestClients.webClients(connector.shared(), this.server.url())
			.create(new FixedMerchantRepository(merchant.mono()));
		StepVerifier.create(webClient.get().uri("/v3/a").retrieve().toBodilessEntity())
			.thenAwait(Duration.ZERO)
			.thenCancel()
			.verify(TestClients.TIMEOUT);
		merchant.assertCancelled();
		assertThat(this.server.connections()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void signerThatThrowsKeepsTheCallFromBeingSent(TestConnector connector) {
		AtomicInteger calls = new AtomicInteger();
		MessageSigner signer = new MessageSigner() {

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
				if (calls.incrementAndGet() == 1) {
					throw new IllegalStateException("key service is away");
				}
				return TestClients.SIGNER.sign(message);
			}

		};
		WebClient webClient = TestClients.webClients(connector.shared(), this.server.url())
			.create(new InMemoryMerchantRepository(TestClients.merchant("default", signer, TestClients.publicKey())));
		Mono<?> call = webClient.post().uri("/v3/a").bodyValue(Map.of()).retrieve().toBodilessEntity();
		StepVerifier.create(call)
			.expectErrorSatisfies((ex) -> assertThat(ex).isExactlyInstanceOf(IllegalStateException.class)
				.hasMessage("key service is away"))
			.verify(TestClients.TIMEOUT);
		assertThat(this.server.bytesRead()).isZero();
		StepVerifier.create(call).expectNextCount(1).expectComplete().verify(TestClients.TIMEOUT);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void merchantNumberThatWouldBreakTheHeaderIsRefused() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new Merchant("shop", "1\",mchid=\"2",
				TestClients.SIGNER, ApiV3Key.of(TestKeys.API_V3_KEY), TestClients.publicKey(), PayscoreDefaults.NONE));
	}

	private record FixedMerchantRepository(Mono<Merchant> merchant) implements MerchantRepository {

		@Override
		public Mono<Merchant> findByName(String name) {
			return this.merchant;
		}

		@Override
		public Mono<Merchant> findDefault() {
			return this.merchant;
		}

	}

}
