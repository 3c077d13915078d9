package io.github.wechatpayspring.test.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.testcontainers.images.builder.ImageFromDockerfile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds the image of the simulator as the Maven profile {@code image} does, from the
 * archive that this build has packaged.
 */
final class SimulatorImage {

	private static final String NAME = "wechatpay-spring/wechatpay-simulator:integration-test";

	private static final Path MODULE = Path.of("..", "wechatpay-simulator");

	private SimulatorImage() {
	}

	/**
	 * Return the image, which is built when first asked for.
	 * @return the name of the image
	 */
	static String name() {
		return Built.NAME;
	}

	/**
	 * Ask the control API of a simulator.
	 * @param baseUrl where the simulator is
	 * @param method the method
	 * @param path the operation
	 * @return the answer
	 * @throws IOException if there is none
	 * @throws InterruptedException if the thread is interrupted
	 */
	static HttpResponse<String> control(URI baseUrl, String method, String path)
			throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(baseUrl.resolve("/_simulator/" + path))
				.method(method, BodyPublishers.noBody())
				.build(), BodyHandlers.ofString());
	}

	private static String build() {
		try {
			Path context = Path.of("target", "image").toAbsolutePath();
			makeContext(context);
			return new ImageFromDockerfile(NAME, false)
				.withFileFromString("Dockerfile", Files.readString(MODULE.resolve("src/image/Dockerfile")))
				.withFileFromPath("root", context.resolve("root"))
				.withFileFromPath("simulator", context.resolve("simulator"))
				.get();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void makeContext(Path context) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, MODULE.resolve("src/image/ImageContext.java").toString(),
				archive().toString(), context.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			assertThat(process.waitFor()).as(output).isZero();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static Path archive() throws IOException {
		try (Stream<Path> files = Files.list(MODULE.resolve("target"))) {
			List<Path> archives = files.filter((file) -> file.getFileName().toString().endsWith("-exec.jar")).toList();
			assertThat(archives).as("The simulator has to be packaged first").hasSize(1);
			return archives.get(0);
		}
	}

	private static final class Built {

		static final String NAME = build();

	}

}
