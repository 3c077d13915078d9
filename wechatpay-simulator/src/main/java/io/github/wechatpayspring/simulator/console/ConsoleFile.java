package io.github.wechatpayspring.simulator.console;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;

/**
 * A file of the console.
 *
 * @param content what is in it
 * @param etag changes with the content; weak, because answers can be compressed
 * @author WeChat Pay Spring maintainers
 */
record ConsoleFile(String content, String etag) {

	private static final String LIT_HTML = "lit-html/";

	static ConsoleFile read(String name) {
		try {
			String content = content(name.startsWith(LIT_HTML) ? webJar() + name.substring(LIT_HTML.length()) : name);
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
			return new ConsoleFile(content, "W/\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String webJar() throws IOException {
		Properties properties = new Properties();
		try (InputStream stream = open("/META-INF/maven/org.webjars.npm/lit-html/pom.properties")) {
			properties.load(stream);
		}
		return "/META-INF/resources/webjars/lit-html/" + properties.getProperty("version") + "/";
	}

	private static String content(String resource) throws IOException {
		try (InputStream stream = open(resource)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static InputStream open(String resource) throws IOException {
		InputStream stream = ConsoleFile.class.getResourceAsStream(resource);
		if (stream == null) {
			throw new FileNotFoundException(resource);
		}
		return stream;
	}

}
