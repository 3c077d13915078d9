package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.util.concurrent.Executor;

import io.github.wechatpayspring.client.WechatPayWebClients;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.merchant.MerchantRepository;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a {@link WebClient} that calls
 * WeChat Pay. None of its beans is a default candidate where the application may want one
 * of the same type, so that those of Spring Boot stay as they are.
 *
 * @author WeChat Pay Spring maintainers
 */
@AutoConfiguration(after = { WechatPayAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
		WebClientAutoConfiguration.class })
@ConditionalOnClass(WebClient.class)
@ConditionalOnBean({ MerchantRepository.class, WechatPayConnectionDetails.class, WebClient.Builder.class })
@EnableConfigurationProperties(WechatPayProperties.class)
public final class WechatPayWebClientAutoConfiguration {

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "wechatPayClientHttpConnector")
	ClientHttpConnector wechatPayClientHttpConnector(WechatPayProperties properties, ResourceLoader resourceLoader,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<HttpClientSettings> httpClientSettings, ObjectProvider<ConnectionPool> connectionPools) {
		ClientPropertiesValidator.validate(properties);
		ClientHttpConnectorBuilder<?> builder = connectorBuilder
			.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader()));
		for (ConnectionPool connectionPool : connectionPools) {
			builder = connectionPool.applyTo(builder);
		}
		return builder.build(httpClientSettings.getIfAvailable(HttpClientSettings::defaults)
			.withTimeouts(properties.getConnectTimeout(), properties.getReadTimeout())
			.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withCookieHandling(HttpCookieHandling.DISABLE));
	}

	@Bean
	@ConditionalOnMissingBean
	WechatPayWebClients wechatPayWebClients(WebClient.Builder webClientBuilder, WechatPayProperties properties,
			WechatPayConnectionDetails connectionDetails, ObjectProvider<CryptoProvider> cryptoProvider,
			@Qualifier("wechatPayClientHttpConnector") ClientHttpConnector connector,
			@Qualifier("wechatPayClock") Clock clock,
			@Qualifier("wechatPayAnswerScheduler") ObjectProvider<Scheduler> answerScheduler,
			@Qualifier("wechatPaySigningScheduler") ObjectProvider<Scheduler> signingScheduler,
			@Qualifier(TaskExecutionAutoConfiguration.APPLICATION_TASK_EXECUTOR_BEAN_NAME) ObjectProvider<Executor> taskExecutor) {
		ClientPropertiesValidator.validate(properties);
		WechatPayWebClients.Builder builder = WechatPayWebClients.builder(webClientBuilder.clientConnector(connector))
			.baseUrl(BaseUrlValidator.validate(connectionDetails))
			.maxInMemorySize((int) properties.getMaxInMemorySize().toBytes())
			.readTimeout(properties.getReadTimeout())
			.cryptoProvider(cryptoProvider.getIfAvailable(CryptoProvider::jdk))
			.signingScheduler(properties.getSigningScheduler()
				.getScheduler(taskExecutor::getObject, () -> signingScheduler.getIfAvailable(Schedulers::immediate)))
			.clock(clock);
		answerScheduler.ifAvailable(builder::answerScheduler);
		return builder.build();
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "wechatPayWebClient")
	WebClient wechatPayWebClient(WechatPayWebClients webClients, MerchantRepository merchants) {
		return webClients.create(merchants);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpClient.class)
	static class ReactorNettyConfiguration {

		@Bean(defaultCandidate = false)
		EventLoopScheduler wechatPayAnswerScheduler() {
			return new EventLoopScheduler();
		}

		@Bean(defaultCandidate = false)
		AdaptiveSigningScheduler wechatPaySigningScheduler(
				@Qualifier("wechatPayAnswerScheduler") EventLoopScheduler eventLoops) {
			return new AdaptiveSigningScheduler(eventLoops, Runtime.getRuntime().availableProcessors());
		}

		@Bean
		ReactorNettyConnectionPool wechatPayReactorNettyConnectionPool(WechatPayProperties properties,
				@Qualifier("wechatPayAnswerScheduler") EventLoopScheduler scheduler) {
			ClientPropertiesValidator.validate(properties);
			return new ReactorNettyConnectionPool(properties.getPool(), scheduler);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HttpAsyncClients.class)
	static class HttpComponentsConfiguration {

		@Bean
		HttpComponentsConnectionPool wechatPayHttpComponentsConnectionPool(WechatPayProperties properties) {
			ClientPropertiesValidator.validate(properties);
			return new HttpComponentsConnectionPool(properties.getPool());
		}

	}

}
