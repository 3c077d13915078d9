package io.github.wechatpayspring.simulator.http;

import java.util.function.Function;

import io.github.wechatpayspring.simulator.schema.OperationSchema;

import org.springframework.http.HttpMethod;

/**
 * One operation of the API and where it is found.
 *
 * @param method the method
 * @param path the path pattern
 * @param schema what it takes and answers
 * @param operation answers a verified call; an {@link ApiErrorException} becomes an error
 * answer
 * @author WeChat Pay Spring maintainers
 */
public record Endpoint(HttpMethod method, String path, OperationSchema schema, Function<ApiCall, Answer> operation) {

	/**
	 * An operation without a body.
	 * @param path the path pattern
	 * @param schema what it takes and answers
	 * @param operation answers a verified call
	 * @return the endpoint
	 */
	public static Endpoint get(String path, OperationSchema schema, Function<ApiCall, Answer> operation) {
		return new Endpoint(HttpMethod.GET, path, schema, operation);
	}

	/**
	 * An operation with a body.
	 * @param path the path pattern
	 * @param schema what it takes and answers
	 * @param operation answers a verified call
	 * @return the endpoint
	 */
	public static Endpoint post(String path, OperationSchema schema, Function<ApiCall, Answer> operation) {
		return new Endpoint(HttpMethod.POST, path, schema, operation);
	}

	/**
	 * The same operation with something around it.
	 * @param operation answers a verified call
	 * @return the endpoint
	 */
	public Endpoint withOperation(Function<ApiCall, Answer> operation) {
		return new Endpoint(this.method, this.path, this.schema, operation);
	}

}
