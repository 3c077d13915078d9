package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;

import io.github.wechatpayspring.client.WechatPayWebClients;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.merchant.InMemoryMerchantRepository;
import io.github.wechatpayspring.merchant.MerchantRepository;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the merchants of WeChat Pay.
 *
 * @author WeChat Pay Spring maintainers
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnClass(WebClient.class)
@Conditional(OnWechatPayConfiguredCondition.class)
@EnableConfigurationProperties(WechatPayProperties.class)
public final class WechatPayAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(WechatPayConnectionDetails.class)
	PropertiesWechatPayConnectionDetails wechatPayConnectionDetails(WechatPayProperties properties,
			ObjectProvider<SslBundles> sslBundles, Environment environment) {
		SimulatorPropertyValidator.refuseWithoutSimulator(environment);
		BaseUrlValidator.refuseEmptyProperty(environment);
		return new PropertiesWechatPayConnectionDetails(properties, sslBundles.getIfAvailable());
	}

	// An application's own clock may show the time of its users or of its tests
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "wechatPayClock")
	Clock wechatPayClock() {
		return Clock.systemUTC();
	}

	@Bean
	@ConditionalOnMissingBean
	CryptoProvider wechatPayCryptoProvider(WechatPayProperties properties, ResourceLoader resourceLoader) {
		return new CryptoProviderMapper(resourceLoader.getClassLoader()).map(properties.getCrypto().getProvider());
	}

	@Bean
	@ConditionalOnMissingBean(MerchantRepository.class)
	InMemoryMerchantRepository wechatPayMerchantRepository(WechatPayConnectionDetails connectionDetails,
			ResourceLoader resourceLoader, CryptoProvider cryptoProvider,
			ObjectProvider<WechatPayWebClients> webClients) {
		MerchantMapper mapper = new MerchantMapper(resourceLoader, cryptoProvider, webClients::getObject);
		return new InMemoryMerchantRepository(mapper.map(connectionDetails), connectionDetails.getDefaultMerchant());
	}

}
