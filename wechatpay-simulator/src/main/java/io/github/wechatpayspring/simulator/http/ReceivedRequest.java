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

	private final long id;

	private final Instant time;

	private final String method;

	private final String target;

	private final HttpHeaders headers;

	private final byte[] body;

	private final Verdict verdict;

	private final int status;

	private final @Nullable String requestId;

	private final @Nullable SentAnswer answer;

	private ReceivedRequest(long id, Instant time, String method, String target, HttpHeaders headers, byte[] body,
			Verdict verdict, int status, @Nullable String requestId, @Nullable SentAnswer answer) {
		this.id = id;
		this.time = time;
		this.method = method;
		this.target = target;
		this.headers = headers;
		this.body = body;
		this.verdict = verdict;
		this.status = status;
		this.requestId = requestId;
		this.answer = answer;
	}

	static ReceivedRequest of(Instant time, String method, String target, HttpHeaders headers, byte[] body) {
		return new ReceivedRequest(0, time, method, target,
				HttpHeaders.readOnlyHttpHeaders(HttpHeaders.copyOf(headers)), body, Verdict.NONE, 0, null, null);
	}

	ReceivedRequest verifiedFor(String merchantId, String signedHead) {
		return with(new Verdict(merchantId, signedHead, null));
	}

	ReceivedRequest refused(SignatureRefusal refusal) {
		return with(new Verdict(null, null, refusal));
	}

	private ReceivedRequest with(Verdict verdict) {
		return new ReceivedRequest(this.id, this.time, this.method, this.target, this.headers, this.body, verdict,
				this.status, this.requestId, this.answer);
	}

	ReceivedRequest answered(Answer answer) {
		SentAnswer sent = (answer.delivery() != Answer.Delivery.RESET) ? SentAnswer.of(answer) : null;
		return new ReceivedRequest(this.id, this.time, this.method, this.target, this.headers, this.body, this.verdict,
				answer.visibleStatus(), answer.headers().getFirst(Answer.REQUEST_ID), sent);
	}

	ReceivedRequest numbered(long id) {
		return new ReceivedRequest(id, this.time, this.method, this.target, this.headers, this.body, this.verdict,
				this.status, this.requestId, this.answer);
	}

	/**
	 * Return the number of the request.
	 * @return the number, greater than that of every request answered before, or 0 if
	 * there is no answer yet
	 */
	public long id() {
		return this.id;
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

	List<String> rawHeaderValues(String name) {
		return this.headers.getOrEmpty(name);
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
		return this.verdict.merchantId();
	}

	/**
	 * Return why the signature was refused.
	 * @return the refusal, or {@code null} if the signature was accepted
	 */
	public @Nullable SignatureRefusal signatureRefusal() {
		return this.verdict.refusal();
	}

	/**
	 * Return whether the signature was accepted.
	 * @return whether the request was signed by a merchant
	 */
	public boolean verified() {
		return this.verdict.merchantId() != null;
	}

	/**
	 * Return the message that the signature has to be over, for an accepted signature the
	 * one that was signed.
	 * @return the five lines, or {@code null} if the authorization says too little to
	 * know them
	 */
	public @Nullable String expectedMessage() {
		if (this.verdict.signedHead() != null) {
			return this.verdict.signedHead() + bodyText() + "\n";
		}
		SignatureRefusal refusal = this.verdict.refusal();
		return (refusal != null) ? refusal.expectedMessage() : null;
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

	/**
	 * Return the answer.
	 * @return the answer, or {@code null} if there is none: not yet, or because the
	 * connection was reset instead
	 */
	public @Nullable SentAnswer answer() {
		return this.answer;
	}

	/**
	 * Return about how much memory the texts of this request take.
	 * @return the number of bytes
	 */
	long length() {
		SignatureRefusal refusal = this.verdict.refusal();
		return this.body.length + ((this.answer != null) ? this.answer.length() : 0)
				+ ((refusal != null) ? refusal.length() : 0);
	}

	byte[] rawBody() {
		return this.body;
	}

	@Override
	public String toString() {
		return "ReceivedRequest[" + this.method + " " + this.target.replaceFirst("\\?.*", "?***") + ", bytes="
				+ this.body.length + ", merchantId=" + this.verdict.merchantId() + ", status=" + this.status
				+ ", requestId=" + this.requestId + "]";
	}

	/**
	 * What came of checking the signature.
	 *
	 * @param merchantId the merchant that signed, or {@code null}
	 * @param signedHead the lines that were signed before the body, or {@code null}
	 * @param refusal why it was refused, or {@code null}
	 */
	private record Verdict(@Nullable String merchantId, @Nullable String signedHead,
			@Nullable SignatureRefusal refusal) {

		static final Verdict NONE = new Verdict(null, null, null);

	}

}
