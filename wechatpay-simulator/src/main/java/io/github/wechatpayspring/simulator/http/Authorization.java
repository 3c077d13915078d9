package io.github.wechatpayspring.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.keys.Rsa;
import org.jspecify.annotations.Nullable;

/**
 * The five fields of an {@code Authorization} header.
 *
 * @param merchantId the {@code mchid}
 * @param nonce the {@code nonce_str}
 * @param timestamp the {@code timestamp} in seconds
 * @param serialNumber the {@code serial_no} of the merchant's certificate
 * @param signature the decoded {@code signature}
 * @author WeChat Pay Spring maintainers
 */
record Authorization(String merchantId, String nonce, long timestamp, String serialNumber, byte[] signature) {

	private static final Set<String> NAMES = Set.of("mchid", "nonce_str", "timestamp", "serial_no", "signature");

	private static final Pattern NAME = Pattern.compile("[a-z_]+");

	private static final Pattern MERCHANT_ID = Pattern.compile("[0-9]{1,32}");

	private static final Pattern NONCE = Pattern.compile("[0-9A-Za-z]{1,32}");

	private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

	private static final Pattern SERIAL_NUMBER = Pattern.compile("[0-9A-F]{40}");

	/**
	 * Read the header.
	 * @param header the value as received
	 * @return the fields
	 * @throws Refused if the value is not exactly as documented
	 */
	static Authorization parse(String header) throws Refused {
		int space = header.indexOf(' ');
		if (space < 0 || !header.substring(0, space).equals(Rsa.SCHEME)) {
			throw new Refused("scheme", "the scheme is not " + Rsa.SCHEME);
		}
		Map<String, String> fields = fields(header.substring(space + 1));
		return new Authorization(require(fields, "mchid", MERCHANT_ID, "is not a number"),
				require(fields, "nonce_str", NONCE, "is not 1 to 32 letters and digits"),
				Long.parseLong(require(fields, "timestamp", TIMESTAMP, "is not a number of seconds")),
				require(fields, "serial_no", SERIAL_NUMBER, "is not 40 upper-case hexadecimal digits"),
				decode(require(fields, "signature", null, "")));
	}

	// Not one regular expression, as that takes as long as the signature is verified
	private static Map<String, String> fields(String text) throws Refused {
		Map<String, String> fields = new HashMap<>();
		int position = 0;
		while (true) {
			int quote = text.indexOf('"', position);
			int end = (quote != -1) ? text.indexOf('"', quote + 1) : -1;
			if (end == -1 || quote == position || text.charAt(quote - 1) != '=') {
				throw notAList();
			}
			String name = text.substring(position, quote - 1);
			if (!NAMES.contains(name)) {
				throw NAME.matcher(name).matches() ? new Refused("authorization", "has a field that is not known")
						: notAList();
			}
			if (fields.put(name, text.substring(quote + 1, end)) != null) {
				throw new Refused(name, "is there twice");
			}
			position = end + 1;
			if (position == text.length()) {
				return fields;
			}
			if (text.charAt(position) != ',') {
				throw notAList();
			}
			position++;
		}
	}

	private static Refused notAList() {
		return new Refused("authorization", "is not a list of name=\"value\" separated by single commas");
	}

	private static String require(Map<String, String> fields, String name, @Nullable Pattern pattern, String issue)
			throws Refused {
		String value = fields.get(name);
		if (value == null) {
			throw new Refused(name, "is missing");
		}
		if (pattern != null && !pattern.matcher(value).matches()) {
			throw new Refused(name, issue);
		}
		return value;
	}

	private static byte[] decode(String signature) throws Refused {
		try {
			return Base64.getDecoder().decode(signature);
		}
		catch (IllegalArgumentException ex) {
			throw new Refused("signature", "is not Base64");
		}
	}

	/**
	 * Build the message that the signature has to be over.
	 * @param request the request as received
	 * @return the five lines
	 */
	byte[] message(ReceivedRequest request) {
		// The target is what came over the wire, byte for byte, so it is read and written
		// as Latin-1.
		byte[] head = head(request).getBytes(StandardCharsets.ISO_8859_1);
		byte[] body = request.rawBody();
		byte[] message = new byte[head.length + body.length + 1];
		System.arraycopy(head, 0, message, 0, head.length);
		System.arraycopy(body, 0, message, head.length, body.length);
		message[message.length - 1] = '\n';
		return message;
	}

	/**
	 * Build the lines of the message that stand before the body.
	 * @param request the request as received
	 * @return the four lines
	 */
	String head(ReceivedRequest request) {
		return request.method() + "\n" + request.target() + "\n" + this.timestamp + "\n" + this.nonce + "\n";
	}

	@Override
	public String toString() {
		return "Authorization[merchantId=" + this.merchantId + "]";
	}

	/**
	 * The header is refused.
	 */
	static final class Refused extends Exception {

		private static final long serialVersionUID = 1L;

		private final String field;

		Refused(String field, String issue) {
			super(issue, null, false, false);
			this.field = field;
		}

		SignatureRefusal toRefusal() {
			return new SignatureRefusal(this.field, String.valueOf(getMessage()), null);
		}

	}

}
