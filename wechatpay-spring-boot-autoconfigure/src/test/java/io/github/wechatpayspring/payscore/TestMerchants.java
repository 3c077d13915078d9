package io.github.wechatpayspring.payscore;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.merchant.PlatformKeys;
import reactor.core.publisher.Mono;

/**
 * Merchants for tests in which nothing is signed.
 *
 * @author WeChat Pay Spring maintainers
 */
final class TestMerchants {

	private TestMerchants() {
	}

	static Merchant merchant(String name, PayscoreDefaults defaults) {
		return new Merchant(name, "1900000109", new UnusedKeys(), ApiV3Key.of("0123456789abcdef0123456789abcdef"),
				new UnusedKeys(), defaults);
	}

	private static final class UnusedKeys implements MessageSigner, PlatformKeys {

		@Override
		public String getScheme() {
			throw new IllegalStateException("Nothing is signed here");
		}

		@Override
		public String getSerialNumber() {
			throw new IllegalStateException("Nothing is signed here");
		}

		@Override
		public byte[] sign(byte[] message) {
			throw new IllegalStateException("Nothing is signed here");
		}

		@Override
		public Mono<MessageVerifier> findById(String id) {
			return Mono.error(new IllegalStateException("Nothing is verified here"));
		}

		@Override
		public Mono<String> preferredId() {
			return Mono.error(new IllegalStateException("Nothing is verified here"));
		}

	}

}
