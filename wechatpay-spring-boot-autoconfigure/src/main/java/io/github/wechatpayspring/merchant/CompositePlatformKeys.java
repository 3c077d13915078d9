package io.github.wechatpayspring.merchant;

import io.github.wechatpayspring.crypto.MessageVerifier;
import reactor.core.publisher.Mono;

/**
 * {@link PlatformKeys} that asks one after the other.
 *
 * @author WeChat Pay Spring maintainers
 */
final class CompositePlatformKeys implements PlatformKeys {

	private final PlatformKeys first;

	private final PlatformKeys second;

	CompositePlatformKeys(PlatformKeys first, PlatformKeys second) {
		this.first = first;
		this.second = second;
	}

	@Override
	public Mono<MessageVerifier> findById(String id) {
		return this.first.findById(id).switchIfEmpty(Mono.defer(() -> this.second.findById(id)));
	}

	@Override
	public boolean isKnown(String id) {
		return this.first.isKnown(id) || this.second.isKnown(id);
	}

	@Override
	public boolean isDownloadPending() {
		return this.first.isDownloadPending() || this.second.isDownloadPending();
	}

	@Override
	public Mono<String> preferredId() {
		return this.first.preferredId().switchIfEmpty(Mono.defer(this.second::preferredId));
	}

}
