package io.github.wechatpayspring.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.notification.InMemoryNotificationClaims;
import io.github.wechatpayspring.notification.NotificationClaims;
import io.github.wechatpayspring.notification.RedisNotificationClaims;
import io.github.wechatpayspring.notification.TestNotifications;
import io.github.wechatpayspring.notification.WechatPayEvent;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import io.github.wechatpayspring.notification.WechatPayNotificationParser;
import io.github.wechatpayspring.notification.WechatPayNotificationProcessor;
import jakarta.servlet.Servlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WechatPayNotificationAutoConfiguration} and
 * {@link WechatPayNotificationRedisAutoConfiguration}.
 */
class WechatPayNotificationAutoConfigurationTests {

	private static final String ROUTES = "wechatPayNotificationRouterFunction";

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			WechatPayAutoConfiguration.class, WechatPayNotificationRedisAutoConfiguration.class,
			WechatPayNotificationAutoConfiguration.class);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	private final ReactiveWebApplicationContextRunner reactiveRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withUserConfiguration(Merchants.class, Handler.class);

	private final WebApplicationContextRunner servletRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withUserConfiguration(Merchants.class, Handler.class);

	@Test
	void nothingWithoutMerchants() {
		this.contextRunner.withUserConfiguration(Handler.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WechatPayNotificationParser.class)
				.doesNotHaveBean(WechatPayNotificationProcessor.class));
	}

	@Test
	void onlyParserWithoutHandlers() {
		this.contextRunner.withUserConfiguration(Merchants.class)
			.run((context) -> assertThat(context).hasSingleBean(WechatPayNotificationParser.class)
				.doesNotHaveBean(WechatPayNotificationProcessor.class)
				.doesNotHaveBean(NotificationClaims.class)
				.doesNotHaveBean(ROUTES));
		new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withUserConfiguration(Merchants.class)
			.run((context) -> assertThat(context).doesNotHaveBean(ROUTES));
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withUserConfiguration(Merchants.class)
			.run((context) -> assertThat(context).doesNotHaveBean(ROUTES));
	}

	@Test
	void noEndpointWithoutWebApplication() {
		this.contextRunner.withUserConfiguration(Merchants.class, Handler.class)
			.run((context) -> assertThat(context).hasSingleBean(WechatPayNotificationProcessor.class)
				.hasSingleBean(InMemoryNotificationClaims.class)
				.doesNotHaveBean(ROUTES));
	}

	@Test
	void endpointInReactiveApplication() {
		this.reactiveRunner.run((context) -> assertThat(context).hasBean(ROUTES)
			.hasSingleBean(RouterFunction.class)
			.doesNotHaveBean(org.springframework.web.servlet.function.RouterFunction.class));
	}

	@Test
	void endpointInServletApplication() {
		this.servletRunner.run((context) -> assertThat(context).hasBean(ROUTES)
			.hasSingleBean(org.springframework.web.servlet.function.RouterFunction.class)
			.doesNotHaveBean(RouterFunction.class));
	}

	@Test
	void worksWithoutOptionalLibraries() {
		this.reactiveRunner
			.withClassLoader(new FilteredClassLoader("org.springframework.data", "org.springframework.web.servlet",
					"jakarta.servlet"))
			.run((context) -> assertThat(context).hasBean(ROUTES).hasSingleBean(InMemoryNotificationClaims.class));
		this.servletRunner.withClassLoader(new FilteredClassLoader("org.springframework.data"))
			.run((context) -> assertThat(context).hasBean(ROUTES).hasSingleBean(InMemoryNotificationClaims.class));
		this.servletRunner.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ROUTES));
		this.contextRunner.withUserConfiguration(Merchants.class, Handler.class)
			.withClassLoader(new FilteredClassLoader(Servlet.class))
			.run((context) -> assertThat(context).hasSingleBean(WechatPayNotificationProcessor.class));
	}

	@Test
	void backsOff() {
		this.reactiveRunner.withUserConfiguration(OwnBeans.class)
			.run((context) -> assertThat(context).hasSingleBean(WechatPayNotificationParser.class)
				.hasBean("ownParser")
				.hasSingleBean(NotificationClaims.class)
				.hasBean("ownClaims")
				.hasSingleBean(WechatPayNotificationProcessor.class)
				.hasBean("ownProcessor")
				.hasSingleBean(RouterFunction.class));
	}

	@Test
	void claimsAreInRedisIfThereIsAConnection() {
		ApplicationContextRunner runner = this.contextRunner
			.withConfiguration(
					AutoConfigurations.of(DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class))
			.withUserConfiguration(Merchants.class);
		runner.withUserConfiguration(Handler.class)
			.run((context) -> assertThat(context).hasSingleBean(NotificationClaims.class)
				.hasSingleBean(RedisNotificationClaims.class));
		runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NotificationClaims.class));
		runner.withUserConfiguration(Handler.class, OwnBeans.class)
			.run((context) -> assertThat(context).hasSingleBean(NotificationClaims.class).hasBean("ownClaims"));
		runner.withUserConfiguration(Handler.class)
			.withClassLoader(new FilteredClassLoader(ReactiveStringRedisTemplate.class))
			.run((context) -> assertThat(context).hasSingleBean(InMemoryNotificationClaims.class));
	}

	@Test
	void bindsProperties() {
		this.contextRunner.withUserConfiguration(Merchants.class, Handler.class)
			.withPropertyValues("wechatpay.notification.path=/pay/notify", "wechatpay.notification.timeout=2s",
					"wechatpay.notification.max-in-memory-size=64KB", "wechatpay.notification.retention=7d")
			.run((context) -> {
				WechatPayNotificationProperties properties = context.getBean(WechatPayNotificationProperties.class);
				assertThat(properties.getPath()).isEqualTo("/pay/notify");
				assertThat(properties.getTimeout()).isEqualTo(Duration.ofSeconds(2));
				assertThat(properties.getMaxInMemorySize().toKilobytes()).isEqualTo(64);
				assertThat(properties.getRetention()).isEqualTo(Duration.ofDays(7));
			});
	}

	@ParameterizedTest
	@CsvSource({ "path, notifications", "path, /", "path, /a/", "path, /a/{b}", "path, /a/**", "path, ''", "path, /%7E",
			"path, /a;b", "path, /a?b", "path, /a#b", "path, '/a b'", "path, /{*a}", "path, /瑜伽", "timeout, 0s",
			"timeout, -1s", "retention, 0s", "retention, -1d", "max-in-memory-size, 0B", "max-in-memory-size, 2GB" })
	void refusesPropertiesThatAreNotValid(String property, String value) {
		this.contextRunner.withUserConfiguration(Merchants.class, Handler.class)
			.withPropertyValues("wechatpay.notification." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidWechatPayConfigurationException.class,
						(ex) -> assertThat(ex.getProblems()).singleElement().satisfies((problem) -> {
							assertThat(problem.setting()).isEqualTo("wechatpay.notification." + property);
							assertThat(problem.action())
								.startsWith("Set 'wechatpay.notification." + property + "' to ");
						})));
	}

	@ParameterizedTest
	@CsvSource({ "path, /a;b, \"Path '/a;b' has ';'\"", "path, /a b, \"Path '/a b' has a blank\"",
			"path, /a%, \"Path '/a%' has '%'\"", "path, /a/, \"Path '/a/' ends with a slash\"",
			"path, a, \"Path 'a' doesn't begin with a slash\"", "path, '', Path is empty",
			"path, /a//b, \"Path '/a//b' has an empty segment\"", "timeout, -1s, -1000ms isn't positive",
			"retention, 0s, 0ms isn't positive", "max-in-memory-size, 0B, 0B isn't between 1 byte and 2 GB" })
	void tellsWhatIsWrongWithProperties(String property, String value, String reason) {
		this.contextRunner.withUserConfiguration(Merchants.class, Handler.class)
			.withPropertyValues("wechatpay.notification." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("Configuration of WeChat Pay isn't valid: wechatpay.notification." + property + ": "
						+ reason.replace("\"", "")));
	}

	@ParameterizedTest
	@CsvSource({ "max-in-memory-size, 1B", "max-in-memory-size, 2147483646B", "path, /a", "path, /a-b/c.d/1" })
	void acceptsPropertiesThatAreValid(String property, String value) {
		this.reactiveRunner.withPropertyValues("wechatpay.notification." + property + "=" + value)
			.run((context) -> assertThat(context).hasBean(ROUTES));
	}

	@Test
	void refusesTwoHandlersOfOneEvent() {
		this.contextRunner.withUserConfiguration(Merchants.class, Handler.class, OtherHandler.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageStartingWith("There is more than one handler of *: "));
	}

	@Configuration(proxyBeanMethods = false)
	static class Merchants {

		@Bean
		MerchantRepository merchants() {
			return TestNotifications.merchants();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Handler {

		@Bean
		WechatPayNotificationHandler<JsonNode> handler() {
			return WechatPayNotificationHandler.of(WechatPayEvent.ANY_OTHER, (notification) -> Mono.empty());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherHandler {

		@Bean
		WechatPayNotificationHandler<JsonNode> otherHandler() {
			return WechatPayNotificationHandler.of(WechatPayEvent.ANY_OTHER, (notification) -> Mono.empty());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBeans {

		@Bean
		WechatPayNotificationParser ownParser() {
			return TestNotifications.parser();
		}

		@Bean
		NotificationClaims ownClaims() {
			return new InMemoryNotificationClaims(TestNotifications.clock(), Duration.ofDays(1), 1);
		}

		@Bean
		WechatPayNotificationProcessor ownProcessor(WechatPayNotificationParser parser, NotificationClaims claims,
				WechatPayNotificationHandler<JsonNode> handler) {
			return new WechatPayNotificationProcessor(parser, List.of(handler), claims, Duration.ofSeconds(1));
		}

		@Bean(ROUTES)
		RouterFunction<ServerResponse> ownRoutes() {
			return RouterFunctions.route().GET("/own", (request) -> ServerResponse.ok().build()).build();
		}

	}

}
