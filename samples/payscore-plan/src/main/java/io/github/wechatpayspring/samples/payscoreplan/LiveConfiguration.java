package io.github.wechatpayspring.samples.payscoreplan;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Lets WeChat Pay itself notify the application, at its public address.
 *
 * @author WeChat Pay Spring maintainers
 */
@Configuration(proxyBeanMethods = false)
@Profile("live")
class LiveConfiguration {

	@Bean
	NotifyUrl notifyUrl(@Value("${sample.notify-url}") String notifyUrl) {
		return () -> notifyUrl;
	}

}
