package io.github.wechatpayspring.test.testcontainers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.test.LessonApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * An application that starts the simulator by Docker Compose.
 */
class DockerComposeIT {

	@Test
	void applicationCallsTheService(@TempDir Path directory) throws Exception {
		assumeTrue(composeAnswers(), "There is no Docker Compose of version 2");
		Path file = directory.resolve("compose.yaml");
		Files.writeString(file, """
				services:
				  wechatpay:
				    image: "%s"
				    ports:
				      - "8443"
				""".formatted(SimulatorImage.name()));
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LessonApplication.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run("--spring.docker.compose.file=" + file, "--spring.docker.compose.skip.in-tests=false",
					"--spring.docker.compose.stop.command=down")) {
			LessonApplication.createPlan(context.getBean(PayscorePlanOperations.class), "composed")
				.block(Duration.ofSeconds(60));
			WechatPayConnectionDetails connectionDetails = context.getBean(WechatPayConnectionDetails.class);
			assertThat(SimulatorImage.control(connectionDetails.getBaseUrl(), "GET", "plans").body())
				.contains("\"composed\"");
		}
	}

	private static boolean composeAnswers() throws InterruptedException {
		try {
			return new ProcessBuilder("docker", "compose", "version").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
