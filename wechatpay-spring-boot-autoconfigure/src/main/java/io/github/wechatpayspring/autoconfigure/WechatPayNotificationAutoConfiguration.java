package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.util.List;

import io.github.wechatpayspring.client.WechatPayWebClients;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import io.github.wechatpayspring.notification.InMemoryNotificationClaims;
import io.github.wechatpayspring.notification.NotificationClaims;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import io.github.wechatpayspring.notification.WechatPayNotificationParser;
import io.github.wechatpayspring.notification.WechatPayNotificationProcessor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for notifications of WeChat Pay.
 * There is an endpoint as soon as there is a handler.
 *
 * @author WeChat Pay Spring maintainers
 */
@AutoConfiguration(after = { WechatPayAutoConfiguration.class, WechatPayNotificationRedisAutoConfiguration.class,
		WechatPayWebClientAutoConfiguration.class })
@ConditionalOnClass({ HttpHeaders.class, WebClient.class })
@ConditionalOnBean(MerchantRepository.class)
@EnableConfigurationProperties(WechatPayNotificationProperties.class)
@Import({ WebFluxNotificationConfiguration.class, WebMvcNotificationConfiguration.class })
public final class WechatPayNotificationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	WechatPayNotificationParser wechatPayNotificationParser(MerchantRepository merchants,
			ObjectProvider<WechatPayWebClients> webClients, @Qualifier("wechatPayClock") Clock clock) {
		WechatPayWebClients clients = webClients.getIfAvailable();
		return new WechatPayNotificationParser(merchants,
				(clients != null) ? clients.getSignatureVerifier() : new PlatformSignatureVerifier(clock));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(WechatPayNotificationHandler.class)
	static class ProcessorConfiguration {

		@Bean
		@ConditionalOnMissingBean(NotificationClaims.class)
		InMemoryNotificationClaims wechatPayNotificationClaims(WechatPayNotificationProperties properties,
				@Qualifier("wechatPayClock") Clock clock) {
			return new InMemoryNotificationClaims(clock, properties.getRetention(),
					InMemoryNotificationClaims.DEFAULT_MAX_SIZE);
		}

		@Bean
		@ConditionalOnMissingBean
		WechatPayNotificationProcessor wechatPayNotificationProcessor(WechatPayNotificationParser parser,
				ObjectProvider<WechatPayNotificationHandler<?>> handlers, NotificationClaims claims,
				WechatPayNotificationProperties properties) {
			NotificationPropertiesValidator.validate(properties);
			List<WechatPayNotificationHandler<?>> all = handlers.orderedStream().toList();
			return new WechatPayNotificationProcessor(parser, all, claims, properties.getTimeout());
		}

	}

}
