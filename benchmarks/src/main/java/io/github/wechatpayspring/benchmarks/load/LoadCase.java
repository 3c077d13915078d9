package io.github.wechatpayspring.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A client under a load.
 *
 * @param variant the client and its provider, such as {@code starter@jdk}, and after a
 * {@code +} where it signs
 * @param concurrency how many calls are in flight
 * @param latencyMillis how long the stub waits
 * @author WeChat Pay Spring maintainers
 */
public record LoadCase(String variant, int concurrency, int latencyMillis) {

	/**
	 * Return the name of the client.
	 * @return the name
	 */
	String client() {
		return this.variant.substring(0, this.variant.indexOf('@'));
	}

	/**
	 * Return the name of the provider.
	 * @return the name
	 */
	public String provider() {
		String provider = this.variant.substring(this.variant.indexOf('@') + 1);
		int plus = provider.indexOf('+');
		return (plus != -1) ? provider.substring(0, plus) : provider;
	}

	private List<String> properties() {
		int plus = this.variant.indexOf('+');
		String scheduler = (plus != -1) ? this.variant.substring(plus + 1) : null;
		return (scheduler != null) ? List.of("--property.wechatpay.signing-scheduler=" + scheduler) : List.of();
	}

	/**
	 * Return the options of {@link LoadClient}.
	 * @param loads the loads of one client, one after the other
	 * @param common what is the same for all cases
	 * @return the options
	 */
	static List<String> options(List<LoadCase> loads, Map<String, String> common) {
		List<String> options = new ArrayList<>();
		common.forEach((name, value) -> options.add("--" + name + "=" + value));
		options.add("--client=" + loads.get(0).client());
		options.add("--loads=" + loads.stream()
			.map((load) -> load.concurrency + ":" + load.latencyMillis)
			.collect(Collectors.joining(",")));
		options.addAll(loads.get(0).properties());
		return options;
	}

}
