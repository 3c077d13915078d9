package io.github.wechatpayspring.simulator;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the OpenAPI document.
 */
class OpenApiTests {

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.builder()
		.publicUrl(URI.create("http://localhost:18443"))
		.start();

	private static final String TEXT = get("/_simulator/openapi.json");

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@Test
	void documentIsValid() {
		SwaggerParseResult result = new OpenAPIV3Parser().readContents(TEXT);
		assertThat(result.getMessages()).isEmpty();
		assertThat(result.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
		assertThat(result.getOpenAPI().getServers().get(0).getUrl()).isEqualTo("http://localhost:18443");
		List<String> ids = operations(result.getOpenAPI()).stream().map(Operation::getOperationId).toList();
		assertThat(ids).doesNotHaveDuplicates().doesNotContainNull().hasSizeGreaterThan(40);
	}

	@Test
	void everyOperationIsServedAndEveryServedOneIsThere() throws Exception {
		OpenAPI api = parse();
		assertThat(new TreeSet<>(api.getPaths().keySet())).contains("/v3/certificates",
				"/v3/payscore/plan/partner/payscore-plans", "/v3/payscore/plan/payscore-plans",
				"/v3/payscore/partner/serviceorder/{out_order_no}/complete",
				"/v3/payscore/sign-plan/user-sign-plans/merchant-sign-plan-no/{merchant_sign_plan_no}/stop",
				"/_simulator/health", "/_simulator/merchants", "/_simulator/sign-plans/{reference}/sign",
				"/_simulator/openapi.json");
		for (Map.Entry<String, PathItem> path : api.getPaths().entrySet()) {
			String target = path.getKey().replaceAll("\\{[a-z_]+}", "none");
			for (PathItem.HttpMethod method : path.getValue().readOperationsMap().keySet()) {
				if (target.equals("/_simulator/reset") || target.contains("/events")) {
					continue;
				}
				HttpResponse<String> response = SigningClient.HTTP
					.send(HttpRequest.newBuilder(URI.create(SIMULATOR.baseUrl() + target))
						.header("Accept", "application/json")
						.method(method.name(), HttpRequest.BodyPublishers.noBody())
						.build(), BodyHandlers.ofString());
				if (target.startsWith("/v3/")) {
					// Found, and refused for its missing signature
					assertThat(response.statusCode()).as(method + " " + target).isEqualTo(401);
				}
				else {
					assertThat(response.body()).as(method + " " + target).doesNotContain("no such control operation");
				}
			}
		}
		long signed = api.getPaths().keySet().stream().filter((path) -> path.startsWith("/v3/")).count();
		assertThat(signed).isEqualTo(1 + 6 + 6 + 14);
	}

	@Test
	void requestsAndAnswersAreAsDescribed() {
		try (MerchantServer server = new MerchantServer()) {
			Payscores payscores = Payscores.partner(SIMULATOR, server.url());
			OpenAPI api = parse();
			JsonNode plan = payscores.createPlan();
			assertDescribed(answer(api, "/v3/payscore/plan/partner/payscore-plans"), plan);
			Schema<?> planBody = body(api, "/v3/payscore/plan/partner/payscore-plans");
			assertDescribed(planBody, Plans.partner(SIMULATOR.merchant(), "a"));
			assertThat(planBody.getRequired()).contains("sub_mchid", "plan_detail_list").doesNotContain("sub_appid");
			Schema<?> number = planBody.getProperties().get("merchant_plan_no");
			assertThat(number.getMaxLength()).isEqualTo(32);
			assertThat(number.getPattern()).isEqualTo("^(?:[0-9A-Za-z_*-]+)$");
			JsonNode signPlan = payscores.createSigned();
			String bySignPlan = "/v3/payscore/sign-plan/partner/user-sign-plans/merchant-sign-plan-no/{merchant_sign_plan_no}";
			assertDescribed(api.getPaths().get(bySignPlan).getGet(), payscores.signPlan(signPlan));
			String order = payscores.createOrder(signPlan, 1);
			Operation query = api.getPaths().get("/v3/payscore/partner/serviceorder").getGet();
			assertDescribed(query, payscores.order(order));
			payscores.complete(order, 100);
			assertDescribed(query, payscores.order(order));
			assertDescribed(body(api, "/v3/payscore/partner/serviceorder/{out_order_no}/complete"),
					payscores.amounts(100, 10));
			assertThat(api.getPaths()
				.get("/v3/payscore/partner/serviceorder/{out_order_no}/complete")
				.getPost()
				.getResponses()).containsOnlyKeys("204", "default");
			JsonNode error = Plans.read(payscores.querySignPlan("none").body());
			assertDescribed(api.getComponents().getSchemas().get("Error"), error);
		}
	}

	@Test
	void deductionNeedsNoBody() {
		OpenAPI api = parse();
		assertThat(answer(api, "/_simulator/orders/{reference}/deduct").getRequestBody().getRequired()).isFalse();
		assertThat(answer(api, "/_simulator/clock").getRequestBody().getRequired()).isTrue();
		Schema<?> deduction = body(api, "/_simulator/orders/{reference}/deduct");
		assertDescribed(deduction, Plans.read("{\"outcome\":\"fail\"}".getBytes(StandardCharsets.UTF_8)));
		assertThat(deduction.getRequired()).isNull();
	}

	private static void assertDescribed(Operation operation, JsonNode answer) {
		assertDescribed(operation.getResponses().get("200").getContent().get("application/json").getSchema(), answer);
	}

	private static void assertDescribed(Schema<?> schema, JsonNode value) {
		if (value.isObject()) {
			assertThat(schema.getProperties().keySet()).containsAll(value.propertyNames());
			if (schema.getRequired() != null) {
				assertThat(value.propertyNames()).containsAll(schema.getRequired());
			}
			value.properties()
				.forEach((property) -> assertDescribed(schema.getProperties().get(property.getKey()),
						property.getValue()));
		}
		else if (value.isArray()) {
			value.forEach((element) -> assertDescribed(schema.getItems(), element));
		}
		else if (value.isString()) {
			assertThat(schema.getTypes()).containsExactly("string");
			if (schema.getPattern() != null) {
				assertThat(value.stringValue()).matches(schema.getPattern());
			}
			if (schema.getEnum() != null) {
				assertThat(schema.getEnum().stream().map(Object::toString)).contains(value.stringValue());
			}
		}
		else {
			assertThat(schema.getTypes()).containsExactly(value.isBoolean() ? "boolean" : "integer");
		}
	}

	private static Operation answer(OpenAPI api, String path) {
		return api.getPaths().get(path).getPost();
	}

	private static Schema<?> body(OpenAPI api, String path) {
		return answer(api, path).getRequestBody().getContent().get("application/json").getSchema();
	}

	private static OpenAPI parse() {
		return new OpenAPIV3Parser().readContents(TEXT).getOpenAPI();
	}

	private static List<Operation> operations(OpenAPI api) {
		List<Operation> operations = new ArrayList<>();
		api.getPaths().values().forEach((path) -> operations.addAll(path.readOperations()));
		return operations;
	}

	private static String get(String target) {
		try {
			return SigningClient.HTTP
				.send(HttpRequest.newBuilder(URI.create(SIMULATOR.baseUrl() + target)).build(), BodyHandlers.ofString())
				.body();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
