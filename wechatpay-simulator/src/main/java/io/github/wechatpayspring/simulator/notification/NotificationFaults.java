package io.github.wechatpayspring.simulator.notification;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * What is asked to go wrong with notifications. Safe for use by several threads.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class NotificationFaults {

	private final List<NotificationFault> always = new CopyOnWriteArrayList<>();

	private final Queue<NotificationFault> next = new ConcurrentLinkedQueue<>();

	/**
	 * Misbehave once: at the next attempt to send, or the one after those already asked
	 * for. A retry is an attempt too.
	 * @param fault the fault
	 * @return this
	 */
	public NotificationFaults next(NotificationFault fault) {
		this.next.add(fault);
		return this;
	}

	/**
	 * Misbehave at every attempt until {@link #clear()}.
	 * @param fault the fault
	 * @return this
	 */
	public NotificationFaults always(NotificationFault fault) {
		this.always.add(fault);
		return this;
	}

	/**
	 * Behave again.
	 */
	public void clear() {
		this.always.clear();
		this.next.clear();
	}

	/**
	 * Return what happens at the next attempts, one fault each.
	 * @return the names of the faults, {@code custom} for one that was not asked for by
	 * name
	 */
	public List<String> waiting() {
		return this.next.stream().map(NamedNotificationFault::nameOf).toList();
	}

	/**
	 * Return what happens at every attempt.
	 * @return the names of the faults, {@code custom} for one that was not asked for by
	 * name
	 */
	public List<String> lasting() {
		return this.always.stream().map(NamedNotificationFault::nameOf).toList();
	}

	Outgoing apply(Outgoing outgoing) {
		Outgoing changed = NotificationFault.all(this.always).apply(outgoing);
		@Nullable NotificationFault once = this.next.poll();
		return (once != null) ? once.apply(changed) : changed;
	}

}
