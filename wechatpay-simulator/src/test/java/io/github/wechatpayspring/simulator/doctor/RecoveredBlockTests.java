package io.github.wechatpayspring.simulator.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.doctor.RecoveredBlock.Padding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecoveredBlock} with signatures that were made by another program.
 */
class RecoveredBlockTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("vectors")
	void digestOfTheMessageIsRecovered(String name, String message, String signature) throws Exception {
		byte[] bytes = Base64.getDecoder().decode(signature);
		RecoveredBlock block = RecoveredBlock.of(bytes, key("apiclient_cert.pem"));
		assertThat(block.padding()).isEqualTo(Padding.PKCS1);
		assertThat(block.algorithm()).isEqualTo("SHA-256");
		assertThat(block.digest())
			.isEqualTo(MessageDigest.getInstance("SHA-256").digest(message.getBytes(StandardCharsets.UTF_8)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("vectors")
	void nothingIsRecoveredOtherwise(String name, String message, String signature) throws Exception {
		byte[] bytes = Base64.getDecoder().decode(signature);
		assertThat(RecoveredBlock.of(bytes, key("other_cert.pem")).padding()).isEqualTo(Padding.UNKNOWN);
		RSAPublicKey key = key("apiclient_cert.pem");
		assertThat(RecoveredBlock.of(Arrays.copyOf(bytes, 255), key).padding()).isEqualTo(Padding.UNKNOWN);
		assertThat(RecoveredBlock.of(new byte[0], key).padding()).isEqualTo(Padding.UNKNOWN);
		assertThat(RecoveredBlock.of(new byte[256], key).padding()).isEqualTo(Padding.UNKNOWN);
		byte[] tooLarge = new byte[256];
		Arrays.fill(tooLarge, (byte) 0xFF);
		assertThat(RecoveredBlock.of(tooLarge, key).padding()).isEqualTo(Padding.UNKNOWN);
		bytes[17] ^= 1;
		assertThat(RecoveredBlock.of(bytes, key).padding()).isEqualTo(Padding.UNKNOWN);
	}

	static Stream<Arguments> vectors() throws IOException {
		try (InputStream vectors = open("request-signatures.json")) {
			return new JsonMapper().readTree(vectors)
				.valueStream()
				.map((vector) -> Arguments.of(vector.required("name").stringValue(),
						vector.required("message").stringValue(), vector.required("signature_rsa").stringValue()));
		}
	}

	private static RSAPublicKey key(String certificate) throws Exception {
		try (InputStream pem = open(certificate)) {
			return (RSAPublicKey) CertificateFactory.getInstance("X.509").generateCertificate(pem).getPublicKey();
		}
	}

	private static InputStream open(String name) {
		return Objects.requireNonNull(RecoveredBlockTests.class.getResourceAsStream("/vectors/" + name));
	}

}
