package io.github.wechatpayspring.simulator.http;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Reads bodies up to a size. A larger one is read to its end but not kept, because a
 * client that is still writing would see a broken connection instead of an answer.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class BodyReader {

	private BodyReader() {
	}

	/**
	 * Read a body.
	 * @param body the body
	 * @param maxBytes how many bytes it may have
	 * @return the bytes, or nothing if there are too many
	 */
	public static Mono<Optional<byte[]>> read(Flux<DataBuffer> body, int maxBytes) {
		return body.collect(() -> new Bytes(maxBytes), Bytes::append).map(Bytes::toByteArray);
	}

	/**
	 * What was read so far.
	 */
	private static final class Bytes {

		private final int maxBytes;

		private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

		private boolean tooLarge;

		Bytes(int maxBytes) {
			this.maxBytes = maxBytes;
		}

		void append(DataBuffer buffer) {
			this.tooLarge |= this.kept.size() + buffer.readableByteCount() > this.maxBytes;
			if (!this.tooLarge) {
				byte[] bytes = new byte[buffer.readableByteCount()];
				buffer.read(bytes);
				this.kept.writeBytes(bytes);
			}
			DataBufferUtils.release(buffer);
		}

		Optional<byte[]> toByteArray() {
			return this.tooLarge ? Optional.empty() : Optional.of(this.kept.toByteArray());
		}

	}

}
