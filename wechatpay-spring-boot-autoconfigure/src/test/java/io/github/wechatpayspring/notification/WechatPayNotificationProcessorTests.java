package io.github.wechatpayspring.notification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.crypto.InvalidSignatureException;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import io.github.wechatpayspring.notification.NotificationNotHandledException.Reason;
import io.github.wechatpayspring.notification.TestNotifications.TestNotification;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link WechatPayNotificationProcessor}, {@link WechatPayNotificationHandler}
 * and {@link NotificationNotHandledException}.
 */
class WechatPayNotificationProcessorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration SHORT = Duration.ofMillis(200);

	private static final WechatPayEvent<JsonNode> EVENT = new WechatPayEvent<>("EVENT", JsonNode.class);

	private final TestClaims claims = new TestClaims();

	private final TestNotification notification = TestNotifications.of("1", "EVENT", "{\"mchid\":\"1900000109\"}");

	@Test
	void keepsThatNotificationWasHandled() {
		AtomicInteger handled = new AtomicInteger();
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.fromCallable(handled::incrementAndGet)));
		StepVerifier.create(process(processor)).expectComplete().verify(TIMEOUT);
		StepVerifier.create(process(processor)).expectComplete().verify(TIMEOUT);
		assertThat(handled).hasValue(1);
		assertThat(this.claims.calls).containsExactly("claim 1900000109:1 PT20S", "complete 1900000109:1",
				"claim 1900000109:1 PT20S");
		assertThat(this.claims.owners).doesNotHaveDuplicates();
	}

	@Test
	void givesClaimBackWhenHandlerFails() {
		IllegalStateException failure = new IllegalStateException("Not now");
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.error(failure)));
		assertNotHandled(process(processor), Reason.HANDLER_FAILED, failure,
				"Notification wasn't handled: the handler failed (WechatPayNotification[id=1, eventType=EVENT, "
						+ "merchant=default])");
		assertThat(this.claims.calls).containsExactly("claim 1900000109:1 PT20S", "release 1900000109:1");
	}

	@Test
	void leavesClaimToItsLeaseWhenHandlerTakesTooLong() {
		AtomicInteger cancelled = new AtomicInteger();
		WechatPayNotificationProcessor processor = processor(SHORT, WechatPayNotificationHandler.of(EVENT,
				(notification) -> Mono.never().doOnCancel(cancelled::incrementAndGet)));
		assertNotHandled(process(processor), Reason.TIMEOUT, null,
				"Notification wasn't handled: it took too long (WechatPayNotification[id=1, eventType=EVENT, "
						+ "merchant=default])");
		assertThat(cancelled).hasValue(1);
		assertThat(this.claims.calls).containsExactly("claim 1900000109:1 PT0.4S");
	}

	@Test
	void leavesClaimToItsLeaseWhenCallerIsGone() {
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.never()));
		Disposable subscription = process(processor).subscribe();
		assertThat(this.claims.calls).containsExactly("claim 1900000109:1 PT20S");
		subscription.dispose();
		assertThat(this.claims.calls).containsExactly("claim 1900000109:1 PT20S");
	}

	@Test
	void interruptsBlockingHandlerThatTakesTooLong() throws InterruptedException {
		CountDownLatch interrupted = new CountDownLatch(1);
		WechatPayNotificationProcessor processor = processor(SHORT,
				WechatPayNotificationHandler.ofBlocking(EVENT, (notification) -> {
					try {
						new CountDownLatch(1).await();
					}
					catch (InterruptedException ex) {
						interrupted.countDown();
					}
				}));
		assertNotHandled(process(processor), Reason.TIMEOUT, null, null);
		assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void refusesDuplicateWhileHandlerThatTakesTooLongGoesOn() throws InterruptedException {
		CountDownLatch gate = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		AtomicInteger begun = new AtomicInteger();
		WechatPayNotificationProcessor processor = processor(SHORT,
				WechatPayNotificationHandler.ofBlocking(EVENT, (notification) -> {
					begun.incrementAndGet();
					awaitUninterruptibly(gate);
					done.countDown();
				}));
		assertNotHandled(process(processor), Reason.TIMEOUT, null, null);
		assertNotHandled(process(processor), Reason.IN_PROGRESS, null, null);
		gate.countDown();
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(begun).hasValue(1);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// As a driver does that doesn't stop its work
			}
		}
	}

	@Test
	void refusesDuplicateWhileHandling() {
		Sinks.Empty<Void> gate = Sinks.empty();
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> gate.asMono()));
		StepVerifier.create(process(processor)).then(() -> {
			assertNotHandled(process(processor), Reason.IN_PROGRESS, null,
					"Notification wasn't handled: it is being handled at this moment (WechatPayNotification[id=1, "
							+ "eventType=EVENT, merchant=default])");
			gate.tryEmitEmpty();
		}).expectComplete().verify(TIMEOUT);
		StepVerifier.create(process(processor)).expectComplete().verify(TIMEOUT);
	}

	@Test
	void doesNotHandleWithoutClaim() {
		IllegalStateException failure = new IllegalStateException("No connection");
		this.claims.failure = failure;
		AtomicInteger handled = new AtomicInteger();
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.fromCallable(handled::incrementAndGet)));
		assertNotHandled(process(processor), Reason.CLAIMS_UNAVAILABLE, failure,
				"Notification wasn't handled: it isn't known whether it was handled before (WechatPayNotification[id=1, "
						+ "eventType=EVENT, merchant=default])");
		assertThat(handled).hasValue(0);
	}

	@Test
	void claimWithoutResultIsNotTakenForHandled() {
		this.claims.answer = Mono.empty();
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.empty()));
		StepVerifier.create(process(processor))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(NotificationNotHandledException.class,
					(notHandled) -> assertThat(notHandled.getReason()).isEqualTo(Reason.CLAIMS_UNAVAILABLE)))
			.verify(TIMEOUT);
	}

	@Test
	void doesNotWaitForClaimForLong() {
		this.claims.answer = Mono.never();
		WechatPayNotificationProcessor processor = processor(SHORT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.empty()));
		assertNotHandled(process(processor), Reason.TIMEOUT, null, "Notification wasn't handled: it took too long");
	}

	@Test
	void timeToParseCounts() {
		MerchantRepository slow = new MerchantRepository() {

			@Override
			public Mono<Merchant> findByName(String name) {
				return Mono.empty();
			}

			@Override
			public Mono<Merchant> findDefault() {
				return Mono.just(TestNotifications.merchant("default")).delayElement(Duration.ofSeconds(2));
			}

		};
		WechatPayNotificationParser parser = new WechatPayNotificationParser(slow,
				new PlatformSignatureVerifier(TestNotifications.clock()));
		WechatPayNotificationProcessor processor = new WechatPayNotificationProcessor(parser,
				List.of(WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.delay(Duration.ofMillis(2900)))),
				this.claims, Duration.ofSeconds(3));
		assertNotHandled(process(processor), Reason.TIMEOUT, null, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "fails", "throws", "false", "never" })
	void handledIsHandledEvenIfItCannotBeKept(String how) {
		this.claims.settled = switch (how) {
			case "fails" -> Mono.error(() -> new IllegalStateException("No connection"));
			case "throws" -> null;
			case "false" -> Mono.just(false);
			default -> Mono.never();
		};
		this.claims.throwing = how.equals("throws");
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.empty()));
		StepVerifier.create(process(processor)).expectComplete().verify(Duration.ofSeconds(5));
	}

	@Test
	void keepsThatItWasHandledThoughTheCallerIsGone() {
		Sinks.One<Boolean> settled = Sinks.one();
		AtomicInteger cancelled = new AtomicInteger();
		this.claims.settled = settled.asMono().doOnCancel(cancelled::incrementAndGet);
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.empty()));
		process(processor).subscribe().dispose();
		assertThat(this.claims.calls).containsExactly("claim 1900000109:1 PT20S", "complete 1900000109:1");
		assertThat(cancelled).hasValue(0);
	}

	@Test
	void failureOfTheHandlerIsToldEvenIfTheClaimCannotBeGivenBack() {
		this.claims.settled = Mono.error(() -> new IllegalStateException("No connection"));
		IllegalStateException failure = new IllegalStateException("Not now");
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.error(failure)));
		assertNotHandled(process(processor), Reason.HANDLER_FAILED, failure, null);
	}

	@Test
	void forgedNotificationClaimsNothing() {
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.empty()));
		TestNotification forged = this.notification.with("Wechatpay-Nonce", "other");
		for (int i = 0; i < 3; i++) {
			StepVerifier.create(processor.process(null, forged.headers(), forged.body()))
				.expectError(InvalidSignatureException.class)
				.verify(TIMEOUT);
		}
		assertThat(this.claims.calls).isEmpty();
	}

	@Test
	void resourceOfOtherTypeClaimsNothing() {
		WechatPayNotificationProcessor processor = processor(TIMEOUT, WechatPayNotificationHandler
			.of(new WechatPayEvent<>("EVENT", Integer.class), (notification) -> Mono.empty()));
		StepVerifier.create(process(processor)).expectError(InvalidNotificationException.class).verify(TIMEOUT);
		assertThat(this.claims.calls).isEmpty();
	}

	@Test
	void eventWithoutHandlerIsNotClaimed() {
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(WechatPayEvent.USER_PAID, (notification) -> Mono.empty()));
		StepVerifier.create(process(processor)).expectComplete().verify(TIMEOUT);
		assertThat(this.claims.calls).isEmpty();
	}

	@Test
	void handlerOfTheEventComesBeforeTheOneOfAnyOther() {
		AtomicReference<String> handler = new AtomicReference<>();
		WechatPayNotificationProcessor processor = processor(TIMEOUT,
				WechatPayNotificationHandler.of(WechatPayEvent.ANY_OTHER,
						(notification) -> Mono.fromRunnable(() -> handler.set("any other"))),
				WechatPayNotificationHandler.of(EVENT,
						(notification) -> Mono.fromRunnable(() -> handler.set("event"))));
		StepVerifier.create(process(processor)).expectComplete().verify(TIMEOUT);
		assertThat(handler).hasValue("event");
		TestNotification other = TestNotifications.of("2", "OTHER", "{}");
		StepVerifier.create(processor.process("default", other.headers(), other.body()))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(handler).hasValue("any other");
	}

	@Test
	void twoNamesOfOneMerchantShareClaims() {
		WechatPayNotificationParser parser = new WechatPayNotificationParser(
				new InMemoryMerchantRepository(TestNotifications.merchant("a"), TestNotifications.merchant("b")),
				new PlatformSignatureVerifier(TestNotifications.clock()));
		AtomicInteger handled = new AtomicInteger();
		WechatPayNotificationProcessor processor = new WechatPayNotificationProcessor(parser, List
			.of(WechatPayNotificationHandler.of(EVENT, (notification) -> Mono.fromCallable(handled::incrementAndGet))),
				this.claims, TIMEOUT);
		for (String name : List.of("a", "b")) {
			StepVerifier.create(processor.process(name, this.notification.headers(), this.notification.body()))
				.expectComplete()
				.verify(TIMEOUT);
		}
		assertThat(handled).hasValue(1);
	}

	@Test
	void eventHasOneHandler() {
		WechatPayNotificationHandler<JsonNode> handler = WechatPayNotificationHandler.of(EVENT,
				(notification) -> Mono.empty());
		assertThatIllegalArgumentException().isThrownBy(() -> processor(TIMEOUT, handler, handler))
			.withMessage("There is more than one handler of EVENT: WechatPayNotificationHandler[event=EVENT] and "
					+ "WechatPayNotificationHandler[event=EVENT]");
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1 })
	void timeoutIsPositive(long seconds) {
		assertThatIllegalArgumentException().isThrownBy(() -> processor(Duration.ofSeconds(seconds)))
			.withMessage("'timeout' must be positive");
	}

	private WechatPayNotificationProcessor processor(Duration timeout, WechatPayNotificationHandler<?>... handlers) {
		return new WechatPayNotificationProcessor(TestNotifications.parser(), List.of(handlers), this.claims, timeout);
	}

	private Mono<Void> process(WechatPayNotificationProcessor processor) {
		return processor.process(null, this.notification.headers(), this.notification.body());
	}

	private static void assertNotHandled(Mono<Void> processing, Reason reason, @Nullable Throwable cause,
			@Nullable String message) {
		StepVerifier.create(processing)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(NotificationNotHandledException.class,
					(notHandled) -> {
						assertThat(notHandled.getReason()).isEqualTo(reason);
						assertThat(notHandled.getCause()).isSameAs(cause);
						if (message != null) {
							assertThat(notHandled).hasMessage(message);
						}
					}))
			.verify(TIMEOUT);
	}

	private static final class TestClaims implements NotificationClaims {

		private final NotificationClaims delegate = new InMemoryNotificationClaims(TestNotifications.clock(), TIMEOUT,
				10);

		private final List<String> calls = new ArrayList<>();

		private final List<String> owners = new ArrayList<>();

		private @Nullable Mono<Result> answer;

		private @Nullable Mono<Boolean> settled;

		private @Nullable RuntimeException failure;

		private boolean throwing;

		@Override
		public Mono<Result> claim(String key, String owner, Duration lease) {
			this.calls.add("claim " + key + " " + lease);
			this.owners.add(owner);
			if (this.failure != null) {
				throw this.failure;
			}
			return (this.answer != null) ? this.answer : this.delegate.claim(key, owner, lease);
		}

		@Override
		public Mono<Boolean> complete(String key, String owner) {
			this.calls.add("complete " + key);
			if (this.throwing) {
				throw new IllegalStateException("No connection");
			}
			return (this.settled != null) ? this.settled : this.delegate.complete(key, owner);
		}

		@Override
		public Mono<Boolean> release(String key, String owner) {
			this.calls.add("release " + key);
			return (this.settled != null) ? this.settled : this.delegate.release(key, owner);
		}

	}

}
