package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for notifications of WeChat Pay.
 *
 * @author WeChat Pay Spring maintainers
 */
@ConfigurationProperties("wechatpay.notification")
public class WechatPayNotificationProperties {

	/**
	 * Path of the endpoint for all merchants. With the name of a merchant as one more
	 * segment, it is the endpoint for that merchant.
	 */
	private String path = "/wechatpay/notifications";

	/**
	 * Timeout for handling a notification, and in WebFlux for receiving its body. WeChat
	 * Pay waits for 5 seconds.
	 */
	private Duration timeout = Duration.ofMillis(4500);

	/**
	 * Maximum size of a body, which is buffered to verify it.
	 */
	private DataSize maxInMemorySize = DataSize.ofMegabytes(1);

	/**
	 * Time for which it is kept that a notification was handled.
	 */
	private Duration retention = Duration.ofDays(2);

	public String getPath() {
		return this.path;
	}

	public void setPath(String path) {
		this.path = path;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	public DataSize getMaxInMemorySize() {
		return this.maxInMemorySize;
	}

	public void setMaxInMemorySize(DataSize maxInMemorySize) {
		this.maxInMemorySize = maxInMemorySize;
	}

	public Duration getRetention() {
		return this.retention;
	}

	public void setRetention(Duration retention) {
		this.retention = retention;
	}

}
