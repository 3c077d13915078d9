package io.github.wechatpayspring.client;

import java.util.function.Supplier;

import org.springframework.http.HttpMethod;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A {@link WebClient} that is built for its first call. Connector, codecs and URI parser
 * take several times as long as all else that WeChat Pay adds to the start-up of an
 * application.
 *
 * @author WeChat Pay Spring maintainers
 */
final class LazyWebClient implements WebClient {

	private final SingletonSupplier<WebClient> delegate;

	LazyWebClient(Supplier<WebClient> delegate) {
		this.delegate = SingletonSupplier.of(delegate);
	}

	@Override
	public RequestHeadersUriSpec<?> get() {
		return this.delegate.obtain().get();
	}

	@Override
	public RequestHeadersUriSpec<?> head() {
		return this.delegate.obtain().head();
	}

	@Override
	public RequestBodyUriSpec post() {
		return this.delegate.obtain().post();
	}

	@Override
	public RequestBodyUriSpec put() {
		return this.delegate.obtain().put();
	}

	@Override
	public RequestBodyUriSpec patch() {
		return this.delegate.obtain().patch();
	}

	@Override
	public RequestHeadersUriSpec<?> delete() {
		return this.delegate.obtain().delete();
	}

	@Override
	public RequestHeadersUriSpec<?> options() {
		return this.delegate.obtain().options();
	}

	@Override
	public RequestBodyUriSpec method(HttpMethod method) {
		return this.delegate.obtain().method(method);
	}

	@Override
	public Builder mutate() {
		return this.delegate.obtain().mutate();
	}

}
