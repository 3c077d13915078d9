package io.github.wechatpayspring.test.testcontainers;

import java.time.Duration;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.payscore.PayscorePlan;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.payscore.UserSignPlanOperations;
import io.github.wechatpayspring.test.LessonApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A container in a field, which also notifies the application.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Testcontainers(disabledWithoutDocker = true)
class ContainerFieldIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@Container
	@ServiceConnection
	private static final WechatPaySimulatorContainer container = new WechatPaySimulatorContainer(SimulatorImage.name());

	@LocalServerPort
	private int port;

	@Test
	void applicationCallsTheContainerAndIsNotified(@Autowired WechatPayConnectionDetails connectionDetails,
			@Autowired PayscorePlanOperations plans, @Autowired UserSignPlanOperations signPlans,
			@Autowired LessonApplication application) throws Exception {
		assertThat(connectionDetails.getBaseUrl()).isEqualTo(container.getBaseUrl());
		PayscorePlan plan = LessonApplication.createPlan(plans, "container").block(TIMEOUT);
		String notifyUrl = WechatPaySimulatorContainer.notifyUrl(this.port, "/wechatpay/notifications").toString();
		LessonApplication.invite(signPlans, plan, notifyUrl).block(TIMEOUT);
		assertThat(SimulatorImage.control(container.getBaseUrl(), "POST", "sign-plans/container/sign").statusCode())
			.isEqualTo(200);
		Awaitility.await()
			.atMost(TIMEOUT)
			.untilAsserted(() -> assertThat(application.signed()).containsExactly("container"));
		Awaitility.await()
			.atMost(TIMEOUT)
			.untilAsserted(
					() -> assertThat(SimulatorImage.control(container.getBaseUrl(), "GET", "notifications").body())
						.contains("\"status\":204"));
	}

	@Test
	void merchantsAreReadWithTheirKeys() {
		WechatPayConnectionDetails connectionDetails = container.readConnectionDetails();
		assertThat(connectionDetails.getMerchants()).containsOnlyKeys("default");
		String apiV3Key = connectionDetails.getMerchants().get("default").getApiV3Key();
		assertThat(apiV3Key).hasSize(32);
		assertThat(connectionDetails.toString()).doesNotContain(apiV3Key);
	}

}
