package io.github.wechatpayspring.simulator.state;

import java.util.List;

/**
 * The values of one type in a {@link StateStore}, in the order they were first put. What
 * is put or removed is kept when the {@linkplain StateStore#update mutation} ends.
 *
 * @param <T> the type of the values
 * @author WeChat Pay Spring maintainers
 */
public interface StateCollection<T> {

	/**
	 * Keep a value in the place of the one with the same key, else behind all others.
	 * @param value the value
	 */
	void put(T value);

	/**
	 * Forget a value.
	 * @param value the value, or one with the same key
	 */
	void remove(T value);

	/**
	 * Forget all values.
	 */
	void clear();

	/**
	 * Read all values that were kept by an earlier run.
	 * @return the values, none if nothing is kept
	 */
	List<T> load();

}
