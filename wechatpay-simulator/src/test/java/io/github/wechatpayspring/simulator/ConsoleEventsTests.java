package io.github.wechatpayspring.simulator;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console in headless Chromium: how it learns of what happens elsewhere.
 */
class ConsoleEventsTests {

	@TempDir
	private static Path directory;

	private static WechatPaySimulator simulator;

	private static ConsoleBrowser browser;

	private final MerchantServer server = new MerchantServer();

	private final Payscores payscores = Payscores.partner(simulator, this.server.url());

	@BeforeAll
	static void start() {
		simulator = WechatPaySimulator.start();
		browser = ConsoleBrowser.open(simulator, "en-US", directory);
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
		simulator.close();
	}

	@BeforeEach
	void load() {
		browser.load();
	}

	@AfterEach
	void reset() {
		simulator.reset();
		this.server.close();
	}

	@Test
	void requestsAppearWithoutReload() {
		browser.show("traffic");
		browser.script("window.loaded = 'once'");
		browser.awaitPresent(".empty");
		this.payscores.querySignPlan("nobody");
		browser.awaitPresent("[data-entry^=request]");
		this.payscores.createPlan();
		browser.awaitTrue(() -> browser.all("[data-entry]").size() == 2);
		assertThat(browser.all("[data-entry]").get(0).getText()).contains("POST", Plans.PARTNER, "200");
		browser.click("#filter-failed");
		browser.awaitTrue(() -> browser.all("[data-entry]").size() == 1);
		assertThat(browser.find("[data-entry]").getText()).contains("GET", "nobody", "404");
		browser.click("#filter-failed");
		browser.click("#filter-text");
		browser.type("payscore-plans");
		browser.awaitTrue(() -> browser.all("[data-entry]").size() == 1);
		this.payscores.createPlan();
		browser.awaitTrue(() -> browser.all("[data-entry]").size() == 2);
		assertThat(browser.isFocused("#filter-text")).isTrue();
		browser.click("[data-entry] summary");
		browser.awaitText("[data-entry] .inside", "\"plan_name\": \"瑜伽课20节\"");
		browser.click("#raw");
		browser.awaitText("[data-entry] .inside", "\"plan_name\":\"瑜伽课20节\"");
		assertThat(browser.script("return window.loaded")).isEqualTo("once");
	}

	@Test
	void requestIsNotForgottenByAnOlderList() {
		browser.show("traffic");
		this.payscores.querySignPlan("first");
		browser.awaitTrue(() -> browser.all("[data-entry]").size() == 1);
		browser.script("""
				const fetched = window.fetch;
				let single = 0;
				const heard = new Promise((resolve) => {
					const source = new EventSource('/_simulator/events');
					source.addEventListener('open', () => { window.listening = true; });
					source.addEventListener('request', resolve);
				});
				const idle = async () => {
					do {
						await new Promise((resolve) => setTimeout(resolve));
					} while (single > 0);
				};
				window.fetch = async (url, options) => {
					if (/requests\\/\\d+$/.test(url)) {
						single++;
						return fetched(url, options).finally(() => setTimeout(() => { single--; }));
					}
					const response = await fetched(url, options);
					if (url.endsWith('/requests')) {
						window.held = true;
						await heard;
						await idle();
						await idle();
						setTimeout(() => { window.held = false; }, 0);
					}
					return response;
				};
				""");
		browser.awaitTrue(() -> Boolean.TRUE.equals(browser.script("return window.listening")));
		browser.script("fetch('/_simulator/clock', { method: 'DELETE' })");
		browser.awaitTrue(() -> Boolean.TRUE.equals(browser.script("return window.held")));
		this.payscores.querySignPlan("second");
		browser.awaitTrue(() -> browser.all("[data-entry]").size() == 2);
		browser.awaitTrue(() -> Boolean.FALSE.equals(browser.script("return window.held")));
		assertThat(browser.all("[data-entry]")).hasSize(2);
	}

	@Test
	void resetFromElsewhereEmptiesThePage() {
		browser.show("traffic");
		this.payscores.createPlan();
		browser.awaitPresent("[data-entry]");
		simulator.reset();
		browser.awaitGone("[data-entry]");
	}

	@Test
	void pageSaysThatTheSimulatorIsGoneAndFindsItAgain() {
		WechatPaySimulator first = WechatPaySimulator.start();
		int port = first.baseUrl().getPort();
		try {
			browser.visit(first.baseUrl());
		}
		finally {
			first.close();
		}
		browser.awaitPresent("[data-connection=off]");
		try (WechatPaySimulator second = WechatPaySimulator.builder().port(port).start()) {
			browser.awaitPresent("[data-connection=on]");
			browser.awaitText("[data-merchant]", second.merchant().apiV3Key());
			browser.load();
		}
	}

	@Test
	void whatWasMissedIsLoaded() {
		String script = browser.beforeLoading("""
				window.lost = new Set();
				window.EventSource = class extends EventSource {
					addEventListener(name, listener) {
						const loses = ['request', 'notification'].includes(name);
						super.addEventListener(name, loses ? () => lost.add(name) : listener);
					}
				};
				""");
		try {
			browser.load();
			browser.show("traffic");
			browser.awaitPresent(".empty");
			// Once when the page begins, and once when it begins to listen
			browser.awaitTrue(() -> Boolean.TRUE.equals(browser.script(
					"return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/requests')).length >= 2")));
			this.payscores.createSigned();
			simulator.notifications().awaitDelivered(Payscores.PATIENCE);
			browser.awaitTrue(() -> Long.valueOf(2).equals(browser.script("return lost.size")));
			assertThat(browser.all("[data-entry]")).isEmpty();
			browser.awaitTrue(() -> {
				moreThanAnybodyHears();
				return !browser.all("[data-entry]").isEmpty();
			});
			assertThat(browser.all("[data-entry^=request]")).hasSameSizeAs(simulator.requests());
			assertThat(browser.all("[data-entry^=notification][data-failed=false]")).hasSize(1);
		}
		finally {
			browser.forget(script);
		}
	}

	private static void moreThanAnybodyHears() {
		for (int i = 0; i < 2000; i++) {
			simulator.clock().advance(Duration.ZERO);
		}
	}

}
