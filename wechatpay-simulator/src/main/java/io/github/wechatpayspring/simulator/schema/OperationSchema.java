package io.github.wechatpayspring.simulator.schema;

import java.util.List;

import io.github.wechatpayspring.simulator.schema.ObjectTable.Field;
import org.jspecify.annotations.Nullable;

/**
 * What an operation takes and what it answers.
 *
 * @param id the name of the operation
 * @param summary what it does
 * @param parameters the parameters of the query
 * @param body what the body may hold, or {@code null} if there is none
 * @param answer what a successful answer holds, or {@code null} if it has no body
 * @author WeChat Pay Spring maintainers
 */
public record OperationSchema(String id, String summary, List<Field> parameters, @Nullable ObjectTable body,
		@Nullable ObjectTable answer) {

	public OperationSchema {
		parameters = List.copyOf(parameters);
	}

}
