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

	private static final int CAPACITY = 1000;

	private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

	void add(ReceivedRequest request) {
		synchronized (this.requests) {
			if (this.requests.size() == CAPACITY) {
				this.requests.removeFirst();
			}
			this.requests.addLast(request);
		}
	}

	/**
	 * Return the requests received last.
	 * @return at most 1000 requests, the oldest first
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
		}
	}

}
