package io.github.wechatpayspring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.notification.TestNotifications;
import io.github.wechatpayspring.notification.TestNotifications.TestNotification;
import io.github.wechatpayspring.notification.WechatPayNotificationParser;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * An application that is notified, on a port of its own.
 */
final class NotificationApplication implements AutoCloseable {

	static final String PATH = "/wechatpay/notifications";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ConfigurableApplicationContext context;

	NotificationApplication(WebApplicationType type, Class<?> configuration, String... properties) {
		List<Class<?>> sources = new ArrayList<>(List.of(CommonConfiguration.class, configuration));
		if (type == WebApplicationType.REACTIVE) {
			sources.add(ReactorNettyConfiguration.class);
		}
		List<String> arguments = new ArrayList<>();
		arguments.add("--server.port=0");
		arguments.add("--spring.config.location=optional:none/");
		arguments.add("--spring.main.banner-mode=off");
		arguments.add("--server.shutdown=immediate");
		arguments.add("--logging.level.io.github.wechatpayspring.notification=off");
		arguments.add("--logging.level.org.apache=warn");
		arguments.add("--logging.level.org.springframework=warn");
		Arrays.stream(properties).map("--"::concat).forEach(arguments::add);
		this.context = new SpringApplicationBuilder(sources.toArray(Class[]::new)).web(type)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.run(arguments.toArray(String[]::new));
	}

	<T> T getBean(Class<T> type) {
		return this.context.getBean(type);
	}

	HttpResponse<String> post(String path, TestNotification notification) throws IOException, InterruptedException {
		return this.client.send(request(path, notification), BodyHandlers.ofString());
	}

	CompletableFuture<HttpResponse<String>> postAsync(String path, TestNotification notification) {
		return this.client.sendAsync(request(path, notification), BodyHandlers.ofString());
	}

	HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> customizer)
			throws IOException, InterruptedException {
		HttpRequest.Builder builder = builder(path);
		customizer.accept(builder);
		return this.client.send(builder.build(), BodyHandlers.ofString());
	}

	private HttpRequest request(String path, TestNotification notification) {
		return customize(builder(path), notification, BodyPublishers.ofByteArray(notification.body())).build();
	}

	static HttpRequest.Builder customize(HttpRequest.Builder builder, TestNotification notification,
			BodyPublisher body) {
		notification.headers().forEach((name, values) -> {
			if (!name.toLowerCase(Locale.ROOT).equals("content-length")) {
				values.forEach((value) -> builder.header(name, value));
			}
		});
		return builder.POST(body);
	}

	private HttpRequest.Builder builder(String path) {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class CommonConfiguration {

		@Bean
		MerchantRepository merchants() {
			return TestNotifications.merchants();
		}

		@Bean
		WechatPayNotificationParser parser() {
			return TestNotifications.parser();
		}

		// The global resources would be closed under the feet of other tests
		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReactorNettyConfiguration {

		@Bean
		NettyReactiveWebServerFactory webServerFactory(ReactorResourceFactory resourceFactory) {
			NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
			factory.setResourceFactory(resourceFactory);
			return factory;
		}

	}

}
