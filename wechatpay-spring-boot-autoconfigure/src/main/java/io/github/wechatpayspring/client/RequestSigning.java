package io.github.wechatpayspring.client;

import java.net.URI;
import java.util.List;

import io.github.wechatpayspring.crypto.MessageSigner;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Prepares requests: refuses foreign hosts, adds the headers that WeChat Pay insists on,
 * and has the request signed when it is written.
 *
 * @author WeChat Pay Spring maintainers
 */
final class RequestSigning {

	private static final String USER_AGENT = userAgent();

	private final Origin origin;

	private final RequestAuthorization authorization;

	private final int maxInMemorySize;

	private final Scheduler scheduler;

	RequestSigning(Origin origin, RequestAuthorization authorization, int maxInMemorySize, Scheduler scheduler) {
		this.scheduler = scheduler;
		this.origin = origin;
		this.authorization = authorization;
		this.maxInMemorySize = maxInMemorySize;
	}

	/**
	 * Refuse a request that leads to another host.
	 * @param request the request
	 * @throws IllegalArgumentException if requests aren't signed for that host
	 */
	void checkOrigin(ClientRequest request) {
		this.origin.check(request.url());
	}

	/**
	 * Sign a request and send it.
	 * @param request the request as the caller made it
	 * @param next sends the request
	 * @param merchantId the merchant number
	 * @param signer signs with the merchant's key
	 * @param platformKeyId the id of the key that the answer should be signed with, if
	 * one is known; a caller's own {@code Wechatpay-Serial} wins
	 * @return the answer
	 */
	Mono<ClientResponse> exchange(ClientRequest request, ExchangeFunction next, String merchantId, MessageSigner signer,
			@Nullable String platformKeyId) {
		return Mono.defer(() -> {
			checkOrigin(request);
			return next.exchange(prepare(request, merchantId, signer, platformKeyId));
		}).onErrorMap(WebClientRequestException.class, RequestSigning::unwrap);
	}

	private static Throwable unwrap(WebClientRequestException ex) {
		return (ex.getCause() instanceof UnsentRequestException unsent) ? unsent.getReason() : ex;
	}

	private ClientRequest prepare(ClientRequest request, String merchantId, MessageSigner signer,
			@Nullable String platformKeyId) {
		return ClientRequest.from(request)
			.url(asSent(request.url()))
			.headers((headers) -> addHeaders(headers, platformKeyId))
			.body((message, context) -> request.body()
				.insert(new SigningClientHttpRequest(message, this.authorization, this.origin, merchantId, signer,
						this.maxInMemorySize, this.scheduler), context))
			.build();
	}

	private void addHeaders(HttpHeaders headers, @Nullable String platformKeyId) {
		headers.remove(HttpHeaders.AUTHORIZATION);
		if (!headers.containsHeader(HttpHeaders.ACCEPT)) {
			headers.setAccept(List.of(MediaType.APPLICATION_JSON));
		}
		if (!headers.containsHeader(HttpHeaders.USER_AGENT)) {
			headers.set(HttpHeaders.USER_AGENT, USER_AGENT);
		}
		if (platformKeyId != null && !headers.containsHeader(WechatPayHeaders.SERIAL)) {
			headers.set(WechatPayHeaders.SERIAL, platformKeyId);
		}
	}

	// A form that every connector sends unchanged: ASCII, with a path, without an empty
	// query, without a fragment
	private static URI asSent(URI url) {
		if (isAsSent(url)) {
			return url;
		}
		URI ascii = URI.create(url.toASCIIString());
		String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
		String query = StringUtils.hasLength(ascii.getRawQuery()) ? "?" + ascii.getRawQuery() : "";
		return URI.create(ascii.getScheme() + "://" + ascii.getRawAuthority() + path + query);
	}

	private static boolean isAsSent(URI url) {
		return !url.getRawPath().isEmpty() && !"".equals(url.getRawQuery()) && url.getRawFragment() == null
				&& isAscii(url.toString());
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 0x80) {
				return false;
			}
		}
		return true;
	}

	private static String userAgent() {
		String version = RequestSigning.class.getPackage().getImplementationVersion();
		return "wechatpay-spring-boot-starter" + ((version != null) ? "/" + version : "") + " Java/"
				+ Runtime.version().feature();
	}

}
