package io.github.wechatpayspring.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link KeyReader} accepts around PEM blocks.
 */
class KeyReaderContentTests {

	private static final Map<String, UnaryOperator<String>> FORMS = Map.ofEntries(
			Map.entry("unchanged", UnaryOperator.identity()), Map.entry("byte order mark", (pem) -> "\uFEFF" + pem),
			Map.entry("CRLF", (pem) -> pem.replace("\n", "\r\n")), Map.entry("CR", (pem) -> pem.replace("\n", "\r")),
			Map.entry("indented with spaces", (pem) -> pem.replaceAll("(?m)^", "      ")),
			Map.entry("indented with tabs", (pem) -> pem.replaceAll("(?m)^", "\t\t")),
			Map.entry("trailing spaces", (pem) -> pem.replace("\n", "  \n")),
			Map.entry("blank lines", (pem) -> pem.replace("\n", "\n\n")), Map.entry("no last line feed", String::strip),
			Map.entry("blank lines around", (pem) -> "\n\n" + pem + "\n\n"),
			Map.entry("line ends as backslash n", (pem) -> pem.replace("\n", "\\n")),
			Map.entry("line ends as backslash r backslash n", (pem) -> pem.replace("\n", "\\r\\n")),
			Map.entry("text around", (pem) -> "0100 is my key:\n" + pem + "Don't lose it!\n"),
			Map.entry("attributes around",
					(pem) -> "Bag Attributes\n    localKeyID: 46 61 92 B9\nKey Attributes: <No Attributes>\n" + pem));

	static Stream<Named<UnaryOperator<String>>> forms() {
		return FORMS.entrySet().stream().map((entry) -> Named.of(entry.getKey(), entry.getValue()));
	}

	@ParameterizedTest
	@MethodSource("forms")
	void readsPrivateKey(UnaryOperator<String> form) {
		for (String file : new String[] { "vectors/rsa/apiclient_key.pem", "vectors/rsa/apiclient_key_pkcs1.pem",
				"keys/traditional_aes256.pem" }) {
			assertThat(KeyReader.readPrivateKey(bytes(form.apply(TestFiles.text(file))), TestFiles.PASSWORD))
				.isEqualTo(TestFiles.merchantKey());
		}
	}

	@ParameterizedTest
	@MethodSource("forms")
	void readsCertificate(UnaryOperator<String> form) {
		String pem = TestFiles.text("vectors/rsa/apiclient_cert.pem");
		assertThat(KeyReader.readCertificate(bytes(form.apply(pem)), null)).isEqualTo(TestFiles.merchantCertificate());
	}

	@ParameterizedTest
	@MethodSource("forms")
	void readsPublicKey(UnaryOperator<String> form) {
		String pem = TestFiles.text("vectors/rsa/pub_key.pem");
		assertThat(KeyReader.readPublicKey(bytes(form.apply(pem)))).isEqualTo(TestFiles.wechatPayPublicKey());
	}

	@Test
	void readsPemWhoseLinesWereFolded() {
		for (String file : new String[] { "vectors/rsa/apiclient_key.pem", "keys/traditional_aes256.pem" }) {
			byte[] folded = bytes(TestFiles.text(file).replaceAll("\\s*\n\\s*", " "));
			assertThat(KeyReader.readPrivateKey(folded, TestFiles.PASSWORD)).isEqualTo(TestFiles.merchantKey());
		}
	}

	@Test
	void readsBareBase64() {
		String base64 = Base64.getEncoder().encodeToString(TestFiles.bytes("keys/pkcs8.der"));
		assertThat(KeyReader.readPrivateKey(bytes(base64), null)).isEqualTo(TestFiles.merchantKey());
		assertThat(KeyReader
			.readPrivateKey(bytes("\uFEFF  " + base64.substring(0, 64) + "\r\n  " + base64.substring(64)), null))
			.isEqualTo(TestFiles.merchantKey());
		assertThat(KeyReader.readPrivateKey(TestFiles.text("vectors/rsa/apiclient_key_pkcs1.pem")
			.lines()
			.filter((line) -> !line.startsWith("-----"))
			.reduce("", String::concat)
			.getBytes(StandardCharsets.UTF_8), null)).isEqualTo(TestFiles.merchantKey());
		assertThat(KeyReader
			.readPublicKey(bytes(Base64.getMimeEncoder().encodeToString(TestFiles.bytes("keys/public_key.der")))))
			.isEqualTo(TestFiles.wechatPayPublicKey());
	}

	@Test
	void contentCountsMoreThanLabel() {
		String pkcs1 = TestFiles.text("vectors/rsa/apiclient_key_pkcs1.pem").replace("RSA PRIVATE KEY", "PRIVATE KEY");
		String pkcs8 = TestFiles.text("vectors/rsa/apiclient_key.pem").replace("PRIVATE KEY", "RSA PRIVATE KEY");
		assertThat(KeyReader.readPrivateKey(bytes(pkcs1), null)).isEqualTo(TestFiles.merchantKey());
		assertThat(KeyReader.readPrivateKey(bytes(pkcs8), null)).isEqualTo(TestFiles.merchantKey());
		String trusted = TestFiles.text("vectors/rsa/apiclient_cert.pem").replace("CERTIFICATE", "TRUSTED CERTIFICATE");
		assertThat(KeyReader.readCertificate(bytes(trusted), null)).isEqualTo(TestFiles.merchantCertificate());
		String requestAndCertificate = TestFiles.text("keys/request.pem")
				+ TestFiles.text("vectors/rsa/apiclient_cert.pem");
		assertThat(KeyReader.readCertificate(bytes(requestAndCertificate), null))
			.isEqualTo(TestFiles.merchantCertificate());
		String parametersAndPublicKey = TestFiles.text("keys/dsa_parameters.pem")
				+ TestFiles.text("vectors/rsa/pub_key.pem");
		assertThat(KeyReader.readPublicKey(bytes(parametersAndPublicKey))).isEqualTo(TestFiles.wechatPayPublicKey());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
