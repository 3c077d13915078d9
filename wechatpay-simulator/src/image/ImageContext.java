import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

	// Offsets and values of the headers of an ELF file
	private static final int ELF = 0x7f454c46;

	private static final int ELF_CLASS = 4;

	private static final int ELF_CLASS_64 = 2;

	private static final int ELF_DATA = 5;

	private static final int ELF_DATA_LITTLE_ENDIAN = 1;

	private static final int ELF_SEGMENTS = 32;

	private static final int ELF_SECTIONS = 40;

	private static final int ELF_SEGMENT_SIZE = 54;

	private static final int ELF_SEGMENT_COUNT = 56;

	private static final int ELF_SECTION_COUNT = 60;

	private static final int ELF_SECTION_NAMES = 62;

	private static final int SEGMENT_OFFSET = 8;

	private static final int SEGMENT_SIZE = 32;

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

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
		stripSymbols();
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

	private void linkJava() throws IOException {
		ToolProvider jlink = ToolProvider.findFirst("jlink")
			.orElseThrow(() -> new IllegalStateException("This Java has no jlink: it is no JDK"));
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
		int status = jlink.run(out, out, "--add-modules", MODULES, "--strip-debug", "--no-header-files",
				"--no-man-pages", "--compress=2", "--exclude-resources", "@" + listUnusedClasses(), "--output",
				this.java.toString());
		if (status != 0) {
			throw new IllegalStateException("jlink failed: " + output.toString(StandardCharsets.UTF_8));
		}
	}

	// Jackson names types of XML, but nothing reads or writes any: of each package that implements
	// it one class is left, without which the module is no longer what it says
	private Path listUnusedClasses() throws IOException {
		ModuleReference xml = ModuleFinder.ofSystem().find("java.xml").orElseThrow();
		Map<String, String> left = new TreeMap<>();
		try (ModuleReader reader = xml.open(); Stream<String> names = reader.list()) {
			names.filter((name) -> name.startsWith("com/sun/") && name.endsWith(".class"))
				.sorted()
				.forEach((name) -> left.putIfAbsent(name.substring(0, name.lastIndexOf('/')), Pattern.quote(name)));
		}
		String unused = "regex:/java\\.xml/(?!(" + String.join("|", left.values()) + ")$)com/sun/.*\\.class";
		return Files.writeString(this.context.resolve("unused-classes"), unused);
	}

	// The tables of symbols and sections, which nobody but a debugger reads, follow what is loaded
	private void stripSymbols() throws IOException {
		for (Path file : nativeFiles()) {
			byte[] content = Files.readAllBytes(file);
			ByteBuffer elf = ByteBuffer.wrap(content);
			if (elf.getInt(0) != ELF || elf.get(ELF_CLASS) != ELF_CLASS_64) {
				continue;
			}
			elf.order((elf.get(ELF_DATA) == ELF_DATA_LITTLE_ENDIAN) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
			int size = elf.getShort(ELF_SEGMENT_SIZE);
			int segment = (int) elf.getLong(ELF_SEGMENTS);
			int lastSegment = segment + size * (elf.getShort(ELF_SEGMENT_COUNT) - 1);
			long end = lastSegment + size;
			for (; segment <= lastSegment; segment += size) {
				end = Math.max(end, elf.getLong(segment + SEGMENT_OFFSET) + elf.getLong(segment + SEGMENT_SIZE));
			}
			elf.putLong(ELF_SECTIONS, 0).putShort(ELF_SECTION_COUNT, (short) 0).putShort(ELF_SECTION_NAMES, (short) 0);
			Files.write(file, Arrays.copyOf(content, Math.toIntExact(end)));
		}
	}

	private List<Path> nativeFiles() throws IOException {
		try (Stream<Path> files = Files.walk(this.java)) {
			return files.filter(ImageContext::isNative).toList();
		}
	}

	private void copySharedLibraries() throws Exception {
		Set<Path> libraries = new TreeSet<>();
		for (Path file : nativeFiles()) {
			Matcher matcher = LIBRARY.matcher(run("ldd", file.toString()));
			while (matcher.find()) {
				libraries.add(Path.of(matcher.group(1)));
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
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/_simulator/merchants"))
				.timeout(TIMEOUT);
			client.send(request.build(), BodyHandlers.discarding());
			request = HttpRequest.newBuilder(URI.create(baseUrl + "/v3/payscore-plan/plans"))
				.timeout(TIMEOUT);
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
