package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.notification.WebMvcNotificationEndpoint;

import org.springframework.boot.WebApplicationType;

/**
 * Tests for {@link WebMvcNotificationEndpoint} on Tomcat.
 */
class WebMvcNotificationEndpointTests extends NotificationEndpointTests {

	WebMvcNotificationEndpointTests() {
		super(WebApplicationType.SERVLET);
	}

}
