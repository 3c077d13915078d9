package io.github.wechatpayspring.notification;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * A Redis server of the machine on a port of its own, which keeps nothing. Where there is
 * none, tests are skipped, except in continuous integration.
 */
public final class RedisServer implements AutoCloseable {

	private static final String READY = "Ready to accept connections";

	private final Process process;

	private final int port;

	private RedisServer(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	public static RedisServer start(Path directory) throws IOException, InterruptedException {
		Optional<File> binary = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.map((path) -> new File(path, "redis-server"))
			.filter(File::canExecute)
			.findFirst();
		if (binary.isEmpty() && "true".equals(System.getenv("CI"))) {
			throw new IllegalStateException("There is no redis-server on the PATH, install the package redis-server");
		}
		Assumptions.assumeTrue(binary.isPresent(), "There is no redis-server on the PATH");
		// The port can be taken before Redis has it
		for (int attempt = 0; attempt < 5; attempt++) {
			int port = freePort();
			Process process = new ProcessBuilder(binary.orElseThrow().getPath(), "--port", String.valueOf(port),
					"--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no")
				.directory(directory.toFile())
				.redirectErrorStream(true)
				.start();
			if (isReady(process)) {
				return new RedisServer(process, port);
			}
			process.waitFor();
		}
		throw new IllegalStateException("redis-server doesn't start");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static boolean isReady(Process process) throws IOException {
		BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
		String line = output.readLine();
		while (line != null && !line.contains(READY)) {
			line = output.readLine();
		}
		return line != null;
	}

	public int getPort() {
		return this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().completeOnTimeout(this.process, 10, TimeUnit.SECONDS).join();
		this.process.destroyForcibly();
	}

}
