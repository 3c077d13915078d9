package io.github.wechatpayspring.crypto;

import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Serial numbers of certificates in the form that WeChat Pay uses: upper-case hexadecimal
 * digits, two for each octet, as {@code openssl x509 -serial} prints them.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SerialNumbers {

	private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{1,40}");

	private static final HexFormat UPPER_CASE = HexFormat.of().withUpperCase();

	private SerialNumbers() {
	}

	/**
	 * Return the serial number of a certificate.
	 * @param certificate the certificate
	 * @return the serial number
	 */
	public static String of(X509Certificate certificate) {
		byte[] octets = certificate.getSerialNumber().toByteArray();
		int from = (octets.length > 1 && octets[0] == 0) ? 1 : 0;
		return UPPER_CASE.formatHex(octets, from, octets.length);
	}

	/**
	 * Bring a serial number into the form that WeChat Pay uses.
	 * @param serialNumber the serial number, in either case
	 * @return the serial number in upper case
	 * @throws IllegalArgumentException if it isn't 1 to 40 hexadecimal digits
	 */
	public static String normalize(String serialNumber) {
		Assert.isTrue(HEXADECIMAL.matcher(serialNumber).matches(),
				"Serial number must be 1 to 40 hexadecimal digits, such as openssl x509 -serial prints");
		return serialNumber.toUpperCase(Locale.ROOT);
	}

}
