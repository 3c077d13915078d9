package io.github.wechatpayspring.test.embedded;

import java.net.URI;
import java.util.regex.Pattern;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.util.StringUtils;

/**
 * Brings notifications to the web server of the application in this process, whatever
 * public host their {@code notify_url} names: what is simulated stays on this machine.
 *
 * @author WeChat Pay Spring maintainers
 */
final class LocalNotifications implements ApplicationListener<WebServerInitializedEvent> {

	private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(\\.[0-9]+){3}|\\[::1]");

	private volatile int port = -1;

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		WebServerApplicationContext context = event.getApplicationContext();
		if (!StringUtils.hasText(context.getServerNamespace())) {
			this.port = event.getWebServer().getPort();
		}
	}

	/**
	 * Return where a notification is sent.
	 * @param notifyUrl where the merchant wants to have it
	 * @return the same path of the application in this process, unless the URL is one of
	 * this machine
	 * @throws IllegalStateException if the application has no web server
	 */
	URI route(URI notifyUrl) {
		String host = notifyUrl.getHost();
		if (host != null && THIS_MACHINE.matcher(host).matches()) {
			return notifyUrl;
		}
		if (this.port == -1) {
			throw new IllegalStateException("Not sent to another machine, and the application has no web server");
		}
		String query = notifyUrl.getRawQuery();
		return URI
			.create("http://localhost:" + this.port + notifyUrl.getRawPath() + ((query != null) ? "?" + query : ""));
	}

}
