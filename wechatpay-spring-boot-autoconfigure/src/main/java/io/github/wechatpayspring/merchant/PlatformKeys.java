package io.github.wechatpayspring.merchant;

import io.github.wechatpayspring.crypto.MessageVerifier;
import reactor.core.publisher.Mono;

/**
 * WeChat Pay's keys as one merchant knows them: the WeChat Pay public key, downloaded
 * platform certificates, or both.
 *
 * @author WeChat Pay Spring maintainers
 */
public interface PlatformKeys {

	/**
	 * Find the key that signed an answer or a notification.
	 * @param id the {@code Wechatpay-Serial}: a public key id ({@code PUB_KEY_ID_…}) or
	 * the serial number of a platform certificate
	 * @return the verifier, or an empty {@code Mono} if there is no such key
	 */
	Mono<MessageVerifier> findById(String id);

	/**
	 * Return whether a key is known at this moment. Nothing is downloaded or looked up
	 * elsewhere, so that it can be asked about any id that anybody sends.
	 * @param id the id or serial number, as for {@link #findById(String)}
	 * @return {@code true} if {@link #findById(String)} has the key at hand,
	 * {@code false} by default
	 */
	default boolean isKnown(String id) {
		return false;
	}

	/**
	 * Return whether there are keys that can be downloaded but weren't needed so far or
	 * for long, so that {@link #findById(String)} can have other keys at hand than
	 * before.
	 * @return {@code true} if none was downloaded yet, or those that were are due to be
	 * downloaded again, {@code false} by default
	 */
	default boolean isDownloadPending() {
		return false;
	}

	/**
	 * Return the id of the key that answers should be signed with, for the
	 * {@code Wechatpay-Serial} header of a request.
	 * @return the id, or an empty {@code Mono} if no key is known
	 */
	Mono<String> preferredId();

	/**
	 * Create platform keys from one WeChat Pay public key.
	 * @param publicKeyId the id, {@code PUB_KEY_ID_…}
	 * @param verifier the verifier for the public key
	 * @return the platform keys
	 */
	static PlatformKeys of(String publicKeyId, MessageVerifier verifier) {
		return new PublicPlatformKey(publicKeyId, verifier);
	}

	/**
	 * Combine these keys with others, for a merchant that moves from certificates to the
	 * public key. These come first.
	 * @param other the other keys
	 * @return the combined keys
	 */
	default PlatformKeys and(PlatformKeys other) {
		return new CompositePlatformKeys(this, other);
	}

}
