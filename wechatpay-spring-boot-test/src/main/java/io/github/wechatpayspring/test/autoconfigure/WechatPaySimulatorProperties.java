package io.github.wechatpayspring.test.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the simulator that takes the place of WeChat Pay while an application is
 * developed.
 *
 * @author WeChat Pay Spring maintainers
 */
@ConfigurationProperties("wechatpay.simulator")
public class WechatPaySimulatorProperties {

	/**
	 * Whether WeChat Pay is simulated in this process. By default it is if no merchant is
	 * configured.
	 */
	private @Nullable Boolean enabled;

	/**
	 * Port of the simulator and its console, or 0 for a free one.
	 */
	private int port;

	/**
	 * Whether notifications for other hosts are sent to the same path of the application
	 * in this process.
	 */
	private boolean localNotifications = true;

	public @Nullable Boolean getEnabled() {
		return this.enabled;
	}

	public void setEnabled(@Nullable Boolean enabled) {
		this.enabled = enabled;
	}

	public int getPort() {
		return this.port;
	}

	public void setPort(int port) {
		this.port = port;
	}

	public boolean isLocalNotifications() {
		return this.localNotifications;
	}

	public void setLocalNotifications(boolean localNotifications) {
		this.localNotifications = localNotifications;
	}

}
