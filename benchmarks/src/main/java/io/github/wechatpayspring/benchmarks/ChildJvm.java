package io.github.wechatpayspring.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that does one piece of work and answers in lines.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ChildJvm implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final Path log;

	private final Thread hook;

	private ChildJvm(Process process, Path log, Thread hook) {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		this.log = log;
		this.hook = hook;
	}

	/**
	 * Start a JVM of the same version as this one.
	 * @param home where its log is written
	 * @param classPath its class path
	 * @param jvmArguments what else the JVM is told
	 * @param main its main class
	 * @param arguments the arguments of the main class
	 * @return the JVM
	 * @throws IOException if it can't be started
	 */
	public static ChildJvm start(Home home, String classPath, List<String> jvmArguments, Class<?> main,
			List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmArguments);
		command.addAll(List.of("-cp", classPath, main.getName()));
		command.addAll(arguments);
		Path log = home.results().resolve("children.log");
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		builder.redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
		Process process = builder.start();
		Thread hook = new Thread(process::destroy);
		Runtime.getRuntime().addShutdownHook(hook);
		return new ChildJvm(process, log, hook);
	}

	/**
	 * Wait for a line.
	 * @param prefix what the line begins with
	 * @return the rest of the line
	 * @throws IOException if the JVM ends without it
	 */
	public String await(String prefix) throws IOException {
		String line = this.output.readLine();
		while (line != null) {
			if (line.startsWith(prefix)) {
				return line.substring(prefix.length());
			}
			if (line.startsWith("FAILURE ")) {
				Console.print(line);
			}
			line = this.output.readLine();
		}
		throw new IOException("A JVM ended before its work was done, see " + this.log.getFileName());
	}

	/**
	 * Write a line and wait for the answer.
	 * @param question the line
	 * @param prefix what the answer begins with
	 * @return the rest of the answer
	 * @throws IOException if the JVM ends without it
	 */
	public String ask(String question, String prefix) throws IOException {
		this.process.outputWriter(StandardCharsets.UTF_8).append(question).append('\n').flush();
		return await(prefix);
	}

	/**
	 * Return the id of the process.
	 * @return the id
	 */
	public long pid() {
		return this.process.pid();
	}

	@Override
	public void close() {
		this.process.destroy();
		Runtime.getRuntime().removeShutdownHook(this.hook);
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
