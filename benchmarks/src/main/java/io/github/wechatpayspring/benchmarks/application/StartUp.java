package io.github.wechatpayspring.benchmarks.application;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.benchmarks.Console;
import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.Measurement;
import io.github.wechatpayspring.benchmarks.Options;
import io.github.wechatpayspring.benchmarks.load.StarterPlanCaller;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Starts a WebFlux application once, with a merchant or without.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class StartUp {

	private StartUp() {
	}

	/**
	 * Start the application and print how long it took.
	 * @param arguments the options
	 */
	public static void main(String[] arguments) {
		Options options = Options.parse(List.of(arguments));
		List<String> properties = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off"));
		Class<?> application = Application.class;
		if (!options.get("keys", "").isEmpty()) {
			application = PayingApplication.class;
			properties.addAll(StarterPlanCaller.properties(Keys.in(Path.of(options.require("keys")))));
			properties.add("--wechatpay.merchant.default.certificate=file:" + options.require("certificate"));
		}
		else if (options.get("web-client", "").equals("true")) {
			application = CallingApplication.class;
		}
		long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		long start = System.nanoTime();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
			.web(WebApplicationType.REACTIVE)
			.run(properties.toArray(String[]::new))) {
			Map<String, Double> figures = new LinkedHashMap<>();
			figures.put("start", (System.nanoTime() - start) / 1e6);
			figures.put("cpu", (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e6);
			figures.put("beans", (double) context.getBeanDefinitionCount());
			Console.print("RESULT " + new Measurement(figures).format());
		}
		Runtime.getRuntime().halt(0);
	}

	/**
	 * An application with a bean, as every application has.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Shop shop() {
			return new Shop();
		}

	}

	/**
	 * An application with a bean that calls somebody.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class CallingApplication {

		@Bean
		Caller caller(WebClient.Builder builder) {
			return new Caller(builder.baseUrl("https://api.example.com").build());
		}

	}

	/**
	 * An application with a bean that calls WeChat Pay.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class PayingApplication {

		@Bean
		Checkout checkout(PayscorePlanOperations plans) {
			return new Checkout(plans);
		}

	}

	/**
	 * What needs nothing.
	 */
	record Shop() {

	}

	/**
	 * What calls somebody, later.
	 *
	 * @param webClient makes the calls
	 */
	record Caller(WebClient webClient) {

	}

	/**
	 * What calls WeChat Pay, later.
	 *
	 * @param plans makes the calls
	 */
	record Checkout(PayscorePlanOperations plans) {

	}

}
