package io.github.wechatpayspring.client;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.payscore.UnknownOutcomeResolver;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for where answers are verified and waited for.
 */
class AnswerSchedulerTests {

	@Test
	void answerIsHandedOnByTheScheduler() {
		Scheduler scheduler = Schedulers.newSingle("answers");
		try (WireServer server = WireServer.answering(WireResponse.of(200, "{}").sign())) {
			StepVerifier.create(call(scheduler, server).map((answer) -> Thread.currentThread().getName()))
				.assertNext((thread) -> assertThat(thread).startsWith("answers-"))
				.expectComplete()
				.verify(TestClients.TIMEOUT);
		}
		finally {
			scheduler.dispose();
		}
	}

	@Test
	void answerThatStallsIsGivenUpByTheScheduler() throws Exception {
		WaitingScheduler scheduler = new WaitingScheduler();
		try (WireServer server = WireServer.answering(WireResponse.of(200, "{\"a\":1}").sign().stallAfter(2))) {
			Mono<ResponseEntity<Void>> call = call(scheduler, server);
			scheduler.waiting.clear();
			CompletableFuture<?> answer = call.toFuture();
			Runnable timeout = scheduler.waiting.poll(20, TimeUnit.SECONDS);
			assertThat(timeout).isNotNull();
			assertThat(answer).isNotDone();
			timeout.run();
			assertThat(answer).failsWithin(Duration.ofSeconds(20))
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(WechatPayApiException.class)
				.havingCause()
				.isInstanceOf(TimeoutException.class);
		}
	}

	@Test
	void answerThatCanNotBeHandedOnLeavesTheOutcomeUnknown() {
		Scheduler scheduler = Schedulers.newSingle("answers");
		try (WireServer server = WireServer.answering(WireResponse.of(200, "{}").sign())) {
			Mono<ResponseEntity<Void>> call = call(scheduler, server);
			scheduler.dispose();
			StepVerifier.create(call)
				.expectErrorSatisfies((ex) -> assertThat(UnknownOutcomeResolver.isUnknownOutcome(ex)).isTrue())
				.verify(TestClients.TIMEOUT);
		}
	}

	@Test
	void schedulerMustBeAbleToWait() {
		WechatPayWebClients.Builder builder = WechatPayWebClients.builder(WebClient.builder());
		assertThatIllegalArgumentException().isThrownBy(() -> builder.answerScheduler(Schedulers.immediate()))
			.withMessageContaining("can't wait");
	}

	private static Mono<ResponseEntity<Void>> call(Scheduler scheduler, WireServer server) {
		return WechatPayWebClients.builder(WebClient.builder().clientConnector(TestConnector.REACTOR.shared()))
			.baseUrl(server.url())
			.clock(new TestClock())
			.answerScheduler(scheduler)
			.build()
			.create(new InMemoryMerchantRepository(TestClients.merchant(TestClients.publicKey())))
			.get()
			.uri("/v3/a")
			.retrieve()
			.toBodilessEntity();
	}

	/**
	 * Scheduler that keeps what is to wait.
	 */
	private static final class WaitingScheduler implements Scheduler {

		private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

		@Override
		public Disposable schedule(Runnable task) {
			return Schedulers.immediate().schedule(task);
		}

		@Override
		public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
			this.waiting.add(task);
			return Disposables.single();
		}

		@Override
		public Worker createWorker() {
			return Schedulers.immediate().createWorker();
		}

	}

}
