package io.github.wechatpayspring.autoconfigure;

import java.util.List;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Validates that nobody who asks for a simulator calls WeChat Pay itself. The simulator
 * brings connection details of its own, so the configured ones aren't used where it is.
 *
 * @author WeChat Pay Spring maintainers
 */
final class SimulatorPropertyValidator {

	private static final String PROPERTY = "wechatpay.simulator.enabled";

	private SimulatorPropertyValidator() {
	}

	/**
	 * Refuse the property that asks for a simulator.
	 * @param environment the environment
	 * @throws InvalidWechatPayConfigurationException if it is set to {@code true}
	 */
	static void refuseWithoutSimulator(Environment environment) {
		if (Binder.get(environment).bind(PROPERTY, Boolean.class).orElse(false)) {
			throw new InvalidWechatPayConfigurationException(List.of(new Problem(PROPERTY,
					"there is no simulator on the class path, and WeChat Pay itself would be called",
					"Add 'wechatpay-spring-boot-test' to run against a simulator, or remove '%s'"
						.formatted(PROPERTY))));
		}
	}

}
