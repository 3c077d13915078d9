package io.github.wechatpayspring.simulator.console;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.simulator.http.Answer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Serves the web console: its page to browsers that ask for {@code /}, and a fixed list
 * of files, which are read when they are first asked for.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ConsoleRoutes implements RouterFunction<Answer> {

	private static final String ROOT = "/_simulator/console/";

	private static final String PAGE = "index.html";

	private static final List<String> FILES = List.of(PAGE, "console.css", "icon.svg", "texts/en.json", "texts/zh.json",
			"main.js", "api.js", "diagnosis.js", "dialogs.js", "elements.js", "events.js", "i18n.js", "preferences.js",
			"snippets.js", "state.js", "views/clock.js", "views/credentials.js", "views/doctor.js", "views/faults.js",
			"views/payscore.js", "views/traffic.js", "lit-html/lit-html.js", "lit-html/directive.js",
			"lit-html/directive-helpers.js", "lit-html/directives/live.js", "lit-html/directives/repeat.js");

	private static final Map<String, String> CONTENT_TYPES = Map.of("html", "text/html;charset=utf-8", "css",
			"text/css;charset=utf-8", "js", "text/javascript;charset=utf-8", "json", "application/json", "svg",
			"image/svg+xml");

	private static final String SECURITY_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; "
			+ "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

	private final Map<String, ConsoleFile> files = new ConcurrentHashMap<>();

	@Override
	public Mono<HandlerFunction<Answer>> route(ServerRequest request) {
		if (!HttpMethod.GET.equals(request.method())) {
			return Mono.empty();
		}
		String file = file(request);
		return (file != null) ? Mono.just((asked) -> serve(file, asked)) : Mono.empty();
	}

	private static @Nullable String file(ServerRequest request) {
		String path = request.path();
		if (path.equals("/")) {
			return acceptsPage(request) ? PAGE : null;
		}
		String name = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
		return FILES.contains(name) ? name : null;
	}

	private static boolean acceptsPage(ServerRequest request) {
		try {
			return request.headers().accept().stream().anyMatch((type) -> type.includes(MediaType.TEXT_HTML));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private Mono<Answer> serve(String name, ServerRequest request) {
		return Mono.fromSupplier(() -> this.files.computeIfAbsent(name, ConsoleFile::read))
			.subscribeOn(Schedulers.boundedElastic())
			.map((file) -> answer(name, file, request));
	}

	private static Answer answer(String name, ConsoleFile file, ServerRequest request) {
		boolean known = request.headers().header(HttpHeaders.IF_NONE_MATCH).contains(file.etag());
		String type = CONTENT_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
		return Answer.text(known ? 304 : 200, type, known ? "" : file.content())
			.withHeader(HttpHeaders.ETAG, file.etag())
			.withHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
			.withHeader("Content-Security-Policy", SECURITY_POLICY)
			.withHeader("Cross-Origin-Resource-Policy", "same-origin")
			.withHeader("Referrer-Policy", "no-referrer")
			.withHeader("X-Content-Type-Options", "nosniff");
	}

}
