package io.github.wechatpayspring.crypto;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
 * Tests for {@link MessageVerifier} and {@link RsaMessageVerifier}.
 */
class MessageVerifierTests {

	private static final JsonNode RESPONSES = TestFiles.json("vectors/response-signatures.json");

	private final Map<String, MessageVerifier> verifiers = Map.of(RESPONSES.get("public_key_id").asString(),
			MessageVerifier.of(TestFiles.wechatPayPublicKey()), "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
			platformCertificate("vectors/rsa/platform_cert_1.pem"), "2F7BC1AD98ED71D6EDD4A4A16996DE7B00A13377",
			platformCertificate("vectors/rsa/platform_cert_2.pem"));

	/**
	 * Whether a key is known, and whether a signature is Base64, isn't for a verifier.
	 */
	static List<JsonNode> responses() {
		return TestFiles.elements(RESPONSES.get("cases"))
			.stream()
			.filter((response) -> response.get("signature_type").asString().equals(RsaMessageSigner.SCHEME))
			.filter((response) -> !response.get("serial").asString().equals("PUB_KEY_ID_unknown"))
			.filter((response) -> response.get("signature").asString().matches("[A-Za-z0-9+/]+={0,2}"))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("responses")
	void verifiesAsOthersDo(JsonNode response) {
		String serial = response.get("serial").asString();
		assertThat(this.verifiers).containsKey(serial);
		MessageVerifier verifier = Objects.requireNonNull(this.verifiers.get(serial));
		byte[] message = message(response, response.get("body").asString());
		byte[] signature = Base64.getDecoder().decode(response.get("signature").asString());
		assertThat(verifier.verify(message, signature)).isEqualTo(response.get("valid").asBoolean());
		assertThat(verifier.verify(message(response, response.get("body").asString() + " "), signature)).isFalse();
	}

	@Test
	void vectorsContainBothKinds() {
		assertThat(responses()).filteredOn((response) -> response.get("valid").asBoolean()).hasSize(4);
		assertThat(responses()).filteredOn((response) -> !response.get("valid").asBoolean()).hasSizeGreaterThan(5);
	}

	@Test
	void signatureOfWrongLengthDoesNotVerify() {
		MessageVerifier verifier = MessageVerifier.of(TestFiles.wechatPayPublicKey());
		for (int length : new int[] { 0, 1, 255, 257 }) {
			assertThat(verifier.verify(new byte[1], new byte[length])).isFalse();
		}
	}

	@Test
	void namesScheme() {
		MessageVerifier verifier = MessageVerifier.of(TestFiles.wechatPayPublicKey());
		assertThat(verifier.getScheme()).isEqualTo("WECHATPAY2-SHA256-RSA2048");
		assertThat(verifier).asString().isEqualTo("WECHATPAY2-SHA256-RSA2048 verifier");
	}

	@Test
	void refusesKeyOfAnotherAlgorithm() throws NoSuchAlgorithmException {
		PublicKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
		assertThatIllegalArgumentException().isThrownBy(() -> MessageVerifier.of(key))
			.withMessage("Public key of type 'EC' can't verify WECHATPAY2-SHA256-RSA2048");
	}

	@Test
	void reportsKeyThatCannotVerify() {
		PublicKey key = mock(PublicKey.class);
		given(key.getAlgorithm()).willReturn("RSA");
		MessageVerifier verifier = MessageVerifier.of(key);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> verifier.verify(new byte[0], new byte[256]))
			.withMessage("Unable to verify with the public key");
	}

	private static byte[] message(JsonNode response, String body) {
		return (response.get("timestamp").asString() + "\n" + response.get("nonce").asString() + "\n" + body + "\n")
			.getBytes(StandardCharsets.UTF_8);
	}

	private static MessageVerifier platformCertificate(String path) {
		return MessageVerifier.of(KeyReader.readCertificate(TestFiles.bytes(path), null).getPublicKey());
	}

}
