package io.github.wechatpayspring.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.wechatpayspring.benchmarks.Measurement;

/**
 * The measurements of several rounds, by what was measured.
 *
 * @param <K> what was measured
 * @author WeChat Pay Spring maintainers
 */
public final class Samples<K> {

	private final Map<K, List<Measurement>> measurements = new LinkedHashMap<>();

	/**
	 * Add a measurement.
	 * @param key what was measured
	 * @param measurement the figures
	 */
	public void add(K key, Measurement measurement) {
		this.measurements.computeIfAbsent(key, (ignored) -> new ArrayList<>()).add(measurement);
	}

	/**
	 * Return whether there are measurements.
	 * @param key what was measured
	 * @return whether there are any
	 */
	public boolean has(K key) {
		return this.measurements.containsKey(key);
	}

	/**
	 * Return what was measured, by some part of it.
	 * @param <V> the type of the part
	 * @param part returns the part
	 * @return the parts, each once, in the order of measuring
	 */
	public <V> List<V> keys(Function<K, V> part) {
		return this.measurements.keySet().stream().map(part).distinct().collect(Collectors.toList());
	}

	/**
	 * Return a figure over all rounds.
	 * @param key what was measured
	 * @param figure the name of the figure
	 * @return the figure
	 */
	public Spread get(K key, String figure) {
		return Spread.of(values(key, figure));
	}

	/**
	 * Return a figure of each round.
	 * @param key what was measured
	 * @param figure the name of the figure
	 * @return the figures
	 */
	public List<Double> values(K key, String figure) {
		return this.measurements.getOrDefault(key, List.of())
			.stream()
			.map((measurement) -> measurement.get(figure))
			.toList();
	}

	/**
	 * Return the ratio of two figures, taken in each round, so that what slows down a
	 * whole round doesn't count.
	 * @param key what was measured
	 * @param other what it is compared with
	 * @param figure the name of the figure
	 * @return the ratio
	 */
	public Spread ratio(K key, K other, String figure) {
		List<Measurement> these = this.measurements.getOrDefault(key, List.of());
		List<Measurement> those = this.measurements.getOrDefault(other, List.of());
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < Math.min(these.size(), those.size()); i++) {
			ratios.add(these.get(i).get(figure) / those.get(i).get(figure));
		}
		return Spread.of(ratios);
	}

}
