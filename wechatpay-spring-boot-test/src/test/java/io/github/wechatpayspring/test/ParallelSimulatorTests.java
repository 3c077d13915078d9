package io.github.wechatpayspring.test;

import java.util.stream.Stream;

import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Classes with a common context that run in parallel don't disturb each other.
 */
class ParallelSimulatorTests {

	@Test
	void classesTakeTurns() {
		EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
			.configurationParameter("junit.jupiter.conditions.deactivate", "")
			.selectors(Stream.of(FirstCase.class, SecondCase.class, ThirdCase.class)
				.map(DiscoverySelectors::selectClass)
				.toList())
			.execute()
			.testEvents()
			.assertStatistics((statistics) -> statistics.succeeded(15).failed(0).skipped(0));
	}

	// A context of its own: the lock is not that of the engine that runs this class
	@SpringBootTest("spring.application.name=parallel")
	@EnableWechatPaySimulator
	@Execution(ExecutionMode.CONCURRENT)
	abstract static class Case {

		@RepeatedTest(5)
		void seesItsOwnPlansOnly(WechatPaySimulator simulator, @Autowired PayscorePlanOperations plans) {
			for (int number = 1; number <= 5; number++) {
				LessonApplication.createPlan(plans, "number-" + number).block();
				assertThat(simulator.payscore().plans()).hasSize(number);
				assertThat(simulator.requests()).hasSize(number);
			}
		}

	}

	static class FirstCase extends Case {

	}

	static class SecondCase extends Case {

	}

	static class ThirdCase extends Case {

	}

}
