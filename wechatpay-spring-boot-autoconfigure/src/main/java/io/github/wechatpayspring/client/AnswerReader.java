package io.github.wechatpayspring.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Reads the body of an answer into memory, within limits of size and time, and undoes a
 * compression that the connector left.
 *
 * @author WeChat Pay Spring maintainers
 */
final class AnswerReader {

	private static final byte[] NO_BODY = {};

	private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

	private final int maxInMemorySize;

	private final Duration timeout;

	private final @Nullable Scheduler scheduler;

	AnswerReader(int maxInMemorySize, Duration timeout, @Nullable Scheduler scheduler) {
		this.scheduler = scheduler;
		this.maxInMemorySize = maxInMemorySize;
		this.timeout = timeout;
	}

	/**
	 * Read the body.
	 * @param response the answer
	 * @return the bytes that WeChat Pay signed, empty if there is no body
	 */
	Mono<byte[]> read(ClientResponse response) {
		Mono<byte[]> body = withinTimeout(
				DataBufferUtils.join(bytes(response), this.maxInMemorySize).map(AnswerReader::toBytes))
			.defaultIfEmpty(NO_BODY);
		return ((this.scheduler != null) ? body.publishOn(this.scheduler) : body)
			.map((bytes) -> isCompressed(response) ? decompress(bytes) : bytes);
	}

	// Connectors wait for the next byte, or without end
	private Mono<byte[]> withinTimeout(Mono<byte[]> body) {
		Scheduler timer = (this.scheduler != null) ? this.scheduler : Schedulers.parallel();
		return body.timeout(this.timeout,
				Mono.error(() -> new TimeoutException("Body takes longer than " + this.timeout)), timer);
	}

	// The original can show the URL in full, by way of a checkpoint
	private static Flux<DataBuffer> bytes(ClientResponse response) {
		return response.body(BodyExtractors.toDataBuffers())
			.onErrorMap((ex) -> new IOException(PrintableText.of(ex.toString())));
	}

	static boolean isCompressed(ClientResponse response) {
		String encoding = response.headers().asHttpHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
		return encoding != null && GZIP.contains(encoding.trim().toLowerCase(Locale.ROOT));
	}

	private byte[] decompress(byte[] bytes) {
		if (!startsLikeGzip(bytes)) {
			return bytes;
		}
		try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
			byte[] decompressed = stream.readNBytes(this.maxInMemorySize);
			if (stream.read() != -1) {
				throw new DataBufferLimitException("Exceeded limit on max bytes to buffer : " + this.maxInMemorySize);
			}
			return decompressed;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// Some connectors undo the compression and leave the header
	private static boolean startsLikeGzip(byte[] bytes) {
		return bytes.length > 1 && bytes[0] == (byte) GZIPInputStream.GZIP_MAGIC
				&& bytes[1] == (byte) (GZIPInputStream.GZIP_MAGIC >> 8);
	}

	private static byte[] toBytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
