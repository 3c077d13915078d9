package io.github.wechatpayspring.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.EncryptedResource;
import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Notifications from the test vectors, and others that are signed and encrypted here as
 * WeChat Pay does it.
 */
public final class TestNotifications {

	public static final Instant NOW = Instant.ofEpochSecond(1722850421);

	public static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001092024080500112233445566";

	public static final String MERCHANT_ID = "1900000109";

	private static final String CERTIFICATE_SERIAL = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C";

	static final ApiV3Key KEY = ApiV3Key.of("ApiV3Key-for-tests-0123456789abc");

	static final MessageSigner SIGNER = MessageSigner
		.of(KeyReader.readPrivateKey(bytes("vectors/rsa/wechatpay_public_key_private.pem"), null), "01");

	private static final AtomicInteger NONCES = new AtomicInteger();

	private TestNotifications() {
	}

	static byte[] bytes(String path) {
		try (InputStream stream = TestNotifications.class.getResourceAsStream("/" + path)) {
			if (stream == null) {
				throw new IllegalArgumentException("No file " + path);
			}
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static List<JsonNode> vectors() {
		JsonNode vectors = JsonMapper.shared().readTree(bytes("vectors/notifications.json"));
		return StreamSupport.stream(vectors.get("cases").spliterator(), false).toList();
	}

	public static JsonNode vector(String name) {
		return vectors().stream()
			.filter((vector) -> vector.get("name").asString().equals(name))
			.findFirst()
			.orElseThrow();
	}

	public static TestNotification notification(JsonNode vector) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		headers.set("Wechatpay-Timestamp", vector.get("timestamp").asString());
		headers.set("Wechatpay-Nonce", vector.get("nonce").asString());
		headers.set("Wechatpay-Serial", vector.get("serial").asString());
		headers.set("Wechatpay-Signature-Type", vector.get("signature_type").asString());
		headers.set("Wechatpay-Signature", vector.get("signature").asString());
		return new TestNotification(headers, vector.get("body").asString().getBytes(StandardCharsets.UTF_8));
	}

	public static TestNotification of(String id, String eventType, String resource) {
		return sign(envelope(id, eventType, seal(resource)));
	}

	static EncryptedResource seal(String resource) {
		return KEY.seal(resource.getBytes(StandardCharsets.UTF_8), "payscore",
				"%012d".formatted(NONCES.incrementAndGet()));
	}

	static String envelope(String id, String eventType, EncryptedResource resource) {
		return """
				{"id":"%s","create_time":"2024-08-05T17:33:41+08:00","resource_type":"encrypt-resource",\
				"event_type":"%s","summary":"test","one day":{"more":[1]},"resource":{"original_type":"payscore",\
				"algorithm":"%s","ciphertext":"%s","associated_data":"payscore","nonce":"%s","new":true}}"""
			.formatted(id, eventType, resource.algorithm(), resource.ciphertext(), resource.nonce());
	}

	public static TestNotification sign(String body) {
		return sign(body.getBytes(StandardCharsets.UTF_8), NOW);
	}

	static TestNotification sign(byte[] body, Instant time) {
		String timestamp = String.valueOf(time.getEpochSecond());
		String start = timestamp + "\nnonce\n";
		byte[] message = (start + new String(body, StandardCharsets.ISO_8859_1) + "\n")
			.getBytes(StandardCharsets.ISO_8859_1);
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		headers.set("Wechatpay-Timestamp", timestamp);
		headers.set("Wechatpay-Nonce", "nonce");
		headers.set("Wechatpay-Serial", PUBLIC_KEY_ID);
		headers.set("Wechatpay-Signature", Base64.getEncoder().encodeToString(SIGNER.sign(message)));
		return new TestNotification(headers, body);
	}

	public static Merchant merchant(String name) {
		return merchant(name, MERCHANT_ID, KEY);
	}

	static Merchant merchant(String name, String id, ApiV3Key key) {
		PlatformKeys keys = PlatformKeys
			.of(PUBLIC_KEY_ID, MessageVerifier.of(KeyReader.readPublicKey(bytes("vectors/rsa/pub_key.pem"))))
			.and(PlatformKeys.of(CERTIFICATE_SERIAL, MessageVerifier
				.of(KeyReader.readCertificate(bytes("vectors/rsa/platform_cert_1.pem"), null).getPublicKey())));
		return new Merchant(name, id, SIGNER, key, keys, PayscoreDefaults.NONE);
	}

	public static MerchantRepository merchants() {
		return new InMemoryMerchantRepository(merchant("default"), merchant("other", "1900000209", KEY),
				merchant("key", MERCHANT_ID, ApiV3Key.of("0123456789abcdef0123456789abcdef")));
	}

	public static Clock clock() {
		return Clock.fixed(NOW, ZoneOffset.UTC);
	}

	public static WechatPayNotificationParser parser() {
		return new WechatPayNotificationParser(merchants(), new PlatformSignatureVerifier(clock()));
	}

	/**
	 * What is posted to a notification URL.
	 *
	 * @param headers the headers
	 * @param body the body
	 */
	public record TestNotification(HttpHeaders headers, byte[] body) {

		public TestNotification with(String header, @Nullable String value) {
			HttpHeaders headers = new HttpHeaders();
			headers.putAll(this.headers);
			headers.set(header, value);
			return new TestNotification(headers, this.body);
		}

		public TestNotification without(String header) {
			HttpHeaders headers = new HttpHeaders();
			headers.putAll(this.headers);
			headers.remove(header);
			return new TestNotification(headers, this.body);
		}

	}

}
