package io.github.wechatpayspring.test.testcontainers;

import java.time.Duration;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.test.LessonApplication;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A container that is known by the name of its image.
 */
@SpringBootTest
@Testcontainers(disabledWithoutDocker = true)
class GenericContainerIT {

	@Container
	@ServiceConnection
	private static final GenericContainer<?> container = new GenericContainer<>(SimulatorImage.name())
		.withExposedPorts(WechatPaySimulatorContainer.PORT);

	@Test
	void applicationCallsTheContainer(@Autowired PayscorePlanOperations plans,
			@Autowired WechatPayConnectionDetails connectionDetails) throws Exception {
		LessonApplication.createPlan(plans, "generic").block(Duration.ofSeconds(60));
		assertThat(SimulatorImage.control(connectionDetails.getBaseUrl(), "GET", "plans").body())
			.contains("\"generic\"");
	}

}
