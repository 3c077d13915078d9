package io.github.wechatpayspring.simulator.doctor;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.wechatpayspring.simulator.doctor.Change.Line;
import io.github.wechatpayspring.simulator.doctor.JsonText.Escapes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Other bodies that could have been signed.
 *
 * @author WeChat Pay Spring maintainers
 */
final class BodyChanges {

	private static final int MAX_BYTES = 64 * 1024;

	private static final String BOM = "\uFEFF";

	private BodyChanges() {
	}

	static List<Change> all(byte[] body, String url, List<byte[]> others) {
		List<Change> all = new ArrayList<>();
		if (body.length == 0) {
			unsent(url, all);
		}
		else {
			all.add(Change.of(Cause.BODY_NOT_SIGNED, Line.BODY, (lines) -> lines.withBody(new byte[0])));
			edges(new String(body, StandardCharsets.UTF_8), all);
		}
		if (body.length > 0 && body.length <= MAX_BYTES) {
			json(body, all);
			charsets(body, all);
		}
		others.forEach((other) -> all
			.add(Change.of(Cause.BODY_OF_OTHER_REQUEST, Line.BODY, (lines) -> lines.withBody(other))));
		return all;
	}

	private static void unsent(String url, List<Change> all) {
		int mark = url.indexOf('?');
		String query = (mark >= 0) ? url.substring(mark + 1) : "";
		unsent("{}", "{}", "{}", all);
		unsent("null", "null", "null", all);
		unsent("一个空格", "a blank", " ", all);
		if (!query.isEmpty()) {
			unsent("查询参数", "the query", query, all);
			StringBuilder json = new StringBuilder("{");
			for (String parameter : query.split("&")) {
				String[] parts = parameter.split("=", 2);
				json.append((json.length() > 1) ? "," : "");
				Escapes.NONE.write(parts[0], json);
				json.append(':');
				Escapes.NONE.write((parts.length > 1) ? parts[1] : "", json);
			}
			unsent("JSON形式的查询参数", "the query as JSON", json.append('}').toString(), all);
		}
	}

	private static void unsent(String chinese, String english, String body, List<Change> all) {
		all.add(Change.of(Cause.BODY_NOT_SENT, Line.BODY, chinese, english,
				(lines) -> lines.withBody(body.getBytes(StandardCharsets.UTF_8))));
	}

	private static void edges(String body, List<Change> all) {
		edge("前后的空白被去掉", "without the blanks around it", body.strip(), all);
		edge("末尾多了换行符", "with a newline at its end", body + "\n", all);
		edge("末尾多了\\r\\n", "with \\r\\n at its end", body + "\r\n", all);
		if (body.startsWith(BOM)) {
			edge("没有BOM", "without the byte order mark", body.substring(1), all);
		}
		else {
			edge("有BOM", "with a byte order mark", BOM + body, all);
		}
		edge("末尾没有换行符", "without the newline at its end", body.stripTrailing(), all);
		edge("用\\n换行", "with \\n between its lines", body.replace("\r\n", "\n"), all);
		edge("用\\r\\n换行", "with \\r\\n between its lines", body.replace("\r\n", "\n").replace("\n", "\r\n"), all);
	}

	private static void edge(String chinese, String english, String body, List<Change> all) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		all.add(Change.of(Cause.BODY_EDGES_DIFFER, Line.BODY, chinese, english, (lines) -> lines.withBody(bytes)));
	}

	private static void json(byte[] body, List<Change> all) {
		@Nullable JsonNode json = JsonText.read(body);
		if (json == null) {
			return;
		}
		String none = "";
		for (boolean sorted : new boolean[] { false, true }) {
			String zh = sorted ? "，字段按名称排序" : none;
			String en = sorted ? ", members sorted by name" : none;
			written("没有空白" + zh, "without blanks" + en, JsonText.compact(sorted, Escapes.NONE), json, all);
			written("逗号和冒号后有空格" + zh, "with blanks after commas and colons" + en, JsonText.spaced(sorted, Escapes.NONE),
					json, all);
			written("逗号和冒号后有空格，汉字写成\\uXXXX" + zh, "with blanks after commas and colons, and \\uXXXX escapes" + en,
					JsonText.spaced(sorted, Escapes.UNICODE), json, all);
			written("汉字写成\\uXXXX" + zh, "with \\uXXXX escapes" + en, JsonText.compact(sorted, Escapes.UNICODE), json,
					all);
			written("斜杠写成\\/，汉字写成\\uXXXX" + zh, "with \\/ and \\uXXXX escapes" + en,
					JsonText.compact(sorted, Escapes.SLASH_AND_UNICODE), json, all);
			written("斜杠写成\\/" + zh, "with \\/ escapes" + en, JsonText.compact(sorted, Escapes.SLASH), json, all);
			written("转义了HTML字符" + zh, "with HTML characters escaped" + en, JsonText.compact(sorted, Escapes.HTML), json,
					all);
			written("转义了HTML字符" + zh, "with HTML characters escaped" + en,
					JsonText.compact(sorted, Escapes.HTML_AND_SCRIPT), json, all);
			written("没有值为null的字段" + zh, "without members that are null" + en,
					JsonText.compact(sorted, Escapes.NONE).leavingOutNull(), json, all);
			for (String indent : new String[] { "  ", "    ", "\t" }) {
				written("带缩进" + zh, "indented" + en, JsonText.pretty(": ", indent, sorted), json, all);
				written("带缩进" + zh, "indented" + en, JsonText.pretty(" : ", indent, sorted), json, all);
			}
		}
	}

	private static void written(String chinese, String english, JsonText style, JsonNode json, List<Change> all) {
		byte[] bytes = style.write(json).getBytes(StandardCharsets.UTF_8);
		all.add(Change.of(Cause.BODY_WRITTEN_DIFFERENTLY, Line.BODY, chinese, english,
				(lines) -> lines.withBody(bytes)));
	}

	private static void charsets(byte[] body, List<Change> all) {
		String text = new String(body, StandardCharsets.UTF_8);
		for (String name : new String[] { "GBK", "GB18030", "ISO-8859-1", "US-ASCII", "UTF-16LE", "UTF-16BE",
				"UTF-16" }) {
			if (Charset.isSupported(name)) {
				Charset charset = Charset.forName(name);
				charset(name, text.getBytes(charset), all);
				charset("UTF-8", new String(body, charset).getBytes(StandardCharsets.UTF_8), all);
			}
		}
	}

	private static void charset(String name, byte[] bytes, List<Change> all) {
		all.add(Change.of(Cause.BODY_CHARSET_DIFFERS, Line.BODY, name, name, (lines) -> lines.withBody(bytes)));
	}

}
