package io.github.wechatpayspring.crypto;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DerInspector}.
 */
class DerInspectorTests {

	private static final String RSA_ALGORITHM = "300d06092a864886f70d0101010500";

	@ParameterizedTest
	@CsvSource({ "keys/pkcs8.der, PRIVATE_KEY", "keys/pkcs1.der, RSA_PRIVATE_KEY",
			"keys/pkcs8_encrypted.der, ENCRYPTED_PRIVATE_KEY", "keys/certificate.der, CERTIFICATE",
			"keys/public_key.der, PUBLIC_KEY", "vectors/rsa/apiclient_cert.p12, PKCS12", "keys/legacy.p12, PKCS12",
			"keys/ed25519.pem, UNKNOWN" })
	void tellsType(String file, KeyBlock.Type type) {
		assertThat(DerInspector.typeOf(TestFiles.bytes(file))).isEqualTo(type);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "30", "3000", "0201", "3080", "30020101", "300430020500", "3005300305000c00",
			"3005020101050030", "30840000000302010030", "3006300206000500" })
	void doesNotTellTypeOfAnythingElse(String hex) {
		assertThat(DerInspector.typeOf(HexFormat.of().parseHex(hex))).isEqualTo(KeyBlock.Type.UNKNOWN);
	}

	@Test
	void readsIndefiniteAndLongLengths() {
		assertThat(DerInspector.typeOf(HexFormat.of().parseHex("30800201033080"))).isEqualTo(KeyBlock.Type.PKCS12);
		assertThat(DerInspector.typeOf(HexFormat.of().parseHex("308300000702010030")))
			.isEqualTo(KeyBlock.Type.PRIVATE_KEY);
	}

	@ParameterizedTest
	@CsvSource({ "02, 0", "027f, 127", "028180, 128", "0281ff, 255", "02820101, 257", "028281ff, 33279",
			"0283010001, 65537" })
	void skipsElementsOfAnyLength(String header, int length) {
		String element = (length > 0) ? header + "00".repeat(length) : header + "00";
		byte[] encoded = HexFormat.of().parseHex("3000" + element + RSA_ALGORITHM);
		assertThat(DerInspector.algorithmOf(encoded)).isEqualTo("RSA");
	}

	@ParameterizedTest
	@CsvSource({ "300506032b65700400, Ed25519", "301306072a8648ce3d020106082a8648ce3d030107, EC",
			"301406072a8648ce3d020106082a811ccf5501822d, SM2", "300506032b65710400, unknown" })
	void tellsAlgorithm(String algorithm, String name) {
		assertThat(DerInspector.algorithmOf(HexFormat.of().parseHex("3000020100" + algorithm))).isEqualTo(name);
		assertThat(DerInspector.algorithmOf(HexFormat.of().parseHex("3000" + algorithm))).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "30", "300002", "3000020500", "30000284ffffffff00", "3000300506032b65", "300030050603" })
	void doesNotTellAlgorithmOfDamagedContent(String hex) {
		assertThat(DerInspector.algorithmOf(HexFormat.of().parseHex(hex))).isNull();
	}

}
