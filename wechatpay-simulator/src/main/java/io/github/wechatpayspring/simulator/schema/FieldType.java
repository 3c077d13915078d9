package io.github.wechatpayspring.simulator.schema;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the value of a field may be.
 *
 * @author WeChat Pay Spring maintainers
 */
public sealed interface FieldType {

	/**
	 * Check a value.
	 * @param pointer the JSON pointer to the value
	 * @param value the value, not JSON {@code null}
	 * @return what is wrong with it, or {@code null} if nothing is
	 */
	@Nullable Violation check(String pointer, JsonNode value);

	/**
	 * Keep what is known of a value that was checked.
	 * @param value the value
	 * @return the value without unknown fields
	 */
	default JsonNode known(JsonNode value) {
		return value;
	}

	private static @Nullable String scalar(JsonNode value) {
		return value.isValueNode() ? value.asString() : null;
	}

	/**
	 * A text.
	 *
	 * @param minLength the least number of characters
	 * @param maxLength the largest number of characters
	 * @param pattern what the whole text has to match, or {@code null} for anything
	 */
	record Text(int minLength, int maxLength, @Nullable Pattern pattern) implements FieldType {

		@Override
		public @Nullable Violation check(String pointer, JsonNode value) {
			if (!value.isString()) {
				return new Violation(pointer, scalar(value), "is not a string");
			}
			String text = value.stringValue();
			if (text.length() < this.minLength || text.length() > this.maxLength) {
				return new Violation(pointer, text,
						"is not " + this.minLength + " to " + this.maxLength + " characters long");
			}
			if (this.pattern != null && !this.pattern.matcher(text).matches()) {
				return new Violation(pointer, text, "has characters that are not allowed");
			}
			return null;
		}

	}

	/**
	 * A whole number.
	 *
	 * @param min the least value
	 * @param max the largest value
	 */
	record WholeNumber(long min, long max) implements FieldType {

		@Override
		public @Nullable Violation check(String pointer, JsonNode value) {
			if (!value.isIntegralNumber()) {
				return new Violation(pointer, scalar(value), "is not a whole number");
			}
			if (!value.canConvertToLong() || value.longValue() < this.min || value.longValue() > this.max) {
				return new Violation(pointer, scalar(value), "is not from " + this.min + " to " + this.max);
			}
			return null;
		}

	}

	/**
	 * A list of objects.
	 *
	 * @param minSize the least number of elements
	 * @param element what each element may hold
	 */
	record ListOf(int minSize, ObjectTable element) implements FieldType {

		@Override
		public @Nullable Violation check(String pointer, JsonNode value) {
			if (!value.isArray()) {
				return new Violation(pointer, scalar(value), "is not an array");
			}
			if (value.size() < this.minSize) {
				return new Violation(pointer, null, "has fewer than " + this.minSize + " elements");
			}
			for (int i = 0; i < value.size(); i++) {
				String elementPointer = pointer + "/" + i;
				if (!(value.get(i) instanceof ObjectNode object)) {
					return new Violation(elementPointer, scalar(value.get(i)), "is not an object");
				}
				Violation violation = this.element.check(elementPointer, object);
				if (violation != null) {
					return violation;
				}
			}
			return null;
		}

		@Override
		public JsonNode known(JsonNode value) {
			ArrayNode known = JsonNodeFactory.instance.arrayNode();
			value.forEach((element) -> known.add(this.element.known((ObjectNode) element)));
			return known;
		}

	}

	/**
	 * An object.
	 *
	 * @param table what it may hold
	 */
	record Nested(ObjectTable table) implements FieldType {

		@Override
		public @Nullable Violation check(String pointer, JsonNode value) {
			if (!(value instanceof ObjectNode object)) {
				return new Violation(pointer, scalar(value), "is not an object");
			}
			return this.table.check(pointer, object);
		}

		@Override
		public JsonNode known(JsonNode value) {
			return this.table.known((ObjectNode) value);
		}

	}

	/**
	 * {@code true} or {@code false}.
	 */
	record TrueOrFalse() implements FieldType {

		@Override
		public @Nullable Violation check(String pointer, JsonNode value) {
			return value.isBoolean() ? null : new Violation(pointer, scalar(value), "is not true or false");
		}

	}

}
