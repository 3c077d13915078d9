package io.github.wechatpayspring.benchmarks.jmh;

import io.github.wechatpayspring.payscore.PayscorePlan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A whole call without the network.
 *
 * @author WeChat Pay Spring maintainers
 */
@State(Scope.Benchmark)
public class CallBenchmark {

	private final PlanCall call = PlanCall.withKeys();

	private final PlanCall freeCall = PlanCall.withFreeArithmetic();

	/**
	 * Sign the answers anew.
	 */
	@Setup(Level.Iteration)
	public void signAnswers() {
		this.call.signAnswerAgain();
		this.freeCall.signAnswerAgain();
	}

	/**
	 * Make a call.
	 * @return the plan
	 */
	@Benchmark
	public PayscorePlan call() {
		return this.call.make();
	}

	/**
	 * Make a call whose signatures cost nothing.
	 * @return the plan
	 */
	@Benchmark
	public PayscorePlan callWithoutRsa() {
		return this.freeCall.make();
	}

}
