package io.github.wechatpayspring.crypto;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Tells from the first few elements of a DER encoding what it is, so that the right
 * parser is asked and errors can name what was found.
 *
 * @author WeChat Pay Spring maintainers
 */
final class DerInspector {

	private static final byte INTEGER = 0x02;

	private static final byte BIT_STRING = 0x03;

	private static final byte OCTET_STRING = 0x04;

	private static final byte OBJECT_IDENTIFIER = 0x06;

	private static final byte SEQUENCE = 0x30;

	private static final byte EXPLICIT_VERSION = (byte) 0xa0;

	private static final int PKCS12_VERSION = 3;

	private static final int MAXIMUM_LENGTH_OCTETS = 3;

	private static final Map<String, String> ALGORITHMS = Map.of("2a864886f70d010101", "RSA", "2a864886f70d01010a",
			"RSASSA-PSS", "2a8648ce380401", "DSA", "2a8648ce3d0201", "EC", "2a811ccf5501822d", "SM2", "2b6570",
			"Ed25519");

	private DerInspector() {
	}

	/**
	 * Return what an encoding is.
	 * @param encoded the encoding
	 * @return the type, {@link KeyBlock.Type#UNKNOWN} if it is none that is known
	 */
	static KeyBlock.Type typeOf(byte[] encoded) {
		try {
			ByteBuffer content = ByteBuffer.wrap(encoded);
			return (readHeader(content).tag() == SEQUENCE) ? typeOf(content) : KeyBlock.Type.UNKNOWN;
		}
		catch (BufferUnderflowException | IllegalArgumentException ex) {
			return KeyBlock.Type.UNKNOWN;
		}
	}

	private static KeyBlock.Type typeOf(ByteBuffer content) {
		Header first = readHeader(content);
		if (first.tag() == INTEGER) {
			return (first.length() == 1) ? typeOfVersioned(content) : KeyBlock.Type.RSA_PUBLIC_KEY;
		}
		if (first.tag() != SEQUENCE) {
			return KeyBlock.Type.UNKNOWN;
		}
		return switch (peek(content)) {
			case OBJECT_IDENTIFIER -> typeOfAlgorithmFollowedBy(skip(content, first.length()).get());
			case EXPLICIT_VERSION, INTEGER -> KeyBlock.Type.CERTIFICATE;
			default -> KeyBlock.Type.UNKNOWN;
		};
	}

	private static KeyBlock.Type typeOfAlgorithmFollowedBy(byte tag) {
		return switch (tag) {
			case OCTET_STRING -> KeyBlock.Type.ENCRYPTED_PRIVATE_KEY;
			case BIT_STRING -> KeyBlock.Type.PUBLIC_KEY;
			default -> KeyBlock.Type.UNKNOWN;
		};
	}

	private static KeyBlock.Type typeOfVersioned(ByteBuffer content) {
		int version = content.get();
		return switch (content.get()) {
			case SEQUENCE -> (version == PKCS12_VERSION) ? KeyBlock.Type.PKCS12 : KeyBlock.Type.PRIVATE_KEY;
			case INTEGER -> KeyBlock.Type.RSA_PRIVATE_KEY;
			case OCTET_STRING -> KeyBlock.Type.EC_PRIVATE_KEY;
			default -> KeyBlock.Type.UNKNOWN;
		};
	}

	/**
	 * Return the algorithm of a PKCS #8 private key, of a public key or of the public key
	 * in a certificate.
	 * @param encoded the encoding
	 * @return the name of the algorithm, {@code "unknown"} if it is none that is known,
	 * or {@code null} if the encoding is damaged
	 */
	static @Nullable String algorithmOf(byte[] encoded) {
		boolean certificate = typeOf(encoded) == KeyBlock.Type.CERTIFICATE;
		try {
			ByteBuffer content = ByteBuffer.wrap(encoded);
			readHeader(content);
			if (certificate) {
				skipToPublicKey(content);
			}
			Header element = readHeader(content);
			if (element.tag() == INTEGER) {
				skip(content, element.length());
				readHeader(content);
			}
			String algorithm = readAlgorithm(content, "unknown");
			return (peek(content) == OBJECT_IDENTIFIER) ? readAlgorithm(content, algorithm) : algorithm;
		}
		catch (BufferUnderflowException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static void skipToPublicKey(ByteBuffer content) {
		readHeader(content);
		int sequences = 0;
		// The version and the serial number are none; algorithm, issuer, validity and
		// subject are
		while (sequences < 4) {
			Header element = readHeader(content);
			skip(content, element.length());
			sequences += (element.tag() == SEQUENCE) ? 1 : 0;
		}
		readHeader(content);
	}

	private static String readAlgorithm(ByteBuffer content, String defaultName) {
		byte[] objectIdentifier = new byte[readHeader(content).length()];
		content.get(objectIdentifier);
		return ALGORITHMS.getOrDefault(HexFormat.of().formatHex(objectIdentifier), defaultName);
	}

	private static Header readHeader(ByteBuffer content) {
		int tag = content.get();
		int length = content.get();
		if (length >= 0) {
			return new Header(tag, length);
		}
		int octets = length & 0x7f;
		if (octets > MAXIMUM_LENGTH_OCTETS) {
			throw new IllegalArgumentException("Too long");
		}
		length = 0;
		for (int i = 0; i < octets; i++) {
			length = (length << 8) | (content.get() & 0xff);
		}
		return new Header(tag, length);
	}

	private static byte peek(ByteBuffer content) {
		return content.duplicate().get();
	}

	private static ByteBuffer skip(ByteBuffer content, int length) {
		return content.position(content.position() + length);
	}

	/**
	 * Header of an element.
	 *
	 * @param tag the tag
	 * @param length the length in octets
	 */
	private record Header(int tag, int length) {

	}

}
