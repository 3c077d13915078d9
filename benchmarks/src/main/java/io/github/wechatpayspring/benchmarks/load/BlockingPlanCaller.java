package io.github.wechatpayspring.benchmarks.load;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

import io.github.wechatpayspring.benchmarks.PlanSample;
import org.jspecify.annotations.Nullable;

/**
 * {@link PlanCaller} for a client that returns the plan.
 *
 * @author WeChat Pay Spring maintainers
 */
final class BlockingPlanCaller implements PlanCaller {

	private final Callable<@Nullable String> call;

	/**
	 * Create a caller.
	 * @param call creates the plan and returns its number
	 */
	BlockingPlanCaller(Callable<@Nullable String> call) {
		this.call = call;
	}

	@Override
	public void call(Consumer<@Nullable Throwable> done) {
		Throwable failure = null;
		try {
			String number = this.call.call();
			if (!PlanSample.NUMBER.equals(number)) {
				failure = new IllegalStateException("Another plan: " + number);
			}
		}
		catch (Exception ex) {
			failure = ex;
		}
		done.accept(failure);
	}

	@Override
	public boolean isBlocking() {
		return true;
	}

	@Override
	public void close() {
	}

}
