package io.github.wechatpayspring.simulator.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.wechatpayspring.simulator.doctor.Change.Line;

/**
 * Other methods, timestamps and nonces that could have been signed.
 *
 * @author WeChat Pay Spring maintainers
 */
final class OtherChanges {

	private static final int MAX_SECONDS = 5;

	private OtherChanges() {
	}

	static List<Change> all(SignedLines lines) {
		List<Change> all = new ArrayList<>();
		methods(lines.method(), all);
		timestamps(lines.timestamp(), all);
		nonces(lines.nonce(), all);
		return all;
	}

	private static void methods(String method, List<Change> all) {
		for (String other : new String[] { method.toLowerCase(Locale.ROOT),
				method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT), "GET", "POST", "PUT", "PATCH",
				"DELETE", "HEAD", "OPTIONS", "" }) {
			all.add(Change.of(Cause.METHOD_DIFFERS, Line.METHOD, (lines) -> lines.withMethod(other)));
		}
	}

	private static void timestamps(String timestamp, List<Change> all) {
		timestamp("毫秒", "in milliseconds", timestamp + "000", all);
		timestamp("空", "empty", "", all);
		if (timestamp.matches("[0-9]{1,12}")) {
			long seconds = Long.parseLong(timestamp);
			for (int i = 1; i <= MAX_SECONDS; i++) {
				timestamp("早" + i + "秒", i + " seconds earlier", Long.toString(seconds - i), all);
				timestamp("晚" + i + "秒", i + " seconds later", Long.toString(seconds + i), all);
			}
		}
	}

	private static void timestamp(String chinese, String english, String timestamp, List<Change> all) {
		all.add(Change.of(Cause.TIMESTAMP_DIFFERS, Line.TIMESTAMP, chinese, english,
				(lines) -> lines.withTimestamp(timestamp)));
	}

	private static void nonces(String nonce, List<Change> all) {
		nonce("小写", "in lower case", nonce.toLowerCase(Locale.ROOT), all);
		nonce("大写", "in upper case", nonce.toUpperCase(Locale.ROOT), all);
		nonce("空", "empty", "", all);
		nonce("null", "null", "null", all);
		if (nonce.length() == 32) {
			String uuid = nonce.replaceFirst("^(.{8})(.{4})(.{4})(.{4})(.{12})$", "$1-$2-$3-$4-$5");
			nonce("有连字符", "with hyphens", uuid, all);
			nonce("有连字符，小写", "with hyphens, in lower case", uuid.toLowerCase(Locale.ROOT), all);
		}
	}

	private static void nonce(String chinese, String english, String nonce, List<Change> all) {
		all.add(Change.of(Cause.NONCE_DIFFERS, Line.NONCE, chinese, english, (lines) -> lines.withNonce(nonce)));
	}

}
