package io.github.wechatpayspring.simulator.http;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A message in the languages the simulator speaks.
 *
 * @param chinese the text in simplified Chinese
 * @param english the text in English
 * @author WeChat Pay Spring maintainers
 */
public record LocalizedText(String chinese, String english) {

	/**
	 * Choose the text for a request.
	 * @param acceptLanguage the {@code Accept-Language} header, or {@code null}
	 * @return the English text if English is preferred, else the Chinese one
	 */
	public String in(@Nullable String acceptLanguage) {
		if (acceptLanguage == null) {
			return this.chinese;
		}
		try {
			List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
			return ranges.get(0).getRange().startsWith("en") ? this.english : this.chinese;
		}
		catch (IllegalArgumentException ex) {
			return this.chinese;
		}
	}

}
