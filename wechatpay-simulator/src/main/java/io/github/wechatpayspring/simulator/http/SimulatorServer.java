package io.github.wechatpayspring.simulator.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import reactor.core.publisher.Mono;
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

	private final CompletableFuture<ReactorHttpHandlerAdapter> handler;

	private SimulatorServer(DisposableServer server, ChannelGroup connections, LoopResources loops,
			CompletableFuture<ReactorHttpHandlerAdapter> handler) {
		this.server = server;
		this.connections = connections;
		this.loops = loops;
		this.handler = handler;
	}

	/**
	 * Start a server, whose calls wait until it is told what to serve.
	 * @param host the address to listen at
	 * @param port the port, or 0 for a free one
	 * @return the server, listening
	 */
	public static SimulatorServer start(String host, int port) {
		ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
		// Not the shared loops: application contexts in the same process dispose of them.
		LoopResources loops = new NioLoops(LoopResources.create("wechatpay-simulator", 1, workers(), true));
		CompletableFuture<ReactorHttpHandlerAdapter> handler = new CompletableFuture<>();
		Mono<ReactorHttpHandlerAdapter> served = Mono.fromFuture(handler, true);
		try {
			DisposableServer server = HttpServer.create()
				.host(host)
				.port(port)
				.runOn(loops, false)
				.channelGroup(connections)
				.idleTimeout(IDLE_TIMEOUT)
				.handle((request, response) -> served.flatMap((adapter) -> adapter.apply(request, response)))
				.bindNow();
			return new SimulatorServer(server, connections, loops, handler);
		}
		catch (RuntimeException ex) {
			loops.disposeLater(QUIET_PERIOD, SHUTDOWN_TIMEOUT).subscribe();
			throw ex;
		}
	}

	/**
	 * Prepare what a server serves.
	 * @param routes what to serve
	 * @return the handler of the routes
	 */
	public static HttpHandler handler(RouterFunction<?> routes) {
		NoCodecs noCodecs = new NoCodecs();
		return WebHttpHandlerBuilder.webHandler(RouterFunctions.toWebHandler(routes, noCodecs))
			.codecConfigurer(noCodecs)
			.localeContextResolver(noCodecs)
			.build();
	}

	/**
	 * Serve calls.
	 * @param handler what to serve
	 * @return this server
	 */
	public SimulatorServer serve(HttpHandler handler) {
		this.handler.complete(new ReactorHttpHandlerAdapter(handler));
		return this;
	}

	/**
	 * Return where the server listens.
	 * @return the base URL, without a slash at its end
	 */
	public URI baseUrl() {
		InetSocketAddress address = (InetSocketAddress) this.server.address();
		return URI.create("http://" + host(address.getAddress()) + ":" + address.getPort());
	}

	// Nobody can call the address that means all of them
	private static String host(InetAddress address) {
		if (address.isAnyLocalAddress()) {
			return "localhost";
		}
		return (address instanceof Inet6Address) ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
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
