package io.github.wechatpayspring.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;

/**
 * A client made of the JDK alone, so that nothing is signed or verified by the code under
 * test.
 */
final class SigningClient {

	static final HttpClient HTTP = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final URI baseUrl;

	private final Clock clock;

	private final SimulatorMerchant merchant;

	SigningClient(WechatPaySimulator simulator, SimulatorMerchant merchant) {
		this(simulator.baseUrl(), simulator.clock(), merchant);
	}

	SigningClient(URI baseUrl, Clock clock, SimulatorMerchant merchant) {
		this.baseUrl = baseUrl;
		this.clock = clock;
		this.merchant = merchant;
	}

	static SigningClient of(WechatPaySimulator simulator) {
		return new SigningClient(simulator, simulator.merchant());
	}

	Call get(String target) {
		return new Call("GET", target, null);
	}

	Call post(String target, String body) {
		return new Call("POST", target, body.getBytes(StandardCharsets.UTF_8));
	}

	Call post(String target, byte[] body) {
		return new Call("POST", target, body);
	}

	Call call(String method, String target, byte @Nullable [] body) {
		return new Call(method, target, body);
	}

	static boolean verifies(HttpResponse<byte[]> response, PublicKey key) {
		return verifies(response, response.body(), key);
	}

	static boolean verifies(HttpResponse<byte[]> response, byte[] body, PublicKey key) {
		try {
			String head = header(response, "Wechatpay-Timestamp") + "\n" + header(response, "Wechatpay-Nonce") + "\n";
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initVerify(key);
			signature.update(head.getBytes(StandardCharsets.UTF_8));
			signature.update(body);
			signature.update((byte) '\n');
			return signature.verify(Base64.getDecoder().decode(header(response, "Wechatpay-Signature")));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static boolean isSigned(HttpResponse<?> response) {
		return response.headers().firstValue("Wechatpay-Signature").isPresent();
	}

	static String header(HttpResponse<?> response, String name) {
		return response.headers().firstValue(name).orElseThrow(() -> new AssertionError("No header " + name));
	}

	static String text(HttpResponse<byte[]> response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	static List<String> lines(String pem) {
		return pem.lines().toList();
	}

	static byte[] decodePem(String pem) {
		return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
	}

	static PrivateKey privateKey(String pem) {
		try {
			return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(decodePem(pem)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static PublicKey publicKey(String pem) {
		try {
			if (pem.contains("CERTIFICATE")) {
				return CertificateFactory.getInstance("X.509")
					.generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
					.getPublicKey();
			}
			return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(decodePem(pem)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * One call, with everything about it open to change.
	 */
	final class Call {

		private final String method;

		private final String target;

		private final byte @Nullable [] body;

		private final Map<String, String> headers = new LinkedHashMap<>();

		private final Map<String, String> fields = new LinkedHashMap<>();

		private String scheme = "WECHATPAY2-SHA256-RSA2048";

		private String signedMethod;

		private String signedTarget;

		private byte[] signedBody;

		private @Nullable String authorization;

		private PrivateKey key = privateKey(SigningClient.this.merchant.privateKeyPem());

		private Call(String method, String target, byte @Nullable [] body) {
			this.method = method;
			this.target = target;
			this.body = body;
			this.signedMethod = method;
			this.signedTarget = target;
			this.signedBody = (body != null) ? body : new byte[0];
			this.headers.put("Accept", "application/json");
			this.headers.put("User-Agent", "tests");
			if (body != null) {
				this.headers.put("Content-Type", "application/json");
			}
			this.fields.put("mchid", SigningClient.this.merchant.id());
			this.fields.put("nonce_str", UUID.randomUUID().toString().replace("-", ""));
			this.fields.put("timestamp", Long.toString(SigningClient.this.clock.instant().getEpochSecond()));
			this.fields.put("serial_no", SigningClient.this.merchant.serialNumber());
		}

		Call header(String name, String value) {
			this.headers.put(name, value);
			return this;
		}

		Call withoutHeader(String name) {
			this.headers.remove(name);
			return this;
		}

		Call fault(String fault) {
			return header("Wechatpay-Simulator-Fault", fault);
		}

		Call field(String name, String value) {
			this.fields.put(name, value);
			return this;
		}

		Call scheme(String scheme) {
			this.scheme = scheme;
			return this;
		}

		Call authorization(@Nullable String authorization) {
			this.authorization = authorization;
			return this;
		}

		Call signedMethod(String method) {
			this.signedMethod = method;
			return this;
		}

		Call signedTarget(String target) {
			this.signedTarget = target;
			return this;
		}

		Call signedBody(byte[] body) {
			this.signedBody = body;
			return this;
		}

		Call key(String pem) {
			this.key = privateKey(pem);
			return this;
		}

		String signature() {
			try {
				String head = this.signedMethod + "\n" + this.signedTarget + "\n" + this.fields.get("timestamp") + "\n"
						+ this.fields.get("nonce_str") + "\n";
				Signature signature = Signature.getInstance("SHA256withRSA");
				signature.initSign(this.key);
				signature.update(head.getBytes(StandardCharsets.UTF_8));
				signature.update(this.signedBody);
				signature.update((byte) '\n');
				return Base64.getEncoder().encodeToString(signature.sign());
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
		}

		Map<String, String> fields() {
			Map<String, String> all = new LinkedHashMap<>(this.fields);
			all.putIfAbsent("signature", signature());
			return all;
		}

		String authorization() {
			StringBuilder value = new StringBuilder();
			fields().forEach((name, field) -> value.append((value.length() > 0) ? "," : "")
				.append(name)
				.append("=\"")
				.append(field)
				.append("\""));
			return this.scheme + " " + value;
		}

		HttpRequest build() {
			BodyPublisher publisher = (this.body != null) ? BodyPublishers.ofByteArray(this.body)
					: BodyPublishers.noBody();
			HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(SigningClient.this.baseUrl + this.target))
				.timeout(Duration.ofSeconds(20))
				.method(this.method, publisher);
			this.headers.forEach(builder::header);
			String value = (this.authorization != null) ? this.authorization : authorization();
			if (!value.isEmpty()) {
				builder.header("Authorization", value);
			}
			return builder.build();
		}

		HttpResponse<byte[]> send() {
			try {
				return trySend();
			}
			catch (IOException ex) {
				throw new AssertionError("The connection broke", ex);
			}
		}

		HttpResponse<byte[]> trySend() throws IOException {
			try {
				return HTTP.send(build(), BodyHandlers.ofByteArray());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}

	}

}
