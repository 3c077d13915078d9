package io.github.wechatpayspring.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wechatpayspring.crypto.MessageSigner;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for where requests are signed.
 */
class SigningSchedulerTests {

	private static final int CONNECTIONS = 2;

	private final TestClock clock = new TestClock();

	private final WireServer server = new WireServer((request) -> WireResponse.of(200, "{}").sign());

	private final ConnectionProvider connections = ConnectionProvider.create("signing", CONNECTIONS);

	private final ThreadNames signer = new ThreadNames();

	@AfterEach
	void close() {
		this.connections.dispose();
		this.server.close();
	}

	private WebClient webClient(Scheduler scheduler) {
		return WechatPayWebClients
			.builder(WebClient.builder()
				.clientConnector(new ReactorClientHttpConnector(HttpClient.create(this.connections))))
			.baseUrl(this.server.url())
			.clock(this.clock)
			.signingScheduler(scheduler)
			.build()
			.create(new InMemoryMerchantRepository(
					TestClients.merchant("default", this.signer, TestClients.publicKey())));
	}

	private static Mono<?> call(WebClient webClient) {
		return webClient.post().uri("/v3/payscore/plan").bodyValue(Map.of("n", 1)).retrieve().toBodilessEntity();
	}

	@Test
	void requestIsSignedByTheScheduler() {
		Scheduler scheduler = Schedulers.newSingle("signing");
		try {
			StepVerifier.create(call(webClient(scheduler)))
				.expectNextCount(1)
				.expectComplete()
				.verify(TestClients.TIMEOUT);
			assertThat(this.signer.names).hasSize(1).allMatch((name) -> name.startsWith("signing-"));
		}
		finally {
			scheduler.dispose();
		}
	}

	@Test
	void requestIsSignedByTheConnectorUnlessSaidOtherwise() {
		StepVerifier.create(call(webClient(Schedulers.immediate())))
			.expectNextCount(1)
			.expectComplete()
			.verify(TestClients.TIMEOUT);
		assertThat(this.signer.names).hasSize(1).allMatch((name) -> name.startsWith("reactor-http-"));
	}

	@Test
	void timestampIsTakenWhenTheTurnHasCome() throws InterruptedException {
		BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
		Mono<?> call = call(webClient(Schedulers.fromExecutor(tasks::add))).cache();
		call.subscribe();
		Runnable task = tasks.poll(30, TimeUnit.SECONDS);
		this.clock.advance(Duration.ofSeconds(60));
		task.run();
		StepVerifier.create(call).expectNextCount(1).expectComplete().verify(TestClients.TIMEOUT);
		assertThat(this.server.onlyRequest().authorization("timestamp"))
			.isEqualTo(Long.toString(TestKeys.NOW.plusSeconds(60).getEpochSecond()));
	}

	@Test
	void noMoreRequestsWaitToBeSignedThanThereAreConnections() throws InterruptedException {
		BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
		AtomicInteger submitted = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		WebClient webClient = webClient(Schedulers.fromExecutor((task) -> {
			int waiting = submitted.incrementAndGet() - this.server.requests().size();
			most.accumulateAndGet(waiting, Math::max);
			tasks.add(task);
		}));
		List<Mono<?>> calls = new ArrayList<>();
		for (int i = 0; i < 3 * CONNECTIONS; i++) {
			Mono<?> call = call(webClient).cache();
			call.subscribe();
			calls.add(call);
		}
		for (int i = 0; i < calls.size(); i++) {
			Runnable task = tasks.poll(30, TimeUnit.SECONDS);
			assertThat(task).isNotNull();
			task.run();
		}
		StepVerifier.create(Mono.when(calls)).expectComplete().verify(TestClients.TIMEOUT);
		assertThat(this.server.requests()).hasSize(calls.size());
		assertThat(most).hasValueBetween(1, CONNECTIONS);
	}

	@Test
	void requestThatTheSchedulerRefusesIsNotSent() {
		Scheduler scheduler = Schedulers.fromExecutor((task) -> {
			throw new RejectedExecutionException("full");
		});
		StepVerifier.create(call(webClient(scheduler)))
			.expectError(RejectedExecutionException.class)
			.verify(TestClients.TIMEOUT);
		assertThat(this.server.requests()).isEmpty();
	}

	/**
	 * A signer that remembers where it was called.
	 */
	private static final class ThreadNames implements MessageSigner {

		private final Queue<String> names = new ConcurrentLinkedQueue<>();

		@Override
		public String getScheme() {
			return TestClients.SIGNER.getScheme();
		}

		@Override
		public String getSerialNumber() {
			return TestClients.SIGNER.getSerialNumber();
		}

		@Override
		public byte[] sign(byte[] message) {
			this.names.add(Thread.currentThread().getName());
			return TestClients.SIGNER.sign(message);
		}

		@Override
		public boolean isBlocking() {
			return false;
		}

	}

}
