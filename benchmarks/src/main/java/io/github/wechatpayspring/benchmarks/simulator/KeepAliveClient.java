package io.github.wechatpayspring.benchmarks.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Sends requests that are made already over some connections, with one thread, so that
 * little of the machine is taken from the server.
 *
 * @author WeChat Pay Spring maintainers
 */
final class KeepAliveClient {

	private static final Pattern CONTENT_LENGTH = Pattern.compile("\r\ncontent-length: ([0-9]+)\r\n",
			Pattern.CASE_INSENSITIVE);

	private static final int BUFFER = 64 * 1024;

	private final int port;

	private final int connections;

	KeepAliveClient(int port, int connections) {
		this.port = port;
		this.connections = connections;
	}

	/**
	 * Send all requests, each as soon as a connection is free.
	 * @param requests the requests as they go over the wire
	 * @return the answers as they came over the wire, in the order of the requests
	 * @throws IOException if a connection breaks
	 */
	byte[][] send(byte[][] requests) throws IOException {
		byte[][] answers = new byte[requests.length][];
		int next = 0;
		int answered = 0;
		try (Selector selector = Selector.open()) {
			for (int i = 0; i < Math.min(this.connections, requests.length); i++) {
				Connection connection = new Connection(selector);
				connection.begin(next, requests[next]);
				next++;
			}
			while (answered < requests.length) {
				selector.select();
				for (SelectionKey key : selector.selectedKeys()) {
					Connection connection = (Connection) key.attachment();
					if (key.isWritable()) {
						connection.write();
					}
					byte @Nullable [] answer = key.isReadable() ? connection.read() : null;
					if (answer != null) {
						answers[connection.request] = answer;
						answered++;
						if (next < requests.length) {
							connection.begin(next, requests[next]);
							next++;
						}
						else {
							connection.channel.close();
						}
					}
				}
				selector.selectedKeys().clear();
			}
		}
		return answers;
	}

	/**
	 * A connection, with one request at a time.
	 */
	private final class Connection {

		private final SocketChannel channel;

		private final SelectionKey key;

		private final ByteBuffer received = ByteBuffer.allocate(BUFFER);

		private ByteBuffer unsent = ByteBuffer.allocate(0);

		private int request;

		Connection(Selector selector) throws IOException {
			this.channel = SocketChannel
				.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), KeepAliveClient.this.port));
			this.channel.configureBlocking(false);
			this.key = this.channel.register(selector, SelectionKey.OP_READ, this);
		}

		void begin(int request, byte[] bytes) throws IOException {
			this.request = request;
			this.unsent = ByteBuffer.wrap(bytes);
			write();
		}

		void write() throws IOException {
			this.channel.write(this.unsent);
			this.key.interestOps(
					this.unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
		}

		byte @Nullable [] read() throws IOException {
			if (this.channel.read(this.received) == -1) {
				throw new IOException("A connection was closed without an answer");
			}
			int end = endOfHead();
			if (end == -1) {
				return null;
			}
			Matcher length = CONTENT_LENGTH
				.matcher(new String(this.received.array(), 0, end + 2, StandardCharsets.ISO_8859_1));
			if (!length.find()) {
				throw new IOException("An answer has no length");
			}
			int size = end + 4 + Integer.parseInt(length.group(1));
			if (this.received.position() < size) {
				return null;
			}
			byte[] answer = Arrays.copyOf(this.received.array(), size);
			this.received.clear();
			return answer;
		}

		private int endOfHead() {
			byte[] bytes = this.received.array();
			for (int i = 0; i < this.received.position() - 3; i++) {
				if (bytes[i] == '\r' && bytes[i + 2] == '\r' && bytes[i + 1] == '\n' && bytes[i + 3] == '\n') {
					return i;
				}
			}
			return -1;
		}

	}

}
