package io.github.wechatpayspring.simulator.control;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.Authenticator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;

/**
 * Explains a request that was sent elsewhere, or before. Nothing is kept of it.
 *
 * @author WeChat Pay Spring maintainers
 */
final class DoctorRoutes {

	private static final Pattern URL = Pattern.compile("(?:(?i:https?)://([^/?#]*))?([^#]*)(?:#.*)?", Pattern.DOTALL);

	private static final Pattern BEYOND_ASCII = Pattern.compile("[^!-~]+");

	private static final Pattern NAME = Pattern.compile("(?i)^\\s*authorization\\s*:\\s*");

	private static final Pattern METHOD = Pattern.compile("[A-Za-z]{1,16}");

	private final Authenticator authenticator;

	DoctorRoutes(Authenticator authenticator) {
		this.authenticator = authenticator;
	}

	RouterFunction<Answer> routes() {
		return ControlGateway.post("/doctor", this::examine);
	}

	private JsonNode examine(ControlCall call) {
		String method = call.required("method").strip();
		if (!METHOD.matcher(method).matches()) {
			throw new IllegalArgumentException("The method is a word");
		}
		Matcher url = URL.matcher(call.required("url").strip());
		if (!url.matches()) {
			throw new IllegalArgumentException("The url is not a URL");
		}
		HttpHeaders headers = new HttpHeaders();
		String authorization = call.text("authorization");
		if (authorization != null && !authorization.isBlank()) {
			headers.set(HttpHeaders.AUTHORIZATION, NAME.matcher(authorization.strip()).replaceFirst(""));
		}
		// A path was signed for the simulator that is asked
		String host = (url.group(1) != null) ? url.group(1) : call.request().headers().firstHeader(HttpHeaders.HOST);
		if (host != null) {
			headers.set(HttpHeaders.HOST, host);
		}
		String body = Objects.requireNonNullElse(call.text("body"), "");
		return RequestViews
			.verification(this.authenticator.examine(method.toUpperCase(Locale.ROOT), target(url.group(2)), headers,
					body.getBytes(StandardCharsets.UTF_8), received(call.text("timestamp"))));
	}

	private static String target(String url) {
		String target = url.startsWith("/") ? url : "/" + url;
		// What goes over the wire is ASCII.
		return BEYOND_ASCII.matcher(target)
			.replaceAll((text) -> URLEncoder.encode(text.group(), StandardCharsets.UTF_8).replace("+", "%20"));
	}

	private static @Nullable Instant received(@Nullable String timestamp) {
		if (timestamp == null || timestamp.isBlank()) {
			return null;
		}
		if (!timestamp.matches("[0-9]{1,12}")) {
			throw new IllegalArgumentException("The timestamp is a number of seconds");
		}
		return Instant.ofEpochSecond(Long.parseLong(timestamp));
	}

}
