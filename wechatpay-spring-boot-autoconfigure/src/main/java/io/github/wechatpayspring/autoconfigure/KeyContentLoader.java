package io.github.wechatpayspring.autoconfigure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

import io.github.wechatpayspring.crypto.KeyReadException;
import io.github.wechatpayspring.crypto.KeyReadException.Reason;

import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/**
 * Loads the content of keys and certificates from the value of a setting: the content
 * itself, its Base64, or a location. As a key could stand where a location belongs, only
 * what can't be anything but a location gets into messages.
 *
 * @author WeChat Pay Spring maintainers
 */
final class KeyContentLoader {

	private static final String BASE64_PREFIX = "base64:";

	private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

	private static final Pattern BASE64_OF_KEY = Pattern.compile("[A-Za-z0-9+/]{200,}={0,2}");

	private static final Pattern PRINTABLE_LOCATION = Pattern.compile(
			"(?:file:|classpath:|\\.{0,2}/|[A-Za-z]:[/\\\\]).{1,250}|[^@]{1,250}\\.(?:pem|key|p12|pfx|crt|cer|der)");

	private final ResourceLoader resourceLoader;

	/**
	 * Create a loader.
	 * @param resourceLoader the resource loader of the application
	 */
	KeyContentLoader(ResourceLoader resourceLoader) {
		this.resourceLoader = ApplicationResourceLoader.get(resourceLoader, true);
	}

	/**
	 * Load the content.
	 * @param value the value of the setting
	 * @return the content
	 * @throws KeyReadException if there is no content
	 */
	byte[] load(String value) {
		if (value.contains("-----")) {
			return value.getBytes(StandardCharsets.UTF_8);
		}
		String compact = WHITE_SPACE.matcher(value).replaceAll("");
		if (BASE64_OF_KEY.matcher(compact).matches()) {
			return compact.getBytes(StandardCharsets.UTF_8);
		}
		return read(compact.startsWith(BASE64_PREFIX) ? compact : value);
	}

	private byte[] read(String location) {
		try {
			Resource resource = this.resourceLoader.getResource(location);
			try (InputStream in = resource.getInputStream()) {
				return in.readAllBytes();
			}
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw unreadable(location, "doesn't exist");
		}
		catch (IOException ex) {
			throw unreadable(location, "can't be read");
		}
		catch (IllegalArgumentException ex) {
			throw unreadable(location, location.startsWith(BASE64_PREFIX) ? "isn't Base64" : "isn't valid");
		}
	}

	private static KeyReadException unreadable(String location, String reason) {
		String name = location.startsWith(BASE64_PREFIX) ? "Text after '" + BASE64_PREFIX + "'"
				: PRINTABLE_LOCATION.matcher(location).matches() ? "Location '" + location + "'" : "Location";
		return new KeyReadException(Reason.UNREADABLE, name + " " + reason);
	}

}
