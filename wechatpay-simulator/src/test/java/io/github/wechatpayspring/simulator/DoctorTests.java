package io.github.wechatpayspring.simulator;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import javax.crypto.Cipher;

import io.github.wechatpayspring.simulator.SigningClient.Call;
import io.github.wechatpayspring.simulator.http.Diagnosis;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the simulator finds out about refused signatures. Every request is signed
 * by the JDK and sent over a socket.
 */
class DoctorTests {

	private static final String BODY = "{\"name\":\"瑜伽课20节\",\"url\":\"https://a.example/b?c=1&d=2\",\"n\":1,\"a\":[1,{}],"
			+ "\"none\":null}";

	private static final String QUERY = Plans.DIRECT + "/merchant-plan-no/none?b=%E7%91%9C%20x%2Cy%3A%3D&a=1%2B2";

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.builder()
		.merchant(SimulatorMerchant.withId("1900000109"))
		.merchant(SimulatorMerchant.withId("1900000208"))
		.start();

	private static final SimulatorMerchant MERCHANT = SIMULATOR.merchant();

	private static final SimulatorMerchant OTHER = SIMULATOR.merchants().get(1);

	private final SigningClient client = SigningClient.of(SIMULATOR);

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource
	void messageOfARequestWithBody(String cause, String detail, Template template, @Nullable String line) {
		Call call = this.client.post(Plans.DIRECT, BODY);
		byte[] message = template.apply(
				new Parts("POST", Plans.DIRECT, call.fields().get("timestamp"), call.fields().get("nonce_str"), BODY));
		Diagnosis diagnosis = diagnose(call.field("signature", sign(message)));
		assertThat(diagnosis.cause()).isEqualTo(cause);
		assertThat(diagnosis.summary().english()).contains(detail);
		assertThat(diagnosis.probableMessage()).isEqualTo(new String(message, StandardCharsets.UTF_8));
		assertThat(difference(diagnosis).name()).isEqualTo(line);
		assertThat(difference(diagnosis).expected()).isNotEqualTo(difference(diagnosis).probable());
	}

	static Stream<Arguments> messageOfARequestWithBody() {
		return Stream.of(message("FINAL_NEWLINE_MISSING", "", "body", "%1$s\n%2$s\n%3$s\n%4$s\n%5$s"),
				message("BODY_LINE_MISSING", "", "body", "%1$s\n%2$s\n%3$s\n%4$s"),
				message("LINE_ENDS_DIFFER", "\\r\\n", "method", "%1$s\r\n%2$s\r\n%3$s\r\n%4$s\r\n%5$s\r\n"),
				message("LINE_ENDS_DIFFER", "backslash", "method", "%1$s\\n%2$s\\n%3$s\\n%4$s\\n%5$s\\n"),
				message("LINES_SWAPPED", "nonce before", "timestamp", "%1$s\n%2$s\n%4$s\n%3$s\n%5$s\n"),
				message("LINES_SWAPPED", "URL before", "method", "%2$s\n%1$s\n%3$s\n%4$s\n%5$s\n"),
				message("NOTIFICATION_MESSAGE", "three lines", "method", "%3$s\n%4$s\n%5$s\n"),
				message("OTHER_MESSAGE", "the body alone", "method", "%5$s"),
				message("OTHER_MESSAGE", "appid", "method", MERCHANT.appId() + "\n%3$s\n%4$s\n%5$s\n"),
				message("OTHER_MESSAGE", "API v2", "method",
						"a=[1,{}]&n=1&name=瑜伽课20节&none=null&url=https://a.example/b?c=1&d=2&key="
								+ MERCHANT.apiV3Key()),
				message("METHOD_DIFFERS", "", "method", "post\n%2$s\n%3$s\n%4$s\n%5$s\n"),
				message("METHOD_DIFFERS", "", "method", "GET\n%2$s\n%3$s\n%4$s\n%5$s\n"),
				message("METHOD_DIFFERS", "newline at its end", "method", null),
				message("URL_WITH_HOST", "", "url", "%1$s\n" + SIMULATOR.baseUrl() + "%2$s\n%3$s\n%4$s\n%5$s\n"),
				message("URL_WITH_HOST", "", "url", "%1$s\nhttps://api.mch.weixin.qq.com%2$s\n%3$s\n%4$s\n%5$s\n"),
				message("URL_PATH_DIFFERS", "slash at its end", "url", "%1$s\n%2$s/\n%3$s\n%4$s\n%5$s\n"),
				message("URL_PATH_DIFFERS", "two slashes", "url", "%1$s\n/%2$s\n%3$s\n%4$s\n%5$s\n"),
				message("URL_PATH_DIFFERS", "without /v3", "url",
						"%1$s\n" + Plans.DIRECT.substring(3) + "\n%3$s\n%4$s\n%5$s\n"),
				message("TIMESTAMP_DIFFERS", "milliseconds", "timestamp", "%1$s\n%2$s\n%3$s000\n%4$s\n%5$s\n"),
				message("NONCE_DIFFERS", "upper case", "nonce", "%1$s\n%2$s\n%3$s\n%6$s\n%5$s\n"),
				message("NONCE_DIFFERS", "empty", "nonce", "%1$s\n%2$s\n%3$s\n\n%5$s\n"),
				body("BODY_NOT_SIGNED", "", ""), body("BODY_EDGES_DIFFER", "newline", BODY + "\n"),
				body("BODY_EDGES_DIFFER", "byte order mark", "\uFEFF" + BODY),
				body("BODY_WRITTEN_DIFFERENTLY", "blanks after commas and colons, and \\uXXXX",
						"{\"name\": \"\\u745c\\u4f3d\\u8bfe20\\u8282\", \"url\": \"https://a.example/b?c=1&d=2\", \"n\": 1, "
								+ "\"a\": [1, {}], \"none\": null}"),
				body("BODY_WRITTEN_DIFFERENTLY", "sorted by name",
						"{\"a\":[1,{}],\"n\":1,\"name\":\"瑜伽课20节\",\"none\":null,\"url\":\"https://a.example/b?c=1&d=2\"}"),
				body("BODY_WRITTEN_DIFFERENTLY", "\\/", BODY.replace("/", "\\/")),
				body("BODY_WRITTEN_DIFFERENTLY", "HTML", BODY.replace("&", "\\u0026")),
				body("BODY_WRITTEN_DIFFERENTLY", "null", BODY.replace(",\"none\":null", "")),
				body("BODY_WRITTEN_DIFFERENTLY", "indented", """
						{
						  "name": "瑜伽课20节",
						  "url": "https://a.example/b?c=1&d=2",
						  "n": 1,
						  "a": [
						    1,
						    {}
						  ],
						  "none": null
						}"""));
	}

	private static Arguments message(String cause, String detail, String line, @Nullable String format) {
		// The one without a format differs twice.
		String text = (format != null) ? format : "post\n%2$s\n%3$s\n%4$s\n%5$s";
		Template template = (parts) -> text
			.formatted(parts.method(), parts.url(), parts.timestamp(), parts.nonce(), parts.body(),
					parts.nonce().toUpperCase(Locale.ROOT))
			.getBytes(StandardCharsets.UTF_8);
		String first = (format != null) ? cause : "FINAL_NEWLINE_MISSING";
		return Arguments.of(first, detail, template, line);
	}

	private static Arguments body(String cause, String detail, String body) {
		return message(cause, detail, "body", "%1$s\n%2$s\n%3$s\n%4$s\n" + body.replace("%", "%%") + "\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "URL_WITHOUT_QUERY | /none | ", "URL_QUERY_ORDER | /none?a=1%2B2&b=%E7%91%9C%20x%2Cy%3A%3D |",
					"URL_ENCODING_DIFFERS | /none?b=瑜 x,y:=&a=1+2 | not encoded",
					"URL_ENCODING_DIFFERS | /none?b=%E7%91%9C+x%2Cy%3A%3D&a=1%2B2 | blanks as +",
					"URL_ENCODING_DIFFERS | /none?b=%e7%91%9c%20x%2cy%3a%3d&a=1%2b2 | lower-case",
					"URL_ENCODING_DIFFERS | /none?b=%E7%91%9C%20x,y%3A%3D&a=1%2B2 | other characters",
					"URL_ENCODING_DIFFERS | /none?b=%E7%91%9C%20x,y:%3D&a=1%2B2 | other characters",
					"URL_ENCODING_DIFFERS | /none?b=%25E7%2591%259C%2520x%252Cy%253A%253D&a=1%252B2 | twice" })
	void urlOfARequestWithQuery(String cause, String signed, @Nullable String detail) {
		Diagnosis diagnosis = diagnose(
				this.client.get(QUERY).signedTarget(Plans.DIRECT + "/merchant-plan-no" + signed));
		assertThat(diagnosis.cause()).isEqualTo(cause);
		assertThat(diagnosis.summary().english()).contains((detail != null) ? detail : "");
		assertThat(difference(diagnosis).line()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "{}, BODY_NOT_SENT", "null, BODY_NOT_SENT", "a=1%2B2, MESSAGE_UNKNOWN" })
	void bodyThatWasNotSent(String body, String cause) {
		Call call = this.client.get(QUERY).signedBody(body.getBytes(StandardCharsets.UTF_8));
		assertThat(diagnose(call).cause()).isEqualTo(cause);
	}

	@Test
	void bodyInAnotherCharset() {
		Diagnosis diagnosis = diagnose(
				this.client.post(Plans.DIRECT, BODY).signedBody(BODY.getBytes(Charset.forName("GBK"))));
		assertThat(diagnosis.cause()).isEqualTo("BODY_CHARSET_DIFFERS");
		assertThat(diagnosis.summary().english()).contains("GBK");
		Diagnosis sent = diagnose(this.client.post(Plans.DIRECT, BODY.getBytes(Charset.forName("GBK")))
			.signedBody(BODY.getBytes(StandardCharsets.UTF_8)));
		assertThat(sent.cause()).isEqualTo("BODY_CHARSET_DIFFERS");
		assertThat(sent.summary().english()).contains("UTF-8");
	}

	@Test
	void bodyOfAnotherRequest() {
		String other = Plans.direct(MERCHANT, Plans.newNumber()).toString();
		this.client.post(Plans.DIRECT, other).send();
		Diagnosis diagnosis = diagnose(
				this.client.post(Plans.DIRECT, BODY).signedBody(other.getBytes(StandardCharsets.UTF_8)));
		assertThat(diagnosis.cause()).isEqualTo("BODY_OF_OTHER_REQUEST");
	}

	@Test
	void twoDifferences() {
		Diagnosis diagnosis = diagnose(
				this.client.get(QUERY).signedTarget(SIMULATOR.baseUrl() + QUERY).signedBody("{}".getBytes()));
		assertThat(diagnosis.cause()).isEqualTo("URL_WITH_HOST");
		assertThat(diagnosis.summary().english()).contains("; A body was signed");
		assertThat(diagnosis.summary().chinese()).contains("；");
	}

	@Test
	void largeBodyIsDiagnosedAsWell() {
		String body = "{\"a\":\"" + "x".repeat(500_000) + "\"}";
		assertThat(diagnose(this.client.post(Plans.DIRECT, body).signedBody(new byte[0])).cause())
			.isEqualTo("BODY_NOT_SIGNED");
		long start = System.nanoTime();
		assertThat(diagnose(this.client.post(Plans.DIRECT, body).signedBody("other".getBytes())).cause())
			.isEqualTo("MESSAGE_UNKNOWN");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	@ParameterizedTest
	@CsvSource({ "SHA1withRSA, DIGEST_ALGORITHM, SHA-1", "MD5withRSA, DIGEST_ALGORITHM, MD5",
			"SHA512withRSA, DIGEST_ALGORITHM, SHA-512", "RSASSA-PSS, PSS_PADDING, PSS", "PSS-1, PSS_PADDING, PSS",
			"PSS-222, PSS_PADDING, PSS", "Cipher, DIGEST_INFO_MISSING, encrypt" })
	void algorithmOfTheSignature(String algorithm, String cause, String detail) throws Exception {
		Call call = this.client.post(Plans.DIRECT, BODY);
		byte[] message = ("POST\n" + Plans.DIRECT + "\n" + call.fields().get("timestamp") + "\n"
				+ call.fields().get("nonce_str") + "\n" + BODY + "\n")
			.getBytes(StandardCharsets.UTF_8);
		PrivateKey key = SigningClient.privateKey(MERCHANT.privateKeyPem());
		byte[] signature = switch (algorithm) {
			case "RSASSA-PSS" -> sign("RSASSA-PSS", key,
					new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1), message);
			case "PSS-1" -> sign("RSASSA-PSS", key,
					new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA1, 32, 1), message);
			case "PSS-222" -> sign("RSASSA-PSS", key,
					new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 222, 1), message);
			case "Cipher" -> {
				Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
				cipher.init(Cipher.ENCRYPT_MODE, key);
				yield cipher.doFinal("digest".getBytes());
			}
			default -> sign(algorithm, key, null, message);
		};
		Diagnosis diagnosis = diagnose(call.field("signature", Base64.getEncoder().encodeToString(signature)));
		assertThat(diagnosis.cause()).isEqualTo(cause);
		assertThat(diagnosis.summary().english()).contains(detail).doesNotContain("differs as well");
	}

	@Test
	void keyOfSomebodyElse() throws Exception {
		Diagnosis other = diagnose(this.client.get(QUERY).key(OTHER.privateKeyPem()));
		assertThat(other.cause()).isEqualTo("KEY_OF_OTHER_MERCHANT");
		assertThat(other.summary().english()).contains(OTHER.id());
		byte[] byWechatPay = OTHER.preferredPlatformKey().sign("a".getBytes());
		assertThat(diagnose(this.client.get(QUERY).field("signature", Base64.getEncoder().encodeToString(byWechatPay)))
			.cause()).isEqualTo("KEY_OF_WECHAT_PAY");
		assertThat(diagnose(this.client.get(QUERY).field("signature", signed(2048))).cause()).isEqualTo("KEY_UNKNOWN");
	}

	@ParameterizedTest
	@CsvSource({ "1024, 128", "3072, 384" })
	void keyOfAnotherSize(int bits, String bytes) throws Exception {
		Diagnosis diagnosis = diagnose(this.client.get(QUERY).field("signature", signed(bits)));
		assertThat(diagnosis.cause()).isEqualTo("SIGNATURE_LENGTH");
		assertThat(diagnosis.summary().english()).contains(bytes);
	}

	@Test
	void secondNewlineOfAnEmptyBody() {
		Diagnosis diagnosis = diagnose(this.client.get(QUERY).signedBody("\n".getBytes()));
		assertThat(diagnosis.cause()).isEqualTo("LINE_ENDS_DIFFER");
		assertThat(difference(diagnosis).probable()).isEqualTo("\\n\\n");
	}

	private static Diagnosis diagnose(Call call) {
		return Diagnoses.of(SIMULATOR, call);
	}

	private static Diagnosis.Difference difference(Diagnosis diagnosis) {
		return Objects.requireNonNull(diagnosis.firstDifference());
	}

	private static String sign(byte[] message) {
		PrivateKey key = SigningClient.privateKey(MERCHANT.privateKeyPem());
		return Base64.getEncoder().encodeToString(sign("SHA256withRSA", key, null, message));
	}

	private static byte[] sign(String algorithm, PrivateKey key, @Nullable AlgorithmParameterSpec parameters,
			byte[] message) {
		try {
			Signature signature = Signature.getInstance(algorithm);
			if (parameters != null) {
				signature.setParameter(parameters);
			}
			signature.initSign(key, new SecureRandom());
			signature.update(message);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String signed(int bits) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(bits);
		KeyPair pair = generator.generateKeyPair();
		return Base64.getEncoder()
			.encodeToString(sign("SHA256withRSA", pair.getPrivate(), null, List.of().toString().getBytes()));
	}

	/**
	 * What a message is made of.
	 *
	 * @param method the method
	 * @param url the URL
	 * @param timestamp the timestamp
	 * @param nonce the nonce
	 * @param body the body
	 */
	record Parts(String method, String url, String timestamp, String nonce, String body) {

	}

	/**
	 * Makes a message.
	 */
	@FunctionalInterface
	interface Template {

		byte[] apply(Parts parts);

	}

}
