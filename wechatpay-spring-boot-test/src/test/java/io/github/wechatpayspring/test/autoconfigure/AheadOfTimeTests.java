package io.github.wechatpayspring.test.autoconfigure;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing is simulated by an application that was compiled ahead of time. Alone, as the
 * properties are those of the process.
 */
@Isolated
class AheadOfTimeTests {

	@ParameterizedTest
	@ValueSource(strings = { "spring.aot.enabled=true", "spring.aot.processing=true" })
	void applicationIsNotSimulated(String property) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPaySimulatorAutoConfiguration.class))
			.withSystemProperties(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WechatPaySimulator.class));
	}

}
