package io.github.wechatpayspring.simulator.state;

import java.util.function.Supplier;

/**
 * Keeps what a simulator knows. Whoever changes something that is kept does it in
 * {@link #update}, before taking any other lock, so that changes that belong together are
 * kept together or not at all. Safe for use by several threads.
 *
 * @author WeChat Pay Spring maintainers
 */
public interface StateStore extends AutoCloseable {

	/**
	 * Make a change. It is kept when this returns: the process may be killed then. Can be
	 * called within another change, with which it then ends.
	 * @param <T> the type of the result
	 * @param change the change
	 * @return the result
	 * @throws StateStoreException if it can't be kept
	 */
	<T> T update(Supplier<T> change);

	/**
	 * Make a change without a result.
	 * @param change the change
	 * @see #update(Supplier)
	 */
	default void run(Runnable change) {
		update(() -> {
			change.run();
			return true;
		});
	}

	/**
	 * Return the values of one type.
	 * @param <T> the type of the values
	 * @param name the name under which they are kept
	 * @param codec writes and reads a value
	 * @return the collection
	 */
	<T> StateCollection<T> collection(String name, StateCodec<T> codec);

	/**
	 * Return whether values are kept beyond the life of this simulator.
	 * @return whether there is a file
	 */
	boolean isDurable();

	/**
	 * Return whether there was nothing to begin with.
	 * @return whether nothing was kept by an earlier run
	 */
	boolean isNew();

	@Override
	void close();

}
