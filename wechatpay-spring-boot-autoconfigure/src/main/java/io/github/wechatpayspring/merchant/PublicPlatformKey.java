package io.github.wechatpayspring.merchant;

import io.github.wechatpayspring.crypto.MessageVerifier;
import reactor.core.publisher.Mono;

/**
 * {@link PlatformKeys} with one WeChat Pay public key, which doesn't expire.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PublicPlatformKey implements PlatformKeys {

	private final String id;

	private final MessageVerifier verifier;

	PublicPlatformKey(String id, MessageVerifier verifier) {
		this.id = id;
		this.verifier = verifier;
	}

	@Override
	public Mono<MessageVerifier> findById(String id) {
		return this.id.equals(id) ? Mono.just(this.verifier) : Mono.empty();
	}

	@Override
	public boolean isKnown(String id) {
		return this.id.equals(id);
	}

	@Override
	public Mono<String> preferredId() {
		return Mono.just(this.id);
	}

}
