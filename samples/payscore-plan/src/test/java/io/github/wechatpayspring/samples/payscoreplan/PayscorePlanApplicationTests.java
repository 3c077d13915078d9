package io.github.wechatpayspring.samples.payscoreplan;

import java.nio.charset.StandardCharsets;

import com.jayway.jsonpath.JsonPath;
import io.github.wechatpayspring.test.EnableWechatPaySimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EnableWechatPaySimulator
@AutoConfigureWebTestClient
class PayscorePlanApplicationTests {

	@Autowired
	private WebTestClient client;

	@Test
	void createsQueriesAndStopsPlan() {
		create("YOGA-1", 13000).expectStatus()
			.isCreated()
			.expectBody()
			.jsonPath("$.state")
			.isEqualTo("NORMAL")
			.jsonPath("$.name")
			.isEqualTo("瑜伽课2节")
			.jsonPath("$.totalActualPrice")
			.isEqualTo(27000)
			.jsonPath("$.details[1].number")
			.isEqualTo(2)
			.jsonPath("$.details[1].discountDescription")
			.doesNotExist();
		this.client.get()
			.uri("/plans/YOGA-1")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.details[0].discountDescription")
			.isEqualTo("享受九五折");
		this.client.post()
			.uri("/plans/YOGA-1/stop")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.state")
			.isEqualTo("STOP")
			.jsonPath("$.stopTime")
			.exists();
	}

	@Test
	void reportsAllBrokenRules() {
		String plan = """
				{"merchantPlanNo": "YOGA 2", "name": "", "durationDays": 0,
				 "details": [{"name": "第一节课", "originalPrice": 100, "actualPrice": 200}]}""";
		create(plan).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("The request breaks a rule")
			.jsonPath("$.violations[*].path")
			.value((paths) -> assertThat(paths.toString()).contains("merchantPlanNo", "name", "durationDays",
					"details[0].actualPrice"));
	}

	@Test
	void reportsErrorOfWechatPay() {
		create("YOGA-3", 13000).expectStatus().isCreated();
		create("YOGA-3", 12000).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.title")
			.isEqualTo("WeChat Pay refused the call")
			.jsonPath("$.requestId")
			.exists()
			.jsonPath("$.retryable")
			.isEqualTo(false);
		this.client.get()
			.uri("/plans/YOGA-4")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					{"name": "secret" | The body isn't valid JSON (line 1, byte 18)
					{"name": "secret",⏎ "durationDays": secret} | The body isn't valid JSON (line 2, byte 18)
					{"name": "瑜伽课", secret} | The body isn't valid JSON (line 1, byte 23)
					{"details": [{"name": secret}]} | The body isn't valid JSON (line 1, byte 23)
					{"durationDays": "secret"} | 'durationDays' is missing, too large or of a wrong type (line 1, byte 18)
					{"durationDays": 4294967296} | 'durationDays' is missing, too large or of a wrong type (line 1, byte 28)
					{"durationDays": 1.5} | 'durationDays' is missing, too large or of a wrong type (line 1, byte 18)
					{"name": {"secret": 1}} | 'name' is missing, too large or of a wrong type (line 1, byte 10)
					{"details": "secret"} | 'details' is missing, too large or of a wrong type (line 1, byte 13)
					{"details": [{"originalPrice": 1}]} | 'details[0].actualPrice' is missing, too large or of a wrong type (line 1, byte 33)
					["secret"] | The body has to be one JSON object (line 1, byte 1)
					{} {"secret": 1} | The body has to be one JSON object (line 1, byte 4)
					""")
	void saysWhatCannotBeReadWithoutRepeatingIt(String body, String detail) {
		create(body.replace("⏎", "\n")).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo(detail);
	}

	@Test
	void reportsMissingContent() {
		create("{}").expectStatus().isEqualTo(HttpStatus.BAD_REQUEST);
		create("{\"details\": [null]}").expectStatus().isEqualTo(HttpStatus.BAD_REQUEST);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\": \"a\", \"originalPrice\": 199.99, \"actualPrice\": 1}",
			"{\"name\": \"a\", \"originalPrice\": 200}",
			"{\"name\": \"a\", \"originalPrice\": null, \"actualPrice\": 1}" })
	void refusesAmountsThatAreNotWholeFen(String detail) {
		create("{\"merchantPlanNo\": \"YOGA-5\", \"name\": \"a\", \"durationDays\": 1, \"details\": [" + detail + "]}")
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.value((text) -> assertThat(text.toString()).contains("details[0]", "Price"));
	}

	@Test
	void actsOfTheUserInTheWrongOrderAreConflicts() {
		create("YOGA-6", 13000).expectStatus().isCreated();
		String number = JsonPath
			.read(new String(post("/plans/YOGA-6/subscriptions", "{\"openid\": \"user-1\"}").expectStatus()
				.isCreated()
				.expectBody()
				.returnResult()
				.getResponseBody(), StandardCharsets.UTF_8), "$.number");
		String user = "/simulator/subscriptions/" + number;
		post(user + "/cancel", "{\"openid\": \"user-1\"}").expectStatus().isEqualTo(HttpStatus.CONFLICT);
		post(user + "/sign", "{\"openid\": \"user-2\"}").expectStatus().isEqualTo(HttpStatus.CONFLICT);
		post(user + "/sign", "{}").expectStatus().isBadRequest();
		post(user + "/sign", "{\"openid\": \"user-1\"}").expectStatus().isNoContent();
		post(user + "/sign", "{\"openid\": \"user-1\"}").expectStatus().isEqualTo(HttpStatus.CONFLICT);
		post("/plans/YOGA-6/subscriptions", "{}").expectStatus().isBadRequest();
		post("/plans/YOGA-6/subscriptions", "{\"openid\": \" \"}").expectStatus().isBadRequest();
	}

	private ResponseSpec post(String path, String body) {
		return this.client.post().uri(path).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
	}

	private ResponseSpec create(String merchantPlanNo, long actualPrice) {
		return create("""
				{"merchantPlanNo": "%s", "name": "瑜伽课2节", "durationDays": 300, "details": [
				 {"name": "第一节课", "originalPrice": 15000, "actualPrice": 14000, "discountDescription": "享受九五折"},
				 {"name": "第二节课", "originalPrice": 15000, "actualPrice": %d}]}""".formatted(merchantPlanNo,
				actualPrice));
	}

	private ResponseSpec create(String plan) {
		return this.client.post().uri("/plans").contentType(MediaType.APPLICATION_JSON).bodyValue(plan).exchange();
	}

}
