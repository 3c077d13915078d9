package io.github.wechatpayspring.crypto;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeyReader} in a class loader that doesn't have Bouncy Castle: what it
 * reads there, it reads without loading any of Bouncy Castle's classes.
 */
class KeyReaderWithoutBouncyCastleTests {

	@ParameterizedTest
	@CsvSource({ "vectors/rsa/apiclient_key.pem, sun.security.rsa.RSAPrivateCrtKeyImpl",
			"keys/pkcs8.der, sun.security.rsa.RSAPrivateCrtKeyImpl",
			"vectors/rsa/apiclient_cert.p12, sun.security.rsa.RSAPrivateCrtKeyImpl",
			"keys/legacy.p12, sun.security.rsa.RSAPrivateCrtKeyImpl" })
	void readsPrivateKey(String file, String type) throws Exception {
		assertThat(read("readPrivateKey", file, TestFiles.PASSWORD).getClass()).hasToString("class " + type);
	}

	@ParameterizedTest
	@CsvSource({ "vectors/rsa/apiclient_cert.pem", "keys/certificate.der", "vectors/rsa/apiclient_cert.p12" })
	void readsCertificate(String file) throws Exception {
		assertThat(read("readCertificate", file, TestFiles.PASSWORD)).isEqualTo(TestFiles.merchantCertificate());
	}

	@ParameterizedTest
	@CsvSource({ "vectors/rsa/pub_key.pem", "keys/public_key.der" })
	void readsPublicKey(String file) throws Exception {
		assertThat(read("readPublicKey", file)).isEqualTo(TestFiles.wechatPayPublicKey());
	}

	@Test
	void needsBouncyCastleForTheRest() {
		assertThatExceptionOfType(InvocationTargetException.class)
			.isThrownBy(() -> read("readPrivateKey", "vectors/rsa/apiclient_key_pkcs1.pem", TestFiles.PASSWORD))
			.withCauseInstanceOf(NoClassDefFoundError.class);
	}

	private static Object read(String name, String file, String... password)
			throws IOException, ReflectiveOperationException {
		URL[] urls = { location(KeyReader.class), location(Assert.class), location(NullMarked.class) };
		try (URLClassLoader classLoader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
			Class<?> reader = classLoader.loadClass(KeyReader.class.getName());
			assertThat(reader).isNotEqualTo(KeyReader.class);
			byte[] content = TestFiles.bytes(file);
			if (password.length == 0) {
				return reader.getMethod(name, byte[].class).invoke(null, content);
			}
			Method method = reader.getMethod(name, byte[].class, String.class);
			return method.invoke(null, content, password[0]);
		}
	}

	private static URL location(Class<?> type) {
		return type.getProtectionDomain().getCodeSource().getLocation();
	}

}
