package io.github.wechatpayspring.simulator.control;

import java.nio.charset.StandardCharsets;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * An answer that goes on: every text is written and flushed when it is there.
 *
 * @param texts what to write, as {@code text/event-stream} wants it
 * @author WeChat Pay Spring maintainers
 */
record EventStream(Flux<String> texts) implements ServerResponse {

	@Override
	public HttpStatusCode statusCode() {
		return HttpStatus.OK;
	}

	@Override
	public HttpHeaders headers() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8");
		headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
		return headers;
	}

	@Override
	public MultiValueMap<String, ResponseCookie> cookies() {
		return new LinkedMultiValueMap<>();
	}

	@Override
	public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(statusCode());
		response.getHeaders().putAll(headers());
		DataBufferFactory buffers = response.bufferFactory();
		Flux<Publisher<DataBuffer>> parts = this.texts
			.map((text) -> Mono.fromSupplier(() -> buffers.wrap(text.getBytes(StandardCharsets.UTF_8))));
		return response.writeAndFlushWith(parts);
	}

}
