package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of how the files of the console are served, and of what is in them.
 */
class ConsoleRoutesTests {

	private static final Path FILES = Path.of("src/main/resources/io/github/wechatpayspring/simulator/console");

	private static final Pattern IMPORT = Pattern.compile("(?:from |import )'(\\.[^']+)'");

	private static final Pattern TEXT = Pattern.compile("\\bt\\('([\\w.-]+)'");

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "text/html,application/xhtml+xml,*/*;q=0.8", "*/*", "text/html" })
	void browsersGetThePage(String accept) {
		SIMULATOR.clearRequests();
		HttpResponse<String> response = send("GET", "/", accept, null);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
		assertThat(response.body()).contains("<title>WeChat Pay Simulator</title>");
		assertThat(response.headers().firstValue("Content-Security-Policy")).get()
			.asString()
			.contains("default-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
			.doesNotContain("unsafe");
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(SIMULATOR.requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "GET, application/json, 404", "GET, none;;, 404", "POST, */*, 404", "HEAD, */*, 404" })
	void othersAreAnsweredAsByWechatPay(String method, String accept, int status) {
		HttpResponse<String> response = send(method, "/", accept, null);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Request-ID")).isPresent();
	}

	@Test
	void pageHasNoScriptOfItsOwn() throws IOException {
		assertThat(Files.readString(FILES.resolve("index.html"))).doesNotContain("<style", "style=", "onload")
			.containsOnlyOnce("<script type=\"module\" src=\"/_simulator/console/main.js\"></script>");
	}

	@ParameterizedTest
	@MethodSource("files")
	void fileIsServedAndKeptByTheBrowser(String file) {
		HttpResponse<String> response = send("GET", "/_simulator/console/" + file, "*/*", null);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
		String etag = response.headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = send("GET", "/_simulator/console/" + file, "*/*", etag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(send("GET", "/_simulator/console/" + file, "*/*", "W/\"other\"").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@MethodSource("files")
	void whatAModuleImportsIsServed(String file) {
		if (file.endsWith(".js")) {
			URI uri = URI.create("/_simulator/console/" + file);
			List<String> imports = IMPORT.matcher(read(file)).results().map((match) -> match.group(1)).toList();
			assertThat(imports).allSatisfy((name) -> assertThat(
					send("GET", uri.resolve(name).toString(), "*/*", null).headers().firstValue("Content-Type"))
				.hasValue("text/javascript;charset=utf-8"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "none.js", "../ConsoleRoutes.class", "..%2FConsoleRoutes.class", "package-info.class",
			"views", "lit-html/LICENSE", "lit-html/../../webjars/lit-html/package.json", "%2e%2e/console/main.js" })
	void nothingElseIsServed(String file) throws IOException {
		assertThat(RawHttp.send(SIMULATOR, "GET /_simulator/console/" + file)).startsWith("HTTP/1.1 404 ");
	}

	@Test
	void textsAreThereInBothLanguages() {
		JsonNode english = Plans.JSON.readTree(read("texts/en.json"));
		JsonNode chinese = Plans.JSON.readTree(read("texts/zh.json"));
		assertThat(chinese.propertyNames()).containsExactlyElementsOf(english.propertyNames());
		for (String name : english.propertyNames()) {
			assertThat(english.required(name).stringValue()).as(name).isNotBlank().doesNotContainPattern("\\p{IsHan}");
			assertThat(placeholders(chinese.required(name))).as(name).isEqualTo(placeholders(english.required(name)));
		}
		Set<String> used = files().filter((file) -> file.endsWith(".js"))
			.flatMap((file) -> TEXT.matcher(read(file)).results())
			.map((match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(used).hasSizeGreaterThan(50).allMatch(english::has);
	}

	@Test
	void everyFaultIsExplained() {
		JsonNode english = Plans.JSON.readTree(read("texts/en.json"));
		for (String kind : new String[] { "faults", "notification-faults" }) {
			JsonNode names = Plans.JSON.readTree(send("GET", "/_simulator/" + kind, "*/*", null).body())
				.required("names");
			assertThat(names).isNotEmpty().allMatch((name) -> english.has(kind + "." + name.stringValue()));
		}
	}

	static Stream<String> files() {
		try (Stream<Path> paths = Files.walk(FILES)) {
			return paths.filter(Files::isRegularFile)
				.map((path) -> FILES.relativize(path).toString().replace('\\', '/'))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Set<String> placeholders(JsonNode text) {
		return Pattern.compile("\\{\\w+}")
			.matcher(text.stringValue())
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toSet());
	}

	private static String read(String file) {
		try {
			return Files.readString(FILES.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static HttpResponse<String> send(String method, String path, String accept, @Nullable String etag) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SIMULATOR.baseUrl() + path))
			.header("Accept", accept)
			.method(method, BodyPublishers.noBody());
		if (etag != null) {
			request.header("If-None-Match", etag);
		}
		try {
			return SigningClient.HTTP.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
