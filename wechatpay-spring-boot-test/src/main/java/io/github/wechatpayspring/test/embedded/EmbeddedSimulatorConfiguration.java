package io.github.wechatpayspring.test.embedded;

import java.time.Clock;
import java.util.List;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.simulator.WechatPaySimulator;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * A simulator that lives as long as the application context, and what the application
 * needs to call it instead of WeChat Pay. Expects {@link EmbeddedSimulatorSettings}.
 *
 * @author WeChat Pay Spring maintainers
 */
@Configuration(proxyBeanMethods = false)
public class EmbeddedSimulatorConfiguration {

	@Bean
	EmbeddedMerchants wechatPaySimulatorMerchants(EmbeddedSimulatorSettings settings, Environment environment) {
		List<EmbeddedMerchant> merchants = settings.merchants();
		return new EmbeddedMerchants(merchants.isEmpty() ? ConfiguredMerchants.of(environment) : merchants,
				environment.getProperty("wechatpay.default-merchant"));
	}

	@Bean
	WechatPaySimulator wechatPaySimulator(EmbeddedSimulatorSettings settings, EmbeddedMerchants merchants) {
		WechatPaySimulator.Builder simulator = WechatPaySimulator.builder().port(settings.port());
		merchants.addTo(simulator);
		return simulator.start();
	}

	@Bean
	WechatPayConnectionDetails wechatPaySimulatorConnectionDetails(WechatPaySimulator simulator,
			EmbeddedMerchants merchants) {
		return new EmbeddedSimulatorConnectionDetails(simulator, merchants);
	}

	// When the simulator's clock is moved, requests and answers still are of the same
	// time
	@Bean(defaultCandidate = false)
	Clock wechatPayClock(WechatPaySimulator simulator) {
		return simulator.clock();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	static class LocalNotificationsConfiguration {

		@Bean
		LocalNotifications wechatPayLocalNotifications(EmbeddedSimulatorSettings settings,
				WechatPaySimulator simulator) {
			LocalNotifications notifications = new LocalNotifications();
			if (settings.localNotifications()) {
				simulator.notifications().routeBy(notifications::route);
			}
			return notifications;
		}

	}

}
