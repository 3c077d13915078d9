package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.notification.WebFluxNotificationEndpoint;

import org.springframework.boot.WebApplicationType;

/**
 * Tests for {@link WebFluxNotificationEndpoint} on Reactor Netty.
 */
class WebFluxNotificationEndpointTests extends NotificationEndpointTests {

	WebFluxNotificationEndpointTests() {
		super(WebApplicationType.REACTIVE);
	}

}
