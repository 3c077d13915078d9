package io.github.wechatpayspring.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request, before it was compressed or cut off.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SentAnswer {

	private final Map<String, List<String>> headers;

	private final byte[] body;

	private SentAnswer(Map<String, List<String>> headers, byte[] body) {
		this.headers = headers;
		this.body = body;
	}

	static SentAnswer of(Answer answer) {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		answer.headers().forEach((name, values) -> headers.put(name, new ArrayList<>(values)));
		return new SentAnswer(Collections.unmodifiableMap(headers), answer.body());
	}

	/**
	 * Return the headers, without those that say how the body is transferred.
	 * @return the headers
	 */
	public Map<String, List<String>> headers() {
		return this.headers;
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
