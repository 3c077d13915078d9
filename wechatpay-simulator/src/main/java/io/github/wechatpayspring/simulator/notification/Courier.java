package io.github.wechatpayspring.simulator.notification;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

import io.github.wechatpayspring.simulator.http.AnswerSigner;
import io.github.wechatpayspring.simulator.keys.Deferred;
import io.github.wechatpayspring.simulator.merchant.PlatformKey;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Brings notifications to merchants over connections of its own.
 *
 * @author WeChat Pay Spring maintainers
 */
final class Courier {

	private static final int MAX_CONNECTIONS = 100;

	private static final int MAX_ANSWER_BYTES = 4096;

	private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

	private final AnswerSigner signer;

	private final Clock clock;

	private final Duration timeout;

	private final Deferred<Transport> transport = Deferred.of(Transport::create);

	Courier(Clock clock, Duration timeout) {
		this.signer = new AnswerSigner(clock);
		this.clock = clock;
		this.timeout = timeout;
	}

	Mono<DeliveryAttempt> deliver(SimulatorMerchant merchant, URI url, Outgoing outgoing) {
		return Mono.defer(() -> {
			Instant time = this.clock.instant();
			PlatformKey key = outgoing.key().apply(merchant);
			Map<String, String> headers = this.signer.headers(outgoing.body().getBytes(StandardCharsets.UTF_8),
					key.serial(), key::sign, outgoing.skew());
			headers.computeIfPresent(AnswerSigner.SIGNATURE, (name, value) -> outgoing.signature().apply(value));
			headers.put("Content-Type", "application/json");
			headers.put("Accept", "application/json");
			headers.put("User-Agent", "Mozilla/4.0");
			String signed = outgoing.body();
			String body = outgoing.sentBody().apply(signed);
			return post(url, headers, body.getBytes(StandardCharsets.UTF_8)).timeout(this.timeout)
				.map((answer) -> new DeliveryAttempt(time, headers, body, signed, answer.status(), answer.body(), null))
				.onErrorResume((ex) -> Mono.just(new DeliveryAttempt(time, headers, body, signed, 0, "",
						(ex instanceof TimeoutException) ? "no answer within " + this.timeout
								: Objects.requireNonNullElse(ex.getMessage(), ex.toString()))));
		});
	}

	private Mono<MerchantAnswer> post(URI url, Map<String, String> headers, byte[] body) {
		return this.transport.get().client().headers((all) -> {
			headers.forEach(all::set);
			all.set("Content-Length", body.length);
		})
			.post()
			.uri(url)
			.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
			.response((response, content) -> content.asByteArray()
				.collect(ByteArrayOutputStream::new, Courier::keepBeginning)
				.map((bytes) -> new MerchantAnswer(response.status().code(), bytes.toString(StandardCharsets.UTF_8))))
			.single();
	}

	private static void keepBeginning(ByteArrayOutputStream kept, byte[] bytes) {
		kept.write(bytes, 0, Math.min(bytes.length, MAX_ANSWER_BYTES - kept.size()));
	}

	void close() {
		this.transport.ifMade(Transport::close);
	}

	/**
	 * What a merchant answered.
	 */
	private record MerchantAnswer(int status, String body) {

	}

	/**
	 * The client and what it runs on: not the shared loops and connections, of which
	 * application contexts in the same process dispose.
	 */
	private record Transport(LoopResources loops, ConnectionProvider connections, HttpClient client) {

		static Transport create() {
			LoopResources loops = LoopResources.create("wechatpay-simulator-notify", 1, 1, true);
			ConnectionProvider connections = ConnectionProvider.builder("wechatpay-simulator-notify")
				.maxConnections(MAX_CONNECTIONS)
				.pendingAcquireMaxCount(-1)
				.build();
			// A retry by the client would be an attempt that nobody sees. Not all servers
			// say that they will close the connection, so it is never used again.
			HttpClient client = HttpClient.create(connections)
				.runOn(loops)
				.keepAlive(false)
				.doOnRequest((request, connection) -> connection.markPersistent(false))
				.disableRetry(true);
			return new Transport(loops, connections, client);
		}

		void close() {
			this.connections.disposeLater().block(SHUTDOWN_TIMEOUT);
			this.loops.disposeLater(Duration.ZERO, SHUTDOWN_TIMEOUT).block();
		}

	}

}
