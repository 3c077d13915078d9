package io.github.wechatpayspring.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ApiV3Key} and {@link EncryptedResource}.
 */
class ApiV3KeyTests {

	private static final String KEY = "ApiV3Key-for-tests-0123456789abc";

	private static final String NONCE = "61f9c7197281";

	private static final byte[] PLAINTEXT = "瑜伽课20节".getBytes(StandardCharsets.UTF_8);

	private final ApiV3Key key = ApiV3Key.of(KEY);

	static List<JsonNode> certificates() {
		JsonNode download = TestFiles.json("vectors/certificates-download.json");
		assertThat(download.get("api_v3_key").asString()).isEqualTo(KEY);
		return TestFiles.elements(JsonMapper.shared().readTree(download.get("body").asString()).get("data"));
	}

	static List<JsonNode> notifications() {
		return TestFiles.elements(TestFiles.json("vectors/notifications.json").get("cases"))
			.stream()
			.filter((notification) -> notification.get("valid").asBoolean())
			.map((notification) -> JsonMapper.shared().readTree(notification.get("body").asString()).get("resource"))
			.filter((resource) -> resource.get("algorithm").asString().equals("AEAD_AES_256_GCM"))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("certificates")
	void opensDownloadedCertificates(JsonNode certificate) {
		byte[] opened = this.key.open(resource(certificate.get("encrypt_certificate")));
		String serialNumber = certificate.get("serial_no").asString();
		String file = serialNumber.startsWith("1") ? "platform_cert_1" : "platform_cert_2";
		assertThat(new String(opened, StandardCharsets.UTF_8))
			.isEqualTo(TestFiles.text("vectors/rsa/" + file + ".pem"));
		assertThat(SerialNumbers.of(KeyReader.readCertificate(opened, null))).isEqualTo(serialNumber);
	}

	@ParameterizedTest
	@MethodSource("notifications")
	void opensNotifications(JsonNode resource) {
		assertThat(JsonMapper.shared().readTree(this.key.open(resource(resource))).isObject()).isTrue();
	}

	@Test
	void vectorsAreThere() {
		assertThat(certificates()).hasSize(2);
		assertThat(notifications()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "certificate", "" })
	void opensWhatItSealed(String associatedData) {
		EncryptedResource sealed = this.key.seal(PLAINTEXT, associatedData, NONCE);
		assertThat(sealed.algorithm()).isEqualTo(ApiV3Key.AEAD_AES_256_GCM);
		assertThat(sealed.associatedData()).isEqualTo(associatedData);
		assertThat(sealed.nonce()).isEqualTo(NONCE);
		assertThat(this.key.open(sealed)).isEqualTo(PLAINTEXT);
	}

	@Test
	void absentAndEmptyAssociatedDataAreTheSame() {
		EncryptedResource sealed = this.key.seal(PLAINTEXT, null, NONCE);
		assertThat(sealed.associatedData()).isNull();
		assertThat(this.key.open(sealed)).isEqualTo(PLAINTEXT);
		assertThat(this.key.open(new EncryptedResource(sealed.algorithm(), sealed.ciphertext(), "", sealed.nonce())))
			.isEqualTo(PLAINTEXT);
	}

	@Test
	void opensEmptyPlaintext() {
		assertThat(this.key.open(this.key.seal(new byte[0], "transaction", NONCE))).isEmpty();
	}

	@Test
	void refusesWhatWasChanged() {
		EncryptedResource sealed = this.key.seal(PLAINTEXT, "certificate", NONCE);
		byte[] ciphertext = Base64.getDecoder().decode(sealed.ciphertext());
		for (int i = 0; i < ciphertext.length; i++) {
			byte[] changed = ciphertext.clone();
			changed[i] ^= 1;
			assertRefused(this.key, sealed.algorithm(), Base64.getEncoder().encodeToString(changed), "certificate",
					NONCE, "it was changed, or it was encrypted under another API v3 key");
		}
	}

	@Test
	void refusesOtherNonceAssociatedDataAndKey() {
		String ciphertext = this.key.seal(PLAINTEXT, "certificate", NONCE).ciphertext();
		String reason = "it was changed, or it was encrypted under another API v3 key";
		assertRefused(this.key, "AEAD_AES_256_GCM", ciphertext, "certificate", "61f9c7197282", reason);
		assertRefused(this.key, "AEAD_AES_256_GCM", ciphertext, "transaction", NONCE, reason);
		assertRefused(this.key, "AEAD_AES_256_GCM", ciphertext, null, NONCE, reason);
		assertRefused(ApiV3Key.of("x".repeat(32)), "AEAD_AES_256_GCM", ciphertext, "certificate", NONCE, reason);
	}

	@Test
	void refusesOtherAlgorithm() {
		EncryptedResource sealed = this.key.seal(PLAINTEXT, null, NONCE);
		assertRefused(this.key, "AEAD_SM4_128_GCM", sealed.ciphertext(), null, NONCE,
				"it was changed, or it was encrypted under another API v3 key");
		assertRefused(this.key, "AEAD_SM4_128_CBC", sealed.ciphertext(), null, NONCE,
				"algorithm 'AEAD_SM4_128_CBC' isn't supported");
		assertRefused(this.key, null, sealed.ciphertext(), null, NONCE, "algorithm 'null' isn't supported");
	}

	@Test
	void opensSm4() {
		JsonNode vector = TestFiles.json("vectors/sm4-gcm.json");
		assertThat(vector.get("api_v3_key").asString()).isEqualTo(KEY);
		assertThat(this.key.open(resource(vector)))
			.isEqualTo(TestFiles.bytes("vectors/" + vector.get("plaintext_file").asString()));
	}

	@Test
	void refusesOtherSm4() {
		EncryptedResource sealed = resource(TestFiles.json("vectors/sm4-gcm.json"));
		String reason = "it was changed, or it was encrypted under another API v3 key";
		byte[] ciphertext = Base64.getDecoder().decode(sealed.ciphertext());
		for (int i : new int[] { 0, 15, ciphertext.length - 17, ciphertext.length - 1 }) {
			byte[] changed = ciphertext.clone();
			changed[i] ^= 1;
			assertRefused(this.key, sealed.algorithm(), Base64.getEncoder().encodeToString(changed),
					sealed.associatedData(), sealed.nonce(), reason);
		}
		assertRefused(this.key, sealed.algorithm(), sealed.ciphertext(), "transaction", sealed.nonce(), reason);
		assertRefused(this.key, sealed.algorithm(), sealed.ciphertext(), null, sealed.nonce(), reason);
		assertRefused(this.key, sealed.algorithm(), sealed.ciphertext(), sealed.associatedData(), NONCE, reason);
		assertRefused(this.key, ApiV3Key.AEAD_AES_256_GCM, sealed.ciphertext(), sealed.associatedData(), sealed.nonce(),
				reason);
		assertRefused(ApiV3Key.of("x".repeat(32)), sealed.algorithm(), sealed.ciphertext(), sealed.associatedData(),
				sealed.nonce(), reason);
	}

	@Test
	void refusesNonceOfOtherLength() {
		EncryptedResource sealed = this.key.seal(PLAINTEXT, null, NONCE);
		assertRefused(this.key, sealed.algorithm(), sealed.ciphertext(), null, "61f9c719728",
				"nonce has 11 bytes where 12 are expected");
		assertRefused(this.key, sealed.algorithm(), sealed.ciphertext(), null, "61f9c71972810",
				"nonce has 13 bytes where 12 are expected");
		assertRefused(this.key, sealed.algorithm(), sealed.ciphertext(), null, "61f9c719728é",
				"nonce has 13 bytes where 12 are expected");
		assertRefused(this.key, sealed.algorithm(), sealed.ciphertext(), null, null,
				"nonce has 0 bytes where 12 are expected");
	}

	@Test
	void refusesCiphertextThatIsIncomplete() {
		String algorithm = ApiV3Key.AEAD_AES_256_GCM;
		String reason = "ciphertext is missing or shorter than its tag";
		assertRefused(this.key, algorithm, null, null, NONCE, reason);
		assertRefused(this.key, algorithm, "", null, NONCE, reason);
		assertRefused(this.key, algorithm, Base64.getEncoder().encodeToString(new byte[15]), null, NONCE, reason);
		assertRefused(this.key, algorithm, Base64.getEncoder().encodeToString(new byte[16]), null, NONCE,
				"it was changed, or it was encrypted under another API v3 key");
		assertRefused(this.key, algorithm, "@@not base64@@", null, NONCE, "ciphertext isn't Base64");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"algorithm\":null,\"ciphertext\":null,\"associated_data\":null,\"nonce\":null}",
			"{\"algorithm\":\"AEAD_AES_256_GCM\"}", "{\"algorithm\":\"AEAD_AES_256_GCM\",\"nonce\":\"61f9c7197281\"}" })
	void refusesJsonThatIsIncomplete(String json) {
		EncryptedResource resource = JsonMapper.shared().readValue(json, EncryptedResource.class);
		assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> this.key.open(resource));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 11, 13, 16 })
	void doesNotSealUnderNonceOfOtherLength(int length) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.key.seal(PLAINTEXT, null, "n".repeat(length)))
			.withMessage("Nonce must have 12 bytes but has " + length);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret-secret-secret-secret-1234", "secret-secret-secret-secret-123é" })
	void keyHasThirtyTwoBytes(String text) {
		int length = text.getBytes(StandardCharsets.UTF_8).length;
		if (length == 32) {
			assertThat(ApiV3Key.of(text)).isNotNull();
			return;
		}
		assertThatIllegalArgumentException().isThrownBy(() -> ApiV3Key.of(text))
			.withMessage("API v3 key must have 32 bytes but has " + length);
	}

	@Test
	void toStringDoesNotShowSecrets() {
		assertThat(this.key).hasToString("ApiV3Key[******]");
		assertThat(this.key.seal(PLAINTEXT, "certificate", NONCE))
			.hasToString("EncryptedResource[algorithm=AEAD_AES_256_GCM]");
	}

	private static EncryptedResource resource(JsonNode json) {
		return JsonMapper.shared().treeToValue(json, EncryptedResource.class);
	}

	private static void assertRefused(ApiV3Key key, @Nullable String algorithm, @Nullable String ciphertext,
			@Nullable String associatedData, @Nullable String nonce, String reason) {
		assertThatExceptionOfType(DecryptionException.class)
			.isThrownBy(() -> key.open(new EncryptedResource(algorithm, ciphertext, associatedData, nonce)))
			.withMessage("Resource can't be decrypted: " + reason);
	}

}
