package io.github.wechatpayspring.simulator.openapi;

import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.schema.FieldType;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.ObjectTable.Field;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes field tables, by which bodies are checked, as JSON schemas.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SchemaWriter {

	private static final Pattern WORDS = Pattern.compile("[A-Za-z_]+(\\|[A-Za-z_]+)*");

	private SchemaWriter() {
	}

	static ObjectNode write(ObjectTable table) {
		ObjectNode schema = JsonNodeFactory.instance.objectNode();
		schema.put("type", "object");
		ObjectNode properties = schema.putObject("properties");
		ArrayNode required = JsonNodeFactory.instance.arrayNode();
		for (Field field : table.fields()) {
			properties.set(field.name(), write(field.type()));
			if (field.required()) {
				required.add(field.name());
			}
		}
		if (!required.isEmpty()) {
			schema.set("required", required);
		}
		return schema;
	}

	static ObjectNode write(FieldType type) {
		ObjectNode schema = JsonNodeFactory.instance.objectNode();
		if (type instanceof FieldType.Nested nested) {
			return write(nested.table());
		}
		if (type instanceof FieldType.Text text) {
			write(text, schema);
		}
		else if (type instanceof FieldType.WholeNumber number) {
			schema.put("type", "integer").put("format", "int64").put("minimum", number.min());
			if (number.max() != Long.MAX_VALUE) {
				schema.put("maximum", number.max());
			}
		}
		else if (type instanceof FieldType.ListOf list) {
			schema.put("type", "array");
			if (list.minSize() > 0) {
				schema.put("minItems", list.minSize());
			}
			schema.set("items", write(list.element()));
		}
		else {
			schema.put("type", "boolean");
		}
		return schema;
	}

	private static void write(FieldType.Text text, ObjectNode schema) {
		schema.put("type", "string");
		Pattern pattern = text.pattern();
		if (pattern != null && WORDS.matcher(pattern.pattern()).matches()) {
			ArrayNode words = schema.putArray("enum");
			for (String word : pattern.pattern().split("\\|")) {
				words.add(word);
			}
			return;
		}
		if (text.minLength() > 0) {
			schema.put("minLength", text.minLength());
		}
		if (text.maxLength() != Integer.MAX_VALUE) {
			schema.put("maxLength", text.maxLength());
		}
		if (pattern != null) {
			schema.put("pattern", "^(?:" + pattern.pattern() + ")$");
		}
	}

}
