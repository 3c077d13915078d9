package io.github.wechatpayspring.simulator.merchant;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.simulator.keys.Deferred;
import io.github.wechatpayspring.simulator.keys.TestCertificateAuthority;
import io.github.wechatpayspring.simulator.state.StateCollection;
import io.github.wechatpayspring.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * The merchants of one simulator, by number, in the order they were added.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatorMerchants {

	// Deferred, and by a lambda expression rather than a method reference, because
	// linking that class loads and verifies Bouncy Castle.
	private final Deferred<TestCertificateAuthority> authority = Deferred.of(() -> new TestCertificateAuthority());

	private final AtomicReference<Map<String, SimulatorMerchant>> merchants = new AtomicReference<>(
			Collections.emptyMap());

	private final Clock clock;

	private final StateStore state;

	private final StateCollection<SimulatorMerchant> kept;

	public SimulatorMerchants(Clock clock, StateStore state) {
		this.clock = clock;
		this.state = state;
		this.kept = state.collection("merchants", new MerchantCodec(this::build));
		Map<String, SimulatorMerchant> known = new LinkedHashMap<>();
		this.kept.load().forEach((merchant) -> known.put(merchant.id(), merchant));
		this.merchants.set(known);
	}

	/**
	 * Add a merchant, whose keys are made when {@link #begin()} is called or when they
	 * are needed.
	 * @param builder describes the merchant
	 * @return the merchant
	 * @throws DuplicateMerchantException if there is a merchant with that number
	 */
	public SimulatorMerchant add(SimulatorMerchant.Builder builder) {
		SimulatorMerchant merchant = build(builder);
		this.state.run(() -> {
			this.merchants.updateAndGet((current) -> {
				Map<String, SimulatorMerchant> all = new LinkedHashMap<>(current);
				if (all.putIfAbsent(merchant.id(), merchant) != null) {
					throw new DuplicateMerchantException(merchant.id());
				}
				return all;
			});
			this.kept.put(merchant);
		});
		return merchant;
	}

	/**
	 * Add a merchant unless it is kept from an earlier run.
	 * @param builder describes the merchant
	 * @throws IllegalArgumentException if a value that was set is another one than that
	 * which is kept, or if a merchant was described twice
	 */
	public void addUnlessKept(SimulatorMerchant.Builder builder) {
		SimulatorMerchant present = find(builder.id());
		if (present == null || this.state.isNew()) {
			add(builder);
			return;
		}
		String difference = builder.findDifference(present);
		if (difference != null) {
			throw new IllegalArgumentException(
					"The merchant " + present.id() + " is kept in the state file with another " + difference
							+ "; take that value out of the settings, or name another state file");
		}
	}

	private SimulatorMerchant build(SimulatorMerchant.Builder builder) {
		return builder.build(this.authority, this.clock, this::changed);
	}

	private void changed(SimulatorMerchant merchant) {
		this.state.run(() -> {
			if (find(merchant.id()) == merchant) {
				this.kept.put(merchant);
			}
		});
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
	 * Return a merchant that is known to be there.
	 * @param id the merchant number
	 * @return the merchant
	 * @throws IllegalArgumentException if there is none with that number
	 */
	public SimulatorMerchant require(String id) {
		SimulatorMerchant merchant = find(id);
		if (merchant == null) {
			throw new IllegalArgumentException("There is no merchant " + id);
		}
		return merchant;
	}

	/**
	 * Return all merchants.
	 * @return the merchants in the order they were added
	 */
	public List<SimulatorMerchant> all() {
		return List.copyOf(this.merchants.get().values());
	}

}
