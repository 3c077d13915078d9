package io.github.wechatpayspring.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * HTTP/1.1 server on a plain socket, which sees requests as bytes.
 */
final class WireServer implements AutoCloseable {

	private final ServerSocket serverSocket;

	private final Function<WireRequest, WireResponse> handler;

	private final Queue<WireRequest> requests = new ConcurrentLinkedQueue<>();

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicLong bytesRead = new AtomicLong();

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "wire-server");
		thread.setDaemon(true);
		return thread;
	});

	WireServer(Function<WireRequest, WireResponse> handler) {
		this.handler = handler;
		try {
			this.serverSocket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.executor.execute(this::accept);
	}

	static WireServer answering(WireResponse response) {
		return new WireServer((request) -> response);
	}

	URI url() {
		return URI.create("http://localhost:" + this.serverSocket.getLocalPort());
	}

	List<WireRequest> requests() {
		return List.copyOf(this.requests);
	}

	WireRequest onlyRequest() {
		List<WireRequest> received = requests();
		if (received.size() != 1) {
			throw new AssertionError("Expected one request but got " + received);
		}
		return received.get(0);
	}

	int connections() {
		return this.connections.get();
	}

	long bytesRead() {
		return this.bytesRead.get();
	}

	private void accept() {
		while (!this.serverSocket.isClosed()) {
			try {
				Socket socket = this.serverSocket.accept();
				socket.setTcpNoDelay(true);
				this.sockets.add(socket);
				int connection = this.connections.incrementAndGet();
				this.executor.execute(() -> serve(socket, connection));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket, int connection) {
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			while (true) {
				WireRequest request = read(in, connection);
				this.requests.add(request);
				WireResponse response = this.handler.apply(request);
				CountDownLatch latch = response.latch();
				if (latch != null && !latch.await(30, TimeUnit.SECONDS)) {
					return;
				}
				socket.getOutputStream().write(response.toBytes(request.method().equals("HEAD")));
				socket.getOutputStream().flush();
				if (response.closes()) {
					return;
				}
			}
		}
		catch (IOException ex) {
			close(socket);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private WireRequest read(InputStream in, int connection) throws IOException {
		String[] requestLine = readLine(in).split(" ");
		Map<String, List<String>> headers = new LinkedHashMap<>();
		String line = readLine(in);
		while (!line.isEmpty()) {
			int colon = line.indexOf(':');
			headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
				.add(line.substring(colon + 1).trim());
			line = readLine(in);
		}
		return new WireRequest(connection, requestLine[0], requestLine[1], headers, readBody(in, headers));
	}

	private byte[] readBody(InputStream in, Map<String, List<String>> headers) throws IOException {
		if (headers.containsKey("transfer-encoding")) {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			int size = Integer.parseInt(readLine(in), 16);
			while (size > 0) {
				body.writeBytes(in.readNBytes(size));
				readLine(in);
				size = Integer.parseInt(readLine(in), 16);
			}
			readLine(in);
			return body.toByteArray();
		}
		int length = Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).get(0));
		byte[] body = in.readNBytes(length);
		if (body.length < length) {
			throw new EOFException();
		}
		return body;
	}

	private String readLine(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int octet = in.read();
		while (octet != '\n') {
			if (octet == -1) {
				throw new EOFException();
			}
			this.bytesRead.incrementAndGet();
			if (octet != '\r') {
				line.write(octet);
			}
			octet = in.read();
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	private static void close(Closeable closeable) {
		try {
			closeable.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		close(this.serverSocket);
		this.sockets.forEach(WireServer::close);
		this.executor.shutdownNow();
	}

}
