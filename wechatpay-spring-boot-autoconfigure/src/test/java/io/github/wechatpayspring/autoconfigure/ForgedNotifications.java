package io.github.wechatpayspring.autoconfigure;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.EncryptedResource;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Floods of forged notifications, posted over sockets. Each could be decrypted and read,
 * were it not for its signature.
 */
final class ForgedNotifications {

	/**
	 * What is in every body, before and after its resource was decrypted, and in headers.
	 */
	static final String MARKER = "marker-of-forgeries";

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Random random = new Random(1);

	private final Clock clock;

	private final List<String> ciphertexts = new ArrayList<>();

	private int number;

	/**
	 * Create forgeries.
	 * @param clock the clock of the application
	 */
	ForgedNotifications(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Post all kinds at the same time, as if for each of some merchants, and see them
	 * refused.
	 * @param url the notification URL
	 * @param merchants the merchants
	 * @param count how many of each kind
	 */
	void flood(URI url, Collection<SimulatorMerchant> merchants, int count) throws Exception {
		flood(url, merchants, count, new Answer(401, "signature isn't valid"));
	}

	/**
	 * Post all kinds where certificates can't be downloaded.
	 * @param url the notification URL
	 * @param merchants the merchants
	 * @param count how many of each kind
	 */
	void floodWithoutCertificates(URI url, Collection<SimulatorMerchant> merchants, int count) throws Exception {
		flood(url, merchants, count, new Answer(503, "signature can't be verified now"));
	}

	private void flood(URI url, Collection<SimulatorMerchant> merchants, int count, Answer toUnknownSerial)
			throws Exception {
		Map<CompletableFuture<HttpResponse<String>>, Kind> responses = new LinkedHashMap<>();
		for (int i = 0; i < count; i++) {
			for (SimulatorMerchant merchant : merchants) {
				for (Kind kind : Kind.values()) {
					responses.put(this.client.sendAsync(request(url, merchant, kind), BodyHandlers.ofString()), kind);
				}
			}
		}
		assertThat(responses).hasSize(count * merchants.size() * Kind.values().length);
		for (Map.Entry<CompletableFuture<HttpResponse<String>>, Kind> entry : responses.entrySet()) {
			Kind kind = entry.getValue();
			Answer answer = (kind == Kind.UNKNOWN_SERIAL) ? toUnknownSerial : kind.answer;
			HttpResponse<String> response = entry.getKey().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
			assertThat(response.statusCode()).as(kind.name()).isEqualTo(answer.status());
			assertThat(response.body()).isEqualTo("{\"code\":\"FAIL\",\"message\":\"%s\"}".formatted(answer.message()));
		}
	}

	/**
	 * Post a body as WeChat Pay would send it.
	 * @param url the notification URL
	 * @param merchant whose platform key signs
	 * @param body the body
	 * @return the status of the answer
	 */
	int post(URI url, SimulatorMerchant merchant, String body) throws Exception {
		Map<String, String> headers = sign(merchant, this.clock.instant().getEpochSecond(), body);
		return this.client.send(request(url, headers, body), BodyHandlers.ofString()).statusCode();
	}

	private HttpRequest request(URI url, SimulatorMerchant merchant, Kind kind) {
		String body = body(merchant);
		if (kind == Kind.HUGE_BODY) {
			body += " ".repeat((int) SimulatedApplication.MAX_BODY_SIZE.toBytes());
		}
		long now = this.clock.instant().getEpochSecond();
		Map<String, String> headers = sign(merchant, (kind == Kind.STALE) ? now - 301 : now, body);
		forge(kind, headers);
		return request(url, headers, (kind == Kind.OTHER_BODY) ? body(merchant) : body);
	}

	private HttpRequest request(URI url, Map<String, String> headers, String body) {
		HttpRequest.Builder builder = HttpRequest.newBuilder(url)
			.timeout(TIMEOUT)
			.header("Content-Type", "application/json")
			.header("X-Posted", MARKER)
			.POST(publisher(body));
		headers.forEach(builder::header);
		return builder.build();
	}

	private Map<String, String> sign(SimulatorMerchant merchant, long time, String body) {
		String timestamp = String.valueOf(time);
		String nonce = MARKER + this.number;
		byte[] message = (timestamp + "\n" + nonce + "\n" + body + "\n").getBytes(StandardCharsets.UTF_8);
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Wechatpay-Serial", merchant.preferredPlatformKey().serial());
		headers.put("Wechatpay-Timestamp", timestamp);
		headers.put("Wechatpay-Nonce", nonce);
		headers.put("Wechatpay-Signature",
				Base64.getEncoder().encodeToString(merchant.preferredPlatformKey().sign(message)));
		return headers;
	}

	private void forge(Kind kind, Map<String, String> headers) {
		switch (kind) {
			case UNKNOWN_SERIAL -> headers.put("Wechatpay-Serial", "%040X".formatted(new BigInteger(160, this.random)));
			case UNKNOWN_PUBLIC_KEY -> headers.put("Wechatpay-Serial", "PUB_KEY_ID_" + this.random.nextLong());
			case WRONG_SIGNATURE -> {
				byte[] signature = new byte[256];
				this.random.nextBytes(signature);
				headers.put("Wechatpay-Signature", Base64.getEncoder().encodeToString(signature));
			}
			case PROBE ->
				headers.compute("Wechatpay-Signature", (name, signature) -> "WECHATPAY/SIGNTEST/" + signature);
			case NO_BASE64 -> headers.put("Wechatpay-Signature", "(" + MARKER + ")");
			case HEADER_MISSING -> {
				List<String> names = new ArrayList<>(headers.keySet());
				headers.remove(names.get(this.random.nextInt(names.size())));
			}
			case OTHER_BODY, STALE, HUGE_BODY -> {
			}
		}
	}

	// With a Content-Length or in chunks
	private BodyPublisher publisher(String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return this.random.nextBoolean() ? BodyPublishers.ofByteArray(bytes)
				: BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
	}

	/**
	 * Return the body of a notification for a merchant.
	 * @param merchant the merchant
	 * @return the body
	 */
	String body(SimulatorMerchant merchant) {
		this.number++;
		EncryptedResource resource = ApiV3Key.of(merchant.apiV3Key())
			.seal("{\"mchid\":\"%s\",\"name\":\"%s\"}".formatted(merchant.id(), MARKER)
				.getBytes(StandardCharsets.UTF_8), null, "%012d".formatted(this.number));
		this.ciphertexts.add(String.valueOf(resource.ciphertext()));
		return """
				{"id":"%s-%d","event_type":"%s","summary":"%s","resource":{"algorithm":"%s","ciphertext":"%s",\
				"nonce":"%s"}}""".formatted(MARKER, this.number, MARKER, MARKER, resource.algorithm(),
				resource.ciphertext(), resource.nonce());
	}

	/**
	 * Return the ciphertexts in all bodies.
	 */
	List<String> ciphertexts() {
		return this.ciphertexts;
	}

	/**
	 * What is wrong with a forgery. Everything else is as WeChat Pay would send it.
	 */
	enum Kind {

		UNKNOWN_SERIAL, UNKNOWN_PUBLIC_KEY, WRONG_SIGNATURE, PROBE, NO_BASE64, HEADER_MISSING, OTHER_BODY, STALE,
		HUGE_BODY(new Answer(413, "body is too large"));

		private final Answer answer;

		Kind() {
			this(new Answer(401, "signature isn't valid"));
		}

		Kind(Answer answer) {
			this.answer = answer;
		}

	}

	private record Answer(int status, String message) {

	}

}
