package io.github.wechatpayspring.simulator.doctor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.wechatpayspring.simulator.doctor.Change.Line;
import org.jspecify.annotations.Nullable;

/**
 * Other URLs that could have been signed.
 *
 * @author WeChat Pay Spring maintainers
 */
final class UrlChanges {

	private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

	private static final int MAX_LENGTH = 4096;

	private static final int MAX_PERMUTED = 4;

	private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

	private UrlChanges() {
	}

	static List<Change> all(String url, @Nullable String host) {
		List<Change> all = new ArrayList<>();
		List<String> hosts = new ArrayList<>(List.of("https://api.mch.weixin.qq.com", "api.mch.weixin.qq.com"));
		if (host != null) {
			hosts.addAll(0, List.of("http://" + host, "https://" + host, host));
		}
		hosts.forEach((each) -> all.add(url(Cause.URL_WITH_HOST, each + url)));
		int mark = url.indexOf('?');
		String path = (mark >= 0) ? url.substring(0, mark) : url;
		String query = (mark >= 0) ? url.substring(mark + 1) : "";
		if (mark >= 0) {
			all.add(url(Cause.URL_WITHOUT_QUERY, path));
			hosts.forEach((each) -> all.add(url(Cause.URL_WITHOUT_QUERY, each + path)));
		}
		if (url.length() <= MAX_LENGTH) {
			encodings(path, mark >= 0, query, all);
			orders(path, query, all);
		}
		paths(url, path, (mark >= 0) ? url.substring(mark) : "", all);
		return all;
	}

	private static void encodings(String path, boolean hasQuery, String query, List<Change> all) {
		String mark = hasQuery ? "?" : "";
		String url = path + mark + query;
		encoding("未编码", "not encoded", decode(url, false), all);
		encoding("未编码，加号是空格", "not encoded, with blanks for +", decode(path, false) + mark + decode(query, true), all);
		encoding("空格写成+", "blanks as +", url.replace("%20", "+"), all);
		encoding("空格写成%20", "blanks as %20", path + mark + query.replace("+", "%20"), all);
		encoding("加号写成%2B", "+ as %2B", path + mark + query.replace("+", "%2B"), all);
		encoding("编码用小写字母", "lower-case escapes",
				ESCAPE.matcher(url).replaceAll((escape) -> escape.group().toLowerCase(Locale.ROOT)), all);
		encoding("编码用大写字母", "upper-case escapes",
				ESCAPE.matcher(url).replaceAll((escape) -> escape.group().toUpperCase(Locale.ROOT)), all);
		encoding("编码了两次", "encoded twice", url.replace("%", "%25"), all);
		for (String kept : new String[] { "", ":", ",", ":,", "!'()*", "!$&'()*+,;=:@", "*" }) {
			for (boolean plus : new boolean[] { false, true }) {
				for (boolean blankAsPlus : new boolean[] { false, true }) {
					encoding("其他字符被编码", "other characters are encoded",
							encodePath(path, kept) + mark + encodeQuery(query, kept, plus, blankAsPlus), all);
				}
			}
			encoding("其他字符被编码", "other characters are encoded", path + mark + encodeQuery(query, kept, false, false),
					all);
			encoding("其他字符被编码", "other characters are encoded", encodePath(path, kept) + mark + query, all);
		}
	}

	private static void orders(String path, String query, List<Change> all) {
		List<String> parameters = Arrays.asList(query.split("&"));
		if (parameters.size() < 2) {
			return;
		}
		Set<String> orders = new LinkedHashSet<>();
		List<String> sorted = new ArrayList<>(parameters);
		Collections.sort(sorted);
		orders.add(String.join("&", sorted));
		Collections.reverse(sorted);
		orders.add(String.join("&", sorted));
		List<String> reversed = new ArrayList<>(parameters);
		Collections.reverse(reversed);
		orders.add(String.join("&", reversed));
		if (parameters.size() <= MAX_PERMUTED) {
			permute(new ArrayList<>(parameters), 0, orders);
		}
		orders.remove(query);
		orders.forEach((order) -> all.add(url(Cause.URL_QUERY_ORDER, path + "?" + order)));
	}

	private static void permute(List<String> parameters, int from, Set<String> orders) {
		if (from == parameters.size() - 1) {
			orders.add(String.join("&", parameters));
		}
		for (int i = from; i < parameters.size(); i++) {
			Collections.swap(parameters, from, i);
			permute(parameters, from + 1, orders);
			Collections.swap(parameters, from, i);
		}
	}

	private static void paths(String url, String path, String query, List<Change> all) {
		path("没有开头的斜杠", "without the slash at its beginning", url.substring(Math.min(1, url.length())), all);
		path("开头有两个斜杠", "with two slashes at its beginning", "/" + url, all);
		if (path.endsWith("/")) {
			path("没有末尾的斜杠", "without the slash at its end", path.substring(0, path.length() - 1) + query, all);
		}
		else {
			path("末尾有斜杠", "with a slash at its end", path + "/" + query, all);
		}
		if (query.isEmpty()) {
			path("末尾有问号", "with a question mark at its end", path + "?", all);
		}
		int version = url.indexOf("/v3/");
		if (version > 0) {
			path("没有基础路径", "without the base path", url.substring(version), all);
		}
		if (version >= 0) {
			path("没有/v3", "without /v3", url.substring(version + 3), all);
		}
		path("/v3出现两次", "with /v3 twice", "/v3" + url, all);
		int second = url.indexOf('/', 1);
		if (second > 0) {
			path("没有第一段", "without its first segment", url.substring(second), all);
		}
		for (String base : new String[] { "/hk", "/api", "/wechatpay", "/pay" }) {
			path("有基础路径", "with a base path", base + url, all);
		}
	}

	private static Change url(Cause cause, String url) {
		return Change.of(cause, Line.URL, (lines) -> lines.withUrl(url));
	}

	private static void encoding(String chinese, String english, String url, List<Change> all) {
		all.add(Change.of(Cause.URL_ENCODING_DIFFERS, Line.URL, chinese, english, (lines) -> lines.withUrl(url)));
	}

	private static void path(String chinese, String english, String url, List<Change> all) {
		all.add(Change.of(Cause.URL_PATH_DIFFERS, Line.URL, chinese, english, (lines) -> lines.withUrl(url)));
	}

	private static String encodePath(String path, String kept) {
		return Arrays.stream(path.split("/", -1))
			.map((segment) -> encode(decode(segment, false), kept))
			.collect(Collectors.joining("/"));
	}

	private static String encodeQuery(String query, String kept, boolean plus, boolean blankAsPlus) {
		StringBuilder text = new StringBuilder();
		for (String parameter : query.split("&", -1)) {
			text.append((text.length() > 0) ? "&" : "");
			String[] parts = parameter.split("=", 2);
			text.append(encode(decode(parts[0], plus), kept));
			if (parts.length > 1) {
				text.append('=').append(encode(decode(parts[1], plus), kept));
			}
		}
		return blankAsPlus ? text.toString().replace("%20", "+") : text.toString();
	}

	private static String encode(String text, String kept) {
		StringBuilder encoded = new StringBuilder();
		for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
			char character = (char) (each & 0xFF);
			if (UNRESERVED.indexOf(character) >= 0 || kept.indexOf(character) >= 0) {
				encoded.append(character);
			}
			else {
				encoded.append("%%%02X".formatted((int) character));
			}
		}
		return encoded.toString();
	}

	private static String decode(String text, boolean plus) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		byte[] decoded = new byte[bytes.length];
		int length = 0;
		for (int i = 0; i < bytes.length; i++) {
			int high = (bytes[i] == '%' && i + 2 < bytes.length) ? Character.digit(bytes[i + 1], 16) : -1;
			int low = (high >= 0) ? Character.digit(bytes[i + 2], 16) : -1;
			if (low >= 0) {
				decoded[length++] = (byte) (high * 16 + low);
				i += 2;
			}
			else {
				decoded[length++] = (plus && bytes[i] == '+') ? (byte) ' ' : bytes[i];
			}
		}
		return new String(decoded, 0, length, StandardCharsets.UTF_8);
	}

}
