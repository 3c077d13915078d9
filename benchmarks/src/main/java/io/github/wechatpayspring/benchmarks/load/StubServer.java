package io.github.wechatpayspring.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import com.sun.net.httpserver.HttpServer;
import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.PlanSample;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Takes the place of WeChat Pay and costs next to nothing: one thread that answers the
 * same bytes to everybody, signed anew every second. Timestamp, nonce and body are what a
 * signature covers, so it is as good the thousandth time. It doesn't verify requests.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class StubServer {

	private static final byte[] BODY = PlanSample.ANSWER.getBytes(StandardCharsets.UTF_8);

	private final PrivateKey privateKey;

	private final LongAdder connections = new LongAdder();

	private volatile int latencyMillis;

	private volatile byte[] answer;

	private StubServer(PrivateKey privateKey) throws GeneralSecurityException {
		this.privateKey = privateKey;
		this.answer = sign();
	}

	/**
	 * Run the server until the process ends.
	 * @param arguments the directory of the keys
	 * @throws Exception if it can't be started
	 */
	public static void main(String[] arguments) throws Exception {
		Keys keys = Keys.in(Path.of(arguments[0]));
		new StubServer(Keys.readPrivate(keys.platformPrivateKey())).start();
	}

	private void start() throws IOException {
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		Channel channel = new ServerBootstrap().group(group)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, 4096)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel connection) {
					connection.pipeline().addLast(new HttpRequestDecoder(), new AnswerHandler());
				}

			})
			.bind(InetAddress.getLoopbackAddress(), 0)
			.syncUninterruptibly()
			.channel();
		group.scheduleAtFixedRate(this::signAgain, 1, 1, TimeUnit.SECONDS);
		int port = ((InetSocketAddress) channel.localAddress()).getPort();
		Console.print("READY " + port + " " + startControl());
	}

	private int startControl() throws IOException {
		HttpServer control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		control.createContext("/", (exchange) -> {
			String query = exchange.getRequestURI().getQuery();
			if (query != null) {
				this.latencyMillis = Integer.parseInt(query);
			}
			byte[] body = Long.toString(this.connections.sum()).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		control.start();
		return control.getAddress().getPort();
	}

	private void signAgain() {
		try {
			this.answer = sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private byte[] sign() throws GeneralSecurityException {
		String timestamp = Long.toString(Instant.now().getEpochSecond());
		String nonce = "d824f2e086d3c1df967785d13fcd22ef";
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(this.privateKey);
		signature.update((timestamp + "\n" + nonce + "\n" + PlanSample.ANSWER + "\n").getBytes(StandardCharsets.UTF_8));
		String head = """
				HTTP/1.1 200 OK\r
				Content-Type: application/json; charset=utf-8\r
				Content-Length: %d\r
				Request-ID: 08F5A1B2C30610DE0118A8C3D9A80120C0A50128-0\r
				Wechatpay-Nonce: %s\r
				Wechatpay-Serial: %s\r
				Wechatpay-Signature: %s\r
				Wechatpay-Signature-Type: WECHATPAY2-SHA256-RSA2048\r
				Wechatpay-Timestamp: %s\r
				\r
				""".formatted(BODY.length, nonce, Keys.PUBLIC_KEY_ID,
				Base64.getEncoder().encodeToString(signature.sign()), timestamp);
		byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
		byte[] bytes = new byte[headBytes.length + BODY.length];
		System.arraycopy(headBytes, 0, bytes, 0, headBytes.length);
		System.arraycopy(BODY, 0, bytes, headBytes.length, BODY.length);
		return bytes;
	}

	/**
	 * Answers the requests of one connection.
	 */
	private final class AnswerHandler extends SimpleChannelInboundHandler<HttpObject> {

		private boolean signed;

		@Override
		public void channelActive(ChannelHandlerContext context) {
			StubServer.this.connections.increment();
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
			if (message instanceof HttpRequest request) {
				this.signed = request.headers().contains(HttpHeaderNames.AUTHORIZATION);
			}
			if (message instanceof LastHttpContent) {
				int latency = StubServer.this.latencyMillis;
				if (!this.signed) {
					context.close();
				}
				else if (latency == 0) {
					answer(context);
				}
				else {
					context.executor().schedule(() -> answer(context), latency, TimeUnit.MILLISECONDS);
				}
			}
		}

		private void answer(ChannelHandlerContext context) {
			context.writeAndFlush(Unpooled.wrappedBuffer(StubServer.this.answer), context.voidPromise());
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}
