package io.github.wechatpayspring.simulator.doctor;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.wechatpayspring.simulator.http.Diagnosis.Difference;
import org.jspecify.annotations.Nullable;

/**
 * Compares messages line by line.
 *
 * @author WeChat Pay Spring maintainers
 */
final class MessageText {

	private static final List<String> NAMES = List.of("method", "url", "timestamp", "nonce", "body");

	private static final int BEFORE = 20;

	private static final int AFTER = 60;

	private MessageText() {
	}

	static String of(byte[] message) {
		return new String(message, StandardCharsets.UTF_8);
	}

	static @Nullable Difference firstDifference(String expected, String probable) {
		// The last part has the newline at its end, which can be the difference.
		String[] expectedLines = expected.split("\n", NAMES.size());
		String[] probableLines = probable.split("\n", NAMES.size());
		for (int i = 0; i < NAMES.size(); i++) {
			String expectedLine = (i < expectedLines.length) ? expectedLines[i] : "";
			String probableLine = (i < probableLines.length) ? probableLines[i] : "";
			if (!expectedLine.equals(probableLine)) {
				int from = Math.max(0, mismatch(expectedLine, probableLine) - BEFORE);
				return new Difference(i + 1, NAMES.get(i), excerpt(expectedLine, from), excerpt(probableLine, from));
			}
		}
		return null;
	}

	private static int mismatch(String one, String other) {
		int length = Math.min(one.length(), other.length());
		for (int i = 0; i < length; i++) {
			if (one.charAt(i) != other.charAt(i)) {
				return i;
			}
		}
		return length;
	}

	private static String excerpt(String line, int from) {
		int to = Math.min(line.length(), from + BEFORE + AFTER);
		String excerpt = (from < to) ? line.substring(from, to) : "";
		return ((from > 0) ? "…" : "") + visible(excerpt) + ((to < line.length()) ? "…" : "");
	}

	private static String visible(String text) {
		return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t").replace("\uFEFF", "\\uFEFF");
	}

}
