package io.github.wechatpayspring.test.testcontainers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.DockerClient;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.test.LessonApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * An application that starts the simulator by Docker Compose, and has nothing configured
 * but the file of its services.
 */
@EnabledIfDockerAvailable
class DockerComposeIT {

	@TempDir
	private Path directory;

	@BeforeEach
	void needsCompose() throws InterruptedException {
		assumeTrue(composeAnswers(), "There is no Docker Compose of version 2");
	}

	@Test
	void applicationCallsServiceOfImage() throws Exception {
		assertThatApplicationCalls("""
				services:
				  wechatpay:
				    image: "%s"
				    ports:
				      - "127.0.0.1::8443"
				""".formatted(SimulatorImage.name()));
	}

	@Test
	void applicationCallsServiceWithLabel() throws Exception {
		DockerClient docker = DockerClientFactory.instance().client();
		docker.tagImageCmd(SimulatorImage.name(), "lessons/wechat", "integration-test").exec();
		try {
			assertThatApplicationCalls("""
					services:
					  wechatpay:
					    image: "lessons/wechat:integration-test"
					    labels:
					      org.springframework.boot.service-connection: wechatpay-simulator
					    ports:
					      - "8443"
					""");
		}
		finally {
			docker.removeImageCmd("lessons/wechat:integration-test").exec();
		}
	}

	private void assertThatApplicationCalls(String services) throws Exception {
		Path file = Files.writeString(this.directory.resolve("compose.yaml"), services);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LessonApplication.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run("--spring.docker.compose.file=" + file, "--spring.docker.compose.skip.in-tests=false",
					"--spring.docker.compose.lifecycle-management=start-only")) {
			LessonApplication.createPlan(context.getBean(PayscorePlanOperations.class), "composed")
				.block(Duration.ofSeconds(60));
			WechatPayConnectionDetails connectionDetails = context.getBean(WechatPayConnectionDetails.class);
			assertThat(SimulatorImage.control(connectionDetails.getBaseUrl(), "GET", "plans").body())
				.contains("\"composed\"");
		}
		finally {
			compose("--file", file.toString(), "down", "--timeout", "10");
		}
	}

	private static boolean composeAnswers() throws InterruptedException {
		try {
			return compose("version");
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean compose(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("docker", "compose"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		boolean ended = process.waitFor(60, TimeUnit.SECONDS);
		process.destroy();
		return ended && process.exitValue() == 0;
	}

}
