package io.github.wechatpayspring.payscore;

import io.github.wechatpayspring.client.WechatPayExchangeFilterFunction;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.codec.DecodingException;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.UnsupportedMediaTypeException;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

/**
 * How all templates call: for which merchant, and what an answer must be.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PayscoreCalls {

	private static final String REQUEST_ID = "Request-ID";

	private final WebClient webClient;

	private final MerchantRepository merchants;

	private final @Nullable String merchantName;

	private final PayscoreIds view;

	PayscoreCalls(WebClient webClient, MerchantRepository merchants) {
		this(webClient, merchants, null, PayscoreIds.NONE);
		Assert.notNull(webClient, "'webClient' must not be null");
		Assert.notNull(merchants, "'merchants' must not be null");
	}

	private PayscoreCalls(WebClient webClient, MerchantRepository merchants, @Nullable String merchantName,
			PayscoreIds view) {
		this.webClient = webClient;
		this.merchants = merchants;
		this.merchantName = merchantName;
		this.view = view;
	}

	PayscoreCalls forMerchant(String name) {
		Assert.notNull(name, "'name' must not be null");
		return new PayscoreCalls(this.webClient, this.merchants, name, this.view);
	}

	PayscoreCalls forSubMerchant(String subMerchantId) {
		Assert.notNull(subMerchantId, "'subMerchantId' must not be null");
		return withView(this.view.withSubMerchantId(subMerchantId));
	}

	PayscoreCalls forService(String serviceId) {
		Assert.notNull(serviceId, "'serviceId' must not be null");
		return withView(this.view.withServiceId(serviceId));
	}

	PayscoreCalls forApp(String appId) {
		Assert.notNull(appId, "'appId' must not be null");
		return withView(this.view.withAppId(appId));
	}

	private PayscoreCalls withView(PayscoreIds view) {
		return new PayscoreCalls(this.webClient, this.merchants, this.merchantName, view);
	}

	/**
	 * Make a call whose answer has a body.
	 * @param <T> the type of the answer
	 * @param type the type of the answer
	 * @param call prepares the call
	 * @return the answer
	 */
	<T> Mono<T> call(Class<T> type, Call call) {
		return exchange(call, (response) -> read(type, response)
			.switchIfEmpty(Mono.error(() -> unreadable("has no body", response, null))));
	}

	/**
	 * Make a call whose answer can have a body. A body that isn't a whole {@code T} is
	 * none: the verified status says that the call was carried out, and an error would
	 * say that it wasn't.
	 * @param <T> the type of the answer
	 * @param type the type of the answer
	 * @param call prepares the call
	 * @return the answer, or an empty {@code Mono}
	 */
	<T> Mono<T> callForOptional(Class<T> type, Call call) {
		return exchange(call,
				(response) -> read(type, response).onErrorResume(DecodingException.class, (ex) -> Mono.empty()));
	}

	private static <T> Mono<T> read(Class<T> type, ClientResponse response) {
		return response.bodyToMono(type)
			.onErrorMap((ex) -> ex instanceof DecodingException || ex instanceof UnsupportedMediaTypeException,
					(ex) -> unreadable("can't be read", response, ex));
	}

	private <T> Mono<T> exchange(Call call, Reading<T> reading) {
		return Mono.defer(this::findMerchant)
			.flatMap((merchant) -> call.prepare(this.webClient, new Caller(merchant, this.view))
				.accept(MediaType.APPLICATION_JSON)
				.attributes(WechatPayExchangeFilterFunction.merchant(merchant))
				.exchangeToMono((response) -> response.statusCode().is2xxSuccessful() ? reading.read(response)
						: response.createError()));
	}

	private Mono<Merchant> findMerchant() {
		Mono<Merchant> merchant = (this.merchantName != null) ? this.merchants.findByName(this.merchantName)
				: this.merchants.findDefault();
		return merchant.switchIfEmpty(Mono.error(() -> new MerchantNotFoundException(this.merchantName)));
	}

	private static DecodingException unreadable(String what, ClientResponse response, @Nullable Throwable cause) {
		String requestId = response.headers().asHttpHeaders().getFirst(REQUEST_ID);
		return new DecodingException("Answer of WeChat Pay %s (Request-ID: %s)".formatted(what, requestId), cause);
	}

	/**
	 * Prepares a call, after checking it.
	 */
	interface Call {

		RequestHeadersSpec<?> prepare(WebClient webClient, Caller caller);

	}

	/**
	 * Reads an answer.
	 *
	 * @param <T> the type of the answer
	 */
	private interface Reading<T> {

		Mono<T> read(ClientResponse response);

	}

}
