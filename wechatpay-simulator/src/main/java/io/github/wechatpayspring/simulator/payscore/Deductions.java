package io.github.wechatpayspring.simulator.payscore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether WeChat Pay can deduct from users, and what it deducted. It can, unless asked
 * not to. Safe for use by several threads.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Deductions {

	private static final int MAX_CHARGES = 10_000;

	private final Set<String> failing = new HashSet<>();

	private final Map<String, Integer> failNext = new HashMap<>();

	private final Deque<Charge> charges = new ArrayDeque<>();

	/**
	 * Let the next deduction for a merchant fail, or the one after those already asked
	 * to.
	 * @param merchantId the {@code mchid}
	 * @return this
	 */
	public synchronized Deductions failNext(String merchantId) {
		this.failNext.merge(merchantId, 1, Integer::sum);
		return this;
	}

	/**
	 * Let all deductions for a merchant fail until {@link #succeed(String)}.
	 * @param merchantId the {@code mchid}
	 * @return this
	 */
	public synchronized Deductions fail(String merchantId) {
		this.failing.add(merchantId);
		return this;
	}

	/**
	 * Let deductions for a merchant succeed again.
	 * @param merchantId the {@code mchid}
	 * @return this
	 */
	public synchronized Deductions succeed(String merchantId) {
		this.failing.remove(merchantId);
		this.failNext.remove(merchantId);
		return this;
	}

	/**
	 * Return whether all deductions for a merchant fail.
	 * @param merchantId the {@code mchid}
	 * @return whether they fail until {@link #succeed(String)}
	 */
	public synchronized boolean isFailing(String merchantId) {
		return this.failing.contains(merchantId);
	}

	/**
	 * Return how many deductions for a merchant were asked to fail next.
	 * @param merchantId the {@code mchid}
	 * @return the number of those that are still to come
	 */
	public synchronized int failingNext(String merchantId) {
		return this.failNext.getOrDefault(merchantId, 0);
	}

	/**
	 * Return what was deducted.
	 * @return the last 10 000 charges, the oldest first
	 */
	public synchronized List<Charge> charges() {
		return List.copyOf(this.charges);
	}

	synchronized boolean fails(String merchantId) {
		if (this.failing.contains(merchantId)) {
			return true;
		}
		Integer left = this.failNext.computeIfPresent(merchantId, (id, count) -> (count > 1) ? count - 1 : 0);
		if (left == null) {
			return false;
		}
		if (left == 0) {
			this.failNext.remove(merchantId);
		}
		return true;
	}

	synchronized void charged(Charge charge) {
		if (this.charges.size() == MAX_CHARGES) {
			this.charges.removeFirst();
		}
		this.charges.addLast(charge);
	}

	synchronized void clear() {
		this.failing.clear();
		this.failNext.clear();
		this.charges.clear();
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
