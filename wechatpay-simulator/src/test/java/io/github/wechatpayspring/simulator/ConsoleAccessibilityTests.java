package io.github.wechatpayspring.simulator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that everybody can use the console: every view is examined with axe in both
 * languages and both themes, and is looked at on a narrow screen.
 */
class ConsoleAccessibilityTests {

	private static final String[] VIEWS = { "credentials", "payscore", "traffic", "faults", "clock", "doctor" };

	private static final MerchantServer SERVER = new MerchantServer();

	@TempDir
	private static Path directory;

	private static WechatPaySimulator simulator;

	private static ConsoleBrowser browser;

	@BeforeAll
	static void start() {
		simulator = WechatPaySimulator.start();
		browser = ConsoleBrowser.open(simulator, "zh-CN", directory);
		Payscores payscores = Payscores.partner(simulator, SERVER.url());
		JsonNode signPlan = payscores.createSigned();
		payscores.createSignPlan();
		payscores.complete(payscores.createOrder(signPlan, 1), 100);
		simulator.payscore().deductions().failNext(simulator.merchant().id());
		payscores.complete(payscores.createOrder(signPlan, 2), 100);
		SigningClient.of(simulator)
			.post(Plans.PARTNER, "{\"plan_name\":\"瑜伽课\"}")
			.signedBody("{\"plan_name\": \"瑜伽课\"}".getBytes(StandardCharsets.UTF_8))
			.send();
		browser.awaitTrue(() -> simulator.requests().size() > 8);
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
		simulator.close();
		SERVER.close();
	}

	@Test
	void browserDecidesTheLanguage() {
		browser.script("localStorage.clear()");
		browser.load();
		assertThat(browser.find("html").getAttribute("lang")).isEqualTo("zh-CN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "zh", "en" })
	void nothingIsInTheWay(String language) {
		browser.resize(1280, 1000);
		browser.load();
		browser.language(language);
		for (String view : VIEWS) {
			prepare(view);
			for (String theme : new String[] { "light", "dark" }) {
				browser.select("theme", theme);
				assertThat(browser.violations()).as(view + " " + theme).isEmpty();
				browser.screenshot(view + "-" + language + "-" + theme);
			}
		}
		browser.show("clock");
		browser.click("[data-act=reset]");
		browser.awaitPresent("dialog[open]");
		assertThat(browser.violations()).as("dialog").isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "zh", "en" })
	void narrowScreenIsEnough(String language) {
		browser.resize(360, 780);
		browser.load();
		browser.language(language);
		for (String view : VIEWS) {
			prepare(view);
			assertThat(browser.isWiderThanWindow()).as(view).isFalse();
			browser.screenshot(view + "-" + language + "-narrow");
		}
	}

	private static void prepare(String view) {
		browser.show(view);
		if (view.equals("payscore")) {
			browser.awaitPresent("[data-order]");
		}
		if (view.equals("traffic")) {
			browser.awaitPresent("[data-entry^=notification]");
			browser.click("[data-entry^=request] summary");
			browser.awaitPresent(".diagnosis");
			browser
				.script("document.querySelectorAll('.inside details').forEach((element) => { element.open = true })");
		}
		if (view.equals("faults")) {
			simulator.faults().clear();
			browser.act("[data-kind=faults] [data-fault='429'] [data-when=next]");
			browser.awaitPresent("[data-fault='429'][data-next='1']");
			browser.script("window.scrollTo(0, 0)");
		}
	}

}
