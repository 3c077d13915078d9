package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Answer to a download of certificates, sealed with nothing but the JDK.
 */
final class CertificateAnswer {

	static final String FROM = "2024-06-08T10:34:56+08:00";

	static final String TO = "2029-06-07T10:34:56+08:00";

	private CertificateAnswer() {
	}

	static String one() {
		return item(TestKeys.SERIAL_1, "rsa/platform_cert_1.pem", FROM, TO);
	}

	static String two() {
		return item(TestKeys.SERIAL_2, "rsa/platform_cert_2.pem", FROM, "2030-06-07T10:34:56+08:00");
	}

	static String item(String serial, String certificate, String from, String to) {
		return item(serial, certificate, from, to, TestKeys.API_V3_KEY);
	}

	static String item(String serial, String certificate, String from, String to, String apiV3Key) {
		return """
				{"serial_no":"%s","effective_time":"%s","expire_time":"%s","encrypt_certificate":\
				{"algorithm":"AEAD_AES_256_GCM","nonce":"61f9c7197281","associated_data":"certificate",\
				"ciphertext":"%s"}}""".formatted(serial, from, to, seal(TestKeys.resource(certificate), apiV3Key));
	}

	static String body(String... items) {
		return "{\"data\":[" + String.join(",", items) + "]}";
	}

	static WireResponse signedByOne(Instant now, String... items) {
		return signed(TestKeys.SERIAL_1, TestKeys.PLATFORM_KEY_1, now, items);
	}

	static WireResponse signed(String serial, PrivateKey key, Instant now, String... items) {
		return WireResponse.of(200, body(items)).sign(serial, key, now.getEpochSecond());
	}

	private static String seal(byte[] plaintext, String apiV3Key) {
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(apiV3Key.getBytes(StandardCharsets.US_ASCII), "AES"),
					new GCMParameterSpec(128, "61f9c7197281".getBytes(StandardCharsets.US_ASCII)));
			cipher.updateAAD("certificate".getBytes(StandardCharsets.US_ASCII));
			return Base64.getEncoder().encodeToString(cipher.doFinal(plaintext));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
