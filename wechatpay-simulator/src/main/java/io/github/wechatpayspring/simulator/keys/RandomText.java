package io.github.wechatpayspring.simulator.keys;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Random identifiers and nonces in the alphabets of the API.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class RandomText {

	private static final String DIGITS = "0123456789";

	private static final String LETTERS_AND_DIGITS = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final int SERIAL_NUMBER_BYTES = 20;

	private static final int BYTE_VALUES = 256;

	private static final SecureRandom RANDOM = new SecureRandom();

	private RandomText() {
	}

	/**
	 * Make random digits.
	 * @param length how many
	 * @return the digits
	 */
	public static String digits(int length) {
		return pick(DIGITS, length);
	}

	/**
	 * Make random letters and digits.
	 * @param length how many
	 * @return the letters and digits
	 */
	public static String lettersAndDigits(int length) {
		return pick(LETTERS_AND_DIGITS, length);
	}

	/**
	 * Make random lower-case hexadecimal digits.
	 * @param length how many, an even number
	 * @return the hexadecimal digits
	 */
	public static String hex(int length) {
		byte[] bytes = new byte[length / 2];
		RANDOM.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	/**
	 * Make a certificate serial number whose hexadecimal text has 40 digits, none of them
	 * a leading zero.
	 * @return the serial number
	 */
	static BigInteger serialNumber() {
		byte[] bytes = new byte[SERIAL_NUMBER_BYTES];
		RANDOM.nextBytes(bytes);
		bytes[0] = (byte) (0x10 | (bytes[0] & 0x6F));
		return new BigInteger(1, bytes);
	}

	private static String pick(String alphabet, int length) {
		// Many bytes at once, as each draw takes a lock and a hash; those from the limit
		// on
		// would make the first characters likelier than the others
		int limit = BYTE_VALUES - BYTE_VALUES % alphabet.length();
		byte[] bytes = new byte[2 * length];
		StringBuilder text = new StringBuilder(length);
		while (text.length() < length) {
			RANDOM.nextBytes(bytes);
			for (int i = 0; i < bytes.length && text.length() < length; i++) {
				int value = Byte.toUnsignedInt(bytes[i]);
				if (value < limit) {
					text.append(alphabet.charAt(value % alphabet.length()));
				}
			}
		}
		return text.toString();
	}

}
