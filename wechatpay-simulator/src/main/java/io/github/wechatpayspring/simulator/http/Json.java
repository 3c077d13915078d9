package io.github.wechatpayspring.simulator.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as the API writes and reads it: strict UTF-8, one value, no name twice.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private Json() {
	}

	/**
	 * Make an empty object.
	 * @return the object, to be filled
	 */
	public static ObjectNode object() {
		return MAPPER.createObjectNode();
	}

	/**
	 * Write a value.
	 * @param value the value
	 * @return its UTF-8 bytes
	 */
	public static byte[] write(JsonNode value) {
		return MAPPER.writeValueAsBytes(value);
	}

	/**
	 * Read an object.
	 * @param bytes the bytes as received
	 * @return the object
	 * @throws ApiErrorException if the bytes are no JSON object in UTF-8
	 */
	public static ObjectNode readObject(byte[] bytes) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			if (MAPPER.readTree(text) instanceof ObjectNode object) {
				return object;
			}
			throw invalid("is not a JSON object");
		}
		catch (CharacterCodingException ex) {
			throw invalid("is not UTF-8");
		}
		catch (JacksonException ex) {
			throw invalid("is not valid JSON");
		}
	}

	private static ApiErrorException invalid(String issue) {
		return ApiErrorException.parameter(new ErrorDetail("", null, "The body " + issue, "body"));
	}

}
