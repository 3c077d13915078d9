package io.github.wechatpayspring.crypto;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * Serial numbers of certificates in the form that WeChat Pay uses: upper-case hexadecimal
 * digits, two for each octet and none for leading octets of zero, as
 * {@code openssl x509 -serial} prints them. A certificate's serial number has 20 octets
 * at most (RFC 5280, section 4.1.2.2).
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
		return format(certificate.getSerialNumber());
	}

	/**
	 * Bring a serial number into the form that WeChat Pay uses.
	 * @param serialNumber the serial number in hexadecimal digits of either case, with or
	 * without leading zeros and colons between octets
	 * @return the serial number in that form
	 * @throws IllegalArgumentException if it isn't 1 to 40 hexadecimal digits
	 */
	public static String normalize(String serialNumber) {
		String digits = serialNumber.replace(":", "");
		Assert.isTrue(HEXADECIMAL.matcher(digits).matches(),
				"Serial number must be 1 to 40 hexadecimal digits, such as openssl x509 -serial prints");
		return format(new BigInteger(digits, 16));
	}

	private static String format(BigInteger serialNumber) {
		byte[] octets = serialNumber.toByteArray();
		int from = (octets.length > 1 && octets[0] == 0) ? 1 : 0;
		return UPPER_CASE.formatHex(octets, from, octets.length);
	}

}
