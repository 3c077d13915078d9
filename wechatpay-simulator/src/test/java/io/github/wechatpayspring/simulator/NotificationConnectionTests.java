package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wechatpayspring.simulator.notification.DeliveryAttempt;
import io.github.wechatpayspring.simulator.notification.Notification;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.tcp.TcpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the connections by which notifications are brought.
 */
class NotificationConnectionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

	@Test
	void attemptsShareNoConnectionThatTheMerchantIsAboutToClose() {
		DisposableServer server = TcpServer.create()
			.host("127.0.0.1")
			.port(0)
			.doOnConnection(this.connections::add)
			.handle(this::answerEachRequest)
			.bindNow();
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			Payscores.partner(simulator, "http://127.0.0.1:" + server.port() + "/notify").createSigned();
			simulator.notifications().awaitDelivered(Payscores.PATIENCE);
			Notification notification = simulator.notifications().all().get(0);
			simulator.notifications().redeliver(notification.id());
			simulator.notifications().awaitDelivered(Payscores.PATIENCE);
			assertThat(simulator.notifications().all().get(0).attempts()).hasSize(2)
				.extracting(DeliveryAttempt::status)
				.containsOnly(204);
			assertThat(this.connections).hasSize(2);
		}
		finally {
			server.disposeNow(TIMEOUT);
		}
	}

	// Doesn't say whether it closes the connection, nor does the server of the JDK
	private Mono<Void> answerEachRequest(NettyInbound inbound, NettyOutbound outbound) {
		StringBuilder received = new StringBuilder();
		return inbound.receive().asString(StandardCharsets.US_ASCII).concatMap((text) -> {
			received.append(text);
			if (received.charAt(received.length() - 1) != '}') {
				return Mono.<Void>empty();
			}
			received.setLength(0);
			return outbound.sendString(Mono.just("HTTP/1.1 204 No Content\r\n\r\n")).then();
		}).then();
	}

}
