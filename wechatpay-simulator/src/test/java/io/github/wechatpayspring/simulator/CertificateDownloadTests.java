package io.github.wechatpayspring.simulator;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the certificate download.
 */
class CertificateDownloadTests {

	private static final String TARGET = "/v3/certificates";

	private WechatPaySimulator simulator;

	@BeforeEach
	void start() {
		this.simulator = WechatPaySimulator.start();
	}

	@AfterEach
	void stop() {
		this.simulator.close();
	}

	@Test
	void certificateIsEncryptedUnderTheApiV3KeyAndSignsTheAnswer() throws Exception {
		SimulatorMerchant merchant = this.simulator.merchant();
		HttpResponse<byte[]> response = SigningClient.of(this.simulator).get(TARGET + "?algorithm_type=RSA").send();
		assertThat(response.statusCode()).isEqualTo(200);
		List<String> certificates = decrypt(merchant, response);
		assertThat(certificates).containsExactlyElementsOf(merchant.platformCertificatePems());
		JsonNode entry = Plans.read(response.body()).at("/data/0");
		assertThat(entry.required("serial_no").stringValue())
			.isEqualTo(merchant.platformCertificateSerialNumbers().get(0));
		assertThat(OffsetDateTime.parse(entry.required("effective_time").stringValue()))
			.isBefore(OffsetDateTime.parse(entry.required("expire_time").stringValue()));
		assertThat(SigningClient.header(response, "Wechatpay-Serial"))
			.isEqualTo(merchant.platformCertificateSerialNumbers().get(0));
		assertThat(SigningClient.verifies(response, SigningClient.publicKey(certificates.get(0)))).isTrue();
	}

	@Test
	void newCertificateSignsAndTheOldOneStays() throws Exception {
		SimulatorMerchant merchant = this.simulator.merchant();
		String old = merchant.platformCertificateSerialNumbers().get(0);
		String rotated = this.simulator.rotateCertificate();
		assertThat(merchant.platformCertificateSerialNumbers()).containsExactly(old, rotated);
		HttpResponse<byte[]> response = SigningClient.of(this.simulator).get(TARGET).send();
		List<String> certificates = decrypt(merchant, response);
		assertThat(certificates).hasSize(2);
		assertThat(SigningClient.header(response, "Wechatpay-Serial")).isEqualTo(rotated);
		assertThat(SigningClient.verifies(response, SigningClient.publicKey(certificates.get(1)))).isTrue();
		HttpResponse<byte[]> stillOld = SigningClient.of(this.simulator)
			.get(Plans.DIRECT + "/merchant-plan-no/none")
			.header("Wechatpay-Serial", old)
			.send();
		assertThat(SigningClient.verifies(stillOld, SigningClient.publicKey(certificates.get(0)))).isTrue();
	}

	@Test
	void merchantWithoutCertificatesHasNoneToDownload() {
		SimulatorMerchant merchant = this.simulator
			.addMerchant(SimulatorMerchant.withId("1900000300").platformKeyMode(PlatformKeyMode.PUBLIC_KEY));
		HttpResponse<byte[]> response = new SigningClient(this.simulator, merchant).get(TARGET).send();
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(Plans.read(response.body()).required("code").stringValue()).isEqualTo("RESOURCE_NOT_EXISTS");
		assertThat(SigningClient.verifies(response, SigningClient.publicKey(merchant.wechatPayPublicKeyPem())))
			.isTrue();
	}

	private static List<String> decrypt(SimulatorMerchant merchant, HttpResponse<byte[]> response)
			throws GeneralSecurityException {
		List<String> certificates = new ArrayList<>();
		for (JsonNode entry : Plans.read(response.body()).required("data")) {
			JsonNode encrypted = entry.required("encrypt_certificate");
			assertThat(encrypted.required("algorithm").stringValue()).isEqualTo("AEAD_AES_256_GCM");
			assertThat(encrypted.required("associated_data").stringValue()).isEqualTo("certificate");
			byte[] nonce = encrypted.required("nonce").stringValue().getBytes(StandardCharsets.US_ASCII);
			assertThat(nonce).hasSize(12);
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.DECRYPT_MODE,
					new SecretKeySpec(merchant.apiV3Key().getBytes(StandardCharsets.US_ASCII), "AES"),
					new GCMParameterSpec(128, nonce));
			cipher.updateAAD("certificate".getBytes(StandardCharsets.US_ASCII));
			certificates.add(new String(
					cipher.doFinal(Base64.getDecoder().decode(encrypted.required("ciphertext").stringValue())),
					StandardCharsets.US_ASCII));
		}
		return certificates;
	}

}
