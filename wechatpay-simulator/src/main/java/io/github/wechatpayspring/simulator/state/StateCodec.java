package io.github.wechatpayspring.simulator.state;

import tools.jackson.databind.node.ObjectNode;

/**
 * Writes values of one type as JSON to be kept, and reads them again.
 *
 * @param <T> the type of the values
 * @author WeChat Pay Spring maintainers
 */
public interface StateCodec<T> {

	/**
	 * Return what a value is found by among those of its type.
	 * @param value the value
	 * @return the key, the same as long as it is the same value to a user
	 */
	String key(T value);

	/**
	 * Write a value.
	 * @param value the value
	 * @return all that {@link #read} needs, secrets too
	 */
	ObjectNode write(T value);

	/**
	 * Read a value.
	 * @param json what was written, by this or an older version
	 * @return the value
	 */
	T read(ObjectNode json);

}
