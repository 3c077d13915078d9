package io.github.wechatpayspring.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.wechatpayspring.benchmarks.ChildJvm;
import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Home;
import io.github.wechatpayspring.benchmarks.Options;
import io.github.wechatpayspring.benchmarks.report.Document;
import io.github.wechatpayspring.benchmarks.report.Machine;
import io.github.wechatpayspring.benchmarks.report.Spread;
import io.github.wechatpayspring.benchmarks.report.Table;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Records the starter under load with Java Flight Recorder and says where it spends its
 * time: a sample counts for the innermost frame that belongs to one of the categories.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ProfileCommand {

	private static final Map<String, List<String>> CATEGORIES = categories();

	private final Home home;

	private final Options options;

	private final Map<String, Integer> samples = new TreeMap<>();

	private final Map<String, Map<String, Integer>> frames = new HashMap<>();

	/**
	 * Create a command.
	 * @param home where the libraries are
	 * @param options the options
	 */
	public ProfileCommand(Home home, Options options) {
		this.home = home;
		this.options = options;
	}

	private static Map<String, List<String>> categories() {
		Map<String, List<String>> categories = new LinkedHashMap<>();
		categories.put("RSA",
				List.of("sun.security.rsa.", "java.math.", "java.security.Signature",
						"com.amazon.corretto.crypto.provider.EvpSignature", "com.amazon.corretto.", "org.conscrypt.",
						"sun.security.provider.SHA", "sun.security.jca."));
		categories.put("AES", List.of("com.sun.crypto.provider."));
		categories.put("nonce", List.of("java.security.SecureRandom", "sun.security.provider."));
		categories.put("JSON", List.of("tools.jackson."));
		categories.put("Netty", List.of("io.netty.", "reactor.netty.", "sun.nio.ch."));
		categories.put("Reactor", List.of("reactor.core.", "reactor.util."));
		categories.put("Spring", List.of("org.springframework."));
		categories.put("WeChat Pay starter", List.of("io.github.wechatpayspring."));
		return categories;
	}

	/**
	 * Record, and write a table.
	 * @param document where to write it
	 * @throws IOException if it can't be recorded
	 */
	public void run(Document document) throws IOException {
		StringBuilder content = new StringBuilder(Machine.describe());
		for (String provider : this.options.list("providers", "jdk", "accp")) {
			this.samples.clear();
			this.frames.clear();
			Path recording = this.home.results().resolve("profile-" + provider + ".jfr");
			record(new LoadCase("starter@" + provider, this.options.number("concurrency", 256), 0), recording);
			count(recording);
			content.append("\n### ").append(provider).append("\n\n").append(table());
		}
		Console.print(content.toString());
		document.replace("profile", content.toString());
	}

	private void record(LoadCase load, Path recording) throws IOException {
		Files.deleteIfExists(recording);
		int warmUp = this.options.number("warm-up", 30);
		Map<String, String> settings = Map.of("warm-up", Integer.toString(warmUp), "measure",
				this.options.get("measure", "20"), "recording", recording.toString());
		try (LoadRig rig = new LoadRig(this.home); ChildJvm child = rig.start(List.of(load), settings)) {
			Console.print(child.await("RESULT "));
		}
	}

	private void count(Path recording) throws IOException {
		try (RecordingFile file = new RecordingFile(recording)) {
			while (file.hasMoreEvents()) {
				RecordedEvent event = file.readEvent();
				RecordedStackTrace stack = event.getStackTrace();
				String type = event.getEventType().getName();
				boolean waits = type.equals("jdk.NativeMethodSample") && isWaiting(stack);
				if (stack != null && !waits
						&& (type.equals("jdk.ExecutionSample") || type.equals("jdk.NativeMethodSample"))) {
					count(stack.getFrames());
				}
			}
		}
	}

	private static boolean isWaiting(RecordedStackTrace stack) {
		String method = name(stack.getFrames().get(0));
		return method.contains("Wait") || method.contains("wait") || method.contains("poll")
				|| method.contains("select") || method.contains("accept");
	}

	private void count(List<RecordedFrame> stack) {
		String category = "rest";
		for (RecordedFrame frame : stack) {
			String found = category(name(frame));
			if (found != null) {
				category = found;
				break;
			}
		}
		this.samples.merge(category, 1, Integer::sum);
		this.frames.computeIfAbsent(category, (ignored) -> new HashMap<>()).merge(name(stack.get(0)), 1, Integer::sum);
	}

	private static @Nullable String category(String method) {
		for (Map.Entry<String, List<String>> category : CATEGORIES.entrySet()) {
			if (category.getValue().stream().anyMatch(method::startsWith)) {
				return category.getKey();
			}
		}
		return null;
	}

	private static String name(RecordedFrame frame) {
		return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
	}

	private String table() {
		Table table = new Table(List.of("where", "samples %", "innermost frames"));
		int all = this.samples.values().stream().mapToInt(Integer::intValue).sum();
		this.samples.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
			.forEach((entry) -> table.row(List.of(entry.getKey(), percent(entry.getValue(), all),
					top(Objects.requireNonNull(this.frames.get(entry.getKey())), all))));
		return table.toString();
	}

	private static String top(Map<String, Integer> frames, int all) {
		List<String> top = frames.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
			.limit(3)
			.map((entry) -> "`" + entry.getKey().replaceAll("^(?:[a-z0-9]+\\.)+", "") + "` "
					+ percent(entry.getValue(), all))
			.toList();
		return String.join(", ", top);
	}

	private static String percent(int part, int all) {
		double percent = 100.0 * part / Math.max(1, all);
		return new Spread(percent, percent, percent).format();
	}

}
