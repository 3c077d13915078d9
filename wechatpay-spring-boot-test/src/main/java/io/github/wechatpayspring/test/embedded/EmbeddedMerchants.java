package io.github.wechatpayspring.test.embedded;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;

/**
 * The merchants of an application by the numbers under which a simulator knows them.
 * Several names may stand for one merchant that works for several sub-merchants.
 *
 * @author WeChat Pay Spring maintainers
 */
final class EmbeddedMerchants {

	private static final long FIRST_ID = 1900000109;

	private final Map<EmbeddedMerchant, String> ids = new LinkedHashMap<>();

	private final @Nullable String defaultMerchant;

	EmbeddedMerchants(List<EmbeddedMerchant> merchants, @Nullable String defaultMerchant) {
		Set<String> taken = new HashSet<>();
		Set<String> names = new HashSet<>();
		for (EmbeddedMerchant merchant : merchants) {
			if (!names.add(merchant.name())) {
				throw new IllegalArgumentException("There are two merchants named '" + merchant.name() + "'");
			}
			if (merchant.id() != null) {
				taken.add(merchant.id());
			}
		}
		merchants.forEach((merchant) -> this.ids.put(merchant, (merchant.id() != null) ? merchant.id() : free(taken)));
		this.defaultMerchant = names.contains(defaultMerchant) ? defaultMerchant : null;
	}

	private static String free(Set<String> taken) {
		long id = FIRST_ID;
		while (!taken.add(Long.toString(id))) {
			id += 100;
		}
		return Long.toString(id);
	}

	@Nullable String defaultMerchant() {
		return this.defaultMerchant;
	}

	void forEach(BiConsumer<EmbeddedMerchant, String> action) {
		this.ids.forEach(action);
	}

	/**
	 * Add these merchants to a simulator that is about to be started.
	 * @param simulator describes the simulator
	 */
	void addTo(WechatPaySimulator.Builder simulator) {
		Map<String, SimulatorMerchant.Builder> builders = new LinkedHashMap<>();
		this.ids.forEach((merchant, id) -> {
			SimulatorMerchant.Builder builder = builders.computeIfAbsent(id, SimulatorMerchant::withId);
			if (merchant.serviceId() != null) {
				builder.serviceId(merchant.serviceId());
			}
			if (merchant.appId() != null) {
				builder.appId(merchant.appId());
			}
			if (merchant.subMerchantId() != null) {
				builder.subMerchant(merchant.subMerchantId(), merchant.subAppId());
			}
			builder.platformKeyMode(merchant.platformKeys());
		});
		builders.values().forEach(simulator::merchant);
	}

}
