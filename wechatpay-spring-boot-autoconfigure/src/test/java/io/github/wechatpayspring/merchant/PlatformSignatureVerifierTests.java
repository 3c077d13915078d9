package io.github.wechatpayspring.merchant;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;

import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.crypto.InvalidSignatureException.Reason;
import io.github.wechatpayspring.crypto.MessageVerifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlatformSignatureVerifier}.
 */
class PlatformSignatureVerifierTests {

	private static final long NOW = 1722850421;

	private static final byte[] BODY = "{\"name\":\"瑜伽\"}".getBytes(StandardCharsets.UTF_8);

	private static KeyPair keyPair;

	private final PlatformSignatureVerifier verifier = new PlatformSignatureVerifier(
			Clock.fixed(Instant.ofEpochSecond(NOW).plusMillis(999), ZoneOffset.UTC));

	private final PlatformKeys keys = PlatformKeys.of("PUB_KEY_ID_1", MessageVerifier.of(keyPair.getPublic()));

	@BeforeAll
	static void generateKeyPair() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		keyPair = generator.generateKeyPair();
	}

	private static String sign(String timestamp) {
		try {
			ByteArrayOutputStream message = new ByteArrayOutputStream();
			message.writeBytes((timestamp + "\nnonce\n").getBytes(StandardCharsets.UTF_8));
			message.writeBytes(BODY);
			message.write('\n');
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(keyPair.getPrivate());
			signature.update(message.toByteArray());
			return Base64.getEncoder().encodeToString(signature.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static PlatformSignature signature(String timestamp) {
		return new PlatformSignature(sign(timestamp), "PUB_KEY_ID_1", timestamp, "nonce", null, "request-1");
	}

	private void assertInvalid(PlatformSignature signature, Reason reason) {
		StepVerifier.create(this.verifier.verify(this.keys, signature, BODY))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(InvalidSignatureException.class,
					(invalid) -> assertThat(invalid.getReason()).isEqualTo(reason)))
			.verify(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@CsvSource({ "-300", "0", "300" })
	void timestampWithinThreeHundredSecondsIsAccepted(long offset) {
		StepVerifier.create(this.verifier.verify(this.keys, signature(String.valueOf(NOW + offset)), BODY))
			.expectComplete()
			.verify(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@CsvSource({ "-301, CLOCK_SKEW", "301, CLOCK_SKEW" })
	void timestampFurtherAwayIsRefused(long offset, Reason reason) {
		assertInvalid(signature(String.valueOf(NOW + offset)), reason);
	}

	@Test
	void everythingButTheBodyIsLookedAtBeforeKeysAre() {
		PlatformKeys untouchable = new PlatformKeys() {

			@Override
			public Mono<MessageVerifier> findById(String id) {
				throw new AssertionError("not to be asked");
			}

			@Override
			public Mono<String> preferredId() {
				throw new AssertionError("not to be asked");
			}

		};
		PlatformSignature probe = new PlatformSignature("WECHATPAY/SIGNTEST/AAAA", "A", String.valueOf(NOW), "nonce",
				null, null);
		for (PlatformSignature signature : new PlatformSignature[] { probe,
				new PlatformSignature("@", "A", String.valueOf(NOW), "nonce", null, null),
				new PlatformSignature("AAAA", "A", "0", "nonce", null, null),
				new PlatformSignature("AAAA", "A", String.valueOf(NOW), null, null, null) }) {
			StepVerifier.create(this.verifier.verify(untouchable, signature, BODY))
				.expectError(InvalidSignatureException.class)
				.verify(Duration.ofSeconds(10));
		}
		assertThat(this.verifier.getProbeCount()).isOne();
	}

	@Test
	void probeIsCountedAndRefused() {
		PlatformSignature probe = new PlatformSignature("WECHATPAY/SIGNTEST/" + sign(String.valueOf(NOW)),
				"PUB_KEY_ID_1", String.valueOf(NOW), "nonce", null, null);
		assertThat(this.verifier.getProbeCount()).isZero();
		assertInvalid(probe, Reason.PROBE);
		assertInvalid(probe, Reason.PROBE);
		assertThat(this.verifier.getProbeCount()).isEqualTo(2);
	}

	@Test
	void headersInTheMessageStayOnOneLine() {
		PlatformSignature signature = new PlatformSignature("AAAA", "A\nB\u2028" + "s".repeat(9000),
				String.valueOf(NOW), "nonce", null, "r\r\nFAKE \u0085\u001b[31m" + "r".repeat(9000));
		StepVerifier.create(this.verifier.verify(this.keys, signature, BODY))
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOfSatisfying(InvalidSignatureException.class, (invalid) -> {
						assertThat(invalid.getReason()).isEqualTo(Reason.UNKNOWN_SERIAL);
						assertThat(invalid.getRequestId()).startsWith("r FAKE  [31mrrr").hasSizeLessThan(200);
						assertThat(invalid.getSerialNumber()).startsWith("A B sss").hasSizeLessThan(200);
						assertThat(invalid.getMessage()).doesNotContain("\n", "\r", "\u2028", "\u0085", "\u001b");
					}))
			.verify(Duration.ofSeconds(10));
	}

	@Test
	void signatureIsReadFromItsHeaders() {
		Map<String, String> headers = Map.of("Wechatpay-Signature", "s", "Wechatpay-Serial", "n", "Wechatpay-Timestamp",
				"1", "Wechatpay-Nonce", "x", "Wechatpay-Signature-Type", "t", "Request-ID", "r");
		assertThat(PlatformSignature.from(headers::get)).isEqualTo(new PlatformSignature("s", "n", "1", "x", "t", "r"));
	}

	@Test
	void anyPartOfASignatureIsASignature() {
		assertThat(new PlatformSignature("s", null, null, null, null, null).isPresent()).isTrue();
		assertThat(new PlatformSignature(null, "s", null, null, null, null).isPresent()).isTrue();
		assertThat(new PlatformSignature(null, null, "s", null, null, null).isPresent()).isTrue();
		assertThat(new PlatformSignature(null, null, null, "s", null, null).isPresent()).isTrue();
		assertThat(new PlatformSignature(null, null, null, null, "t", "r").isPresent()).isFalse();
	}

}
