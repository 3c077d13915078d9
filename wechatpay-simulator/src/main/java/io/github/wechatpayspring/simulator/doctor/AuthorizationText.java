package io.github.wechatpayspring.simulator.doctor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * An {@code Authorization} header, read as far as it can be.
 *
 * @param scheme what stands before the first blank
 * @param rest what stands behind it
 * @param fields the fields found, the first one of each name
 * @author WeChat Pay Spring maintainers
 */
record AuthorizationText(String scheme, String rest, Map<String, String> fields) {

	private static final int MAX_LENGTH = 16 * 1024;

	private static final Pattern FIELD = Pattern
		.compile("\\b(mchid|nonce_str|timestamp|serial_no|signature)\\s*[=:]\\s*[\"']?([^\"',;]*)");

	static AuthorizationText of(ReceivedRequest request) {
		List<String> values = request.headers().getOrDefault("Authorization", List.of());
		String value = values.isEmpty() ? "" : values.get(0);
		String text = value.substring(0, Math.min(value.length(), MAX_LENGTH));
		int space = text.indexOf(' ');
		Map<String, String> fields = new LinkedHashMap<>();
		Matcher matcher = FIELD.matcher(text);
		while (matcher.find()) {
			fields.putIfAbsent(matcher.group(1), matcher.group(2));
		}
		return new AuthorizationText((space >= 0) ? text.substring(0, space) : text,
				(space >= 0) ? text.substring(space + 1) : "", Collections.unmodifiableMap(fields));
	}

	@Nullable String field(String name) {
		return this.fields.get(name);
	}

	String valueOf(String name) {
		return this.fields.getOrDefault(name, "");
	}

	@Override
	public String toString() {
		return "AuthorizationText" + this.fields.keySet();
	}

}
