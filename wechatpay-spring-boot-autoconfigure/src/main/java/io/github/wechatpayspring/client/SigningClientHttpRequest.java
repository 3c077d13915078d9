package io.github.wechatpayspring.client;

import java.net.URI;
import java.util.concurrent.RejectedExecutionException;

import io.github.wechatpayspring.crypto.MessageSigner;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;

/**
 * Signs a request when it is written, so that the signed bytes are the bytes that are
 * sent, whichever connector sends them.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SigningClientHttpRequest extends ClientHttpRequestDecorator {

	private static final byte[] NO_BODY = {};

	private final RequestAuthorization authorization;

	private final Origin origin;

	private final String merchantId;

	private final MessageSigner signer;

	private final int maxInMemorySize;

	private final Scheduler scheduler;

	SigningClientHttpRequest(ClientHttpRequest delegate, RequestAuthorization authorization, Origin origin,
			String merchantId, MessageSigner signer, int maxInMemorySize, Scheduler scheduler) {
		super(delegate);
		this.scheduler = scheduler;
		this.authorization = authorization;
		this.origin = origin;
		this.merchantId = merchantId;
		this.signer = signer;
		this.maxInMemorySize = maxInMemorySize;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return DataBufferUtils.join(body, this.maxInMemorySize)
			.map(SigningClientHttpRequest::read)
			.doOnNext(this::checkSize)
			.onErrorMap(DataBufferLimitException.class, UnsentRequestException::new)
			.defaultIfEmpty(NO_BODY)
			.flatMap((bytes) -> {
				if (bytes.length == 0) {
					return setComplete();
				}
				return sign(bytes).then(Mono.defer(() -> {
					getHeaders().setContentLength(bytes.length);
					return super.writeWith(Mono.fromSupplier(() -> bufferFactory().wrap(bytes)));
				}));
			});
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return writeWith(Flux.from(body).concatMap((part) -> part));
	}

	@Override
	public Mono<Void> setComplete() {
		return sign(NO_BODY).then(Mono.defer(super::setComplete));
	}

	// Buffers that come as a Mono aren't counted when they are joined
	private void checkSize(byte[] body) {
		if (body.length > this.maxInMemorySize) {
			throw new DataBufferLimitException("Exceeded limit on max bytes to buffer : " + this.maxInMemorySize);
		}
	}

	private Mono<Void> sign(byte[] body) {
		Mono<Void> signing = Mono.fromRunnable(() -> setAuthorization(body));
		return signing.subscribeOn(this.signer.isBlocking() ? Schedulers.boundedElastic() : this.scheduler)
			.onErrorMap(RejectedExecutionException.class, UnsentRequestException::new);
	}

	private void setAuthorization(byte[] body) {
		try {
			getHeaders().set(HttpHeaders.AUTHORIZATION, authorize(body));
		}
		catch (RuntimeException ex) {
			throw new UnsentRequestException(ex);
		}
	}

	private String authorize(byte[] body) {
		URI url = getURI();
		this.origin.check(url);
		String query = url.getRawQuery();
		String target = (query != null) ? url.getRawPath() + "?" + query : url.getRawPath();
		return this.authorization.sign(this.merchantId, this.signer, getMethod().name(), target, body);
	}

	private static byte[] read(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
