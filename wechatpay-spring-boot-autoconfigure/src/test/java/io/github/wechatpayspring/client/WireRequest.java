package io.github.wechatpayspring.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A request as the bytes on the wire say it.
 */
record WireRequest(int connection, String method, String target, Map<String, List<String>> headers, byte[] body) {

	private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

	@Nullable String header(String name) {
		List<String> values = this.headers.get(name.toLowerCase(Locale.ROOT));
		return (values != null) ? values.get(0) : null;
	}

	int headerCount(String name) {
		return this.headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).size();
	}

	String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	String authorization(String parameter) {
		String header = header("Authorization");
		Matcher matcher = PARAMETER.matcher((header != null) ? header : "");
		while (matcher.find()) {
			if (matcher.group(1).equals(parameter)) {
				return matcher.group(2);
			}
		}
		throw new AssertionError("Authorization '%s' has no %s".formatted(header, parameter));
	}

	byte[] message() {
		byte[] head = (this.method + "\n" + this.target + "\n" + authorization("timestamp") + "\n"
				+ authorization("nonce_str") + "\n")
			.getBytes(StandardCharsets.UTF_8);
		byte[] message = new byte[head.length + this.body.length + 1];
		System.arraycopy(head, 0, message, 0, head.length);
		System.arraycopy(this.body, 0, message, head.length, this.body.length);
		message[message.length - 1] = '\n';
		return message;
	}

}
