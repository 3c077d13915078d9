package io.github.wechatpayspring.payscore;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a time as WeChat Pay wrote it, with its offset. A time that doesn't apply yet can
 * be an empty text, and one that can't be read breaks no answer: both are {@code null}.
 *
 * @author WeChat Pay Spring maintainers
 */
final class LenientTimeDeserializer extends ValueDeserializer<@Nullable OffsetDateTime> {

	@Override
	public @Nullable OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) {
		String text = parser.getValueAsString();
		if (text == null) {
			parser.skipChildren();
			return null;
		}
		try {
			return OffsetDateTime.parse(text.strip());
		}
		catch (DateTimeException ex) {
			return new OrderTime(text).toOffsetDateTime();
		}
	}

}
