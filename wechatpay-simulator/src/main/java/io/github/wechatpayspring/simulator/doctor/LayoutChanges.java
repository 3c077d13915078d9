package io.github.wechatpayspring.simulator.doctor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

import io.github.wechatpayspring.simulator.doctor.Change.Line;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;

/**
 * Messages put together in other ways.
 *
 * @author WeChat Pay Spring maintainers
 */
final class LayoutChanges {

	private LayoutChanges() {
	}

	static List<Change> all(SimulatorMerchant merchant) {
		List<Change> all = new ArrayList<>();
		all.add(layout(Cause.FINAL_NEWLINE_MISSING, (lines) -> fiveLines(lines, "\n", "")));
		all.add(layout(Cause.BODY_LINE_MISSING, (lines) -> fourLines(lines, "")));
		all.add(ends("\\r\\n", (lines) -> fiveLines(lines, "\r\n", "\r\n")));
		all.add(ends("\\r\\n", (lines) -> fiveLines(lines, "\r\n", "")));
		all.add(ends("反斜杠和字母n", "a backslash and the letter n", (lines) -> fiveLines(lines, "\\n", "\\n")));
		all.add(ends("末尾多了一个换行符", "one newline too many at the end", (lines) -> fiveLines(lines, "\n", "\n\n")));
		all.add(ends("没有换行符", "there are no newlines", (lines) -> fiveLines(lines, "", "")));
		all.add(ends("&", (lines) -> fiveLines(lines, "&", "")));
		all.add(layout(Cause.NOTIFICATION_MESSAGE, (lines) -> lines.join("\n", "\n", SignedLines.timestamp(lines),
				SignedLines.nonce(lines), lines.body())));
		all.add(swapped("随机串在时间戳之前", "the nonce before the timestamp",
				(lines) -> lines.join("\n", "\n", SignedLines.method(lines), SignedLines.url(lines),
						SignedLines.nonce(lines), SignedLines.timestamp(lines), lines.body())));
		all.add(swapped("URL在方法之前", "the URL before the method",
				(lines) -> lines.join("\n", "\n", SignedLines.url(lines), SignedLines.method(lines),
						SignedLines.timestamp(lines), SignedLines.nonce(lines), lines.body())));
		all.add(swapped("报文主体在时间戳之前", "the body before the timestamp",
				(lines) -> lines.join("\n", "\n", SignedLines.method(lines), SignedLines.url(lines), lines.body(),
						SignedLines.timestamp(lines), SignedLines.nonce(lines))));
		all.add(swapped("时间戳和随机串在方法之前", "timestamp and nonce before the method",
				(lines) -> lines.join("\n", "\n", SignedLines.timestamp(lines), SignedLines.nonce(lines),
						SignedLines.method(lines), SignedLines.url(lines), lines.body())));
		all.add(other("只有报文主体", "the body alone", SignedLines::body));
		all.add(other("签名串的SHA-256摘要", "the SHA-256 digest of the message",
				(lines) -> RecoveredBlock.newDigest("SHA-256").digest(fiveLines(lines, "\n", "\n"))));
		all.add(other("签名串的SHA-256摘要的十六进制文本", "the SHA-256 digest of the message in hexadecimal",
				(lines) -> HexFormat.of()
					.formatHex(RecoveredBlock.newDigest("SHA-256").digest(fiveLines(lines, "\n", "\n")))
					.getBytes(StandardCharsets.US_ASCII)));
		all.add(other("调起支付的签名串（应用ID在第一行）", "the message for calling up a payment, with the appid first",
				(lines) -> lines.join("\n", "\n", merchant.appId().getBytes(StandardCharsets.US_ASCII),
						SignedLines.timestamp(lines), SignedLines.nonce(lines), lines.body())));
		all.add(other("API v2的签名串", "the message of API v2", (lines) -> ApiV2Message.of(lines, "")));
		all.add(other("API v2的签名串", "the message of API v2",
				(lines) -> ApiV2Message.of(lines, "&key=" + merchant.apiV3Key())));
		return all;
	}

	private static byte[] fiveLines(SignedLines lines, String separator, String end) {
		return lines.join(separator, end, SignedLines.method(lines), SignedLines.url(lines),
				SignedLines.timestamp(lines), SignedLines.nonce(lines), lines.body());
	}

	private static byte[] fourLines(SignedLines lines, String end) {
		return lines.join("\n", end, SignedLines.method(lines), SignedLines.url(lines), SignedLines.timestamp(lines),
				SignedLines.nonce(lines));
	}

	private static Change layout(Cause cause, Function<SignedLines, byte[]> layout) {
		return Change.of(cause, Line.LAYOUT, (lines) -> lines.withLayout(layout));
	}

	private static Change ends(String name, Function<SignedLines, byte[]> layout) {
		return ends(name, name, layout);
	}

	private static Change ends(String chinese, String english, Function<SignedLines, byte[]> layout) {
		return Change.of(Cause.LINE_ENDS_DIFFER, Line.LAYOUT, chinese, english, (lines) -> lines.withLayout(layout));
	}

	private static Change swapped(String chinese, String english, Function<SignedLines, byte[]> layout) {
		return Change.of(Cause.LINES_SWAPPED, Line.LAYOUT, chinese, english, (lines) -> lines.withLayout(layout));
	}

	private static Change other(String chinese, String english, Function<SignedLines, byte[]> layout) {
		return Change.of(Cause.OTHER_MESSAGE, Line.LAYOUT, chinese, english, (lines) -> lines.withLayout(layout));
	}

}
