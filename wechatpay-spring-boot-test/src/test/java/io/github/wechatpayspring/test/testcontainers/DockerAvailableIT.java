package io.github.wechatpayspring.test.testcontainers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.testcontainers.DockerClientFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Continuous integration has Docker, or else the tests that need it would be skipped
 * without anybody noticing.
 */
@EnabledIfEnvironmentVariable(named = "CI", matches = "true",
		disabledReason = "Tests of containers may be skipped where there is no Docker")
class DockerAvailableIT {

	@Test
	void dockerIsUsed() {
		assertThat(DockerClientFactory.instance().isDockerAvailable()).as("Docker is available").isTrue();
	}

}
