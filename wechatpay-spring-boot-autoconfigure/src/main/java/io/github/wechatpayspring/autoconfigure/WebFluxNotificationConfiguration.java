package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.notification.WebFluxNotificationEndpoint;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import io.github.wechatpayspring.notification.WechatPayNotificationProcessor;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Configuration of the endpoint for notifications in a WebFlux application.
 *
 * @author WeChat Pay Spring maintainers
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@ConditionalOnBean(WechatPayNotificationHandler.class)
class WebFluxNotificationConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "wechatPayNotificationRouterFunction")
	RouterFunction<ServerResponse> wechatPayNotificationRouterFunction(WechatPayNotificationProcessor processor,
			WechatPayNotificationProperties properties) {
		NotificationPropertiesValidator.validate(properties);
		int maxBodySize = (int) properties.getMaxInMemorySize().toBytes();
		return new WebFluxNotificationEndpoint(processor, maxBodySize).route(properties.getPath());
	}

}
