package io.github.wechatpayspring.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import io.github.wechatpayspring.crypto.KeyReadException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the errors of {@link KeyReader}.
 */
class KeyReadExceptionTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\r\n\t\n", "\uFEFF", "\uFEFF\n", "\\n" })
	void empty(String content) {
		assertFails(() -> KeyReader.readPrivateKey(bytes(content), null), Reason.EMPTY, "There is no content");
		assertFails(() -> KeyReader.readCertificate(bytes(content), null), Reason.EMPTY, "There is no content");
		assertFails(() -> KeyReader.readPublicKey(bytes(content)), Reason.EMPTY, "There is no content");
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:/etc/apiclient_key.pem", "0", "00", "0 00", "MIIEvQ", "MIIEvQ==", "not a key", "瑜伽课",
			"BEGIN PRIVATE KEY" })
	void unreadableText(String content) {
		String message = "Content is neither PEM, nor DER, nor PKCS #12, nor the Base64 of one of them";
		assertFails(() -> KeyReader.readPrivateKey(bytes(content), null), Reason.UNREADABLE, message);
		assertFails(() -> KeyReader.readCertificate(bytes(content), null), Reason.UNREADABLE, message);
		assertFails(() -> KeyReader.readPublicKey(bytes(content)), Reason.UNREADABLE, message);
	}

	@Test
	void unreadablePem() {
		String pem = TestFiles.text("vectors/rsa/apiclient_key.pem");
		assertPrivateKeyFails(pem.substring(0, 500), null, Reason.UNREADABLE,
				"PEM block has no END line that matches its BEGIN line");
		assertPrivateKeyFails(pem.replace("END PRIVATE", "END PUBLIC"), null, Reason.UNREADABLE,
				"PEM block has no END line that matches its BEGIN line");
		assertPrivateKeyFails(pem.replace("MII", "M*I"), null, Reason.UNREADABLE, "Private key is damaged");
		assertPrivateKeyFails(pem.replace("MII", "AII"), null, Reason.UNREADABLE, "Private key is damaged");
		assertPrivateKeyFails(withoutLine(pem, 12), null, Reason.UNREADABLE, "Private key is damaged");
		assertPrivateKeyFails(withoutLine(TestFiles.text("vectors/rsa/apiclient_key_pkcs1.pem"), 12), null,
				Reason.UNREADABLE, "RSA private key is damaged");
		assertPrivateKeyFails("-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----", null, Reason.UNREADABLE,
				"Expected a private key but found PEM blocks of unknown type");
		assertFails(() -> KeyReader.readPublicKey(bytes(withoutLine(TestFiles.text("vectors/rsa/pub_key.pem"), 3))),
				Reason.UNREADABLE, "Public key is damaged");
		assertFails(() -> KeyReader.readPublicKey(bytes(withoutLine(TestFiles.text("keys/public_key_pkcs1.pem"), 3))),
				Reason.UNREADABLE, "RSA public key is damaged");
		assertFails(
				() -> KeyReader
					.readCertificate(bytes(withoutLine(TestFiles.text("vectors/rsa/apiclient_cert.pem"), 12)), null),
				Reason.UNREADABLE, "Certificate is damaged");
		assertFails(
				() -> KeyReader
					.readCertificate(bytes(TestFiles.text("vectors/rsa/apiclient_cert.pem").replace("MII", "*")), null),
				Reason.UNREADABLE, "Key of the certificate is damaged");
	}

	@Test
	void unreadableEncryption() {
		String traditional = TestFiles.text("keys/traditional_aes256.pem");
		assertPrivateKeyFails(traditional.replaceAll("DEK-Info: AES-256-CBC,.*", "DEK-Info: AES-256-CBC"),
				TestFiles.PASSWORD, Reason.PASSWORD_WRONG, "Private key is encrypted under another password");
		assertPrivateKeyFails(traditional.replace("AES-256-CBC,", "AES-256-CBC,xyz"), TestFiles.PASSWORD,
				Reason.UNREADABLE, "PEM block has a damaged DEK-Info header");
		assertPrivateKeyFails(traditional.replace("AES-256-CBC", "SM4-CBC"), TestFiles.PASSWORD, Reason.UNREADABLE,
				"Encrypted private key is damaged, or its encryption isn't supported");
		byte[] encrypted = TestFiles.bytes("keys/pkcs8_encrypted.der");
		encrypted[16]++;
		assertFails(() -> KeyReader.readPrivateKey(encrypted, TestFiles.PASSWORD), Reason.UNREADABLE,
				"Encrypted private key is damaged, or its encryption isn't supported");
		assertFails(() -> KeyReader.readPrivateKey(Arrays.copyOf(encrypted, 600), TestFiles.PASSWORD),
				Reason.UNREADABLE, "Encrypted private key is damaged, or its encryption isn't supported");
	}

	@Test
	void unreadablePkcs12() {
		byte[] content = TestFiles.bytes("vectors/rsa/apiclient_cert.p12");
		assertFails(() -> KeyReader.readPrivateKey(Arrays.copyOf(content, 1500), TestFiles.PASSWORD), Reason.UNREADABLE,
				"PKCS #12 file is damaged");
		assertFails(() -> KeyReader.readCertificate(Arrays.copyOf(content, 1500), TestFiles.PASSWORD),
				Reason.UNREADABLE, "PKCS #12 file is damaged");
		assertFails(() -> KeyReader.readPrivateKey(TestFiles.bytes("keys/two_keys.p12"), TestFiles.PASSWORD),
				Reason.UNREADABLE, "PKCS #12 file has 2 private keys where one is expected");
	}

	@ParameterizedTest
	@ValueSource(strings = { "vectors/rsa/apiclient_key_encrypted.pem", "keys/traditional_aes256.pem",
			"keys/pkcs8_encrypted.der" })
	void passwordOfPrivateKey(String file) {
		byte[] content = TestFiles.bytes(file);
		String missing = "Private key is encrypted and needs a password";
		assertFails(() -> KeyReader.readPrivateKey(content, null), Reason.PASSWORD_MISSING, missing);
		assertFails(() -> KeyReader.readPrivateKey(content, ""), Reason.PASSWORD_MISSING, missing);
		assertFails(() -> KeyReader.readPrivateKey(content, "1900000110"), Reason.PASSWORD_WRONG,
				"Private key is encrypted under another password");
	}

	@ParameterizedTest
	@ValueSource(strings = { "vectors/rsa/apiclient_cert.p12", "keys/legacy.p12" })
	void passwordOfPkcs12(String file) {
		byte[] content = TestFiles.bytes(file);
		String missing = "PKCS #12 file needs a password: the merchant number, unless it was changed";
		String wrong = "PKCS #12 file has another password, or is damaged";
		assertFails(() -> KeyReader.readPrivateKey(content, null), Reason.PASSWORD_MISSING, missing);
		assertFails(() -> KeyReader.readPrivateKey(content, ""), Reason.PASSWORD_MISSING, missing);
		assertFails(() -> KeyReader.readPrivateKey(content, "1900000110"), Reason.PASSWORD_WRONG, wrong);
		assertFails(() -> KeyReader.readCertificate(content, null), Reason.PASSWORD_MISSING, missing);
		assertFails(() -> KeyReader.readCertificate(content, "1900000110"), Reason.PASSWORD_WRONG, wrong);
	}

	@ParameterizedTest
	@CsvSource({ "keys/ec_pkcs8.pem, Private key has algorithm 'EC' where RSA is needed",
			"keys/ec.p12, Private key has algorithm 'EC' where RSA is needed",
			"keys/ec_sec1.pem, Expected an RSA private key but found an EC private key",
			"keys/ec_sec1_encrypted.pem, Expected an RSA private key but found an EC private key",
			"keys/ed25519.pem, Private key has algorithm 'Ed25519' where RSA is needed",
			"keys/rsa_pss.pem, Private key has algorithm 'RSASSA-PSS' where RSA is needed",
			"keys/dsa.pem, Expected an RSA private key but found a DSA private key",
			"keys/openssh.pem, Expected an RSA private key but found a private key for OpenSSH",
			"keys/rsa1024_pkcs8.pem, Private key has 1024 bits where RSA needs 2048 or more",
			"keys/rsa1024.p12, Private key has 1024 bits where RSA needs 2048 or more",
			"vectors/sm/apiclient_key.pem, Private key has algorithm 'SM2' where RSA is needed",
			"keys/sm2.p12, Private key in the PKCS #12 file isn't an RSA key" })
	void unsupportedPrivateKey(String file, String message) {
		assertFails(() -> KeyReader.readPrivateKey(TestFiles.bytes(file), TestFiles.PASSWORD), Reason.UNSUPPORTED_KEY,
				message);
	}

	@ParameterizedTest
	@CsvSource({ "keys/ec_certificate.pem, Key of the certificate has algorithm 'EC' where RSA is needed",
			"keys/ec.p12, Key of the certificate has algorithm 'EC' where RSA is needed",
			"vectors/sm/platform_cert.pem, Key of the certificate has algorithm 'SM2' where RSA is needed",
			"keys/rsa1024_certificate.pem, Key of the certificate has 1024 bits where RSA needs 2048 or more",
			"keys/rsa1024.p12, Key of the certificate has 1024 bits where RSA needs 2048 or more" })
	void unsupportedCertificate(String file, String message) {
		assertFails(() -> KeyReader.readCertificate(TestFiles.bytes(file), TestFiles.PASSWORD), Reason.UNSUPPORTED_KEY,
				message);
	}

	@ParameterizedTest
	@CsvSource({ "keys/ec_public.pem, Public key has algorithm 'EC' where RSA is needed",
			"vectors/sm/apiclient_pub.pem, Public key has algorithm 'SM2' where RSA is needed",
			"keys/rsa1024_public.pem, Public key has 1024 bits where RSA needs 2048 or more" })
	void unsupportedPublicKey(String file, String message) {
		assertFails(() -> KeyReader.readPublicKey(TestFiles.bytes(file)), Reason.UNSUPPORTED_KEY, message);
	}

	@ParameterizedTest
	@CsvSource({ "vectors/rsa/apiclient_cert.pem, Expected a private key but found a certificate",
			"keys/certificate.der, Expected a private key but found a certificate",
			"vectors/rsa/pub_key.pem, Expected a private key but found a public key",
			"keys/public_key_pkcs1.pem, Expected a private key but found a public key",
			"keys/request.pem, Expected a private key but found a certificate request",
			"keys/chain_from_root.pem, Expected a private key but found a certificate",
			"keys/certificates_only.p12, Expected a private key but found a PKCS #12 file without one" })
	void privateKeyExpected(String file, String message) {
		assertFails(() -> KeyReader.readPrivateKey(TestFiles.bytes(file), TestFiles.PASSWORD),
				Reason.PRIVATE_KEY_EXPECTED, message);
	}

	@ParameterizedTest
	@CsvSource({ "vectors/rsa/apiclient_key.pem, Expected a certificate but found a private key",
			"vectors/rsa/apiclient_key_encrypted.pem, Expected a certificate but found an encrypted private key",
			"keys/traditional_aes256.pem, Expected a certificate but found an encrypted private key",
			"keys/ec_sec1.pem, Expected a certificate but found an EC private key",
			"vectors/rsa/pub_key.pem, Expected a certificate but found a public key",
			"keys/request.pem, Expected a certificate but found a certificate request",
			"keys/key_only.p12, Expected a certificate but found a PKCS #12 file without one" })
	void certificateExpected(String file, String message) {
		assertFails(() -> KeyReader.readCertificate(TestFiles.bytes(file), TestFiles.PASSWORD),
				Reason.CERTIFICATE_EXPECTED, message);
	}

	@ParameterizedTest
	@CsvSource({ "vectors/rsa/apiclient_cert.pem, Expected a public key but found a certificate",
			"vectors/rsa/apiclient_key.pem, Expected a public key but found a private key",
			"keys/bag_attributes.pem, Expected a public key but found a certificate and a private key",
			"vectors/rsa/apiclient_cert.p12, Expected a public key but found a PKCS #12 file" })
	void publicKeyExpected(String file, String message) {
		assertFails(() -> KeyReader.readPublicKey(TestFiles.bytes(file)), Reason.PUBLIC_KEY_EXPECTED, message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "keys/pkcs8.der", "keys/pkcs1.der", "keys/certificate.der", "keys/public_key.der",
			"keys/pkcs8_encrypted.der", "vectors/rsa/apiclient_cert.p12" })
	void truncatedContentFailsWithNothingElse(String file) {
		byte[] content = TestFiles.bytes(file);
		for (int length = 1; length < content.length; length += (length < 64) ? 1 : 97) {
			byte[] truncated = Arrays.copyOf(content, length);
			assertFailsWithNothingElse(() -> KeyReader.readPrivateKey(truncated, TestFiles.PASSWORD));
			assertFailsWithNothingElse(() -> KeyReader.readCertificate(truncated, TestFiles.PASSWORD));
			assertFailsWithNothingElse(() -> KeyReader.readPublicKey(truncated));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "keys/pkcs8.der", "keys/pkcs1.der", "keys/certificate.der", "keys/public_key.der",
			"keys/ec_certificate.pem", "vectors/rsa/apiclient_cert.pem", "vectors/rsa/apiclient_key_pkcs1.pem" })
	void damagedContentFailsWithNothingElse(String file) {
		Random random = new Random(42);
		for (int i = 0; i < 500; i++) {
			byte[] damaged = TestFiles.bytes(file);
			int range = (i % 2 == 0) ? Math.min(64, damaged.length) : damaged.length;
			damaged[random.nextInt(range)] = (byte) random.nextInt(256);
			try {
				KeyReader.readPrivateKey(damaged, null);
			}
			catch (KeyReadException ex) {
				assertThat(ex).hasNoCause();
			}
			try {
				KeyReader.readCertificate(damaged, null);
			}
			catch (KeyReadException ex) {
				assertThat(ex).hasNoCause();
			}
			try {
				KeyReader.readPublicKey(damaged);
			}
			catch (KeyReadException ex) {
				assertThat(ex).hasNoCause();
			}
		}
	}

	@Test
	void blockDoesNotShowItself() {
		KeyBlock block = KeyBlocks.parse(TestFiles.bytes("keys/traditional_aes256.pem")).get(0);
		assertThat(block).hasToString("KeyBlock[type=ENCRYPTED_PRIVATE_KEY]");
	}

	private static void assertPrivateKeyFails(String content, @Nullable String password, Reason reason,
			String message) {
		assertFails(() -> KeyReader.readPrivateKey(bytes(content), password), reason, message);
	}

	private static void assertFails(ThrowingCallable callable, Reason reason, String message) {
		assertThatExceptionOfType(KeyReadException.class).isThrownBy(callable)
			.withMessage(message)
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(reason));
	}

	private static void assertFailsWithNothingElse(ThrowingCallable callable) {
		assertThatExceptionOfType(KeyReadException.class).isThrownBy(callable).withNoCause();
	}

	private static String withoutLine(String text, int number) {
		String[] lines = text.split("\n");
		lines[number] = "";
		return String.join("\n", lines);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
