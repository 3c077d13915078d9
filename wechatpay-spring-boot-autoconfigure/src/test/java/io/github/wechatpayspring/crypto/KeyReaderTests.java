package io.github.wechatpayspring.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

import io.github.wechatpayspring.crypto.KeyReadException.Reason;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link KeyReader}.
 */
class KeyReaderTests {

	private final PrivateKey merchantKey = TestFiles.merchantKey();

	@ParameterizedTest
	@ValueSource(strings = { "vectors/rsa/apiclient_key_pkcs1.pem", "vectors/rsa/apiclient_key_encrypted.pem",
			"vectors/rsa/apiclient_cert.p12", "keys/pkcs8.der", "keys/pkcs1.der", "keys/pkcs8_encrypted.der",
			"keys/pkcs8_pbe_md5_des.pem", "keys/pkcs8_pbe_sha1_3des.pem", "keys/pkcs8_pbes2_des3.pem",
			"keys/pkcs8_scrypt.pem", "keys/traditional_aes128.pem", "keys/traditional_aes256.pem",
			"keys/traditional_des.pem", "keys/traditional_des3.pem", "keys/legacy.p12", "keys/chain.p12",
			"keys/key_only.p12", "keys/key_and_authority.p12", "keys/bag_attributes.pem" })
	void readsPrivateKeyFromAnyContainer(String file) {
		assertThat(KeyReader.readPrivateKey(TestFiles.bytes(file), TestFiles.PASSWORD)).isEqualTo(this.merchantKey);
		assertThat(Security.getProvider(BouncyCastleProvider.PROVIDER_NAME)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "apiclient_key", "other_key", "platform_key_1", "platform_key_2",
			"wechatpay_public_key_private" })
	void readsPrivateKeysOfVectors(String name) {
		PrivateKey privateKey = KeyReader.readPrivateKey(TestFiles.bytes("vectors/rsa/" + name + ".pem"), null);
		assertThat(privateKey).isInstanceOf(RSAPrivateCrtKey.class);
	}

	@ParameterizedTest
	@CsvSource({ "vectors/rsa/apiclient_cert.pem, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
			"vectors/rsa/apiclient_cert.p12, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
			"keys/certificate.der, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
			"keys/bag_attributes.pem, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
			"keys/legacy.p12, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
			"keys/key_and_authority.p12, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
			"keys/chain.p12, 0A5157F09EFDC096DE15EBE81A47057A7232F1B8",
			"keys/chain_from_root.pem, 0A5157F09EFDC096DE15EBE81A47057A7232F1B8", "keys/long_chain_from_root.pem, 51",
			"keys/certificates_only.p12, 0A5157F09EFDC096DE15EBE81A47057A7232F1B8" })
	void readsCertificateFromAnyContainer(String file, String serialNumber) {
		X509Certificate certificate = KeyReader.readCertificate(TestFiles.bytes(file), TestFiles.PASSWORD);
		assertThat(SerialNumbers.of(certificate)).isEqualTo(serialNumber);
		assertThat(KeyReader.isPair(this.merchantKey, certificate.getPublicKey())).isTrue();
	}

	@Test
	void readsLeafOfChainInEitherOrder() {
		String leaf = TestFiles.text("keys/leaf.pem");
		String authority = TestFiles.text("keys/ca.pem");
		X509Certificate expected = KeyReader.readCertificate(leaf.getBytes(StandardCharsets.UTF_8), null);
		assertThat(readCertificate(leaf + authority)).isEqualTo(expected);
		assertThat(readCertificate(authority + leaf)).isEqualTo(expected);
	}

	@Test
	void readsFirstOfUnrelatedAndOfRepeatedCertificates() {
		String merchant = TestFiles.text("vectors/rsa/apiclient_cert.pem");
		String other = TestFiles.text("vectors/rsa/other_cert.pem");
		assertThat(readCertificate(other + merchant)).isEqualTo(readCertificate(other));
		assertThat(readCertificate(merchant + other)).isEqualTo(readCertificate(merchant));
		assertThat(readCertificate(merchant + merchant)).isEqualTo(readCertificate(merchant));
	}

	@ParameterizedTest
	@ValueSource(strings = { "vectors/rsa/pub_key.pem", "keys/public_key.der", "keys/public_key_pkcs1.pem" })
	void readsPublicKey(String file) {
		PublicKey publicKey = KeyReader.readPublicKey(TestFiles.bytes(file));
		assertThat(publicKey).isEqualTo(TestFiles.wechatPayPublicKey());
		PrivateKey privateKey = KeyReader
			.readPrivateKey(TestFiles.bytes("vectors/rsa/wechatpay_public_key_private.pem"), null);
		assertThat(KeyReader.isPair(privateKey, publicKey)).isTrue();
	}

	@Test
	void readsEachFromOneFile() {
		byte[] content = (TestFiles.text("vectors/rsa/pub_key.pem") + TestFiles.text("keys/leaf.pem")
				+ TestFiles.text("keys/ca.pem") + TestFiles.text("vectors/rsa/apiclient_key.pem"))
			.getBytes(StandardCharsets.UTF_8);
		assertThat(KeyReader.readPrivateKey(content, null)).isEqualTo(this.merchantKey);
		assertThat(KeyReader.readPublicKey(content)).isEqualTo(TestFiles.wechatPayPublicKey());
		assertThat(SerialNumbers.of(KeyReader.readCertificate(content, null)))
			.isEqualTo("0A5157F09EFDC096DE15EBE81A47057A7232F1B8");
	}

	@Test
	void readsKeyOfPkcs12InBase64() {
		byte[] base64 = Base64.getMimeEncoder().encode(TestFiles.bytes("vectors/rsa/apiclient_cert.p12"));
		assertThat(KeyReader.readPrivateKey(base64, TestFiles.PASSWORD)).isEqualTo(this.merchantKey);
	}

	@Test
	void everyWrongPasswordIsNoticed() {
		byte[] content = TestFiles.bytes("keys/traditional_aes256.pem");
		for (int i = 0; i < 2000; i++) {
			String password = "wrong" + i;
			assertThatExceptionOfType(KeyReadException.class)
				.isThrownBy(() -> KeyReader.readPrivateKey(content, password))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.PASSWORD_WRONG));
		}
	}

	@Test
	void keyOfPkcs12UnderAnotherPasswordThanTheFile() throws IOException, GeneralSecurityException {
		KeyStore keyStore = KeyStore.getInstance("PKCS12");
		keyStore.load(null, null);
		keyStore.setKeyEntry("key", this.merchantKey, "another".toCharArray(),
				new Certificate[] { TestFiles.merchantCertificate() });
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		keyStore.store(content, TestFiles.PASSWORD.toCharArray());
		assertThatExceptionOfType(KeyReadException.class)
			.isThrownBy(() -> KeyReader.readPrivateKey(content.toByteArray(), TestFiles.PASSWORD))
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.PASSWORD_WRONG));
		assertThat(KeyReader.readCertificate(content.toByteArray(), TestFiles.PASSWORD))
			.isEqualTo(TestFiles.merchantCertificate());
	}

	@Test
	void pairsBelongTogether() {
		PublicKey merchantPublicKey = TestFiles.merchantCertificate().getPublicKey();
		PrivateKey otherKey = KeyReader.readPrivateKey(TestFiles.bytes("vectors/rsa/other_key.pem"), null);
		assertThat(KeyReader.isPair(this.merchantKey, merchantPublicKey)).isTrue();
		assertThat(KeyReader.isPair(otherKey, merchantPublicKey)).isFalse();
		assertThat(KeyReader.isPair(this.merchantKey, TestFiles.wechatPayPublicKey())).isFalse();
	}

	@Test
	void keysOfOtherAlgorithmsAreNoPair() throws NoSuchAlgorithmException {
		KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
		assertThat(KeyReader.isPair(pair.getPrivate(), pair.getPublic())).isFalse();
		assertThat(KeyReader.isPair(this.merchantKey, pair.getPublic())).isFalse();
		assertThat(KeyReader.isPair(pair.getPrivate(), TestFiles.wechatPayPublicKey())).isFalse();
	}

	@Test
	void keyThatCannotBeUsedIsNoPair() {
		PrivateKey opaque = mock(PrivateKey.class);
		given(opaque.getAlgorithm()).willReturn("RSA");
		assertThat(KeyReader.isPair(opaque, TestFiles.wechatPayPublicKey())).isFalse();
	}

	@Test
	void sameModulusIsNotEnough() throws GeneralSecurityException {
		RSAPrivateCrtKey key = (RSAPrivateCrtKey) this.merchantKey;
		PrivateKey forged = KeyFactory.getInstance("RSA")
			.generatePrivate(
					new RSAPrivateKeySpec(key.getModulus(), key.getPrivateExponent().subtract(BigInteger.TWO)));
		assertThat(KeyReader.isPair(forged, TestFiles.merchantCertificate().getPublicKey())).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 6, 7 })
	void everyPartOfPrivateKeyMustBelongToPublicKey(int damaged) throws GeneralSecurityException {
		RSAPrivateCrtKey key = (RSAPrivateCrtKey) this.merchantKey;
		BigInteger[] parts = { key.getPrivateExponent(), key.getPrimeP(), key.getPrimeQ(), key.getPrimeExponentP(),
				key.getPrimeExponentQ(), key.getCrtCoefficient(), key.getPublicExponent(), null };
		if (parts[damaged] != null) {
			parts[damaged] = parts[damaged].add(BigInteger.TWO);
		}
		PrivateKey built = KeyFactory.getInstance("RSA")
			.generatePrivate(new RSAPrivateCrtKeySpec(key.getModulus(), parts[6], parts[0], parts[1], parts[2],
					parts[3], parts[4], parts[5]));
		assertThat(built).isInstanceOf(RSAPrivateCrtKey.class);
		assertThat(KeyReader.isPair(built, TestFiles.merchantCertificate().getPublicKey()))
			.isEqualTo(parts[damaged] == null);
	}

	@Test
	void publicKeyOfAnotherExponentIsNoPair() throws GeneralSecurityException {
		RSAPrivateCrtKey key = (RSAPrivateCrtKey) this.merchantKey;
		PublicKey publicKey = KeyFactory.getInstance("RSA")
			.generatePublic(new RSAPublicKeySpec(key.getModulus(), BigInteger.valueOf(3)));
		assertThat(KeyReader.isPair(key, publicKey)).isFalse();
	}

	@Test
	void privateKeyThatShowsNothingAndCannotSignIsNoPair() {
		RSAPrivateCrtKey hidden = mock(RSAPrivateCrtKey.class);
		assertThat(KeyReader.isPair(hidden, TestFiles.merchantCertificate().getPublicKey())).isFalse();
		given(hidden.getModulus()).willThrow(new UnsupportedOperationException("not shown"));
		assertThat(KeyReader.isPair(hidden, TestFiles.merchantCertificate().getPublicKey())).isFalse();
	}

	@Test
	void privateKeyThatDoesNotShowItsPrimesIsTriedOut() throws GeneralSecurityException {
		RSAPrivateCrtKey key = (RSAPrivateCrtKey) this.merchantKey;
		PrivateKey plain = KeyFactory.getInstance("RSA")
			.generatePrivate(new RSAPrivateKeySpec(key.getModulus(), key.getPrivateExponent()));
		assertThat(plain).isNotInstanceOf(RSAPrivateCrtKey.class);
		assertThat(KeyReader.isPair(plain, TestFiles.merchantCertificate().getPublicKey())).isTrue();
	}

	private static X509Certificate readCertificate(String content) {
		return KeyReader.readCertificate(content.getBytes(StandardCharsets.UTF_8), null);
	}

}
