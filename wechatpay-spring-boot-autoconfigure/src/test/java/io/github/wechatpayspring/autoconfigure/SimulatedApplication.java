package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.notification.WechatPayEvent;
import io.github.wechatpayspring.notification.WechatPayNotification;
import io.github.wechatpayspring.notification.WechatPayNotificationHandler;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.notification.DeliveryAttempt;
import io.github.wechatpayspring.simulator.notification.Event;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * An application with WebFlux that a simulator notifies.
 */
final class SimulatedApplication implements AutoCloseable {

	static final DataSize MAX_BODY_SIZE = DataSize.ofKilobytes(16);

	private final WechatPaySimulator simulator;

	private final ConfigurableApplicationContext context;

	/**
	 * Run an application with all merchants of the simulator, unless there are other
	 * {@code connectionDetails}.
	 * @param simulator the simulator
	 * @param singletons beans that replace ours
	 */
	SimulatedApplication(WechatPaySimulator simulator, Map<String, Object> singletons) {
		this.simulator = simulator;
		Map<String, Object> beans = new LinkedHashMap<>(singletons);
		beans.putIfAbsent("connectionDetails", new SimulatorConnectionDetails(simulator));
		this.context = new SpringApplicationBuilder(Notified.class, WholeStoryTests.StoryConfiguration.class,
				NotificationApplication.ReactorNettyConfiguration.class)
			.web(WebApplicationType.REACTIVE)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.properties("server.port=0", "spring.config.location=optional:none/", "spring.main.banner-mode=off",
					"server.shutdown=immediate", "wechatpay.notification.timeout=60s",
					"wechatpay.notification.max-in-memory-size=" + MAX_BODY_SIZE.toKilobytes() + "KB")
			.initializers((context) -> beans.forEach(context.getBeanFactory()::registerSingleton))
			.run();
	}

	URI notifyUrl() {
		int port = ((WebServerApplicationContext) this.context).getWebServer().getPort();
		return URI.create("http://127.0.0.1:" + port + "/wechatpay/notifications");
	}

	Merchant merchant(String name) {
		return Objects.requireNonNull(this.context.getBean(MerchantRepository.class).findByName(name).block());
	}

	/**
	 * Have the simulator notify, at the URL that names no merchant.
	 */
	void notify(SimulatorMerchant merchant) {
		notify(merchant, notifyUrl());
	}

	/**
	 * Have the simulator notify, at the URL of a merchant.
	 */
	void notifyByPath(SimulatorMerchant merchant, String name) {
		notify(merchant, URI.create(notifyUrl() + "/" + name));
	}

	private void notify(SimulatorMerchant merchant, URI url) {
		this.simulator.notifications()
			.send(new Event("EVENT", "test", merchant, url,
					JsonMapper.shared().createObjectNode().put("mchid", merchant.id())));
	}

	/**
	 * Return the statuses with which the notifications of a merchant were answered.
	 */
	List<Integer> statuses(SimulatorMerchant merchant) {
		return this.simulator.notifications()
			.all()
			.stream()
			.filter((notification) -> notification.merchantId().equals(merchant.id()))
			.flatMap((notification) -> notification.attempts().stream())
			.map(DeliveryAttempt::status)
			.toList();
	}

	/**
	 * Return the numbers of the merchants that downloaded certificates.
	 */
	List<String> downloads() {
		return this.simulator.requests()
			.stream()
			.filter((request) -> request.target().equals("/v3/certificates"))
			.map(ReceivedRequest::merchantId)
			.toList();
	}

	/**
	 * Return the names of the merchants for which notifications were handled.
	 */
	List<String> handled() {
		return this.context.getBean(Notified.class).notifications.stream()
			.map((notification) -> notification.merchant().name())
			.toList();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What the application was notified of.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Notified {

		private final ConcurrentLinkedQueue<WechatPayNotification<JsonNode>> notifications = new ConcurrentLinkedQueue<>();

		@Bean
		WechatPayNotificationHandler<JsonNode> handler() {
			return WechatPayNotificationHandler.of(WechatPayEvent.ANY_OTHER,
					(notification) -> Mono.fromRunnable(() -> this.notifications.add(notification)));
		}

	}

}
