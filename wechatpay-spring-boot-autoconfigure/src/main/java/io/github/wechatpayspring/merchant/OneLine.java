package io.github.wechatpayspring.merchant;

import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

/**
 * Brings text that anybody can have written into a form that can be logged: on one line
 * and not too long.
 *
 * @author WeChat Pay Spring maintainers
 */
final class OneLine {

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

	private static final int MAX_LENGTH = 128;

	private OneLine() {
	}

	static String of(String text) {
		return StringUtils.truncate(UNPRINTABLE.matcher(text).replaceAll(" "), MAX_LENGTH);
	}

}
