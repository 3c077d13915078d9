package io.github.wechatpayspring.simulator.payscore;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * A map that forgets what was put into it first when it gets too heavy. Not safe for use
 * by several threads.
 *
 * @param <K> the keys
 * @param <V> the values; a value put in the place of another has the same weight
 * @author WeChat Pay Spring maintainers
 */
final class BoundedMap<K, V> {

	private final Map<K, V> map = new LinkedHashMap<>();

	private final long maxWeight;

	private final ToIntFunction<V> weigher;

	private final Consumer<V> forgotten;

	private long weight;

	BoundedMap(long maxWeight, ToIntFunction<V> weigher, Consumer<V> forgotten) {
		this.maxWeight = maxWeight;
		this.weigher = weigher;
		this.forgotten = forgotten;
	}

	void put(K key, V value) {
		if (this.map.put(key, value) != null) {
			return;
		}
		this.weight += this.weigher.applyAsInt(value);
		Iterator<V> oldest = this.map.values().iterator();
		while (this.weight > this.maxWeight && this.map.size() > 1) {
			V first = oldest.next();
			oldest.remove();
			this.weight -= this.weigher.applyAsInt(first);
			this.forgotten.accept(first);
		}
	}

	@Nullable V get(K key) {
		return this.map.get(key);
	}

	List<V> values() {
		return List.copyOf(this.map.values());
	}

	void clear() {
		this.map.clear();
		this.weight = 0;
	}

}
