package io.github.wechatpayspring.test.testcontainers;

import java.time.Duration;

import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.test.LessonApplication;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A container that is a bean.
 */
@SpringBootTest
@EnabledIfDockerAvailable
class ContainerBeanIT {

	@Test
	void applicationCallsTheContainer(@Autowired PayscorePlanOperations plans,
			@Autowired WechatPaySimulatorContainer container) throws Exception {
		LessonApplication.createPlan(plans, "bean").block(Duration.ofSeconds(60));
		assertThat(SimulatorImage.control(container.getBaseUrl(), "GET", "plans").body()).contains("\"bean\"");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Containers {

		@Bean
		@ServiceConnection
		WechatPaySimulatorContainer simulator() {
			return new WechatPaySimulatorContainer(SimulatorImage.name());
		}

	}

}
