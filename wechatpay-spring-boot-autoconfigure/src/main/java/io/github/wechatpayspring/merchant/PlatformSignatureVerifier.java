package io.github.wechatpayspring.merchant;

import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.atomic.LongAdder;

import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.crypto.InvalidSignatureException.Reason;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.crypto.SignedMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.StringUtils;

/**
 * Verifies that an answer or a notification comes from WeChat Pay: all headers are there,
 * the timestamp is within 300 seconds of the clock, and the signature belongs to the body
 * and to a known key.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class PlatformSignatureVerifier {

	private static final Log logger = LogFactory.getLog(PlatformSignatureVerifier.class);

	private static final String PROBE_PREFIX = "WECHATPAY/SIGNTEST/";

	private static final long MAX_CLOCK_SKEW_SECONDS = 300;

	private final Clock clock;

	private final LongAdder probes = new LongAdder();

	/**
	 * Create a verifier.
	 * @param clock the clock that timestamps are compared with
	 */
	public PlatformSignatureVerifier(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Verify a signature.
	 * @param keys the keys of WeChat Pay that are trusted
	 * @param signature the signature
	 * @param body the bytes of the body as received, empty if there is none
	 * @return completes if the signature is valid, fails with an
	 * {@link InvalidSignatureException} if not
	 */
	public Mono<Void> verify(PlatformKeys keys, PlatformSignature signature, byte[] body) {
		return Mono.defer(() -> {
			String value = signature.signature();
			String serialNumber = signature.serialNumber();
			String timestamp = signature.timestamp();
			String nonce = signature.nonce();
			if (!StringUtils.hasLength(value) || !StringUtils.hasLength(serialNumber)
					|| !StringUtils.hasLength(timestamp) || !StringUtils.hasLength(nonce)) {
				return invalid(Reason.HEADER_MISSING, signature);
			}
			checkTimestamp(timestamp, signature);
			if (value.startsWith(PROBE_PREFIX)) {
				this.probes.increment();
				logger.debug("Refused a signature probe of WeChat Pay (Request-ID: " + printable(signature.requestId())
						+ ")");
				return invalid(Reason.PROBE, signature);
			}
			byte[] decoded = decode(value, signature);
			byte[] message = SignedMessage.ofAnswer(timestamp, nonce, body);
			return Mono.defer(() -> keys.findById(serialNumber))
				.onErrorMap((ex) -> exception(Reason.KEYS_UNAVAILABLE, signature, ex))
				.switchIfEmpty(invalid(Reason.UNKNOWN_SERIAL, signature))
				.flatMap((verifier) -> verify(verifier, signature, message, decoded));
		});
	}

	private Mono<Void> verify(MessageVerifier verifier, PlatformSignature signature, byte[] message, byte[] decoded) {
		if (signature.type() != null && !signature.type().equals(verifier.getScheme())) {
			return invalid(Reason.UNSUPPORTED_SCHEME, signature);
		}
		return verifier.verify(message, decoded) ? Mono.empty() : invalid(Reason.MISMATCH, signature);
	}

	/**
	 * Return how many probes of WeChat Pay were refused.
	 * @return the number of probes since this verifier was created
	 */
	public long getProbeCount() {
		return this.probes.sum();
	}

	/**
	 * Return the clock that timestamps are compared with.
	 * @return the clock
	 */
	public Clock getClock() {
		return this.clock;
	}

	private void checkTimestamp(String timestamp, PlatformSignature signature) {
		long seconds;
		try {
			seconds = Long.parseLong(timestamp);
		}
		catch (NumberFormatException ex) {
			throw exception(Reason.MALFORMED_TIMESTAMP, signature, null);
		}
		long now = this.clock.instant().getEpochSecond();
		if (seconds < now - MAX_CLOCK_SKEW_SECONDS || seconds > now + MAX_CLOCK_SKEW_SECONDS) {
			throw exception(Reason.CLOCK_SKEW, signature, null);
		}
	}

	private byte[] decode(String value, PlatformSignature signature) {
		try {
			return Base64.getDecoder().decode(value);
		}
		catch (IllegalArgumentException ex) {
			throw exception(Reason.MALFORMED_SIGNATURE, signature, null);
		}
	}

	private static <T> Mono<T> invalid(Reason reason, PlatformSignature signature) {
		return Mono.error(() -> exception(reason, signature, null));
	}

	private static InvalidSignatureException exception(Reason reason, PlatformSignature signature,
			@Nullable Throwable cause) {
		return new InvalidSignatureException(reason, printable(signature.requestId()),
				printable(signature.serialNumber()), cause);
	}

	// Nobody has vouched for the headers yet
	private static @Nullable String printable(@Nullable String header) {
		return (header != null) ? OneLine.of(header) : null;
	}

}
