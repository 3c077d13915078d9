package io.github.wechatpayspring.simulator.schema;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of an object. Fields that are not in the table are ignored, but no value
 * anywhere may be {@code null} or have characters outside the basic plane.
 *
 * @param fields the fields, in the order they are checked
 * @author WeChat Pay Spring maintainers
 */
public record ObjectTable(List<Field> fields) {

	/**
	 * Make a table.
	 * @param fields the fields
	 * @return the table
	 */
	public static ObjectTable of(Field... fields) {
		return new ObjectTable(List.of(fields));
	}

	/**
	 * Check a whole body.
	 * @param body the body
	 * @return the first thing wrong with it, or {@code null} if nothing is
	 */
	public @Nullable Violation check(ObjectNode body) {
		Violation violation = checkText(body);
		return (violation != null) ? violation : check("", body);
	}

	/**
	 * Keep the fields of an object that was checked.
	 * @param object the object
	 * @return a copy without fields that are not in the table
	 */
	public ObjectNode known(ObjectNode object) {
		ObjectNode known = JsonNodeFactory.instance.objectNode();
		for (Field field : this.fields) {
			JsonNode value = object.get(field.name());
			if (value != null) {
				known.set(field.name(), field.type().known(value));
			}
		}
		return known;
	}

	@Nullable Violation check(String pointer, ObjectNode object) {
		for (Field field : this.fields) {
			String fieldPointer = pointer + "/" + field.name();
			JsonNode value = object.get(field.name());
			if (value == null) {
				if (field.required()) {
					return new Violation(fieldPointer, null, "is missing");
				}
				continue;
			}
			Violation violation = field.type().check(fieldPointer, value);
			if (violation != null) {
				return violation;
			}
		}
		return null;
	}

	private static @Nullable Violation checkText(JsonNode node) {
		if (node.isNull()) {
			return new Violation("", null, "is null; a field without a value has to be left out");
		}
		if (node.isString() && hasSurrogate(node.stringValue())) {
			return new Violation("", null, "has a character of more than 3 bytes in UTF-8");
		}
		if (node.isObject()) {
			for (Map.Entry<String, JsonNode> property : node.properties()) {
				Violation violation = checkText(property.getValue());
				if (violation != null) {
					return violation.under(property.getKey().replace("~", "~0").replace("/", "~1"));
				}
			}
		}
		if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				Violation violation = checkText(node.get(i));
				if (violation != null) {
					return violation.under(Integer.toString(i));
				}
			}
		}
		return null;
	}

	private static boolean hasSurrogate(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A field.
	 *
	 * @param name the name
	 * @param required whether it has to be there
	 * @param type what its value may be
	 */
	public record Field(String name, boolean required, FieldType type) {

		/**
		 * A field that has to be there.
		 * @param name the name
		 * @param type what its value may be
		 * @return the field
		 */
		public static Field required(String name, FieldType type) {
			return new Field(name, true, type);
		}

		/**
		 * A field that can be left out.
		 * @param name the name
		 * @param type what its value may be
		 * @return the field
		 */
		public static Field optional(String name, FieldType type) {
			return new Field(name, false, type);
		}

	}

}
