package io.github.wechatpayspring.simulator.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The requests received last.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class RequestLog {

	private static final int MAX_REQUESTS = 1000;

	private static final int MAX_BYTES = 32 * 1024 * 1024;

	private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

	private long bytes;

	void add(ReceivedRequest request) {
		synchronized (this.requests) {
			this.requests.addLast(request);
			this.bytes += request.rawBody().length;
			while (this.requests.size() > MAX_REQUESTS || this.bytes > MAX_BYTES) {
				this.bytes -= this.requests.removeFirst().rawBody().length;
			}
		}
	}

	/**
	 * Return the requests received last.
	 * @return at most 1000 requests with at most 32 MiB of bodies, the oldest first
	 */
	public List<ReceivedRequest> all() {
		synchronized (this.requests) {
			return List.copyOf(this.requests);
		}
	}

	/**
	 * Forget all requests.
	 */
	public void clear() {
		synchronized (this.requests) {
			this.requests.clear();
			this.bytes = 0;
		}
	}

}
