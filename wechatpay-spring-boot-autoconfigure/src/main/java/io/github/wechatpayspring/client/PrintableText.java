package io.github.wechatpayspring.client;

import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

/**
 * Brings text that came over the wire into a form that can be printed: on one line, not
 * too long, without anybody's {@code openid}.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PrintableText {

	private static final Pattern OPENID = Pattern
		.compile("(?:(?<![0-9A-Za-z_-])|(?<=%[0-9A-Fa-f]{2}))o[0-9A-Za-z_-]{27}(?![0-9A-Za-z_-])");

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

	private static final int MAX_LENGTH = 300;

	private PrintableText() {
	}

	static String of(String text) {
		String line = UNPRINTABLE.matcher(text).replaceAll(" ");
		return StringUtils.truncate(OPENID.matcher(line).replaceAll("o******"), MAX_LENGTH);
	}

}
