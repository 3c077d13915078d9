package io.github.wechatpayspring.test.autoconfigure;

import java.util.List;

import io.github.wechatpayspring.autoconfigure.WechatPayAutoConfiguration;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.test.embedded.EmbeddedSimulatorConfiguration;
import io.github.wechatpayspring.test.embedded.EmbeddedSimulatorSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.core.log.LogMessage;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a simulator in place of WeChat
 * Pay, as there is one of an embedded database: while an application is developed and no
 * merchant is configured, never in a packaged application.
 *
 * @author WeChat Pay Spring maintainers
 */
@AutoConfiguration(before = WechatPayAutoConfiguration.class,
		afterName = "org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration")
@Conditional(OnSimulatorCondition.class)
@EnableConfigurationProperties(WechatPaySimulatorProperties.class)
@Import(EmbeddedSimulatorConfiguration.class)
public final class WechatPaySimulatorAutoConfiguration {

	private static final Log logger = LogFactory.getLog(WechatPaySimulatorAutoConfiguration.class);

	@Bean
	EmbeddedSimulatorSettings wechatPaySimulatorSettings(WechatPaySimulatorProperties properties) {
		return new EmbeddedSimulatorSettings(properties.getPort(), properties.isLocalNotifications(), List.of());
	}

	@Bean
	SmartInitializingSingleton wechatPaySimulatorAnnouncement(WechatPaySimulator simulator) {
		return () -> logger
			.info(LogMessage.format("WeChat Pay is simulated in this process, console at %s/", simulator.baseUrl()));
	}

}
