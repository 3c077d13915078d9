package io.github.wechatpayspring.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keys of the test vectors, read and used with nothing but the JDK.
 */
final class TestKeys {

	static final String API_V3_KEY = "ApiV3Key-for-tests-0123456789abc";

	static final Instant NOW = Instant.ofEpochSecond(1722850421);

	static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001092024080500112233445566";

	static final String SERIAL_1 = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C";

	static final String SERIAL_2 = "2F7BC1AD98ED71D6EDD4A4A16996DE7B00A13377";

	static final String MERCHANT_ID = "1900000109";

	static final String MERCHANT_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

	static final String OTHER_ID = "1900000110";

	static final String OTHER_SERIAL = "3775B6A45ACD588826D15E583A95F5DD12345678";

	static final PublicKey PUBLIC_KEY = publicKey("rsa/pub_key.pem");

	static final PrivateKey PUBLIC_KEY_PRIVATE = privateKey("rsa/wechatpay_public_key_private.pem");

	static final PrivateKey PLATFORM_KEY_1 = privateKey("rsa/platform_key_1.pem");

	static final PrivateKey PLATFORM_KEY_2 = privateKey("rsa/platform_key_2.pem");

	static final PrivateKey MERCHANT_KEY = privateKey("rsa/apiclient_key.pem");

	static final PrivateKey OTHER_KEY = privateKey("rsa/other_key.pem");

	private TestKeys() {
	}

	static JsonNode vectors(String name) {
		return JsonMapper.shared().readTree(resource(name));
	}

	static byte[] resource(String name) {
		try (InputStream stream = TestKeys.class.getResourceAsStream("/vectors/" + name)) {
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static X509Certificate certificate(String name) {
		try {
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(resource(name)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] sign(PrivateKey key, byte[] message) {
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(key);
			signature.update(message);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static boolean verify(PublicKey key, byte[] message, String signature) {
		try {
			Signature verification = Signature.getInstance("SHA256withRSA");
			verification.initVerify(key);
			verification.update(message);
			return verification.verify(Base64.getDecoder().decode(signature));
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static PrivateKey privateKey(String name) {
		try {
			return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(name)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static PublicKey publicKey(String name) {
		try {
			return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der(name)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] der(String name) {
		String pem = new String(resource(name), StandardCharsets.US_ASCII);
		return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
	}

}
