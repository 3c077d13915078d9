package io.github.wechatpayspring.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.merchant.PlatformKeys;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Clients and merchants with the keys of the test vectors.
 */
final class TestClients {

	static final Duration TIMEOUT = Duration.ofSeconds(30);

	static final MessageSigner SIGNER = MessageSigner.of(TestKeys.MERCHANT_KEY, TestKeys.MERCHANT_SERIAL);

	private TestClients() {
	}

	static WechatPayWebClients webClients(ClientHttpConnector connector, URI url) {
		return webClients(connector, url, new TestClock());
	}

	static WechatPayWebClients webClients(ClientHttpConnector connector, URI url, Clock clock) {
		return WechatPayWebClients.builder(WebClient.builder().clientConnector(connector))
			.baseUrl(url)
			.clock(clock)
			.maxInMemorySize(64 * 1024)
			.build();
	}

	static WebClient webClient(ClientHttpConnector connector, URI url) {
		return webClients(connector, url).create(new InMemoryMerchantRepository(merchant(publicKey())));
	}

	static PlatformKeys publicKey() {
		return PlatformKeys.of(TestKeys.PUBLIC_KEY_ID, MessageVerifier.of(TestKeys.PUBLIC_KEY));
	}

	static PlatformKeys certificates(WechatPayWebClients webClients) {
		return webClients.downloadedCertificates(TestKeys.MERCHANT_ID, SIGNER, ApiV3Key.of(TestKeys.API_V3_KEY));
	}

	static PlatformKeys both(WechatPayWebClients webClients) {
		return webClients.publicKeyAndDownloadedCertificates(publicKey(), TestKeys.MERCHANT_ID, SIGNER,
				ApiV3Key.of(TestKeys.API_V3_KEY));
	}

	static Merchant merchant(PlatformKeys platformKeys) {
		return merchant("default", SIGNER, platformKeys);
	}

	static Merchant merchant(String name, MessageSigner signer, PlatformKeys platformKeys) {
		return new Merchant(name, TestKeys.MERCHANT_ID, signer, ApiV3Key.of(TestKeys.API_V3_KEY), platformKeys,
				PayscoreDefaults.NONE);
	}

	static Merchant otherMerchant() {
		return new Merchant("other", TestKeys.OTHER_ID, MessageSigner.of(TestKeys.OTHER_KEY, TestKeys.OTHER_SERIAL),
				ApiV3Key.of(TestKeys.API_V3_KEY), publicKey(), PayscoreDefaults.NONE);
	}

}
