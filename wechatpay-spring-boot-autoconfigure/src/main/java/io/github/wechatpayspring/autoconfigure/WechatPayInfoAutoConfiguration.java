package io.github.wechatpayspring.autoconfigure;

import java.util.Map;

import io.github.wechatpayspring.crypto.CryptoProvider;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what the actuator's info
 * endpoint says about WeChat Pay.
 *
 * @author WeChat Pay Spring maintainers
 */
@AutoConfiguration(after = WechatPayAutoConfiguration.class)
@ConditionalOnClass({ ConditionalOnEnabledInfoContributor.class, InfoContributor.class })
@ConditionalOnBean(CryptoProvider.class)
public final class WechatPayInfoAutoConfiguration {

	@Bean
	@ConditionalOnEnabledInfoContributor("wechatpay")
	@ConditionalOnMissingBean(name = "wechatPayInfoContributor")
	InfoContributor wechatPayInfoContributor(CryptoProvider cryptoProvider) {
		return (info) -> info.withDetail("wechatpay",
				Map.of("crypto", Map.of("provider", cryptoProvider.getName(), "version", cryptoProvider.getVersion())));
	}

}
