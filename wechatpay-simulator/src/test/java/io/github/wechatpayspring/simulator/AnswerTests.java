package io.github.wechatpayspring.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;

import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of how answers are signed and written.
 */
class AnswerTests {

	private static final String TARGET = Plans.DIRECT + "/merchant-plan-no/none";

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

	private final SimulatorMerchant merchant = SIMULATOR.merchant();

	private final SigningClient client = SigningClient.of(SIMULATOR);

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@Test
	void answerIsSignedWithThePublicKeyUnlessTheRequestNamesAKey() {
		assertSigned(this.client.get(TARGET).send(), this.merchant.wechatPayPublicKeyId(),
				this.merchant.wechatPayPublicKeyPem());
		assertSigned(this.client.get(TARGET).header("Wechatpay-Serial", "").send(),
				this.merchant.wechatPayPublicKeyId(), this.merchant.wechatPayPublicKeyPem());
	}

	@Test
	void answerIsSignedWithTheKeyThatTheRequestNames() {
		String serial = this.merchant.platformCertificateSerialNumbers().get(0);
		assertThat(serial).matches("[0-9A-F]{40}");
		assertSigned(this.client.get(TARGET).header("Wechatpay-Serial", serial).send(), serial,
				this.merchant.platformCertificatePems().get(0));
		assertSigned(this.client.get(TARGET).header("Wechatpay-Serial", this.merchant.wechatPayPublicKeyId()).send(),
				this.merchant.wechatPayPublicKeyId(), this.merchant.wechatPayPublicKeyPem());
	}

	@Test
	void answerIsSignedWithTheNewestCertificateWhenThereIsNoPublicKey() {
		SimulatorMerchant old = SIMULATOR
			.addMerchant(SimulatorMerchant.withId("1900000201").platformKeyMode(PlatformKeyMode.CERTIFICATES));
		String first = old.platformCertificateSerialNumbers().get(0);
		SigningClient oldClient = new SigningClient(SIMULATOR, old);
		assertSigned(oldClient.get(TARGET).send(), first, old.platformCertificatePems().get(0));
		String second = old.rotateCertificate();
		assertSigned(oldClient.get(TARGET).send(), second, old.platformCertificatePems().get(1));
		assertSigned(oldClient.get(TARGET).header("Wechatpay-Serial", first).send(), first,
				old.platformCertificatePems().get(0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUB_KEY_ID_0", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1" })
	void unknownKeyIsRefused(String serial) {
		HttpResponse<byte[]> response = this.client.get(TARGET).header("Wechatpay-Serial", serial).send();
		assertThat(response.statusCode()).isEqualTo(400);
		JsonNode error = Plans.read(response.body());
		assertThat(error.required("code").stringValue()).isEqualTo("PARAM_ERROR");
		assertThat(error.at("/detail/field").stringValue()).isEqualTo("Wechatpay-Serial");
		assertSigned(response, this.merchant.wechatPayPublicKeyId(), this.merchant.wechatPayPublicKeyPem());
	}

	@Test
	void signatureHeadersAreComplete() {
		HttpResponse<byte[]> response = this.client.get(TARGET).send();
		assertThat(SigningClient.header(response, "Wechatpay-Signature-Type")).isEqualTo("WECHATPAY2-SHA256-RSA2048");
		assertThat(SigningClient.header(response, "Wechatpay-Nonce")).matches("[0-9A-Za-z]{32}");
		assertThat(Long.parseLong(SigningClient.header(response, "Wechatpay-Timestamp")))
			.isBetween(SIMULATOR.clock().instant().getEpochSecond() - 60, SIMULATOR.clock().instant().getEpochSecond());
		assertThat(SigningClient.header(response, "Request-ID")).matches("08[0-9A-F]{42}-271317510");
		assertThat(SigningClient.header(response, "Content-Type")).isEqualTo("application/json");
	}

	@Test
	void signatureIsOverTheUncompressedBody() throws IOException {
		HttpResponse<byte[]> response = this.client.get(TARGET).header("Accept-Encoding", "deflate, gzip").send();
		assertThat(SigningClient.header(response, "Content-Encoding")).isEqualTo("gzip");
		byte[] body = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
		assertThat(Plans.read(body).required("code").stringValue()).isEqualTo("RESOURCE_NOT_EXISTS");
		assertThat(
				SigningClient.verifies(response, body, SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem())))
			.isTrue();
		assertThat(SigningClient.verifies(response, SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem())))
			.isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "identity", "deflate", "gzip;q=0", "br" })
	void bodyIsNotCompressedUnasked(String acceptEncoding) {
		HttpResponse<byte[]> response = this.client.get(TARGET).header("Accept-Encoding", acceptEncoding).send();
		assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			zh-CN           | 支付分计划不存在
			en              | There is no such plan
			en-US,en;q=0.9  | There is no such plan
			zh;q=0.1,en;q=1 | There is no such plan
			fr              | 支付分计划不存在
			;;;             | 支付分计划不存在
			""")
	void messageIsInTheLanguageAskedFor(String acceptLanguage, String message) {
		HttpResponse<byte[]> response = this.client.get(TARGET).header("Accept-Language", acceptLanguage).send();
		assertThat(Plans.read(response.body()).required("message").stringValue()).isEqualTo(message);
	}

	@Test
	void messageIsInChineseUnlessAskedOtherwise() {
		assertThat(Plans.read(this.client.get(TARGET).send().body()).required("message").stringValue())
			.isEqualTo("支付分计划不存在");
	}

	private static void assertSigned(HttpResponse<byte[]> response, String serial, String pem) {
		assertThat(SigningClient.header(response, "Wechatpay-Serial")).isEqualTo(serial);
		assertThat(SigningClient.verifies(response, SigningClient.publicKey(pem))).isTrue();
	}

}
