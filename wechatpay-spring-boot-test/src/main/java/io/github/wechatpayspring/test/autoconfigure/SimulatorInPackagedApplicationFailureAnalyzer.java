package io.github.wechatpayspring.test.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * An {@link AbstractFailureAnalyzer} for a simulator that a packaged application is told
 * to use.
 *
 * @author WeChat Pay Spring maintainers
 */
class SimulatorInPackagedApplicationFailureAnalyzer
		extends AbstractFailureAnalyzer<SimulatorInPackagedApplicationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SimulatorInPackagedApplicationException cause) {
		return new FailureAnalysis(
				String.format("'wechatpay.simulator.enabled' is true, but WeChat Pay is simulated during development "
						+ "only, and %s. Nobody would pay.", cause.getSign()),
				"Remove 'wechatpay.simulator.enabled' and configure your merchant by 'wechatpay.merchant.default.*'. "
						+ "To simulate WeChat Pay for an application that was packaged, run the simulator as a "
						+ "process or a container of its own, and set 'wechatpay.base-url' to it.",
				cause);
	}

}
