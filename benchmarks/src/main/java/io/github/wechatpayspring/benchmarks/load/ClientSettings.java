package io.github.wechatpayspring.benchmarks.load;

import java.net.URI;
import java.nio.file.Path;

import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.Options;

/**
 * What every client is told in the same way.
 *
 * @param baseUrl where the stub is
 * @param keys the keys
 * @param connections how many connections pools may have
 * @author WeChat Pay Spring maintainers
 */
record ClientSettings(URI baseUrl, Keys keys, int connections) {

	/**
	 * Timeout of everything, so that waiting behind thousands of calls is no failure.
	 */
	static final int TIMEOUT_SECONDS = 60;

	static ClientSettings from(Options options, int connections) {
		return new ClientSettings(URI.create(options.require("base-url")), Keys.in(Path.of(options.require("keys"))),
				options.number("connections", connections));
	}

}
