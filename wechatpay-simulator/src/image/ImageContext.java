import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Makes the context from which the image of the simulator is built: a Java runtime linked
 * from the JDK that runs this program, the shared libraries of this Linux that it needs,
 * and the simulator with a list of the classes it loads. Run without being compiled:
 * <pre>java ImageContext.java simulator-exec.jar context-directory</pre>
 */
class ImageContext {

	private static final String MODULES = "java.base,java.logging,java.management,java.naming,java.xml,"
			+ "jdk.crypto.ec,jdk.unsupported";

	// HTTP/3 of other machines, and the tool that unpacked the archive
	private static final Pattern UNUSED_LIBRARY = Pattern
		.compile("netty-(codec-native-quic|resolver-dns-native-macos)-.*|spring-boot-jarmode-tools-.*");

	// Like any /tmp: nobody takes away what another one put there
	private static final int WRITABLE_BY_ALL = 01777;

	private static final Pattern LIBRARY = Pattern.compile("(?m)(?:=> |^\\s+)(/\\S+) \\(");

	private static final Pattern BASE_URL = Pattern.compile("http://[0-9.]+:[0-9]+");

	private final Path archive;

	private final Path context;

	private final Path root;

	private final Path java;

	ImageContext(Path archive, Path context) {
		this.archive = archive;
		this.context = context;
		this.root = context.resolve("root");
		this.java = this.root.resolve("opt/java");
	}

	public static void main(String[] args) throws Exception {
		new ImageContext(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath()).make();
	}

	private void make() throws Exception {
		if (Files.exists(this.context)) {
			try (Stream<Path> files = Files.walk(this.context)) {
				files.sorted(Comparator.reverseOrder()).forEach(ImageContext::delete);
			}
		}
		Files.createDirectories(this.java.getParent());
		extractSimulator();
		linkJava();
		copySharedLibraries();
		writeSystemFiles();
		listLoadedClasses();
	}

	private void extractSimulator() throws Exception {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Path simulator = this.context.resolve("simulator");
		run(java, "-Djarmode=tools", "-jar", this.archive.toString(), "extract", "--destination", simulator.toString(),
				"--application-filename", "simulator.jar");
		try (Stream<Path> libraries = Files.list(simulator.resolve("lib"))) {
			libraries.filter((library) -> UNUSED_LIBRARY.matcher(library.getFileName().toString()).matches())
				.forEach(ImageContext::delete);
		}
	}

	private void linkJava() {
		ToolProvider jlink = ToolProvider.findFirst("jlink")
			.orElseThrow(() -> new IllegalStateException("This Java has no jlink: it is no JDK"));
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
		int status = jlink.run(out, out, "--add-modules", MODULES, "--strip-debug", "--no-header-files",
				"--no-man-pages", "--compress=2", "--output", this.java.toString());
		if (status != 0) {
			throw new IllegalStateException("jlink failed: " + output.toString(StandardCharsets.UTF_8));
		}
	}

	private void copySharedLibraries() throws Exception {
		Set<Path> libraries = new TreeSet<>();
		try (Stream<Path> files = Files.walk(this.java)) {
			for (Path file : files.filter(ImageContext::isNative).toList()) {
				Matcher matcher = LIBRARY.matcher(run("ldd", file.toString()));
				while (matcher.find()) {
					libraries.add(Path.of(matcher.group(1)));
				}
			}
		}
		for (Path library : libraries) {
			if (!library.startsWith(this.root)) {
				Path copy = this.root.resolve(Path.of("/").relativize(library).toString());
				Files.createDirectories(copy.getParent());
				Files.copy(library.toRealPath(), copy, StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
	}

	private static boolean isNative(Path file) {
		return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
				&& (file.toString().endsWith(".so") || file.endsWith("bin/java"));
	}

	private void writeSystemFiles() throws IOException {
		Path etc = Files.createDirectories(this.root.resolve("etc"));
		Files.writeString(etc.resolve("passwd"), "root:x:0:0:root:/:/none\nsimulator:x:65532:65532::/data:/none\n");
		Files.writeString(etc.resolve("group"), "root:x:0:\nsimulator:x:65532:\n");
		Files.writeString(etc.resolve("nsswitch.conf"), "hosts: files dns\n");
		for (String directory : List.of("tmp", "data")) {
			Path created = Files.createDirectories(this.root.resolve(directory));
			Files.setAttribute(created, "unix:mode", WRITABLE_BY_ALL);
		}
	}

	// Not everything that is ever loaded: what is needed until the first calls are answered
	private void listLoadedClasses() throws Exception {
		Path simulator = this.context.resolve("simulator");
		Path list = simulator.resolve("classes.lst");
		Process process = new ProcessBuilder(this.java.resolve("bin/java").toString(), "-Xshare:off",
				"-XX:DumpLoadedClassList=" + list, "-jar", simulator.resolve("simulator.jar").toString(), "--port=0")
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
			String baseUrl = output.lines()
				.map(BASE_URL::matcher)
				.filter(Matcher::find)
				.map(Matcher::group)
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("The simulator doesn't start"));
			HttpClient client = HttpClient.newHttpClient();
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/_simulator/merchants"));
			client.send(request.build(), BodyHandlers.discarding());
			request = HttpRequest.newBuilder(URI.create(baseUrl + "/v3/payscore-plan/plans"));
			client.send(request.POST(BodyPublishers.ofString("{}")).build(), BodyHandlers.discarding());
		}
		finally {
			process.destroy();
			process.waitFor();
		}
	}

	private static String run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException(Arrays.toString(command) + " failed: " + output);
		}
		return output;
	}

	private static void delete(Path path) {
		try {
			Files.delete(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
