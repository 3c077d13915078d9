package io.github.wechatpayspring.test;

import java.time.Duration;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.Ordered;
import org.springframework.core.log.LogMessage;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/**
 * {@link TestExecutionListener} that resets the simulator of
 * {@link EnableWechatPaySimulator} before each test, ahead of what other listeners and
 * the test itself prepare.
 *
 * @author WeChat Pay Spring maintainers
 */
class WechatPaySimulatorTestExecutionListener implements TestExecutionListener, Ordered {

	private static final Log logger = LogFactory.getLog(WechatPaySimulatorTestExecutionListener.class);

	// A little more than a simulator waits for the answer to a notification
	private static final Duration PATIENCE = Duration.ofSeconds(6);

	@Override
	public int getOrder() {
		return 1500;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		EnableWechatPaySimulator annotation = TestContextAnnotationUtils
			.findMergedAnnotation(testContext.getTestClass(), EnableWechatPaySimulator.class);
		if (annotation != null && annotation.reset()) {
			reset(testContext.getApplicationContext().getBean(WechatPaySimulator.class));
		}
	}

	private static void reset(WechatPaySimulator simulator) {
		try {
			simulator.notifications().awaitDelivered(PATIENCE);
		}
		catch (IllegalStateException ex) {
			logger
				.warn(LogMessage.format("Notifications of a test before may arrive in the next: %s", ex.getMessage()));
		}
		simulator.reset();
	}

}
