package io.github.wechatpayspring.client;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Scheme, host and port of a URL: the only place to which signed requests go.
 *
 * @param scheme the scheme
 * @param host the host
 * @param port the port
 * @author WeChat Pay Spring maintainers
 */
record Origin(String scheme, String host, int port) {

	static Origin of(URI url) {
		Origin origin = from(url);
		Assert.isTrue(origin != null, "Base URL must be an absolute http or https URL without user information");
		return origin;
	}

	private static @Nullable Origin from(URI url) {
		if (url.getScheme() == null || url.getHost() == null || url.getRawUserInfo() != null) {
			return null;
		}
		String scheme = url.getScheme().toLowerCase(Locale.ROOT);
		if (!scheme.equals("https") && !scheme.equals("http")) {
			return null;
		}
		int defaultPort = scheme.equals("https") ? 443 : 80;
		return new Origin(scheme, url.getHost().toLowerCase(Locale.ROOT),
				(url.getPort() != -1) ? url.getPort() : defaultPort);
	}

	/**
	 * Refuse a URL that leads elsewhere.
	 * @param url the URL of a request
	 * @throws IllegalArgumentException if the URL isn't of this origin
	 */
	void check(URI url) {
		if (!equals(from(url))) {
			throw new IllegalArgumentException(
					"Request to '%s://%s' isn't sent: requests are signed for %s only; use another WebClient for other hosts"
						.formatted(url.getScheme(), url.getHost(), this));
		}
	}

	@Override
	public String toString() {
		return this.scheme + "://" + this.host + ":" + this.port;
	}

}
