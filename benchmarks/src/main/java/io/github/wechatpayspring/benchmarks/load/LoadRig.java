package io.github.wechatpayspring.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.benchmarks.ChildJvm;
import io.github.wechatpayspring.benchmarks.Home;
import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.benchmarks.SecurityProviders;

import org.springframework.util.FileSystemUtils;

/**
 * A stub that runs, and what it takes to set clients upon it.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class LoadRig implements AutoCloseable {

	private static final List<String> CLIENT_JVM = List.of("-Xmx384m", "-Djava.net.preferIPv4Stack=true");

	private final Home home;

	private final Path directory;

	private final ChildJvm stub;

	private final int port;

	private final int controlPort;

	/**
	 * Start a stub with new keys.
	 * @param home where the libraries are
	 * @throws IOException if it can't be started
	 */
	public LoadRig(Home home) throws IOException {
		this.home = home;
		this.directory = Files.createTempDirectory("wechatpay-benchmarks");
		Keys.generate(this.directory);
		this.stub = ChildJvm.start(home, home.starter("jdk"), List.of("-Xmx256m", "-Djava.net.preferIPv4Stack=true"),
				StubServer.class, List.of(this.directory.toString()));
		String[] ports = this.stub.await("READY ").split(" ");
		this.port = Integer.parseInt(ports[0]);
		this.controlPort = Integer.parseInt(ports[1]);
	}

	/**
	 * Return the directory of the keys.
	 * @return the directory
	 */
	public Path directory() {
		return this.directory;
	}

	/**
	 * Measure a client.
	 * @param load the client and its load
	 * @param settings further options of the client
	 * @return the figures
	 * @throws IOException if it can't be measured
	 */
	public Measurement measure(LoadCase load, Map<String, String> settings) throws IOException {
		try (ChildJvm child = start(List.of(load), settings)) {
			return Measurement.parse(child.await("RESULT "));
		}
	}

	/**
	 * Start a client.
	 * @param loads the client and its loads, one after the other
	 * @param settings further options of the client
	 * @return the client, which prints its figures under each load
	 * @throws IOException if it can't be started
	 */
	public ChildJvm start(List<LoadCase> loads, Map<String, String> settings) throws IOException {
		LoadCase load = loads.get(0);
		Map<String, String> common = new LinkedHashMap<>(settings);
		common.put("base-url", "http://127.0.0.1:" + this.port);
		common.put("control", "http://127.0.0.1:" + this.controlPort + "/");
		common.put("keys", this.directory.toString());
		List<String> jvm = new ArrayList<>(CLIENT_JVM);
		boolean starter = "starter".equals(load.client());
		if (starter) {
			common.put("property.wechatpay.crypto.provider", load.provider());
		}
		else {
			jvm.addAll(SecurityProviders.jvmArguments(load.provider(), this.directory));
		}
		String classPath = starter ? this.home.starter(load.provider()) : this.home.peers(load.provider());
		return ChildJvm.start(this.home, classPath, jvm, LoadClient.class, LoadCase.options(loads, common));
	}

	/**
	 * Measure the limit.
	 * @param provider the provider
	 * @param seconds for how long each operation is measured
	 * @return what a signature and a verification cost, in microseconds
	 * @throws IOException if it can't be measured
	 */
	public Measurement limit(String provider, int seconds) throws IOException {
		List<String> jvm = SecurityProviders.jvmArguments(provider, this.directory);
		try (ChildJvm child = ChildJvm.start(this.home, this.home.peers(provider), jvm, ArithmeticLimit.class,
				List.of(this.directory.toString(), Integer.toString(seconds)))) {
			return Measurement.parse(child.await("RESULT "));
		}
	}

	@Override
	public void close() throws IOException {
		this.stub.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
