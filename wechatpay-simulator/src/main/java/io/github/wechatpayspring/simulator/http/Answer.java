package io.github.wechatpayspring.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

import io.github.wechatpayspring.simulator.merchant.PlatformKey;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;

/**
 * An answer: its bytes, and how they are brought to the client. Immutable; every change
 * returns another answer.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Answer implements ServerResponse {

	/**
	 * Name of the header that identifies a call.
	 */
	public static final String REQUEST_ID = "Request-ID";

	/**
	 * Name of the header that says why a signature was refused: the name of the cause and
	 * one line in English, ASCII without anything out of a body. WeChat Pay never sends
	 * it.
	 */
	public static final String DIAGNOSIS = "Simulator-Diagnosis";

	private final HttpStatusCode status;

	private final HttpHeaders headers;

	private final byte[] body;

	private final Delivery delivery;

	private final Duration delay;

	private final @Nullable PlatformKey signingKey;

	private Answer(HttpStatusCode status, HttpHeaders headers, byte[] body, Delivery delivery, Duration delay,
			@Nullable PlatformKey signingKey) {
		this.status = status;
		this.headers = headers;
		this.body = body;
		this.delivery = delivery;
		this.delay = delay;
		this.signingKey = signingKey;
	}

	/**
	 * Answer with JSON.
	 * @param status the HTTP status
	 * @param body the body
	 * @return the answer
	 */
	public static Answer json(int status, JsonNode body) {
		return of(status, MediaType.APPLICATION_JSON_VALUE, Json.write(body));
	}

	/**
	 * Answer with text.
	 * @param status the HTTP status
	 * @param contentType the content type
	 * @param body the body
	 * @return the answer
	 */
	public static Answer text(int status, String contentType, String body) {
		return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Answer without a body, 204. It has a content type all the same: WxJava reads it of
	 * every answer.
	 * @return the answer
	 */
	public static Answer noContent() {
		return of(204, MediaType.APPLICATION_JSON_VALUE, new byte[0]);
	}

	private static Answer of(int status, String contentType, byte[] body) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.CONTENT_TYPE, contentType);
		return new Answer(HttpStatusCode.valueOf(status), HttpHeaders.readOnlyHttpHeaders(headers), body,
				Delivery.WHOLE, Duration.ZERO, null);
	}

	@Override
	public HttpStatusCode statusCode() {
		return this.status;
	}

	@Override
	public HttpHeaders headers() {
		return this.headers;
	}

	@Override
	public MultiValueMap<String, ResponseCookie> cookies() {
		return new LinkedMultiValueMap<>();
	}

	/**
	 * Return the body, not compressed.
	 * @return a copy of the bytes
	 */
	public byte[] body() {
		return this.body.clone();
	}

	byte[] rawBody() {
		return this.body;
	}

	/**
	 * Return how the answer is brought to the client.
	 * @return the delivery
	 */
	public Delivery delivery() {
		return this.delivery;
	}

	/**
	 * Return the status that a client sees.
	 * @return the HTTP status, or 0 if the connection is reset instead
	 */
	public int visibleStatus() {
		return (this.delivery != Delivery.RESET) ? this.status.value() : 0;
	}

	/**
	 * Replace a header.
	 * @param name the name
	 * @param value the value
	 * @return the changed answer
	 */
	public Answer withHeader(String name, String value) {
		return withHeaders((headers) -> headers.set(name, value));
	}

	/**
	 * Leave a header out.
	 * @param name the name
	 * @return the changed answer
	 */
	public Answer withoutHeader(String name) {
		return withHeaders((headers) -> headers.remove(name));
	}

	/**
	 * Replace the body, but not the signature over it.
	 * @param body the body
	 * @return the changed answer
	 */
	public Answer withBody(byte[] body) {
		return new Answer(this.status, this.headers, body.clone(), this.delivery, this.delay, this.signingKey);
	}

	/**
	 * Deliver the answer in another way.
	 * @param delivery the way
	 * @return the changed answer
	 */
	public Answer delivered(Delivery delivery) {
		return new Answer(this.status, this.headers, this.body, delivery, this.delay, this.signingKey);
	}

	/**
	 * Hold the answer back.
	 * @param delay how much longer, in real time
	 * @return the changed answer
	 */
	public Answer delayed(Duration delay) {
		return new Answer(this.status, this.headers, this.body, this.delivery, this.delay.plus(delay), this.signingKey);
	}

	/**
	 * Have the answer signed with a key other than the one the request names.
	 * @param signingKey the key
	 * @return the changed answer
	 */
	public Answer signedWith(PlatformKey signingKey) {
		return new Answer(this.status, this.headers, this.body, this.delivery, this.delay, signingKey);
	}

	@Nullable PlatformKey signingKey() {
		return this.signingKey;
	}

	Answer withHeaders(Consumer<HttpHeaders> change) {
		HttpHeaders changed = HttpHeaders.copyOf(this.headers);
		change.accept(changed);
		return new Answer(this.status, HttpHeaders.readOnlyHttpHeaders(changed), this.body, this.delivery, this.delay,
				this.signingKey);
	}

	@Override
	public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
		Mono<Void> write = Mono.defer(() -> write(exchange));
		return this.delay.isZero() ? write : Mono.delay(this.delay).then(write);
	}

	private Mono<Void> write(ServerWebExchange exchange) {
		ServerHttpResponse response = exchange.getResponse();
		if (this.delivery == Delivery.RESET) {
			return Mono.fromRunnable(() -> reset(response));
		}
		response.setStatusCode(this.status);
		response.getHeaders().putAll(this.headers);
		byte[] bytes = this.body;
		if (bytes.length > 0 && acceptsGzip(exchange.getRequest().getHeaders())) {
			bytes = gzip(bytes);
			response.getHeaders().set(HttpHeaders.CONTENT_ENCODING, "gzip");
			response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
		}
		if (this.status.value() != 204 && this.status.value() != 304) {
			response.getHeaders().setContentLength(bytes.length);
		}
		if (this.delivery == Delivery.TRUNCATED) {
			byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
			return response.writeWith(Mono.just(response.bufferFactory().wrap(half)))
				.then(Mono.fromRunnable(() -> close(response)));
		}
		return (bytes.length > 0) ? response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)))
				: response.setComplete();
	}

	private static void reset(ServerHttpResponse response) {
		HttpServerResponse nativeResponse = AbstractServerHttpResponse.class.cast(response).getNativeResponse();
		nativeResponse.withConnection((connection) -> {
			// Closing without lingering is what makes a TCP reset of it.
			connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
			connection.channel().close();
		});
	}

	private static void close(ServerHttpResponse response) {
		HttpServerResponse nativeResponse = AbstractServerHttpResponse.class.cast(response).getNativeResponse();
		nativeResponse.withConnection((connection) -> connection.channel().close());
	}

	private static boolean acceptsGzip(HttpHeaders headers) {
		List<String> codings = headers.getValuesAsList(HttpHeaders.ACCEPT_ENCODING);
		return codings.stream()
			.anyMatch((coding) -> coding.equals("gzip") || coding.matches("gzip\\s*;\\s*q=(1|0\\.[0-9]*[1-9]).*"));
	}

	private static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

	@Override
	public String toString() {
		return "Answer[status=" + this.status.value() + ", bytes=" + this.body.length + ", delivery=" + this.delivery
				+ "]";
	}

	/**
	 * How an answer is brought to the client.
	 */
	public enum Delivery {

		/**
		 * As it should be.
		 */
		WHOLE,

		/**
		 * Half of the body, then the connection is closed.
		 */
		TRUNCATED,

		/**
		 * Not at all: the connection is reset.
		 */
		RESET

	}

}
