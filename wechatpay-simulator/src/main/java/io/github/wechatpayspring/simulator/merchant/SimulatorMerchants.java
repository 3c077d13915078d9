package io.github.wechatpayspring.simulator.merchant;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.simulator.keys.Deferred;
import io.github.wechatpayspring.simulator.keys.TestCertificateAuthority;
import org.jspecify.annotations.Nullable;

/**
 * The merchants of one simulator, by number, in the order they were added.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatorMerchants {

	// Deferred, and by a lambda expression rather than a method reference, because
	// linking
	// this class loads and verifies Bouncy Castle.
	private final Deferred<TestCertificateAuthority> authority = Deferred.of(() -> new TestCertificateAuthority());

	private final AtomicReference<Map<String, SimulatorMerchant>> merchants = new AtomicReference<>(
			Collections.emptyMap());

	private final Clock clock;

	public SimulatorMerchants(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Add a merchant, whose keys are made when {@link #begin()} is called or when they
	 * are needed.
	 * @param builder describes the merchant
	 * @return the merchant
	 * @throws IllegalArgumentException if there is a merchant with that number
	 */
	public SimulatorMerchant add(SimulatorMerchant.Builder builder) {
		SimulatorMerchant merchant = builder.build(this.authority, this.clock);
		this.merchants.updateAndGet((current) -> {
			Map<String, SimulatorMerchant> all = new LinkedHashMap<>(current);
			if (all.putIfAbsent(merchant.id(), merchant) != null) {
				throw new IllegalArgumentException("There is a merchant " + merchant.id());
			}
			return all;
		});
		return merchant;
	}

	/**
	 * Begin to make the keys of all merchants in the background.
	 */
	public void begin() {
		this.merchants.get().values().forEach(SimulatorMerchant::begin);
	}

	/**
	 * Find a merchant.
	 * @param id the merchant number
	 * @return the merchant, or {@code null} if there is none with that number
	 */
	public @Nullable SimulatorMerchant find(String id) {
		return this.merchants.get().get(id);
	}

	/**
	 * Return all merchants.
	 * @return the merchants in the order they were added
	 */
	public List<SimulatorMerchant> all() {
		return List.copyOf(this.merchants.get().values());
	}

}
