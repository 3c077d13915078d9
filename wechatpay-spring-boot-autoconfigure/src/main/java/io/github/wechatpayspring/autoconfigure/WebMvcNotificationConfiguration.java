package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.notification.WebMvcNotificationEndpoint;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import io.github.wechatpayspring.notification.WechatPayNotificationProcessor;
import jakarta.servlet.Servlet;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Configuration of the endpoint for notifications in a servlet application.
 *
 * @author WeChat Pay Spring maintainers
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ DispatcherServlet.class, Servlet.class })
@ConditionalOnBean(WechatPayNotificationHandler.class)
class WebMvcNotificationConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "wechatPayNotificationRouterFunction")
	RouterFunction<ServerResponse> wechatPayNotificationRouterFunction(WechatPayNotificationProcessor processor,
			WechatPayNotificationProperties properties) {
		NotificationPropertiesValidator.validate(properties);
		int maxBodySize = (int) properties.getMaxInMemorySize().toBytes();
		return new WebMvcNotificationEndpoint(processor, maxBodySize).route(properties.getPath());
	}

}
