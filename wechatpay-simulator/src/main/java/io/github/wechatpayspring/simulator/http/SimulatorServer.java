package io.github.wechatpayspring.simulator.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpResources;
import reactor.netty.http.server.HttpServer;

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

	private final DisposableServer server;

	private final ChannelGroup connections;

	private SimulatorServer(DisposableServer server, ChannelGroup connections) {
		this.server = server;
		this.connections = connections;
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
		DisposableServer server = HttpServer.create()
			.host(host)
			.port(port)
			.runOn(HttpResources.get(), false)
			.channelGroup(connections)
			.idleTimeout(IDLE_TIMEOUT)
			.handle(new ReactorHttpHandlerAdapter(handler))
			.bindNow();
		return new SimulatorServer(server, connections);
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
	}

}
