package io.github.wechatpayspring.simulator.control;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.wechatpayspring.simulator.fault.Faults;
import io.github.wechatpayspring.simulator.http.Authenticator;
import io.github.wechatpayspring.simulator.http.RequestLog;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.notification.Notifications;
import io.github.wechatpayspring.simulator.payscore.Payscore;
import io.github.wechatpayspring.simulator.state.StateCodec;
import io.github.wechatpayspring.simulator.state.StateCollection;
import io.github.wechatpayspring.simulator.state.StateStore;
import io.github.wechatpayspring.simulator.time.OffsetCodec;
import io.github.wechatpayspring.simulator.time.SimulatorClock;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * A process killed during a reset leaves all or nothing.
 */
class ResetTests {

	@Test
	void everythingIsForgottenInOneChange() {
		ChangeRecorder state = new ChangeRecorder();
		SimulatorClock clock = SimulatorClock.following(Clock.systemUTC());
		StateCollection<Duration> offset = state.collection("clock", new OffsetCodec());
		clock.onMove(() -> state.run(() -> offset.put(clock.offset())));
		SimulatorMerchants merchants = new SimulatorMerchants(clock, state);
		try (Notifications notifications = new Notifications(clock, Duration.ofSeconds(5), merchants, state);
				ControlApi control = new ControlApi(merchants, new Payscore(clock, notifications, merchants, state),
						notifications, new Faults(), new RequestLog(), clock, mock(Authenticator.class), state)) {
			clock.advance(Duration.ofDays(1));
			state.changes.clear();
			control.reset();
		}
		assertThat(state.changes).singleElement()
			.asInstanceOf(InstanceOfAssertFactories.list(String.class))
			.contains("notifications", "plans", "sign-plans", "orders", "clock");
	}

	/**
	 * Keeps the names of the collections that each change touches.
	 */
	private static final class ChangeRecorder implements StateStore {

		private final List<List<String>> changes = new ArrayList<>();

		private int depth;

		@Override
		public <T> T update(Supplier<T> change) {
			if (this.depth++ == 0) {
				this.changes.add(new ArrayList<>());
			}
			try {
				return change.get();
			}
			finally {
				this.depth--;
			}
		}

		@Override
		public <T> StateCollection<T> collection(String name, StateCodec<T> codec) {
			return new StateCollection<>() {

				@Override
				public void put(T value) {
					touched();
				}

				@Override
				public void remove(T value) {
					touched();
				}

				@Override
				public void clear() {
					touched();
				}

				@Override
				public List<T> load() {
					return List.of();
				}

				private void touched() {
					assertThat(ChangeRecorder.this.depth).isPositive();
					ChangeRecorder.this.changes.get(ChangeRecorder.this.changes.size() - 1).add(name);
				}

			};
		}

		@Override
		public boolean isDurable() {
			return true;
		}

		@Override
		public boolean isNew() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
