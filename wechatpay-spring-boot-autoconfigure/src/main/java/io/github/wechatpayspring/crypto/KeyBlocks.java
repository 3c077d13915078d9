package io.github.wechatpayspring.crypto;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.crypto.KeyReadException.Reason;

/**
 * Finds the blocks in the content of a file: PEM with whatever people and tools leave
 * around it, DER, or bare Base64.
 *
 * @author WeChat Pay Spring maintainers
 */
final class KeyBlocks {

	private static final String BEGIN = "-----BEGIN ";

	private static final Pattern PEM = Pattern.compile(BEGIN + "([A-Z0-9 ]+)-----(.*?)-----END \\1-----",
			Pattern.DOTALL);

	private static final Pattern PEM_HEADER = Pattern.compile("\\G\\s*([A-Za-z][A-Za-z0-9-]*):\\s*(\\S+)\\s");

	private KeyBlocks() {
	}

	/**
	 * Find the blocks.
	 * @param content the content of a file
	 * @return at least one block
	 * @throws KeyReadException if there is none
	 */
	static List<KeyBlock> parse(byte[] content) {
		KeyBlock.Type type = DerInspector.typeOf(content);
		if (type != KeyBlock.Type.UNKNOWN) {
			return List.of(new KeyBlock(type, content));
		}
		String text = toText(content);
		if (text.isBlank()) {
			throw new KeyReadException(Reason.EMPTY, "There is no content");
		}
		return text.contains(BEGIN) ? parsePem(text) : List.of(parseBase64(text));
	}

	private static String toText(byte[] content) {
		String text = new String(content, StandardCharsets.UTF_8);
		text = text.startsWith("\uFEFF") ? text.substring(1) : text;
		// Environment variables often have line ends as a backslash and a letter
		return text.replace("\\r", "").replace("\\n", "\n");
	}

	private static List<KeyBlock> parsePem(String text) {
		List<KeyBlock> blocks = new ArrayList<>();
		Matcher matcher = PEM.matcher(text);
		while (matcher.find()) {
			blocks.add(parsePemBlock(matcher.group(1), matcher.group(2)));
		}
		if (blocks.isEmpty()) {
			throw new KeyReadException(Reason.UNREADABLE, "PEM block has no END line that matches its BEGIN line");
		}
		return blocks;
	}

	private static KeyBlock parsePemBlock(String label, String body) {
		KeyBlock.Encryption encryption = null;
		Matcher header = PEM_HEADER.matcher(body);
		int start = 0;
		while (header.find()) {
			start = header.end();
			if (header.group(1).equals("DEK-Info")) {
				encryption = parseEncryption(header.group(2));
			}
		}
		byte[] encoded = decode(body.substring(start));
		if (encryption != null) {
			KeyBlock.Type type = KeyBlock.Type.ofLabel(label);
			return new KeyBlock((type == KeyBlock.Type.RSA_PRIVATE_KEY) ? KeyBlock.Type.ENCRYPTED_PRIVATE_KEY : type,
					encoded, encryption);
		}
		return new KeyBlock(typeOf(label, encoded), encoded);
	}

	private static KeyBlock.Type typeOf(String label, byte[] encoded) {
		KeyBlock.Type labelled = KeyBlock.Type.ofLabel(label);
		KeyBlock.Type actual = DerInspector.typeOf(encoded);
		// People get labels wrong, so the content counts, except where others begin alike
		return switch (actual) {
			case UNKNOWN -> labelled;
			case CERTIFICATE -> label.endsWith("CERTIFICATE") ? actual : labelled;
			case RSA_PUBLIC_KEY -> label.endsWith("PUBLIC KEY") ? actual : labelled;
			case RSA_PRIVATE_KEY -> (labelled == KeyBlock.Type.DSA_PRIVATE_KEY) ? labelled : actual;
			default -> actual;
		};
	}

	private static KeyBlock.Encryption parseEncryption(String value) {
		String[] parts = value.split(",", 2);
		try {
			return new KeyBlock.Encryption(parts[0], HexFormat.of().parseHex((parts.length == 2) ? parts[1] : ""));
		}
		catch (IllegalArgumentException ex) {
			throw new KeyReadException(Reason.UNREADABLE, "PEM block has a damaged DEK-Info header");
		}
	}

	private static KeyBlock parseBase64(String text) {
		byte[] encoded = decode(text);
		KeyBlock.Type type = DerInspector.typeOf(encoded);
		if (type == KeyBlock.Type.UNKNOWN) {
			throw new KeyReadException(Reason.UNREADABLE,
					"Content is neither PEM, nor DER, nor PKCS #12, nor the Base64 of one of them");
		}
		return new KeyBlock(type, encoded);
	}

	private static byte[] decode(String text) {
		try {
			return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

}
