package io.github.wechatpayspring.simulator.control;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

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

	private static final String STATE = "event: state\ndata: {}\n\n";

	private static final String MISSED = "event: missed\ndata: {}\n\n";

	private final Events events = new Events();

	private final Listener listener = new Listener();

	@Test
	void slowListenerIsToldOnceThatItMissedEvents() {
		this.events.stream().filter((text) -> text.startsWith("event")).subscribe(this.listener);
		emit(1000);
		assertThat(this.listener.heard).isEmpty();
		this.listener.requestUnbounded();
		assertThat(this.listener.heard).hasSizeLessThan(1000).containsOnlyOnce(MISSED + STATE).endsWith(STATE);
		int heard = this.listener.heard.size();
		emit(1);
		assertThat(this.listener.heard).hasSize(heard + 1);
	}

	@Test
	void listenerThatKeepsUpMissesNothing() {
		this.events.stream().filter((text) -> text.startsWith("event")).subscribe(this.listener);
		this.listener.requestUnbounded();
		emit(1000);
		assertThat(this.listener.heard).hasSize(1000).containsOnly(STATE);
	}

	@Test
	void listenersHearWhatHappensFromThenOn() {
		this.events.notification("before");
		StepVerifier.create(this.events.stream())
			.expectNext(": open\n\n")
			.then(() -> this.events.notification("after"))
			.expectNext("event: notification\ndata: {\"id\":\"after\"}\n\n", "event: state\ndata: {}\n\n")
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void closingEndsStreams() {
		StepVerifier.create(this.events.stream())
			.expectNext(": open\n\n")
			.then(this.events::close)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void streamsEndAtOnceAfterClosing() {
		this.events.close();
		StepVerifier.create(this.events.stream()).expectComplete().verify(TIMEOUT);
	}

	private void emit(int count) {
		for (int i = 0; i < count; i++) {
			this.events.state();
		}
	}

	/**
	 * Asks for events when it is told to.
	 */
	private static final class Listener extends BaseSubscriber<String> {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
		}

		@Override
		protected void hookOnNext(String event) {
			this.heard.add(event);
		}

	}

}
