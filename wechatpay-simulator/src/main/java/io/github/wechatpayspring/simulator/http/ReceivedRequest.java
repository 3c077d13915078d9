package io.github.wechatpayspring.simulator.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A request as it came over the wire, and what became of it. Immutable.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class ReceivedRequest {

	private final Instant time;

	private final String method;

	private final String target;

	private final HttpHeaders headers;

	private final byte[] body;

	private final @Nullable String merchantId;

	private final @Nullable SignatureRefusal signatureRefusal;

	private final int status;

	private final @Nullable String requestId;

	private ReceivedRequest(Instant time, String method, String target, HttpHeaders headers, byte[] body,
			@Nullable String merchantId, @Nullable SignatureRefusal signatureRefusal, int status,
			@Nullable String requestId) {
		this.time = time;
		this.method = method;
		this.target = target;
		this.headers = headers;
		this.body = body;
		this.merchantId = merchantId;
		this.signatureRefusal = signatureRefusal;
		this.status = status;
		this.requestId = requestId;
	}

	static ReceivedRequest of(Instant time, String method, String target, HttpHeaders headers, byte[] body) {
		return new ReceivedRequest(time, method, target, HttpHeaders.readOnlyHttpHeaders(HttpHeaders.copyOf(headers)),
				body, null, null, 0, null);
	}

	ReceivedRequest verifiedFor(String merchantId) {
		return new ReceivedRequest(this.time, this.method, this.target, this.headers, this.body, merchantId, null,
				this.status, this.requestId);
	}

	ReceivedRequest refused(SignatureRefusal refusal) {
		return new ReceivedRequest(this.time, this.method, this.target, this.headers, this.body, null, refusal,
				this.status, this.requestId);
	}

	ReceivedRequest answered(int status, @Nullable String requestId) {
		return new ReceivedRequest(this.time, this.method, this.target, this.headers, this.body, this.merchantId,
				this.signatureRefusal, status, requestId);
	}

	/**
	 * Return when the request was received.
	 * @return the time on the simulator's clock
	 */
	public Instant time() {
		return this.time;
	}

	/**
	 * Return the method.
	 * @return the method, upper case
	 */
	public String method() {
		return this.method;
	}

	/**
	 * Return the request target exactly as received.
	 * @return path and query, percent-encoding kept
	 */
	public String target() {
		return this.target;
	}

	/**
	 * Return the first value of a header.
	 * @param name the name, in any case
	 * @return the value, or {@code null} if the header is absent
	 */
	public @Nullable String header(String name) {
		return this.headers.getFirst(name);
	}

	/**
	 * Return all values of a header.
	 * @param name the name, in any case
	 * @return the values, none if the header is absent
	 */
	public List<String> headerValues(String name) {
		return this.headers.getValuesAsList(name);
	}

	/**
	 * Return all headers, {@code Authorization} included.
	 * @return the headers; names are looked up in any case
	 */
	public Map<String, List<String>> headers() {
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		this.headers.forEach((name, values) -> headers.put(name, List.copyOf(values)));
		return Collections.unmodifiableMap(headers);
	}

	/**
	 * Return the body.
	 * @return a copy of the bytes received, empty if there was no body or it was too
	 * large
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

	/**
	 * Return the merchant whose signature the request carries.
	 * @return the merchant number, or {@code null} if the signature was not verified
	 */
	public @Nullable String merchantId() {
		return this.merchantId;
	}

	/**
	 * Return why the signature was refused.
	 * @return the refusal, or {@code null} if the signature was accepted
	 */
	public @Nullable SignatureRefusal signatureRefusal() {
		return this.signatureRefusal;
	}

	/**
	 * Return the status of the answer.
	 * @return the HTTP status, or 0 if there is none: not yet, or because the connection
	 * was reset instead
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the {@code Request-ID} of the answer.
	 * @return the id, or {@code null} if there was no answer
	 */
	public @Nullable String requestId() {
		return this.requestId;
	}

	byte[] rawBody() {
		return this.body;
	}

	@Override
	public String toString() {
		return "ReceivedRequest[" + this.method + " " + this.target.replaceFirst("\\?.*", "?***") + ", bytes="
				+ this.body.length + ", merchantId=" + this.merchantId + ", status=" + this.status + ", requestId="
				+ this.requestId + "]";
	}

}
