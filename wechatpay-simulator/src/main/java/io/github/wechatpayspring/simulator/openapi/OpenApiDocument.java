package io.github.wechatpayspring.simulator.openapi;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.Endpoint;
import io.github.wechatpayspring.simulator.schema.FieldType;
import io.github.wechatpayspring.simulator.schema.FieldType.Text;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.ObjectTable.Field;
import io.github.wechatpayspring.simulator.schema.OperationSchema;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.reactive.function.server.RouterFunction;

/**
 * Describes the operations as OpenAPI 3.1, out of the tables by which requests are
 * checked and the routes by which they are found.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class OpenApiDocument {

	private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_]+)}");

	private static final FieldType TEXT = new Text(1, Integer.MAX_VALUE, null);

	private static final String WECHAT_PAY = "WeChat Pay";

	private static final String CONTROL = "control";

	private static final ObjectTable ERROR = ObjectTable.of(Field.required("code", TEXT),
			Field.required("message", TEXT),
			Field.optional("detail",
					new FieldType.Nested(ObjectTable.of(Field.optional("field", new Text(0, Integer.MAX_VALUE, null)),
							Field.optional("value", new Text(0, Integer.MAX_VALUE, null)),
							Field.optional("issue", TEXT), Field.optional("location", TEXT)))));

	private static final ObjectTable CONTROL_ERROR = ObjectTable.of(Field.required("message", TEXT));

	private final ObjectNode document = JsonNodeFactory.instance.objectNode();

	private final ObjectNode paths;

	private OpenApiDocument(URI server) {
		this.document.put("openapi", "3.1.0");
		ObjectNode info = this.document.putObject("info");
		info.put("title", "WeChat Pay Simulator");
		info.put("version", "v3");
		this.document.putArray("servers").addObject().put("url", server.toString());
		ArrayNode tags = this.document.putArray("tags");
		tags.addObject().put("name", WECHAT_PAY).put("description", "Operations of WeChat Pay, which are signed");
		tags.addObject().put("name", CONTROL).put("description", "What the simulator does on demand; not signed");
		this.paths = this.document.putObject("paths");
		ObjectNode components = this.document.putObject("components");
		ObjectNode schemas = components.putObject("schemas");
		schemas.set("Error", SchemaWriter.write(ERROR));
		schemas.set("ControlError", SchemaWriter.write(CONTROL_ERROR));
		components.putObject("securitySchemes")
			.putObject("signature")
			.put("type", "apiKey")
			.put("in", "header")
			.put("name", "Authorization")
			.put("description", "WECHATPAY2-SHA256-RSA2048 with mchid, nonce_str, timestamp, serial_no and signature");
	}

	/**
	 * Describe operations.
	 * @param server where they are found
	 * @param endpoints the operations of WeChat Pay
	 * @param control the operations of the control API
	 * @return the document
	 */
	public static ObjectNode of(URI server, List<Endpoint> endpoints, RouterFunction<?> control) {
		OpenApiDocument document = new OpenApiDocument(server);
		endpoints.forEach(document::add);
		Route.of(control).forEach(document::add);
		return document.document;
	}

	private void add(Endpoint endpoint) {
		OperationSchema schema = endpoint.schema();
		ObjectNode operation = operation(new Route(endpoint.method(), endpoint.path()), WECHAT_PAY, schema.id());
		operation.put("summary", schema.summary());
		ArrayNode parameters = operation.withArray("parameters");
		variables(endpoint.path(), parameters);
		schema.parameters().forEach((field) -> parameter(parameters, "query", field));
		parameter(parameters, "header", Field.optional("Wechatpay-Serial", TEXT));
		if (schema.body() != null) {
			body(operation, schema.body(), true);
		}
		operation.putArray("security").addObject().putArray("signature");
		ObjectNode responses = operation.putObject("responses");
		ObjectNode success = responses.putObject((schema.answer() != null) ? "200" : "204");
		success.put("description", "Done");
		ObjectNode headers = success.putObject("headers");
		for (String name : new String[] { Answer.REQUEST_ID, "Wechatpay-Serial", "Wechatpay-Timestamp",
				"Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Signature-Type" }) {
			headers.putObject(name).putObject("schema").put("type", "string");
		}
		if (schema.answer() != null) {
			content(success).set("schema", SchemaWriter.write(schema.answer()));
		}
		error(responses, "Error");
	}

	private void add(Route route) {
		String words = route.path().replaceAll("^/_simulator/?", "").replaceAll("[^a-z0-9]+", " ").trim();
		ObjectNode operation = operation(route, CONTROL,
				route.method().name().toLowerCase(Locale.ROOT) + camelCase(words.isEmpty() ? "console" : words));
		variables(route.path(), operation.withArray("parameters"));
		ObjectTable body = ControlSchemas.BODIES.get(route.path());
		if (body != null && route.method().name().equals("POST")) {
			body(operation, body, !ControlSchemas.WITH_OR_WITHOUT_BODY.contains(route.path()));
		}
		ObjectNode responses = operation.putObject("responses");
		responses.putObject("200").put("description", "Done");
		error(responses, "ControlError");
	}

	private ObjectNode operation(Route route, String tag, String id) {
		ObjectNode operation = this.paths.withObjectProperty(route.path())
			.putObject(route.method().name().toLowerCase(Locale.ROOT));
		operation.putArray("tags").add(tag);
		return operation.put("operationId", id);
	}

	private static void variables(String path, ArrayNode parameters) {
		Matcher variable = VARIABLE.matcher(path);
		while (variable.find()) {
			parameter(parameters, "path", Field.required(variable.group(1), TEXT));
		}
	}

	private static void parameter(ArrayNode parameters, String in, Field field) {
		ObjectNode parameter = parameters.addObject();
		parameter.put("name", field.name()).put("in", in).put("required", field.required());
		parameter.set("schema", SchemaWriter.write(field.type()));
	}

	private static void body(ObjectNode operation, ObjectTable table, boolean required) {
		ObjectNode body = operation.putObject("requestBody").put("required", required);
		content(body).set("schema", SchemaWriter.write(table));
	}

	private static void error(ObjectNode responses, String schema) {
		ObjectNode error = responses.putObject("default").put("description", "Refused");
		content(error).putObject("schema").put("$ref", "#/components/schemas/" + schema);
	}

	private static ObjectNode content(ObjectNode holder) {
		return holder.putObject("content").putObject("application/json");
	}

	private static String camelCase(String words) {
		StringBuilder name = new StringBuilder();
		for (String word : words.split(" ")) {
			name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
		}
		return name.toString();
	}

}
