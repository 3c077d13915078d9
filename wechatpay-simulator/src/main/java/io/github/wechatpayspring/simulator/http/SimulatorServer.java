package io.github.wechatpayspring.simulator.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * The server that a simulator listens with, on the loopback interface.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatorServer implements AutoCloseable {

	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(8);

	private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration QUIET_PERIOD = Duration.ofMillis(100);

	private final DisposableServer server;

	private final ChannelGroup connections;

	private final LoopResources loops;

	private SimulatorServer(DisposableServer server, ChannelGroup connections, LoopResources loops) {
		this.server = server;
		this.connections = connections;
		this.loops = loops;
	}

	/**
	 * Start a server.
	 * @param host the address to listen at
	 * @param port the port, or 0 for a free one
	 * @param routes what to serve
	 * @return the server, listening
	 */
	public static SimulatorServer start(String host, int port, RouterFunction<Answer> routes) {
		NoCodecs noCodecs = new NoCodecs();
		HttpHandler handler = WebHttpHandlerBuilder.webHandler(RouterFunctions.toWebHandler(routes, noCodecs))
			.codecConfigurer(noCodecs)
			.localeContextResolver(noCodecs)
			.build();
		ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
		// Not the shared loops: application contexts in the same process dispose of them.
		LoopResources loops = LoopResources.create("wechatpay-simulator", 1, workers(), true);
		try {
			DisposableServer server = HttpServer.create()
				.host(host)
				.port(port)
				.runOn(loops, false)
				.channelGroup(connections)
				.idleTimeout(IDLE_TIMEOUT)
				.handle(new ReactorHttpHandlerAdapter(handler))
				.bindNow();
			return new SimulatorServer(server, connections, loops);
		}
		catch (RuntimeException ex) {
			loops.disposeLater(QUIET_PERIOD, SHUTDOWN_TIMEOUT).subscribe();
			throw ex;
		}
	}

	/**
	 * Return where the server listens.
	 * @return the base URL, without a slash at its end
	 */
	public URI baseUrl() {
		InetSocketAddress address = (InetSocketAddress) this.server.address();
		return URI.create("http://" + address.getHostString() + ":" + address.getPort());
	}

	/**
	 * Wait until the server is closed.
	 */
	public void await() {
		this.server.onDispose().block();
	}

	/**
	 * Stop to listen, let the answers under way be written, then close what is left open.
	 */
	@Override
	public void close() {
		this.server.disposeNow(SHUTDOWN_TIMEOUT);
		this.connections.close().awaitUninterruptibly(SHUTDOWN_TIMEOUT.toMillis());
		// A closed channel still listens until its loop has deregistered it
		this.loops.disposeLater(QUIET_PERIOD, SHUTDOWN_TIMEOUT).block();
	}

	private static int workers() {
		return Math.min(Runtime.getRuntime().availableProcessors(), 4);
	}

}
