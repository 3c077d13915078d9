package io.github.wechatpayspring.autoconfigure;

import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.notification.NotificationClaims;
import io.github.wechatpayspring.notification.RedisNotificationClaims;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for claims of notifications in
 * Redis, so that several instances of an application handle each of them once.
 *
 * @author WeChat Pay Spring maintainers
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration")
@ConditionalOnClass(ReactiveStringRedisTemplate.class)
@ConditionalOnBean({ ReactiveRedisConnectionFactory.class, MerchantRepository.class,
		WechatPayNotificationHandler.class })
@ConditionalOnMissingBean(NotificationClaims.class)
@EnableConfigurationProperties(WechatPayNotificationProperties.class)
public final class WechatPayNotificationRedisAutoConfiguration {

	// The application's template can have a serializer of its own
	@Bean
	RedisNotificationClaims wechatPayNotificationClaims(ReactiveRedisConnectionFactory connectionFactory,
			WechatPayNotificationProperties properties) {
		NotificationPropertiesValidator.validate(properties);
		return new RedisNotificationClaims(new ReactiveStringRedisTemplate(connectionFactory),
				properties.getRetention());
	}

}
