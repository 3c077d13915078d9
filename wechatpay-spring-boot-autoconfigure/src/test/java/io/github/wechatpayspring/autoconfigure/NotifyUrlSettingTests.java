package io.github.wechatpayspring.autoconfigure;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the address that WeChat Pay notifies, which is refused at start-up if it
 * would make every request fail.
 */
class NotifyUrlSettingTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class))
		.withPropertyValues(TestMerchant.properties("shop"));

	private ApplicationContextRunner with(String url) {
		return this.contextRunner.withPropertyValues(TestMerchant.property("payscore.notify-url", url));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://shop.example.com/notify", "HTTP://shop.example.com/notify",
			"http://10.0.0.1/notify", "http://localhost.example.com/notify", "shop.example.com/notify",
			"//shop.example.com/notify", "https://shop.example.com/a b", "https:///notify",
			"ftp://shop.example.com/notify", "ftp://localhost/notify" })
	void addressThatIsNotHttpsIsRefused(String url) {
		StartupFailure failure = StartupFailure.of(with(url));
		assertThat(failure.description()).contains("Setting: wechatpay.merchant.shop.payscore.notify-url")
			.containsOnlyOnce("Setting:")
			.contains("Notification URL isn't an https address with a host");
		assertThat(failure.action()).contains(
				"Set 'wechatpay.merchant.shop.payscore.notify-url' to an https address without query string, such as "
						+ "'https://shop.example.com/wechatpay/notifications'")
			.contains("'http://localhost:8080/wechatpay/notifications'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://shop.example.com/notify?a=b", "https://shop.example.com/notify?",
			"http://localhost:8080/notify?a=b" })
	void queryStringIsRefused(String url) {
		StartupFailure failure = StartupFailure.of(with(url));
		assertThat(failure.description()).contains("Setting: wechatpay.merchant.shop.payscore.notify-url")
			.containsOnlyOnce("Setting:")
			.contains("Notification URL has a query string");
		assertThat(failure.action())
			.contains("Set 'wechatpay.merchant.shop.payscore.notify-url' to an https address without query string");
	}

	@ParameterizedTest
	@CsvSource({ "https://shop.example.com/notify", "HTTPS://shop.example.com:8443", "http://localhost:8080/notify",
			"http://127.0.0.1/notify", "http://[::1]:8080/notify", "http://host.docker.internal:8080/notify" })
	void httpsAndThisMachineAreAccepted(String url) {
		with(url).run((context) -> assertThat(context).hasNotFailed());
	}

}
