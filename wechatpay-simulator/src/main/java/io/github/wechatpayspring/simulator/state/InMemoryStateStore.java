package io.github.wechatpayspring.simulator.state;

import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps nothing: what a simulator knows ends with it.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class InMemoryStateStore implements StateStore {

	@Override
	public <T> T update(Supplier<T> change) {
		return change.get();
	}

	@Override
	public <T> StateCollection<T> collection(String name, StateCodec<T> codec) {
		return new NothingKept<>();
	}

	@Override
	public boolean isDurable() {
		return false;
	}

	@Override
	public boolean isNew() {
		return true;
	}

	@Override
	public void close() {
	}

	/**
	 * A collection that keeps nothing.
	 */
	private static final class NothingKept<T> implements StateCollection<T> {

		@Override
		public void put(T value) {
		}

		@Override
		public void remove(T value) {
		}

		@Override
		public void clear() {
		}

		@Override
		public List<T> load() {
			return List.of();
		}

	}

}
