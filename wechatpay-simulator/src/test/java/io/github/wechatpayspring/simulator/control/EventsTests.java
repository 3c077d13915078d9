package io.github.wechatpayspring.simulator.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Events}.
 */
class EventsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final String OPEN = ": open\n\n";

	private static final String STATE = "event: state\ndata: {}\n\n";

	private static final String MISSED = "event: missed\ndata: {}\n\n";

	private final Events events = new Events();

	private final Listener listener = new Listener();

	@Test
	void slowListenerIsToldOnceThatItMissedEvents() throws InterruptedException {
		this.events.stream().subscribe(this.listener);
		this.listener.request(1);
		this.listener.hearUntil(OPEN);
		for (int i = 0; i < 1000; i++) {
			this.events.state();
		}
		this.listener.requestUnbounded();
		this.events.notification("last");
		assertThat(this.listener.hearUntil("last")).hasSizeLessThan(1000)
			.containsOnlyOnce(MISSED + STATE)
			.noneMatch((event) -> event.startsWith(MISSED) && !event.endsWith(STATE));
	}

	@Test
	void listenerThatKeepsUpMissesNothing() throws InterruptedException {
		this.events.stream().subscribe(this.listener);
		this.listener.requestUnbounded();
		this.listener.hearUntil(OPEN);
		for (int i = 0; i < 1000; i++) {
			this.events.notification("n" + i);
			assertThat(this.listener.hearUntil("n" + i)).allMatch((event) -> !event.startsWith(MISSED));
		}
	}

	@Test
	void listenersHearWhatHappensFromThenOn() {
		this.events.notification("before");
		StepVerifier.create(this.events.stream())
			.expectNext(OPEN)
			.then(() -> this.events.notification("after"))
			.expectNext("event: notification\ndata: {\"id\":\"after\"}\n\n", STATE)
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void closingEndsStreams() {
		StepVerifier.create(this.events.stream())
			.expectNext(OPEN)
			.then(this.events::close)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void streamsEndAtOnceAfterClosing() {
		this.events.close();
		StepVerifier.create(this.events.stream()).expectComplete().verify(TIMEOUT);
	}

	/**
	 * Asks for events when it is told to.
	 */
	private static final class Listener extends BaseSubscriber<String> {

		private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
		}

		@Override
		protected void hookOnNext(String event) {
			this.events.add(event);
		}

		List<String> hearUntil(String part) throws InterruptedException {
			List<String> heard = new ArrayList<>();
			String event;
			do {
				event = this.events.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
				assertThat(event).isNotNull();
				heard.add(event);
			}
			while (!event.contains(part));
			return heard;
		}

	}

}
