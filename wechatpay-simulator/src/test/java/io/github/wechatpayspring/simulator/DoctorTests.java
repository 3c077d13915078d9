package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import javax.crypto.Cipher;

import io.github.wechatpayspring.simulator.SigningClient.Call;
import io.github.wechatpayspring.simulator.http.Diagnosis;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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

	@ParameterizedTest
	@MethodSource
	void textOfTheSignature(String cause, SignatureText text) {
		Call call = this.client.get(QUERY);
		Diagnosis diagnosis = diagnose(call.field("signature", text.of(call)));
		assertThat(diagnosis.cause()).isEqualTo(cause);
	}

	static Stream<Arguments> textOfTheSignature() {
		return Stream.of(text("SIGNATURE_NOT_BASE64", (call) -> "%%%%"),
				text("SIGNATURE_NOT_BASE64", (call) -> call.signature().replaceFirst("(.{76})", "$1 ")),
				text("SIGNATURE_URL_SAFE", (call) -> "_-" + Base64.getUrlEncoder().encodeToString(new byte[256])),
				text("SIGNATURE_HEX", (call) -> HexFormat.of().formatHex(Base64.getDecoder().decode(call.signature()))),
				text("SIGNATURE_PERCENT_ENCODED", (call) -> call.signature().replace("=", "%3D")),
				text("SIGNATURE_ENCODED_TWICE",
						(call) -> Base64.getEncoder().encodeToString(call.signature().getBytes())),
				text("SIGNATURE_OF_API_V2", (call) -> "C380BEC2BFD727A4B6845133519F3AD6"),
				text("SIGNATURE_LENGTH", (call) -> "AAAA"), text("SIGNATURE_LENGTH", (call) -> ""));
	}

	private static Arguments text(String cause, SignatureText text) {
		return Arguments.of(cause, text);
	}

	@ParameterizedTest
	@MethodSource
	void fieldOfAuthorization(String cause, String field, String value) {
		assertThat(diagnose(this.client.get(QUERY).field(field, value)).cause()).isEqualTo(cause);
	}

	static Stream<Arguments> fieldOfAuthorization() {
		MERCHANT.newestPlatformCertificate();
		String serial = MERCHANT.serialNumber();
		long now = SIMULATOR.clock().instant().getEpochSecond();
		return Stream.of(Arguments.of("SERIAL_OF_PLATFORM", "serial_no", MERCHANT.newestPlatformCertificate().serial()),
				Arguments.of("SERIAL_OF_PUBLIC_KEY", "serial_no", MERCHANT.wechatPayPublicKeyId()),
				Arguments.of("SERIAL_WITH_SEPARATORS", "serial_no", serial.replaceAll("(..)(?!$)", "$1:")),
				Arguments.of("SERIAL_WITH_SEPARATORS", "serial_no", "0x" + serial),
				Arguments.of("SERIAL_DECIMAL", "serial_no", new BigInteger(serial, 16).toString()),
				Arguments.of("SERIAL_OF_OTHER_MERCHANT", "serial_no", OTHER.serialNumber()),
				Arguments.of("SERIAL_UNKNOWN", "serial_no", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"),
				Arguments.of("SERIAL_UNKNOWN", "serial_no", ""),
				Arguments.of("TIMESTAMP_IN_MILLISECONDS", "timestamp", now + "123"),
				Arguments.of("TIMESTAMP_TIME_ZONE", "timestamp", Long.toString(now + 8 * 3600)),
				Arguments.of("TIMESTAMP_TIME_ZONE", "timestamp", Long.toString(now - 8 * 3600)),
				Arguments.of("TIMESTAMP_OFF", "timestamp", Long.toString(now - 700)),
				Arguments.of("TIMESTAMP_OFF", "timestamp", "0"),
				Arguments.of("TIMESTAMP_MALFORMED", "timestamp", "2026-01-01T00:00:00Z"),
				Arguments.of("MCHID_OF_SUB_MERCHANT", "mchid", MERCHANT.subMerchantId()),
				Arguments.of("MCHID_OF_OTHER_MERCHANT", "mchid", "1688888888"),
				Arguments.of("MCHID_OF_OTHER_MERCHANT", "mchid", "your-mchid"),
				Arguments.of("NONCE_MALFORMED", "nonce_str", "5157f09e-fdc0-96de-15eb-e81a47057a72"));
	}

	@ParameterizedTest
	@CsvSource({ "1900000001, MCHID_PLACEHOLDER", "1688888812, MCHID_UNKNOWN", "your-mchid, MCHID_PLACEHOLDER" })
	void merchantNobodyKnows(String id, String cause) {
		Call call = this.client.get(QUERY)
			.field("mchid", id)
			.field("serial_no", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1");
		assertThat(diagnose(call).cause()).isEqualTo(cause);
	}

	@Test
	void lowerCaseSerialNumber() {
		SimulatorMerchant lettered = SIMULATOR.merchants()
			.stream()
			.filter((merchant) -> merchant.serialNumber().matches(".*[A-F].*"))
			.findFirst()
			.orElseThrow();
		Call call = new SigningClient(SIMULATOR, lettered).get(QUERY)
			.field("serial_no", lettered.serialNumber().toLowerCase(Locale.ROOT));
		assertThat(diagnose(call).cause()).isEqualTo("SERIAL_LOWER_CASE");
	}

	@Test
	void rightSignatureWithWrongSerialNumber() {
		Diagnosis diagnosis = diagnose(this.client.get(QUERY).field("serial_no", OTHER.serialNumber()));
		assertThat(diagnosis.summary().english()).endsWith("; the signature itself is right");
	}

	@Test
	void nonceUsedTwice() {
		Call call = this.client.get(QUERY);
		call.send();
		assertThat(diagnose(call).cause()).isEqualTo("NONCE_REUSED");
	}

	@ParameterizedTest
	@MethodSource
	void authorization(String cause, String from, String to) {
		Call call = this.client.get(QUERY);
		String changed = call.authorization().replaceAll(from, to).strip();
		assertThat(diagnose(call.authorization(changed)).cause()).isEqualTo(cause);
	}

	static Stream<Arguments> authorization() {
		return Stream.of(Arguments.of("SCHEME_SM2", "WECHATPAY2-SHA256-RSA2048", "WECHATPAY2-SM2-WITH-SM3"),
				Arguments.of("SCHEME_WRONG", "WECHATPAY2-SHA256-RSA2048", "Bearer"),
				Arguments.of("SCHEME_WRONG", "WECHATPAY2", "wechatpay2"),
				Arguments.of("SCHEME_MISSING", "WECHATPAY2-SHA256-RSA2048 ", ""),
				Arguments.of("AUTHORIZATION_UNQUOTED", "\"", ""), Arguments.of("AUTHORIZATION_UNQUOTED", "\"", "'"),
				Arguments.of("AUTHORIZATION_SEPARATOR", "\",", "\";"),
				Arguments.of("AUTHORIZATION_SEPARATOR", "\",", "\", "),
				Arguments.of("AUTHORIZATION_SEPARATOR", "$", ","),
				Arguments.of("AUTHORIZATION_FIELD_MISSING", "nonce_str=\"[0-9a-f]*\",", ""),
				Arguments.of("AUTHORIZATION_FIELD_REPEATED", "(mchid=\"[0-9]*\",)", "$1$1"),
				Arguments.of("AUTHORIZATION_FIELD_UNKNOWN", "mchid=", "sp_mchid=\"1\",mchid="),
				Arguments.of("AUTHORIZATION_MALFORMED", "mchid=", "mchid-"));
	}

	@Test
	void secondNewlineOfAnEmptyBody() {
		Diagnosis diagnosis = diagnose(this.client.get(QUERY).signedBody("\n".getBytes()));
		assertThat(diagnosis.cause()).isEqualTo("LINE_ENDS_DIFFER");
		assertThat(difference(diagnosis).probable()).isEqualTo("\\n\\n");
	}

	@Test
	void authorizationTwice() throws Exception {
		String answer = RawHttp.send(SIMULATOR, "GET " + QUERY, "Accept: application/json", "User-Agent: tests",
				"Authorization: a", "Authorization: b");
		assertThat(answer).startsWith("HTTP/1.1 401").contains("Simulator-Diagnosis: AUTHORIZATION_REPEATED: ");
	}

	@Test
	void noAuthorization() {
		assertThat(diagnose(this.client.get(QUERY).authorization("")).cause()).isEqualTo("AUTHORIZATION_MISSING");
	}

	@Test
	void causeIsInAHeaderOfTheAnswer() {
		HttpResponse<byte[]> response = this.client.post(Plans.DIRECT, BODY).signedBody(new byte[0]).send();
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(SigningClient.header(response, "Simulator-Diagnosis"))
			.isEqualTo("BODY_NOT_SIGNED: The request has a body, but an empty one was signed");
		assertThat(this.client.get(QUERY).send().headers().firstValue("Simulator-Diagnosis")).isEmpty();
	}

	@Test
	void nothingOfTheBodyIsInTheHeader() {
		String body = BODY.replace("瑜伽课", "openid-o12345");
		HttpResponse<byte[]> response = this.client.post(Plans.DIRECT, body)
			.signedBody(body.replace("/", "\\/").getBytes(StandardCharsets.UTF_8))
			.send();
		assertThat(SigningClient.header(response, "Simulator-Diagnosis")).startsWith("BODY_WRITTEN_DIFFERENTLY: ")
			.doesNotContain("openid");
		ReceivedRequest last = SIMULATOR.requests().get(SIMULATOR.requests().size() - 1);
		assertThat(last + " " + last.signatureRefusal() + " " + diagnosis(last)).doesNotContain("openid");
	}

	@Test
	void pastedRequestIsExplained() {
		Call call = this.client.post(Plans.DIRECT, BODY).signedBody(new byte[0]);
		JsonNode verification = examine(Map.of("method", "post", "url", SIMULATOR.baseUrl() + Plans.DIRECT, "body",
				BODY, "authorization", "Authorization: " + call.authorization()));
		assertThat(verification.required("verified").booleanValue()).isFalse();
		assertThat(verification.at("/diagnosis/cause").stringValue()).isEqualTo("BODY_NOT_SIGNED");
		assertThat(verification.at("/diagnosis/field").stringValue()).isEqualTo("signature");
		assertThat(verification.at("/diagnosis/first_difference/line").intValue()).isEqualTo(5);
		assertThat(verification.at("/diagnosis/summary/zh").stringValue()).isNotEmpty();
		assertThat(verification.at("/diagnosis/causes/0/en").stringValue()).isNotEmpty();
	}

	@Test
	void pastedRequestUsesUpNoNonce() {
		Call call = this.client.get(QUERY);
		int before = SIMULATOR.requests().size();
		Map<String, String> pasted = Map.of("method", "GET", "url", QUERY, "authorization", call.authorization());
		assertThat(examine(pasted).required("verified").booleanValue()).isTrue();
		assertThat(examine(pasted).required("verified").booleanValue()).isTrue();
		assertThat(SIMULATOR.requests()).hasSize(before);
		assertThat(call.send().statusCode()).isEqualTo(404);
		assertThat(examine(pasted).required("verified").booleanValue()).isTrue();
	}

	@Test
	void pastedRequestIsNotTooOldUnlessItsTimeIsTold() {
		Call call = this.client.get(QUERY).field("timestamp", "1554208460");
		assertThat(examine(Map.of("method", "GET", "url", QUERY, "authorization", call.authorization()))
			.required("verified")
			.booleanValue()).isTrue();
		assertThat(examine(
				Map.of("method", "GET", "url", QUERY, "authorization", call.authorization(), "timestamp", "1554212060"))
			.at("/diagnosis/cause")
			.stringValue()).isEqualTo("TIMESTAMP_TIME_ZONE");
	}

	@ParameterizedTest
	@MethodSource
	void garbageIsRefused(String authorization) {
		HttpResponse<byte[]> response = this.client.post(Plans.DIRECT, BODY).authorization(authorization).send();
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(SigningClient.header(response, "Simulator-Diagnosis")).matches("[A-Z0-9_]+: [ -~]+");
		JsonNode verification = examine(Map.of("method", "GET", "url", authorization, "authorization", authorization));
		assertThat(verification.at("/diagnosis/cause").stringValue()).matches("[A-Z0-9_]+");
	}

	static Stream<String> garbageIsRefused() {
		Random random = new Random(42);
		Call call = SigningClient.of(SIMULATOR).get(QUERY);
		String good = call.authorization();
		Stream<String> noise = Stream.generate(() -> {
			StringBuilder text = new StringBuilder(good);
			for (int i = 0; i <= random.nextInt(6); i++) {
				int at = 1 + random.nextInt(text.length() - 1);
				char character = (char) ('!' + random.nextInt(94));
				switch (random.nextInt(3)) {
					case 0 -> text.setCharAt(at, character);
					case 1 -> text.insert(at, character);
					default -> text.setLength(Math.max(10, at));
				}
			}
			return text.toString().strip();
		}).limit(150);
		return Stream.concat(Stream.of("a", "=", "\"", ",", "WECHATPAY2-SHA256-RSA2048", "%s%n", "a b", "\"\" \"\"",
				"WECHATPAY2-SHA256-RSA2048 " + "a=\"\",".repeat(500)), noise);
	}

	private Diagnosis diagnose(Call call) {
		HttpResponse<byte[]> response = call.send();
		assertThat(response.statusCode()).isEqualTo(401);
		String requestId = SigningClient.header(response, "Request-ID");
		Diagnosis diagnosis = SIMULATOR.requests()
			.stream()
			.filter((request) -> requestId.equals(request.requestId()))
			.map(DoctorTests::diagnosis)
			.findFirst()
			.orElseThrow();
		assertThat(diagnosis.summary().chinese()).isNotEmpty().doesNotContain("%");
		assertThat(diagnosis.causes()).isNotEmpty();
		assertThat(SigningClient.header(response, "Simulator-Diagnosis")).startsWith(diagnosis.cause() + ": ");
		return diagnosis;
	}

	private static Diagnosis diagnosis(ReceivedRequest request) {
		return Objects.requireNonNull(Objects.requireNonNull(request.signatureRefusal()).diagnosis());
	}

	private static Diagnosis.Difference difference(Diagnosis diagnosis) {
		return Objects.requireNonNull(diagnosis.firstDifference());
	}

	private static JsonNode examine(Map<String, String> fields) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		fields.forEach(body::put);
		try {
			HttpResponse<byte[]> response = SigningClient.HTTP
				.send(HttpRequest.newBuilder(URI.create(SIMULATOR.baseUrl() + "/_simulator/doctor"))
					.timeout(Duration.ofSeconds(20))
					.POST(BodyPublishers.ofString(body.toString()))
					.build(), BodyHandlers.ofByteArray());
			assertThat(response.statusCode()).isEqualTo(200);
			return Plans.read(response.body());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
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

	/**
	 * Makes the text of a signature.
	 */
	@FunctionalInterface
	interface SignatureText {

		String of(Call call);

	}

}
