package io.github.wechatpayspring.crypto;

import java.math.BigInteger;
import java.security.cert.X509Certificate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SerialNumbers}.
 */
class SerialNumbersTests {

	@ParameterizedTest
	@CsvSource({ "vectors/rsa/apiclient_cert.pem, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
			"vectors/rsa/other_cert.pem, 3775B6A45ACD588826D15E583A95F5DD12345678",
			"vectors/rsa/platform_cert_1.pem, 1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
			"keys/leaf.pem, 0A5157F09EFDC096DE15EBE81A47057A7232F1B8" })
	void readsSerialNumberAsOpenSslPrintsIt(String file, String serialNumber) {
		assertThat(SerialNumbers.of(KeyReader.readCertificate(TestFiles.bytes(file), null))).isEqualTo(serialNumber);
	}

	@ParameterizedTest
	@CsvSource({ "0, 00", "1, 01", "7F, 7F", "80, 80", "ABC, 0ABC", "FF00, FF00",
			"F157F09EFDC096DE15EBE81A47057A7232F1B8E1, F157F09EFDC096DE15EBE81A47057A7232F1B8E1" })
	void twoDigitsForEachOctet(String value, String serialNumber) {
		X509Certificate certificate = mock(X509Certificate.class);
		given(certificate.getSerialNumber()).willReturn(new BigInteger(value, 16));
		assertThat(SerialNumbers.of(certificate)).isEqualTo(serialNumber);
		assertThat(SerialNumbers.normalize(value)).isEqualTo(serialNumber);
	}

	@ParameterizedTest
	@CsvSource({ "5157f09efdc096de15ebe81a47057a7232f1b8e1, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
			"A5157F09EFDC096DE15EBE81A47057A7232F1B8, 0A5157F09EFDC096DE15EBE81A47057A7232F1B8", "00000A51, 0A51",
			"0a:51:57:f0, 0A5157F0" })
	void normalizesOtherForms(String given, String serialNumber) {
		assertThat(SerialNumbers.normalize(given)).isEqualTo(serialNumber);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":", "-1", "G0", " 5157", "PUB_KEY_ID_0119000001092024080500112233445566",
			"5157F09EFDC096DE15EBE81A47057A7232F1B8E10" })
	void refusesWhatIsNoSerialNumber(String given) {
		assertThatIllegalArgumentException().isThrownBy(() -> SerialNumbers.normalize(given))
			.withMessageStartingWith("Serial number must be 1 to 40 hexadecimal digits");
	}

	@Test
	void signerAndCertificateAgree() {
		MessageSigner signer = MessageSigner.of(TestFiles.merchantKey(),
				KeyReader.readCertificate(TestFiles.bytes("keys/leaf.pem"), null));
		assertThat(signer.getSerialNumber()).isEqualTo("0A5157F09EFDC096DE15EBE81A47057A7232F1B8");
	}

}
