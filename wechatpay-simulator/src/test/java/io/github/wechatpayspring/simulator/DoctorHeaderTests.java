package io.github.wechatpayspring.simulator;

import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.wechatpayspring.simulator.SigningClient.Call;
import io.github.wechatpayspring.simulator.http.Diagnosis;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the simulator finds out about refused headers: every request is sent over
 * a socket.
 */
class DoctorHeaderTests {

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

	@Test
	void missingSchemeBeforeFieldsThatLookLikeOne() {
		Call call = this.client.get(QUERY).field("nonce_str", "SM2SM3");
		String fields = call.authorization().replaceFirst("^[^ ]+ ", "");
		assertThat(diagnose(call.authorization(fields)).cause()).isEqualTo("SCHEME_MISSING");
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
	void authorizationTwice() throws Exception {
		String answer = RawHttp.send(SIMULATOR, "GET " + QUERY, "Accept: application/json", "User-Agent: tests",
				"Authorization: a", "Authorization: b");
		assertThat(answer).startsWith("HTTP/1.1 401").contains("Simulator-Diagnosis: AUTHORIZATION_REPEATED: ");
	}

	@Test
	void noAuthorization() {
		assertThat(diagnose(this.client.get(QUERY).authorization("")).cause()).isEqualTo("AUTHORIZATION_MISSING");
	}

	private static Diagnosis diagnose(Call call) {
		return Diagnoses.of(SIMULATOR, call);
	}

	/**
	 * Makes the text of a signature.
	 */
	@FunctionalInterface
	interface SignatureText {

		String of(Call call);

	}

}
