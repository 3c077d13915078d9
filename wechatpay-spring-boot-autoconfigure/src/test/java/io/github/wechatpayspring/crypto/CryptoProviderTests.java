package io.github.wechatpayspring.crypto;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Named;
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
 * Tests for {@link CryptoProvider}. The native providers take part where their libraries
 * can be loaded.
 */
class CryptoProviderTests {

	private static final String API_V3_KEY = "ApiV3Key-for-tests-0123456789abc";

	private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

	static Stream<Named<CryptoProvider>> providers() {
		List<CryptoProvider> providers = new ArrayList<>();
		providers.add(CryptoProvider.jdk());
		providers.add(CryptoProvider.of(Objects.requireNonNull(Security.getProvider("SunRsaSign"))));
		providers.add(CryptoProvider.of(CountingProvider.create()));
		providers.add(CryptoProvider.loading(() -> CryptoProvider.of(CountingProvider.create()), Runnable::run));
		if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
			providers.add(CryptoProvider.of(AmazonCorrettoCryptoProvider.INSTANCE));
		}
		if (Conscrypt.isAvailable()) {
			providers.add(CryptoProvider.of(Conscrypt.newProvider()));
		}
		return providers.stream().map((provider) -> Named.of(provider.getName(), provider));
	}

	@Test
	void nativeProvidersTakePartOnLinux() {
		if (System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64")) {
			assertThat(providers().map(Named::getName)).contains("AmazonCorrettoCryptoProvider", "Conscrypt");
		}
	}

	@ParameterizedTest
	@MethodSource("providers")
	void signsAsOthersDo(CryptoProvider provider) {
		MessageSigner signer = provider.signer(TestFiles.merchantKey(), TestFiles.merchantCertificate());
		MessageVerifier verifier = provider.verifier(TestFiles.merchantCertificate().getPublicKey());
		assertThat(MessageSignerTests.requests()).isNotEmpty().allSatisfy((request) -> {
			byte[] message = request.get("message").asString().getBytes(StandardCharsets.UTF_8);
			byte[] signature = signer.sign(message);
			assertThat(Base64.getEncoder().encodeToString(signature))
				.isEqualTo(request.get("signature_rsa").asString());
			assertThat(verifier.verify(message, signature)).isTrue();
		});
		assertThat(signer.isBlocking()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("providers")
	void verifiesAsOthersDo(CryptoProvider provider) {
		Map<String, MessageVerifier> verifiers = Map.of("PUB_KEY_ID_0119000001092024080500112233445566",
				provider.verifier(TestFiles.wechatPayPublicKey()), "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
				platformCertificate(provider, "vectors/rsa/platform_cert_1.pem"),
				"2F7BC1AD98ED71D6EDD4A4A16996DE7B00A13377",
				platformCertificate(provider, "vectors/rsa/platform_cert_2.pem"));
		assertThat(MessageVerifierTests.responses()).extracting((response) -> response.get("valid").asBoolean())
			.contains(true, false);
		assertThat(MessageVerifierTests.responses()).allSatisfy((response) -> {
			MessageVerifier verifier = Objects.requireNonNull(verifiers.get(response.get("serial").asString()));
			byte[] signature = Base64.getDecoder().decode(response.get("signature").asString());
			byte[] message = SignedMessage.ofAnswer(response.get("timestamp").asString(),
					response.get("nonce").asString(), response.get("body").asString().getBytes(StandardCharsets.UTF_8));
			assertThat(verifier.verify(message, signature)).isEqualTo(response.get("valid").asBoolean());
			message[0]++;
			assertThat(verifier.verify(message, signature)).isFalse();
		});
	}

	@ParameterizedTest
	@MethodSource("providers")
	void signatureThatIsNoneDoesNotVerify(CryptoProvider provider) {
		MessageVerifier verifier = provider.verifier(TestFiles.wechatPayPublicKey());
		for (int length : new int[] { 0, 1, 255, 256, 257, 512 }) {
			byte[] signature = new byte[length];
			assertThat(verifier.verify(MESSAGE, signature)).isFalse();
			Arrays.fill(signature, (byte) 0xFF);
			assertThat(verifier.verify(MESSAGE, signature)).isFalse();
		}
	}

	@ParameterizedTest
	@MethodSource("providers")
	void opensDownloadedCertificatesAndNotifications(CryptoProvider provider) {
		ApiV3Key key = provider.apiV3Key(API_V3_KEY);
		ApiV3Key other = provider.apiV3Key("x".repeat(32));
		List<JsonNode> resources = new ArrayList<>(ApiV3KeyTests.notifications());
		ApiV3KeyTests.certificates().forEach((item) -> resources.add(item.get("encrypt_certificate")));
		assertThat(resources).hasSizeGreaterThan(2).allSatisfy((json) -> {
			EncryptedResource resource = TestFiles.resource(json);
			assertThat(key.open(resource)).isEqualTo(ApiV3Key.of(API_V3_KEY).open(resource));
			assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> other.open(resource));
			byte[] ciphertext = Base64.getDecoder().decode(resource.ciphertext());
			ciphertext[ciphertext.length - 1] ^= 1;
			EncryptedResource changed = new EncryptedResource(resource.algorithm(),
					Base64.getEncoder().encodeToString(ciphertext), resource.associatedData(), resource.nonce());
			assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> key.open(changed));
		});
		EncryptedResource sealed = key.seal(MESSAGE, "transaction", "61f9c7197281");
		assertThat(sealed).isEqualTo(ApiV3Key.of(API_V3_KEY).seal(MESSAGE, "transaction", "61f9c7197281"));
		assertThat(key.open(sealed)).isEqualTo(MESSAGE);
	}

	@ParameterizedTest
	@MethodSource("providers")
	void manyThreadsShareSignerVerifierAndKey(CryptoProvider provider) {
		MessageSigner signer = provider.signer(TestFiles.merchantKey(), TestFiles.merchantCertificate());
		MessageVerifier verifier = provider.verifier(TestFiles.merchantCertificate().getPublicKey());
		ApiV3Key key = provider.apiV3Key(API_V3_KEY);
		MessageSigner reference = MessageSigner.of(TestFiles.merchantKey(), TestFiles.merchantCertificate());
		List<byte[]> messages = IntStream.range(0, 4).mapToObj((i) -> new byte[100 * i]).toList();
		List<byte[]> signatures = messages.stream().map(reference::sign).toList();
		EncryptedResource sealed = key.seal(MESSAGE, null, "61f9c7197281");
		assertThat(IntStream.range(0, 400).parallel().filter((i) -> {
			byte[] message = messages.get(i % 4);
			byte[] signature = signer.sign(message);
			return Arrays.equals(signature, signatures.get(i % 4)) && verifier.verify(message, signature)
					&& !verifier.verify(messages.get((i + 1) % 4), signature)
					&& Arrays.equals(key.open(sealed), MESSAGE);
		}).count()).isEqualTo(400);
	}

	@ParameterizedTest
	@MethodSource("providers")
	void providerIsNotInstalled(CryptoProvider provider) {
		provider.signer(TestFiles.merchantKey(), TestFiles.merchantCertificate()).sign(MESSAGE);
		assertThat(Security.getProviders()).extracting("name")
			.contains("SunRsaSign")
			.doesNotContain("AmazonCorrettoCryptoProvider", "Conscrypt", "Counting");
	}

	@Test
	void translatesKeyOnce() {
		CountingProvider counting = CountingProvider.create();
		CryptoProvider provider = CryptoProvider.of(counting);
		assertThat(provider.getName()).isEqualTo("Counting");
		assertThat(provider.getVersion()).isEqualTo("1.2");
		assertThat(CryptoProvider.of(counting, "1.2.3").getVersion()).isEqualTo("1.2.3");
		MessageSigner signer = provider.signer(TestFiles.merchantKey(), TestFiles.merchantCertificate());
		MessageVerifier verifier = provider.verifier(TestFiles.merchantCertificate().getPublicKey());
		Map<String, Integer> before = counting.getCounts();
		for (int i = 0; i < 3; i++) {
			assertThat(verifier.verify(MESSAGE, signer.sign(MESSAGE))).isTrue();
		}
		assertThat(counting.getCounts()).containsEntry("KeyFactory", 2)
			.containsEntry("Signature", before.get("Signature") + 6)
			.containsEntry("Cipher", before.get("Cipher"));
		provider.apiV3Key(API_V3_KEY).seal(MESSAGE, null, "61f9c7197281");
		assertThat(counting.getCounts()).containsEntry("Cipher", before.get("Cipher") + 1);
	}

	@Test
	void providerThatCannotTakeKeyLeavesItToTheJvm() {
		CountingProvider counting = CountingProvider.withoutKeyFactory();
		MessageSigner signer = CryptoProvider.of(counting)
			.signer(TestFiles.merchantKey(), TestFiles.merchantCertificate());
		Map<String, Integer> before = counting.getCounts();
		assertThat(signer.sign(MESSAGE))
			.isEqualTo(MessageSigner.of(TestFiles.merchantKey(), TestFiles.merchantCertificate()).sign(MESSAGE));
		assertThat(counting.getCounts()).isEqualTo(before);
	}

	@Test
	void keyThatDoesNotShowItselfIsLeftToTheJvm() {
		CountingProvider counting = CountingProvider.create();
		PrivateKey key = mock(PrivateKey.class);
		given(key.getAlgorithm()).willReturn("RSA");
		MessageSigner signer = CryptoProvider.of(counting).signer(key, "5157F09E");
		Map<String, Integer> before = counting.getCounts();
		assertThat(signer.isBlocking()).isTrue();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> signer.sign(MESSAGE))
			.withMessage("Unable to sign with the key of certificate 5157F09E");
		assertThat(counting.getCounts()).isEqualTo(before);
	}

	@Test
	void providerNeedsRsa() {
		CountingProvider counting = CountingProvider.withoutRsa();
		assertThatIllegalArgumentException().isThrownBy(() -> CryptoProvider.of(counting))
			.withMessage("Provider 'Counting' doesn't have SHA256withRSA");
	}

	@Test
	void jdkIsNamedAfterItsProvider() {
		assertThat(CryptoProvider.jdk().getName()).isEqualTo("SunRsaSign");
		assertThat(CryptoProvider.jdk().getVersion()).isEqualTo(System.getProperty("java.specification.version"));
	}

	@Test
	void refusesCertificateOfAnotherKey() {
		PrivateKey otherKey = KeyReader.readPrivateKey(TestFiles.bytes("vectors/rsa/other_key.pem"), null);
		CryptoProvider provider = CryptoProvider.of(CountingProvider.create());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> provider.signer(otherKey, TestFiles.merchantCertificate()))
			.withMessage("Private key doesn't belong to certificate 5157F09EFDC096DE15EBE81A47057A7232F1B8E1");
	}

	@Test
	void loadsOnceInTheBackgroundWhenItIsFirstUsed() {
		CountingProvider counting = CountingProvider.create();
		AtomicInteger loaded = new AtomicInteger();
		List<Runnable> tasks = new ArrayList<>();
		CryptoProvider provider = CryptoProvider.loading(() -> {
			loaded.incrementAndGet();
			return CryptoProvider.of(counting);
		}, tasks::add);
		MessageSigner signer = provider.signer(TestFiles.merchantKey(), TestFiles.merchantCertificate());
		assertThat(tasks).isEmpty();
		byte[] signature = signer.sign(MESSAGE);
		assertThat(signer.sign(MESSAGE)).isEqualTo(signature);
		assertThat(tasks).hasSize(1);
		assertThat(loaded).hasValue(0);
		assertThat(provider.getName()).isEqualTo("SunRsaSign");
		tasks.get(0).run();
		assertThat(provider.getName()).isEqualTo("Counting");
		int before = counting.getCounts().get("Signature");
		assertThat(signer.sign(MESSAGE)).isEqualTo(signature);
		assertThat(counting.getCounts()).containsEntry("Signature", before + 1).containsEntry("KeyFactory", 1);
		assertThat(tasks).hasSize(1);
		assertThat(loaded).hasValue(1);
	}

	@Test
	void staysWithTheJvmWhileNothingCanBeLoaded() {
		AtomicInteger rejected = new AtomicInteger();
		CryptoProvider provider = CryptoProvider.loading(() -> CryptoProvider.of(CountingProvider.create()), (task) -> {
			if (rejected.incrementAndGet() == 1) {
				throw new RejectedExecutionException();
			}
			task.run();
		});
		assertThat(provider.getName()).isEqualTo("SunRsaSign");
		assertThat(provider.getName()).isEqualTo("Counting");
		assertThat(rejected).hasValue(2);
	}

	private static MessageVerifier platformCertificate(CryptoProvider provider, String path) {
		return provider.verifier(KeyReader.readCertificate(TestFiles.bytes(path), null).getPublicKey());
	}

}
