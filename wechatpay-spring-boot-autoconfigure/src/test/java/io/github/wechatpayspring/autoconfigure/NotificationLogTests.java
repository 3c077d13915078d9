package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.github.wechatpayspring.RecordingAppender;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is logged of notifications at the most talkative level. They are on
 * their own, as every application that starts or ends sets the levels of all loggers.
 */
@Isolated
class NotificationLogTests {

	private final WechatPaySimulator simulator = WechatPaySimulator.builder()
		.clock(Clock.fixed(Instant.now(), ZoneOffset.UTC))
		.merchant(SimulatorMerchant.withId("1900000109").platformKeyMode(PlatformKeyMode.CERTIFICATES))
		.merchant(SimulatorMerchant.withId("1900000209").platformKeyMode(PlatformKeyMode.PUBLIC_KEY))
		.start();

	private final SimulatedApplication application = new SimulatedApplication(this.simulator,
			Map.of("wechatPayClock", this.simulator.clock()));

	private final ForgedNotifications notifications = new ForgedNotifications(this.simulator.clock());

	private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Map<Logger, @Nullable Level> levels = new HashMap<>();

	private final RecordingAppender appender = new RecordingAppender();

	@BeforeEach
	void recordAll() {
		this.appender.setContext(this.loggers);
		this.appender.start();
		this.loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this.appender);
		Logger ours = this.loggers.getLogger("io.github.wechatpayspring");
		ours.addAppender(this.appender);
		ours.setAdditive(false);
		setLevel(ours, Level.TRACE);
		this.loggers.getLoggerList()
			.stream()
			.filter((logger) -> logger.getName().startsWith("io.github.wechatpayspring."))
			.forEach((logger) -> setLevel(logger, null));
	}

	private void setLevel(Logger logger, @Nullable Level level) {
		this.levels.put(logger, logger.getLevel());
		logger.setLevel(level);
	}

	@AfterEach
	void close() {
		this.application.close();
		this.simulator.close();
		this.levels.forEach(Logger::setLevel);
		this.loggers.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this.appender);
		Logger ours = this.loggers.getLogger("io.github.wechatpayspring");
		ours.detachAppender(this.appender);
		ours.setAdditive(true);
	}

	@Test
	void nothingOfForgedNotificationIsLogged() throws Exception {
		this.notifications.flood(this.application.notifyUrl(), this.simulator.merchants(), 3);
		assertThat(this.application.handled()).isEmpty();
		assertThat(this.appender.text()).contains("Refused a notification, more of them within a minute",
				"Refused a notification: ", "isn't Base64", "is a probe", "a Wechatpay-* header is missing",
				"with that Wechatpay-Serial is known", "doesn't belong to the body", "more than 300 seconds away");
		assertNothingOfBodies();
	}

	@Test
	void nothingOfGenuineNotificationIsLogged() throws Exception {
		SimulatorMerchant merchant = this.simulator.merchant();
		SimulatorMerchant other = this.simulator.merchants().get(1);
		List<String> bodies = List.of(ForgedNotifications.MARKER, "\"" + ForgedNotifications.MARKER + "\"",
				"{\"id\":{\"%1$s\":\"%1$s\"}}".formatted(ForgedNotifications.MARKER),
				"{\"id\":\"1\",\"event_type\":\"EVENT\",\"create_time\":\"%s\"}".formatted(ForgedNotifications.MARKER),
				this.notifications.body(other));
		for (String body : bodies) {
			assertThat(this.notifications.post(this.application.notifyUrl(), merchant, body)).isEqualTo(400);
		}
		assertThat(this.notifications.post(this.application.notifyUrl(), merchant, this.notifications.body(merchant)))
			.isEqualTo(204);
		assertThat(this.application.handled()).containsExactly("simulated");
		assertThat(this.appender.text()).contains("Refused a notification that WeChat Pay signed: ");
		assertNothingOfBodies();
	}

	private void assertNothingOfBodies() {
		assertThat(this.appender.text()).doesNotContain(ForgedNotifications.MARKER)
			.doesNotContain(this.notifications.ciphertexts());
	}

}
