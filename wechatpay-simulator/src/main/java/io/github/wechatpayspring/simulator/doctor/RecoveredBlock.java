package io.github.wechatpayspring.simulator.doctor;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What comes out of an RSA signature with the public key of its signer: the padding, and
 * under PKCS#1 v1.5 the digest that was signed (RFC 8017, 8.2.2 and 9).
 *
 * @param padding the padding, which only the right key brings out
 * @param algorithm the digest algorithm, or {@code null} if none is named
 * @param digest what the padding holds, empty if it is not known
 * @author WeChat Pay Spring maintainers
 */
record RecoveredBlock(Padding padding, @Nullable String algorithm, byte[] digest) {

	private static final Map<String, byte[]> DIGEST_INFOS = digestInfos();

	private static final String[] PSS_DIGESTS = { "SHA-256", "SHA-1", "SHA-384", "SHA-512" };

	private static final int MIN_FILL = 8;

	static RecoveredBlock of(byte[] signature, RSAPublicKey key) {
		int length = (key.getModulus().bitLength() + 7) / 8;
		BigInteger number = new BigInteger(1, signature);
		if (signature.length != length || number.compareTo(key.getModulus()) >= 0) {
			return new RecoveredBlock(Padding.UNKNOWN, null, new byte[0]);
		}
		byte[] block = toBytes(number.modPow(key.getPublicExponent(), key.getModulus()), length);
		if (isPss(block)) {
			return new RecoveredBlock(Padding.PSS, null, new byte[0]);
		}
		int end = endOfFill(block);
		return (end < 0) ? new RecoveredBlock(Padding.UNKNOWN, null, new byte[0])
				: content(Arrays.copyOfRange(block, end, length));
	}

	private static RecoveredBlock content(byte[] content) {
		for (Map.Entry<String, byte[]> info : DIGEST_INFOS.entrySet()) {
			byte[] prefix = info.getValue();
			int length = newDigest(info.getKey()).getDigestLength();
			if (content.length == prefix.length + length
					&& Arrays.equals(prefix, 0, prefix.length, content, 0, prefix.length)) {
				return new RecoveredBlock(Padding.PKCS1, info.getKey(),
						Arrays.copyOfRange(content, prefix.length, content.length));
			}
		}
		return new RecoveredBlock(Padding.PKCS1, null, content);
	}

	private static int endOfFill(byte[] block) {
		if (block[0] != 0 || block[1] != 1) {
			return -1;
		}
		int position = 2;
		while (position < block.length && block[position] == (byte) 0xFF) {
			position++;
		}
		boolean wellFormed = position >= 2 + MIN_FILL && position < block.length && block[position] == 0;
		return wellFormed ? position + 1 : -1;
	}

	private static boolean isPss(byte[] block) {
		if (block[block.length - 1] != (byte) 0xBC || block[0] < 0) {
			return false;
		}
		for (String digest : PSS_DIGESTS) {
			for (String mask : PSS_DIGESTS) {
				if (isPss(block, newDigest(digest).getDigestLength(), newDigest(mask), digest.equals(mask))) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isPss(byte[] block, int digestLength, MessageDigest mask, boolean usual) {
		int length = block.length - digestLength - 1;
		byte[] seed = Arrays.copyOfRange(block, length, length + digestLength);
		byte[] data = new byte[length];
		for (int start = 0, counter = 0; start < length; start += mask.getDigestLength(), counter++) {
			mask.update(seed);
			byte[] part = mask.digest(new byte[] { 0, 0, (byte) (counter >>> 8), (byte) counter });
			for (int i = 0; i < part.length && start + i < length; i++) {
				data[start + i] = (byte) (block[start + i] ^ part[i]);
			}
		}
		data[0] &= 0x7F;
		int zeros = 0;
		while (zeros < length && data[zeros] == 0) {
			zeros++;
		}
		// The longest salt leaves no zeros, which other combinations meet by chance.
		return zeros < length && data[zeros] == 1 && (zeros >= MIN_FILL || (usual && zeros == 0));
	}

	private static byte[] toBytes(BigInteger number, int length) {
		byte[] bytes = number.toByteArray();
		byte[] block = new byte[length];
		int count = Math.min(bytes.length, length);
		System.arraycopy(bytes, bytes.length - count, block, length - count, count);
		return block;
	}

	static MessageDigest newDigest(String algorithm) {
		try {
			return MessageDigest.getInstance(algorithm);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("This Java runtime has no " + algorithm, ex);
		}
	}

	private static Map<String, byte[]> digestInfos() {
		Map<String, String> prefixes = new LinkedHashMap<>();
		prefixes.put("SHA-256", "3031300d060960864801650304020105000420");
		prefixes.put("SHA-1", "3021300906052b0e03021a05000414");
		prefixes.put("MD5", "3020300c06082a864886f70d020505000410");
		prefixes.put("SHA-512", "3051300d060960864801650304020305000440");
		prefixes.put("SHA-384", "3041300d060960864801650304020205000430");
		prefixes.put("SHA-224", "302d300d06096086480165030402040500041c");
		Map<String, byte[]> infos = new LinkedHashMap<>();
		prefixes.forEach((name, prefix) -> infos.put(name, HexFormat.of().parseHex(prefix)));
		return infos;
	}

	/**
	 * How a block is padded.
	 */
	enum Padding {

		/**
		 * PKCS#1 v1.5.
		 */
		PKCS1,

		/**
		 * EMSA-PSS.
		 */
		PSS,

		/**
		 * None that is known: another key signed.
		 */
		UNKNOWN

	}

}
