package io.github.wechatpayspring.interoperability;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.fail;

/**
 * The tests written for Node.js, among the test resources, with the packages that their
 * lock file names.
 */
final class NodeProject {

	private static final long PATIENCE_SECONDS = 300;

	private final Path directory;

	private NodeProject(Path directory) {
		this.directory = directory;
	}

	/**
	 * Return whether there are tests to be run: where Node.js and npm are installed, and
	 * on a machine of continuous integration, which has to have them.
	 */
	static boolean isWanted() {
		return missing() == null || "true".equals(System.getenv("CI"));
	}

	/**
	 * Return the project with its packages installed.
	 */
	static NodeProject installed() {
		String missing = missing();
		if (missing != null) {
			fail(missing + " is not installed");
		}
		return Installation.PROJECT;
	}

	private static @Nullable String missing() {
		return Stream.of("node", "npm").filter((program) -> !isPresent(program)).findFirst().orElse(null);
	}

	/**
	 * Run the tests in a file.
	 * @param file the name of the file
	 * @param work a directory for this run
	 * @param configuration what the tests have to know
	 * @return what became of each test
	 */
	List<Result> run(String file, Path work, JsonNode configuration) {
		try {
			Path input = Files.writeString(work.resolve("configuration.json"), configuration.toString());
			Path results = work.resolve("results.jsonl");
			Path output = work.resolve("output.txt");
			int status = execute(this.directory, output, Map.of("WECHATPAY_INTEROPERABILITY_FILE", input.toString()),
					"node", "--test-reporter=./reporter.js", "--test-reporter-destination=" + results, file);
			List<Result> read = new ArrayList<>();
			if (Files.exists(results)) {
				for (String line : Files.readAllLines(results)) {
					read.add(Result.of(Payscore.JSON.readTree(line)));
				}
			}
			if (read.isEmpty() || (status != 0 && read.stream().noneMatch((result) -> result.failure() != null))) {
				fail(file + " ended with " + status + ":\n" + Files.readString(output));
			}
			return read;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Run a program that uses the packages, wherever it is.
	 * @param work a directory for this run
	 * @param arguments the file, by its name if it is in the project, and what it is
	 * given
	 * @return how it ended, and what it printed
	 */
	Ended run(Path work, String... arguments) {
		try {
			Path output = work.resolve("output.txt");
			Stream<String> command = Stream.concat(Stream.of("node"), Stream.of(arguments));
			int status = execute(this.directory, output,
					Map.of("NODE_PATH", this.directory.resolve("node_modules").toString()),
					command.toArray(String[]::new));
			return new Ended(status, Files.readString(output));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isPresent(String program) {
		return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, program))
			.anyMatch(Files::isExecutable);
	}

	private static int execute(Path directory, Path output, Map<String, String> environment, String... command)
			throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().putAll(environment);
		if (command[0].equals("node")) {
			// Everything that is called is on this machine
			builder.environment().keySet().removeIf((name) -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
		}
		Process process = builder.start();
		try {
			if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				fail(String.join(" ", command) + " does not end:\n" + Files.readString(output));
			}
			return process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while " + command[0] + " was running", ex);
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * How a program ended.
	 *
	 * @param status its exit status
	 * @param output what it printed
	 */
	record Ended(int status, String output) {

	}

	/**
	 * What became of a test.
	 *
	 * @param name the name of the test
	 * @param skipped whether it was skipped
	 * @param failure the stack of its failure, or {@code null}
	 */
	record Result(String name, boolean skipped, @Nullable String failure) {

		static Result of(JsonNode json) {
			JsonNode failure = json.get("failure");
			return new Result(json.required("name").stringValue(), json.required("skipped").booleanValue(),
					(failure != null) ? failure.stringValue() : null);
		}

	}

	/**
	 * Installs the packages once for all tests.
	 */
	private static final class Installation {

		static final NodeProject PROJECT = install();

		private static NodeProject install() {
			try {
				Path directory = Path
					.of(Objects.requireNonNull(NodeProject.class.getResource("/node/package.json")).toURI())
					.getParent();
				Path lock = directory.resolve("package-lock.json");
				Path installed = directory.resolve("node_modules/.package-lock.json");
				if (!Files.exists(installed)
						|| Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) < 0) {
					Path output = directory.resolveSibling("npm-ci.txt");
					int status = execute(directory, output, Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit",
							"--no-fund", "--prefer-offline");
					if (status != 0) {
						throw new IllegalStateException(
								"npm ci failed:\n" + Files.readString(output, StandardCharsets.UTF_8));
					}
				}
				return new NodeProject(directory);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (URISyntaxException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
