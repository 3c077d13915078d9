package io.github.wechatpayspring.benchmarks.load;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A client that creates the plan of {@code PlanSample}.
 *
 * @author WeChat Pay Spring maintainers
 */
interface PlanCaller extends AutoCloseable {

	/**
	 * Create the plan: sign, post, verify, decode.
	 * @param done told when the call is over, with the failure if there is one
	 */
	void call(Consumer<@Nullable Throwable> done);

	/**
	 * Return whether a call keeps its thread until it is over.
	 * @return {@code false} if {@link #call(Consumer)} returns at once
	 */
	boolean isBlocking();

	@Override
	void close();

}
