package io.github.wechatpayspring.payscore;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ApiV2Key}.
 *
 * @author WeChat Pay Spring maintainers
 */
class ApiV2KeyTests {

	private final JsonNode vector = Vectors.frontEndSignature();

	private final ApiV2Key key = ApiV2Key.of(this.vector.get("api_v2_key").stringValue());

	@Test
	void signatureIsAsInTheVector() {
		assertThat(this.key.sign(parameters())).isEqualTo(this.vector.get("sign").stringValue());
	}

	@Test
	void emptyParametersAndSignatureDoNotCount() {
		Map<String, String> parameters = parameters();
		parameters.put("a", "");
		parameters.put("sign", "1");
		assertThat(this.key.sign(parameters)).isEqualTo(this.vector.get("sign").stringValue());
	}

	@Test
	void everyParameterCounts() {
		Map<String, String> parameters = parameters();
		parameters.put("extra", "1");
		assertThat(this.key.sign(parameters)).isNotEqualTo(this.vector.get("sign").stringValue());
	}

	@Test
	void keyIsNotPrinted() {
		assertThat(this.key).hasToString("ApiV2Key[******]");
	}

	@Test
	void emptyKeyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ApiV2Key.of(" "))
			.withMessage("API v2 key must not be empty");
	}

	private Map<String, String> parameters() {
		Map<String, String> parameters = new HashMap<>();
		this.vector.get("pairs")
			.properties()
			.forEach((pair) -> parameters.put(pair.getKey(), pair.getValue().stringValue()));
		return parameters;
	}

}
