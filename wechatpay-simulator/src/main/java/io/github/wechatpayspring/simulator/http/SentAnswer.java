package io.github.wechatpayspring.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;

/**
 * The answer to a request, before it was compressed or cut off.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SentAnswer {

	private final HttpHeaders headers;

	private final byte[] body;

	private SentAnswer(HttpHeaders headers, byte[] body) {
		this.headers = headers;
		this.body = body;
	}

	static SentAnswer of(Answer answer) {
		return new SentAnswer(answer.headers(), answer.rawBody());
	}

	/**
	 * Return the headers, without those that say how the body is transferred.
	 * @return the headers
	 */
	public Map<String, List<String>> headers() {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		this.headers.forEach((name, values) -> headers.put(name, List.copyOf(values)));
		return Collections.unmodifiableMap(headers);
	}

	/**
	 * Return the body.
	 * @return a copy of the bytes
	 */
	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * Return the body as text.
	 * @return the body decoded from UTF-8
	 */
	public String bodyText() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	int length() {
		return this.body.length;
	}

	@Override
	public String toString() {
		return "SentAnswer[bytes=" + this.body.length + "]";
	}

}
