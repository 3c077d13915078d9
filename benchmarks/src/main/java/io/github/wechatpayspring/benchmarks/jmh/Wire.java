package io.github.wechatpayspring.benchmarks.jmh;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import io.github.wechatpayspring.benchmarks.PlanSample;
import io.github.wechatpayspring.crypto.MessageSigner;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A connector that sends nothing: requests are encoded and signed as for any other, and
 * the answer is there at once.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Wire implements ClientHttpConnector {

	private static final byte[] BODY = PlanSample.ANSWER.getBytes(StandardCharsets.UTF_8);

	private final MessageSigner platformSigner;

	private volatile HttpHeaders headers;

	Wire(MessageSigner platformSigner) {
		this.platformSigner = platformSigner;
		this.headers = NotificationSample.sign(BODY, platformSigner);
	}

	/**
	 * Sign the answer anew, before it gets too old.
	 */
	void signAgain() {
		this.headers = NotificationSample.sign(BODY, this.platformSigner);
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		Request request = new Request(method, uri);
		return requestCallback.apply(request).then(Mono.fromSupplier(() -> {
			if (!request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
				throw new IllegalStateException("Request isn't signed");
			}
			return new Response(this.headers);
		}));
	}

	/**
	 * A request whose body is thrown away.
	 */
	private static final class Request extends AbstractClientHttpRequest {

		private final HttpMethod method;

		private final URI uri;

		Request(HttpMethod method, URI uri) {
			this.method = method;
			this.uri = uri;
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		public DefaultDataBufferFactory bufferFactory() {
			return DefaultDataBufferFactory.sharedInstance;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> T getNativeRequest() {
			return (T) this;
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return doCommit(() -> Mono.from(body).then());
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return writeWith(Flux.from(body).concatMap((part) -> part));
		}

		@Override
		public Mono<Void> setComplete() {
			return doCommit();
		}

		@Override
		protected void applyHeaders() {
		}

		@Override
		protected void applyCookies() {
		}

	}

	/**
	 * The answer.
	 *
	 * @param headers its headers
	 */
	private record Response(HttpHeaders headers) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatus.OK;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public MultiValueMap<String, ResponseCookie> getCookies() {
			return new LinkedMultiValueMap<>(0);
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(BODY)));
		}

	}

}
