package io.github.wechatpayspring.interoperability;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Calls operations through somebody's client.
 */
interface PayscoreApi {

	/**
	 * Query.
	 * @param target path and query
	 * @return the answer as the client returned it
	 */
	JsonNode get(String target);

	/**
	 * Ask for a change.
	 * @param target the path
	 * @param json the body
	 * @return the answer as the client returned it, {@code null} if it has no body
	 */
	@Nullable JsonNode post(String target, String json);

}
