package io.github.wechatpayspring.test.testcontainers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the image promises to those who run it.
 */
@EnabledIfDockerAvailable
class SimulatorImageIT {

	@Test
	void isSmallAndNotRunByRoot() {
		InspectImageResponse image = DockerClientFactory.instance()
			.client()
			.inspectImageCmd(SimulatorImage.name())
			.exec();
		assertThat(image.getSize()).isLessThan(120_000_000L);
		ContainerConfig config = image.getConfig();
		assertThat(config).isNotNull();
		assertThat(config.getUser()).isEqualTo("65532:65532");
	}

	@Test
	void stopsWithoutBeingKilled() {
		try (WechatPaySimulatorContainer container = new WechatPaySimulatorContainer(SimulatorImage.name())) {
			container.start();
			DockerClient docker = container.getDockerClient();
			docker.stopContainerCmd(container.getContainerId()).withTimeout(30).exec();
			ContainerState state = docker.inspectContainerCmd(container.getContainerId()).exec().getState();
			assertThat(state.getExitCodeLong()).as("128 and SIGTERM").isEqualTo(143);
			assertThat(container.getLogs()).doesNotContain("[warning][cds]").contains("WeChat Pay is simulated");
		}
	}

}
