package io.github.wechatpayspring.simulator.notification;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.state.StateCollection;
import io.github.wechatpayspring.simulator.state.StateStore;
import io.github.wechatpayspring.simulator.state.StateStoreException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The notifications of a simulator: sent at once, and again every minute until received,
 * 11 times in all. Minutes are those of the simulator's clock, so moving the clock sends
 * what is due by then. The last 1000 are kept. Safe for use by several threads.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class Notifications implements AutoCloseable {

	private static final int CAPACITY = 1000;

	private static final Duration MIN_WAIT = Duration.ofMillis(10);

	private static final Duration MAX_WAIT = Duration.ofMinutes(1);

	private final Map<String, PendingNotification> all = new LinkedHashMap<>();

	private final NotificationFaults faults = new NotificationFaults();

	private final Clock clock;

	private final Courier courier;

	private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

	private final StateStore state;

	private final StateCollection<PendingNotification> kept;

	private final Sinks.Empty<Void> closing = Sinks.empty();

	private volatile UnaryOperator<URI> route = UnaryOperator.identity();

	private int underWay;

	private boolean closed;

	private @Nullable Disposable timer;

	/**
	 * Create a set of notifications, at first those that are kept. They go on when
	 * {@link #sendDue()} is called.
	 * @param clock dates the notifications and says when a retry is due
	 * @param timeout how long to wait for the answer of a merchant, in real time
	 * @param merchants who hears of notifications that are kept
	 * @param state keeps the notifications
	 */
	public Notifications(Clock clock, Duration timeout, SimulatorMerchants merchants, StateStore state) {
		this.clock = clock;
		this.courier = new Courier(clock, timeout);
		this.state = state;
		this.kept = state.collection("notifications", new NotificationCodec(merchants, clock));
		this.kept.load().forEach((notification) -> this.all.put(notification.id(), notification));
	}

	/**
	 * Return the last notifications.
	 * @return at most 1000 notifications, the oldest first
	 */
	public synchronized List<Notification> all() {
		return this.all.values().stream().map(PendingNotification::snapshot).toList();
	}

	/**
	 * Return the last notifications of a type.
	 * @param eventType the {@code event_type}
	 * @return the notifications, the oldest first
	 */
	public List<Notification> ofType(String eventType) {
		return all().stream().filter((notification) -> notification.eventType().equals(eventType)).toList();
	}

	/**
	 * Find a notification.
	 * @param id the {@code id}
	 * @return the notification, if it is one of the last
	 */
	public synchronized Optional<Notification> find(String id) {
		return Optional.ofNullable(this.all.get(id)).map(PendingNotification::snapshot);
	}

	/**
	 * Send a notification once more, whether it was received or not.
	 * @param id the {@code id}
	 * @throws IllegalArgumentException if it is none of the last notifications
	 */
	public synchronized void redeliver(String id) {
		PendingNotification notification = this.all.get(id);
		if (notification == null) {
			throw new IllegalArgumentException("There is no notification " + id);
		}
		begin(notification, null);
	}

	/**
	 * Return what is asked to go wrong with notifications.
	 * @return the faults, to be added to
	 */
	public NotificationFaults faults() {
		return this.faults;
	}

	/**
	 * Be told when something happened to a notification.
	 * @param listener takes the {@code id}; must not block
	 */
	public void onChange(Consumer<String> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Set where notifications are sent to, such as the address by which a merchant that
	 * is found at a public name is reached on this machine.
	 * @param route takes a {@code notify_url} and returns the address to use in its place
	 */
	public void routeBy(UnaryOperator<URI> route) {
		this.route = route;
	}

	/**
	 * Wait until nothing is being sent. Retries that are not due do not count.
	 * @param timeout how long to wait at most, in real time
	 * @throws IllegalStateException if something is still being sent then
	 */
	public synchronized void awaitDelivered(Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		try {
			while (this.underWay > 0) {
				long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
				if (left <= 0) {
					throw new IllegalStateException(this.underWay + " notifications are still being sent");
				}
				wait(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while notifications were being sent", ex);
		}
	}

	/**
	 * Forget all notifications and do not send them again.
	 */
	public void clear() {
		this.state.run(() -> {
			synchronized (this) {
				this.all.clear();
				this.kept.clear();
				schedule();
			}
		});
	}

	/**
	 * Begin to send a notification.
	 * @param event what the merchant has to hear of
	 */
	public void send(Event event) {
		this.state.run(() -> add(event));
	}

	private synchronized void add(Event event) {
		PendingNotification notification = new PendingNotification(event, this.clock.instant());
		this.all.put(notification.id(), notification);
		if (this.all.size() > CAPACITY) {
			Iterator<PendingNotification> oldest = this.all.values().iterator();
			this.kept.remove(oldest.next());
			oldest.remove();
		}
		begin(notification, null);
		this.kept.put(notification);
	}

	/**
	 * Begin to send again what is due.
	 */
	public synchronized void sendDue() {
		Instant now = this.clock.instant();
		for (PendingNotification notification : List.copyOf(this.all.values())) {
			if (notification.isDue(now)) {
				begin(notification, notification.held());
			}
		}
		schedule();
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
			this.all.clear();
			schedule();
		}
		this.closing.tryEmitEmpty();
		this.courier.close();
	}

	private void begin(PendingNotification notification, @Nullable Outgoing held) {
		if (this.closed) {
			return;
		}
		this.underWay++;
		notification.begin();
		changed(notification);
		// Encrypted and signed off the thread that changed the state.
		Mono.defer(() -> attempt(notification, held))
			.subscribeOn(Schedulers.parallel())
			.takeUntilOther(this.closing.asMono())
			.defaultIfEmpty(List.of())
			.subscribe((attempts) -> end(notification, attempts), (ex) -> end(notification, List.of(failed(ex))));
	}

	private Mono<List<DeliveryAttempt>> attempt(PendingNotification notification, @Nullable Outgoing held) {
		// Not before the change it tells of is kept
		this.state.run(() -> {
		});
		Outgoing outgoing = (held != null) ? held : this.faults.apply(Outgoing.of(notification.body()));
		if (!outgoing.delay().isZero()) {
			hold(notification, outgoing);
			return Mono.just(List.of());
		}
		Event event = notification.event();
		URI url = this.route.apply(event.url());
		return Flux.range(0, outgoing.copies())
			.flatMap((copy) -> this.courier.deliver(event.merchant(), url, outgoing), outgoing.copies())
			.collectList();
	}

	private DeliveryAttempt failed(Throwable ex) {
		return new DeliveryAttempt(this.clock.instant(), Map.of(), "", "", 0, "",
				Objects.requireNonNullElse(ex.getMessage(), ex.toString()));
	}

	private void hold(PendingNotification notification, Outgoing outgoing) {
		this.state.run(() -> {
			synchronized (this) {
				notification.hold(outgoing.withDelay(Duration.ZERO), this.clock.instant().plus(outgoing.delay()));
				keep(notification);
			}
		});
	}

	private void end(PendingNotification notification, List<DeliveryAttempt> attempts) {
		try {
			if (!attempts.isEmpty()) {
				this.state.run(() -> {
					synchronized (this) {
						notification.end(attempts, this.clock.instant());
						keep(notification);
					}
				});
			}
		}
		catch (StateStoreException ex) {
			// It is tried again by a later run, and every call that changes something
			// says
			// what is wrong with the file.
		}
		finally {
			synchronized (this) {
				this.underWay--;
				notifyAll();
				schedule();
			}
			changed(notification);
		}
	}

	private void keep(PendingNotification notification) {
		if (this.all.containsKey(notification.id()) && !this.closed) {
			this.kept.put(notification);
		}
	}

	private void changed(PendingNotification notification) {
		this.listeners.forEach((listener) -> listener.accept(notification.id()));
	}

	private void schedule() {
		if (this.timer != null) {
			this.timer.dispose();
			this.timer = null;
		}
		Instant earliest = this.all.values()
			.stream()
			.map(PendingNotification::due)
			.filter(Objects::nonNull)
			.min(Instant::compareTo)
			.orElse(null);
		if (earliest != null && !this.closed) {
			Duration wait = Duration.between(this.clock.instant(), earliest);
			long millis = Math.max(MIN_WAIT.toMillis(), ((wait.compareTo(MAX_WAIT) < 0) ? wait : MAX_WAIT).toMillis());
			this.timer = Schedulers.parallel().schedule(this::sendDue, millis, TimeUnit.MILLISECONDS);
		}
	}

}
