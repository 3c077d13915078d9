package io.github.wechatpayspring.simulator.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The requests received last.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class RequestLog {

	private static final int MAX_REQUESTS = 1000;

	private static final int MAX_BYTES = 32 * 1024 * 1024;

	private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

	private final List<Consumer<ReceivedRequest>> listeners = new CopyOnWriteArrayList<>();

	private long bytes;

	private long lastId;

	void add(ReceivedRequest request) {
		ReceivedRequest added;
		synchronized (this.requests) {
			added = request.numbered(++this.lastId);
			this.requests.addLast(added);
			this.bytes += added.length();
			while (this.requests.size() > MAX_REQUESTS || this.bytes > MAX_BYTES) {
				this.bytes -= this.requests.removeFirst().length();
			}
		}
		this.listeners.forEach((listener) -> listener.accept(added));
	}

	/**
	 * Be told of every request that is added.
	 * @param listener called when the request is there, by whoever answers it; must not
	 * block
	 */
	public void onAdd(Consumer<ReceivedRequest> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Find a request.
	 * @param id the number
	 * @return the request, if it is one of the last
	 */
	public Optional<ReceivedRequest> find(long id) {
		return all().stream().filter((request) -> request.id() == id).findFirst();
	}

	/**
	 * Return the requests received last.
	 * @return at most 1000 requests with at most 32 MiB of bodies, answers and messages,
	 * the oldest first
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
