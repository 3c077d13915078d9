package io.github.wechatpayspring.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Test vectors and key files. Other implementations made all of them.
 */
final class TestFiles {

	static final String PASSWORD = "1900000109";

	private TestFiles() {
	}

	static byte[] bytes(String path) {
		try (InputStream stream = TestFiles.class.getResourceAsStream("/" + path)) {
			if (stream == null) {
				throw new IllegalArgumentException("No file " + path);
			}
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String text(String path) {
		return new String(bytes(path), StandardCharsets.UTF_8);
	}

	static JsonNode json(String path) {
		return JsonMapper.shared().readTree(bytes(path));
	}

	static List<JsonNode> elements(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false).toList();
	}

	static EncryptedResource resource(JsonNode json) {
		return JsonMapper.shared().treeToValue(json, EncryptedResource.class);
	}

	static PrivateKey merchantKey() {
		return KeyReader.readPrivateKey(bytes("vectors/rsa/apiclient_key.pem"), null);
	}

	static X509Certificate merchantCertificate() {
		return KeyReader.readCertificate(bytes("vectors/rsa/apiclient_cert.pem"), null);
	}

	static PublicKey wechatPayPublicKey() {
		return KeyReader.readPublicKey(bytes("vectors/rsa/pub_key.pem"));
	}

}
