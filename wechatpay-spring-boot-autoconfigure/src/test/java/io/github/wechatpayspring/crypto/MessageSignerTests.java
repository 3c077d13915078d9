package io.github.wechatpayspring.crypto;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link MessageSigner} and {@link RsaMessageSigner}.
 */
class MessageSignerTests {

	private static final String SERIAL_NUMBER = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

	private final MessageSigner signer = MessageSigner.of(TestFiles.merchantKey(), TestFiles.merchantCertificate());

	static List<JsonNode> requests() {
		return TestFiles.elements(TestFiles.json("vectors/request-signatures.json"));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void signsAsOthersDo(JsonNode request) {
		String message = String.join("\n", request.get("method").asString(), request.get("url").asString(),
				request.get("timestamp").asString(), request.get("nonce").asString(), request.get("body").asString(),
				"");
		assertThat(message).isEqualTo(request.get("message").asString());
		byte[] signature = this.signer.sign(message.getBytes(StandardCharsets.UTF_8));
		assertThat(Base64.getEncoder().encodeToString(signature)).isEqualTo(request.get("signature_rsa").asString());
		assertThat(this.signer.getSerialNumber()).isEqualTo(request.get("serial_no").asString());
		MessageVerifier verifier = MessageVerifier.of(TestFiles.merchantCertificate().getPublicKey());
		assertThat(verifier.verify(message.getBytes(StandardCharsets.UTF_8), signature)).isTrue();
	}

	@Test
	void namesScheme() {
		assertThat(this.signer.getScheme()).isEqualTo("WECHATPAY2-SHA256-RSA2048");
	}

	@Test
	void waitsForKeyThatIsNotInMemoryOnly() {
		assertThat(this.signer.isBlocking()).isFalse();
		PrivateKey key = mock(PrivateKey.class);
		given(key.getAlgorithm()).willReturn("RSA");
		assertThat(MessageSigner.of(key, SERIAL_NUMBER).isBlocking()).isTrue();
	}

	@Test
	void normalizesSerialNumber() {
		MessageSigner signer = MessageSigner.of(TestFiles.merchantKey(), "5157f09efdc096de15ebe81a47057a7232f1b8e1");
		assertThat(signer.getSerialNumber()).isEqualTo(SERIAL_NUMBER);
	}

	@Test
	void refusesCertificateOfAnotherKey() {
		PrivateKey otherKey = KeyReader.readPrivateKey(TestFiles.bytes("vectors/rsa/other_key.pem"), null);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> MessageSigner.of(otherKey, TestFiles.merchantCertificate()))
			.withMessage("Private key doesn't belong to certificate " + SERIAL_NUMBER);
	}

	@Test
	void refusesKeyOfAnotherAlgorithm() throws NoSuchAlgorithmException {
		PrivateKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
		assertThatIllegalArgumentException().isThrownBy(() -> MessageSigner.of(key, SERIAL_NUMBER))
			.withMessage("Private key of type 'EC' can't sign WECHATPAY2-SHA256-RSA2048");
	}

	@Test
	void reportsKeyThatCannotSign() {
		PrivateKey key = mock(PrivateKey.class);
		given(key.getAlgorithm()).willReturn("RSA");
		MessageSigner signer = MessageSigner.of(key, SERIAL_NUMBER);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> signer.sign(new byte[0]))
			.withMessage("Unable to sign with the key of certificate " + SERIAL_NUMBER);
	}

	@Test
	void toStringDoesNotShowKey() {
		String exponent = ((RSAPrivateKey) TestFiles.merchantKey()).getPrivateExponent().toString();
		assertThat(this.signer).asString()
			.isEqualTo("WECHATPAY2-SHA256-RSA2048 signer of certificate " + SERIAL_NUMBER)
			.doesNotContain(exponent);
	}

}
