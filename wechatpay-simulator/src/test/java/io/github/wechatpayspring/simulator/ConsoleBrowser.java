package io.github.wechatpayspring.simulator;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Headless Chromium with the console of a simulator in it.
 */
final class ConsoleBrowser implements AutoCloseable {

	private static final File CHROMIUM = new File("/usr/bin/chromium");

	private static final File CHROMEDRIVER = new File("/usr/bin/chromedriver");

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final String AXE = """
			const done = arguments[arguments.length - 1];
			axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations
				.map((violation) => violation.impact + ' ' + violation.id + ': ' + violation.nodes
					.map((node) => node.target.join(' ') + ' ' + node.failureSummary).join('; '))));
			""";

	private final WechatPaySimulator simulator;

	private final ChromeDriver driver;

	private final WebDriverWait wait;

	private ConsoleBrowser(WechatPaySimulator simulator, ChromeDriver driver) {
		this.simulator = simulator;
		this.driver = driver;
		this.wait = new WebDriverWait(driver, Duration.ofSeconds(30), Duration.ofMillis(50));
		this.wait.ignoring(StaleElementReferenceException.class);
	}

	static ConsoleBrowser open(WechatPaySimulator simulator, String language, Path downloads) {
		boolean available = CHROMIUM.canExecute() && CHROMEDRIVER.canExecute();
		assumeTrue(available || "true".equals(System.getenv("CI")),
				"Chromium and its driver aren't installed (Debian: chromium chromium-driver)");
		ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM)
			.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
					"--disable-background-networking", "--disable-component-update", "--disable-sync",
					"--disable-dev-shm-usage", "--accept-lang=" + language)
			.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
		ChromeDriver driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(CHROMEDRIVER).usingAnyFreePort().build(),
				options);
		driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
		driver.executeCdpCommand("Browser.grantPermissions", Map.of("origin", simulator.baseUrl().toString(),
				"permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
		ConsoleBrowser browser = new ConsoleBrowser(simulator, driver);
		browser.resize(1280, 1000);
		browser.load();
		return browser;
	}

	/**
	 * Run a script in every page that is loaded, before the scripts of the page.
	 * @return what the script can be forgotten by
	 */
	String beforeLoading(String script) {
		return (String) Objects.requireNonNull(
				this.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
					.get("identifier"));
	}

	void forget(String script) {
		this.driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
	}

	void load() {
		visit(this.simulator.baseUrl());
	}

	void visit(URI baseUrl) {
		this.driver.get(baseUrl + "/");
		awaitPresent("[data-connection=on]");
		awaitPresent("[data-merchant]");
	}

	void show(String view) {
		this.driver.executeScript("location.hash = '#/" + view + "'");
		awaitPresent("main[data-view=" + view + "]");
	}

	void resize(int width, int height) {
		// Windows have a least width, pages don't.
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	void select(String id, String value) {
		new Select(find("#" + id)).selectByValue(value);
	}

	void language(String code) {
		select("language", code);
		awaitPresent("html[lang^=" + code + "]");
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> all(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	WebElement awaitPresent(String selector) {
		return this.wait.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(selector)));
	}

	void awaitGone(String selector) {
		this.wait.until((driver) -> driver.findElements(By.cssSelector(selector)).isEmpty());
	}

	void awaitText(String selector, String text) {
		this.wait.until((driver) -> find(selector).getText().contains(text));
	}

	void awaitTrue(Condition condition) {
		this.wait.until((driver) -> condition.holds());
	}

	/**
	 * Click where there is something to click, and wait until the page says that it is
	 * done.
	 */
	void act(String selector) {
		String before = find(".message").getAttribute("data-message");
		click(selector);
		this.wait.until((driver) -> !Objects.equals(find(".message").getAttribute("data-message"), before));
	}

	void click(String selector) {
		this.wait.until((driver) -> {
			WebElement element = driver.findElement(By.cssSelector(selector));
			script("arguments[0].scrollIntoView({ block: 'center' })", element);
			element.click();
			return true;
		});
	}

	void type(CharSequence... keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
	}

	void tabTo(String selector) {
		for (int i = 0; i < 200; i++) {
			if (isFocused(selector)) {
				return;
			}
			type(Keys.TAB);
		}
		throw new AssertionError("The keyboard doesn't lead to " + selector);
	}

	boolean isFocused(String selector) {
		return Boolean.TRUE.equals(script("return document.activeElement.matches(arguments[0])", selector));
	}

	Object script(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	String clipboard() {
		return (String) this.driver.executeAsyncScript(
				"const done = arguments[arguments.length - 1]; navigator.clipboard.readText().then(done, (error) => done('' + error))");
	}

	boolean isWiderThanWindow() {
		return Boolean.TRUE
			.equals(script("return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
	}

	@SuppressWarnings("unchecked")
	List<String> violations() {
		if (Boolean.TRUE.equals(script("return typeof axe === 'undefined'"))) {
			script(axe());
		}
		return (List<String>) Objects.requireNonNull(this.driver.executeAsyncScript(AXE));
	}

	void screenshot(String name) {
		try {
			Files.createDirectories(SCREENSHOTS);
			Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String axe() {
		try (InputStream stream = ConsoleBrowser.class.getResourceAsStream("/axe.min.js")) {
			return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	/**
	 * Something that comes true.
	 */
	interface Condition {

		boolean holds();

	}

}
