package io.github.wechatpayspring.client;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Signs requests with a merchant's key, and lets only answers through that WeChat Pay
 * signed. It is the last filter of the clients that {@link WechatPayWebClients} creates.
 * <p>
 * A call fails with
 * <ul>
 * <li>{@link MerchantNotFoundException} if the merchant isn't known;</li>
 * <li>{@link IllegalArgumentException} if the URL isn't one of WeChat Pay;</li>
 * <li>{@link org.springframework.core.io.buffer.DataBufferLimitException} if the body is
 * too large;</li>
 * <li>{@link PlatformKeysUnavailableException} if there is no platform certificate yet
 * and none can be downloaded;</li>
 * <li>whatever the {@link io.github.wechatpayspring.crypto.MessageSigner} throws;</li>
 * <li>{@link WechatPayApiException} if WeChat Pay answers with an error;</li>
 * <li>{@link io.github.wechatpayspring.crypto.InvalidSignatureException} if the answer
 * can't be believed;</li>
 * <li>{@link org.springframework.web.reactive.function.client.WebClientRequestException}
 * if there is no answer.</li>
 * </ul>
 * Nothing was sent in the first five cases.
 * <p>
 * An {@code openid} in the path of the URL shows in none of our exceptions, but it does
 * in what {@link org.springframework.web.reactive.function.client.WebClient} adds to
 * exceptions that aren't ours, such as
 * {@link org.springframework.web.reactive.function.client.WebClientRequestException}: log
 * their message, not their stack trace.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class WechatPayExchangeFilterFunction implements ExchangeFilterFunction {

	private static final String MERCHANT_ATTRIBUTE = WechatPayExchangeFilterFunction.class.getName() + ".MERCHANT";

	private final MerchantRepository merchants;

	private final RequestSigning signing;

	private final AnswerVerification verification;

	WechatPayExchangeFilterFunction(MerchantRepository merchants, RequestSigning signing,
			AnswerVerification verification) {
		this.merchants = merchants;
		this.signing = signing;
		this.verification = verification;
	}

	/**
	 * Select the merchant of a call, for
	 * {@link org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec#attributes(Consumer)}.
	 * A call that selects none is made for the default merchant.
	 * @param name the name of the merchant
	 * @return a consumer that sets the request attribute
	 */
	public static Consumer<Map<String, Object>> merchant(String name) {
		Assert.hasText(name, "Name of the merchant must not be empty");
		return (attributes) -> attributes.put(MERCHANT_ATTRIBUTE, name);
	}

	/**
	 * Select the merchant of a call that was found already, so that it isn't looked up
	 * again.
	 * @param merchant the merchant
	 * @return a consumer that sets the request attribute
	 */
	public static Consumer<Map<String, Object>> merchant(Merchant merchant) {
		Assert.notNull(merchant, "Merchant must not be null");
		return (attributes) -> attributes.put(MERCHANT_ATTRIBUTE, merchant);
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return findMerchant(request).flatMap((merchant) -> preferredKeyId(merchant).flatMap(
				(keyId) -> this.signing.exchange(request, next, merchant.id(), merchant.signer(), keyId.orElse(null)))
			.flatMap((response) -> this.verification.accept(response, merchant.platformKeys())));
	}

	private Mono<Merchant> findMerchant(ClientRequest request) {
		return Mono.defer(() -> {
			this.signing.checkOrigin(request);
			Object selected = request.attribute(MERCHANT_ATTRIBUTE).orElse(null);
			if (selected instanceof Merchant found) {
				return Mono.just(found);
			}
			String name = (String) selected;
			Mono<Merchant> merchant = (name != null) ? this.merchants.findByName(name) : this.merchants.findDefault();
			return merchant.switchIfEmpty(Mono.error(() -> new MerchantNotFoundException(name)));
		});
	}

	private Mono<Optional<String>> preferredKeyId(Merchant merchant) {
		return merchant.platformKeys().preferredId().map(Optional::of).defaultIfEmpty(Optional.empty());
	}

}
