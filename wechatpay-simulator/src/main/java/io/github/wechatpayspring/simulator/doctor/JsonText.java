package io.github.wechatpayspring.simulator.doctor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes JSON in the ways that programs write it.
 *
 * @param comma what stands between members
 * @param colon what stands between name and value
 * @param indent what a level is indented by, empty for a single line
 * @param sorted whether members are sorted by name
 * @param withoutNull whether members that are {@code null} are left out
 * @param escapes which characters are escaped
 * @author WeChat Pay Spring maintainers
 */
record JsonText(String comma, String colon, String indent, boolean sorted, boolean withoutNull, Escapes escapes) {

	private static final int MAX_DEPTH = 100;

	static @Nullable JsonNode read(byte[] body) {
		try {
			return Json.readObject(body);
		}
		catch (ApiErrorException ex) {
			// Not JSON, so there is nothing to write differently.
			return null;
		}
	}

	static JsonText compact(boolean sorted, Escapes escapes) {
		return new JsonText(",", ":", "", sorted, false, escapes);
	}

	static JsonText spaced(boolean sorted, Escapes escapes) {
		return new JsonText(", ", ": ", "", sorted, false, escapes);
	}

	static JsonText pretty(String colon, String indent, boolean sorted) {
		return new JsonText(",", colon, indent, sorted, false, Escapes.NONE);
	}

	JsonText leavingOutNull() {
		return new JsonText(this.comma, this.colon, this.indent, this.sorted, true, this.escapes);
	}

	String write(JsonNode json) {
		StringBuilder text = new StringBuilder();
		write(json, text, 0);
		return text.toString();
	}

	private void write(JsonNode json, StringBuilder text, int depth) {
		if (depth > MAX_DEPTH) {
			text.append(json);
		}
		else if (json.isObject()) {
			writeObject(json, text, depth);
		}
		else if (json.isArray()) {
			writeArray(json, text, depth);
		}
		else if (json.isString()) {
			this.escapes.write(json.stringValue(), text);
		}
		else {
			text.append(json);
		}
	}

	private void writeObject(JsonNode json, StringBuilder text, int depth) {
		Map<String, JsonNode> sortedMembers = new TreeMap<>();
		List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
		json.properties().forEach((member) -> {
			if (!this.withoutNull || !member.getValue().isNull()) {
				members.add(member);
				sortedMembers.put(member.getKey(), member.getValue());
			}
		});
		text.append('{');
		Iterator<Map.Entry<String, JsonNode>> all = (this.sorted ? sortedMembers.entrySet() : members).iterator();
		boolean empty = !all.hasNext();
		while (all.hasNext()) {
			Map.Entry<String, JsonNode> member = all.next();
			newLine(text, depth + 1);
			this.escapes.write(member.getKey(), text);
			text.append(this.colon);
			write(member.getValue(), text, depth + 1);
			text.append(all.hasNext() ? this.comma : "");
		}
		if (!empty) {
			newLine(text, depth);
		}
		text.append('}');
	}

	private void writeArray(JsonNode json, StringBuilder text, int depth) {
		text.append('[');
		int size = json.size();
		for (int i = 0; i < size; i++) {
			newLine(text, depth + 1);
			write(json.get(i), text, depth + 1);
			text.append((i < size - 1) ? this.comma : "");
		}
		if (size > 0) {
			newLine(text, depth);
		}
		text.append(']');
	}

	private void newLine(StringBuilder text, int depth) {
		if (!this.indent.isEmpty()) {
			text.append('\n').append(this.indent.repeat(depth));
		}
	}

	/**
	 * Which characters are escaped, besides those that have to be.
	 */
	enum Escapes {

		/**
		 * None.
		 */
		NONE("", false),

		/**
		 * Slashes.
		 */
		SLASH("/", false),

		/**
		 * Everything beyond ASCII.
		 */
		UNICODE("", true),

		/**
		 * Slashes, and everything beyond ASCII.
		 */
		SLASH_AND_UNICODE("/", true),

		/**
		 * What means something in HTML.
		 */
		HTML("<>&", false),

		/**
		 * What means something in HTML or JavaScript.
		 */
		HTML_AND_SCRIPT("<>&='", false);

		private final String escaped;

		private final boolean unicode;

		Escapes(String escaped, boolean unicode) {
			this.escaped = escaped;
			this.unicode = unicode;
		}

		void write(String value, StringBuilder text) {
			text.append('"');
			for (int i = 0; i < value.length(); i++) {
				write(value.charAt(i), text);
			}
			text.append('"');
		}

		private void write(char character, StringBuilder text) {
			switch (character) {
				case '"' -> text.append("\\\"");
				case '\\' -> text.append("\\\\");
				case '\n' -> text.append("\\n");
				case '\r' -> text.append("\\r");
				case '\t' -> text.append("\\t");
				case '\b' -> text.append("\\b");
				case '\f' -> text.append("\\f");
				default -> {
					if (character == '/' && this.escaped.indexOf('/') >= 0) {
						text.append("\\/");
					}
					else if (character < ' ' || this.escaped.indexOf(character) >= 0
							|| (this.unicode && character > '~')) {
						text.append("\\u%04x".formatted((int) character));
					}
					else {
						text.append(character);
					}
				}
			}
		}

	}

}
