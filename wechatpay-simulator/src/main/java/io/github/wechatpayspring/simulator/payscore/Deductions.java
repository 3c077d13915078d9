package io.github.wechatpayspring.simulator.payscore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.simulator.state.StateCollection;
import io.github.wechatpayspring.simulator.state.StateStore;

/**
 * Whether WeChat Pay can deduct from users, and what it deducted. It can, unless asked
 * not to. Safe for use by several threads.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Deductions {

	private static final int MAX_CHARGES = 10_000;

	private final Map<String, DeductionMode> modes = new HashMap<>();

	private final Deque<Charge> charges = new ArrayDeque<>();

	private final StateStore state;

	private final StateCollection<DeductionMode> keptModes;

	private final StateCollection<Charge> keptCharges;

	Deductions(StateStore state) {
		this.state = state;
		this.keptModes = state.collection("deduction-modes", new DeductionMode.Codec());
		this.keptCharges = state.collection("charges", new ChargeCodec());
		this.keptModes.load().forEach((mode) -> this.modes.put(mode.merchantId(), mode));
		this.charges.addAll(this.keptCharges.load());
	}

	/**
	 * Let the next deduction for a merchant fail, or the one after those already asked
	 * to.
	 * @param merchantId the {@code mchid}
	 * @return this
	 */
	public Deductions failNext(String merchantId) {
		this.state.run(() -> {
			synchronized (this) {
				DeductionMode mode = mode(merchantId);
				set(new DeductionMode(merchantId, mode.failing(), mode.failNext() + 1));
			}
		});
		return this;
	}

	/**
	 * Let all deductions for a merchant fail until {@link #succeed(String)}.
	 * @param merchantId the {@code mchid}
	 * @return this
	 */
	public Deductions fail(String merchantId) {
		this.state.run(() -> {
			synchronized (this) {
				set(new DeductionMode(merchantId, true, mode(merchantId).failNext()));
			}
		});
		return this;
	}

	/**
	 * Let deductions for a merchant succeed again.
	 * @param merchantId the {@code mchid}
	 * @return this
	 */
	public Deductions succeed(String merchantId) {
		this.state.run(() -> {
			synchronized (this) {
				set(new DeductionMode(merchantId, false, 0));
			}
		});
		return this;
	}

	/**
	 * Return whether all deductions for a merchant fail.
	 * @param merchantId the {@code mchid}
	 * @return whether they fail until {@link #succeed(String)}
	 */
	public synchronized boolean isFailing(String merchantId) {
		return mode(merchantId).failing();
	}

	/**
	 * Return how many deductions for a merchant were asked to fail next.
	 * @param merchantId the {@code mchid}
	 * @return the number of those that are still to come
	 */
	public synchronized int failingNext(String merchantId) {
		return mode(merchantId).failNext();
	}

	/**
	 * Return what was deducted.
	 * @return the last 10 000 charges, the oldest first
	 */
	public synchronized List<Charge> charges() {
		return List.copyOf(this.charges);
	}

	synchronized boolean fails(String merchantId) {
		DeductionMode mode = mode(merchantId);
		if (mode.failing()) {
			return true;
		}
		if (mode.failNext() == 0) {
			return false;
		}
		set(new DeductionMode(merchantId, false, mode.failNext() - 1));
		return true;
	}

	synchronized void charged(Charge charge) {
		if (this.charges.size() == MAX_CHARGES) {
			this.keptCharges.remove(this.charges.removeFirst());
		}
		this.charges.addLast(charge);
		this.keptCharges.put(charge);
	}

	synchronized void clear() {
		this.modes.clear();
		this.charges.clear();
		this.keptModes.clear();
		this.keptCharges.clear();
	}

	private DeductionMode mode(String merchantId) {
		return this.modes.getOrDefault(merchantId, new DeductionMode(merchantId, false, 0));
	}

	private void set(DeductionMode mode) {
		if (mode.succeeds()) {
			this.modes.remove(mode.merchantId());
			this.keptModes.remove(mode);
		}
		else {
			this.modes.put(mode.merchantId(), mode);
			this.keptModes.put(mode);
		}
	}

	/**
	 * Money taken from a user.
	 *
	 * @param orderId the {@code order_id}
	 * @param amount the amount in fen
	 */
	public record Charge(String orderId, long amount) {

	}

}
