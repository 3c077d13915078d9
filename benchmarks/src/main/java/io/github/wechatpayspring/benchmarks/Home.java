package io.github.wechatpayspring.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory of {@code benchmarks.jar}, with the libraries beside it: each kind of
 * client gets a class path of its own.
 *
 * @param jar the jar of the benchmarks
 * @author WeChat Pay Spring maintainers
 */
public record Home(Path jar) {

	private static final List<String> PEERS_SHARE = List.of("bc", "commons-", "gson", "slf4j-api");

	private static final List<String> BENCHMARKS_ADD = List.of("commons-math3", "h2-", "jackson-dataformat-yaml", "jmh",
			"jopt", "lit-html", "snakeyaml-engine", "wechatpay-simulator");

	private static final List<String> WEB_CLIENT_ADDS = List.of("spring-boot-http-client",
			"spring-boot-starter-webclient", "spring-boot-webclient");

	private static final List<String> STARTER_ADDS = List.of("bc", "wechatpay-spring-boot");

	/**
	 * Find the directory from which this class was loaded.
	 * @return the home
	 */
	public static Home find() {
		try {
			Path jar = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			if (!Files.isRegularFile(jar) || !Files.isDirectory(jar.resolveSibling("peers"))) {
				throw new IllegalStateException("Build with -Pbenchmarks and run with java -jar");
			}
			return new Home(jar);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the directory for what runs leave behind.
	 * @return the directory, which exists
	 */
	public Path results() {
		try {
			return Files.createDirectories(this.jar.resolveSibling("results"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the document that shows the results.
	 * @return the file
	 */
	public Path document() {
		return this.jar.resolve("../../../docs/performance.md").normalize();
	}

	/**
	 * Return the class path of an application with the starter.
	 * @param provider the native provider to add, or {@code jdk} for none
	 * @return the class path
	 */
	public String starter(String provider) {
		return join(Stream.of(Stream.of(this.jar), jars("lib"), provider(provider)));
	}

	/**
	 * Return the class path of another client.
	 * @param provider the native provider to add, or {@code jdk} for none
	 * @return the class path
	 */
	public String peers(String provider) {
		Stream<Path> shared = jars("lib")
			.filter((path) -> PEERS_SHARE.stream().anyMatch(path.getFileName().toString()::startsWith));
		return join(Stream.of(Stream.of(this.jar), jars("peers"), shared, provider(provider)));
	}

	/**
	 * Return the class path of an application with nothing but
	 * {@code spring-boot-starter-webflux}.
	 * @return the class path
	 */
	public String webflux() {
		return application(Stream.of(BENCHMARKS_ADD, WEB_CLIENT_ADDS, STARTER_ADDS));
	}

	/**
	 * Return the class path of an application with {@code spring-boot-starter-webflux}
	 * and {@code spring-boot-starter-webclient}.
	 * @return the class path
	 */
	public String webfluxAndWebClient() {
		return application(Stream.of(BENCHMARKS_ADD, STARTER_ADDS));
	}

	/**
	 * Return the class path of an application with {@code spring-boot-starter-webflux}
	 * and the starter.
	 * @return the class path
	 */
	public String webfluxAndStarter() {
		return application(Stream.of(BENCHMARKS_ADD));
	}

	// The manifest of the jar would bring all libraries
	private String application(Stream<List<String>> without) {
		List<String> prefixes = without.flatMap(List::stream).toList();
		return join(Stream.of(Stream.of(this.jar.resolveSibling("classes")),
				jars("lib").filter((path) -> prefixes.stream().noneMatch(path.getFileName().toString()::startsWith))));
	}

	private Stream<Path> provider(String provider) {
		return "jdk".equals(provider) ? Stream.empty() : jars("providers/" + provider);
	}

	private Stream<Path> jars(String directory) {
		try (Stream<Path> paths = Files.list(this.jar.resolveSibling(directory))) {
			return paths.filter((path) -> path.toString().endsWith(".jar")).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String join(Stream<Stream<Path>> paths) {
		return paths.flatMap((part) -> part).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

}
