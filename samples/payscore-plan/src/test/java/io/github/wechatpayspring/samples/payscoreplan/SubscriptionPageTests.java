package io.github.wechatpayspring.samples.payscoreplan;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.wechatpayspring.test.EnableWechatPaySimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The page in headless Chromium: a plan is created, signed, taken and charged.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EnableWechatPaySimulator
class SubscriptionPageTests {

	private static final File CHROMIUM = new File("/usr/bin/chromium");

	private static final File CHROMEDRIVER = new File("/usr/bin/chromedriver");

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	@LocalServerPort
	private int port;

	private ChromeDriver browser;

	private WebDriverWait wait;

	@BeforeEach
	void openBrowser() {
		boolean available = CHROMIUM.canExecute() && CHROMEDRIVER.canExecute();
		assumeTrue(available || "true".equals(System.getenv("CI")),
				"Chromium and its driver aren't installed (Debian: chromium chromium-driver)");
		ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM)
			.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
					"--disable-background-networking", "--disable-component-update", "--disable-sync",
					"--disable-dev-shm-usage", "--lang=zh-CN");
		this.browser = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(CHROMEDRIVER).usingAnyFreePort().build(),
				options);
		this.wait = new WebDriverWait(this.browser, Duration.ofSeconds(60));
		this.browser.manage().window().setSize(new Dimension(1280, 1100));
		this.browser.get("http://localhost:" + this.port + "/");
	}

	@AfterEach
	void closeBrowser() {
		if (this.browser != null) {
			this.browser.quit();
		}
	}

	@Test
	void takesPlanFromSignatureToLastCharge() throws IOException {
		this.wait.until((driver) -> !button("language").getText().isEmpty());
		if (button("language").getText().equals("中文")) {
			button("language").click();
		}
		submit("plan-form");
		this.wait.until(ExpectedConditions.elementToBeClickable(By.cssSelector("#subscribe-form button")));
		assertThat(text("plan")).contains("瑜伽课", "420.00");
		submit("subscribe-form");
		waitForState("UNSIGNED");
		screenshot("unsigned");
		click("sign");
		waitForState("SIGNED");
		for (int lesson = 1; lesson <= 3; lesson++) {
			click("begin");
			waitForLessons("USING", 1);
			click("end");
			waitForLessons("USED", lesson);
			String total = "%d.00".formatted(lesson * 140);
			this.wait.until((driver) -> text("total").startsWith(total));
		}
		waitForState("COMPLETE");
		assertThat(text("problem")).isEmpty();
		assertThat(button("begin").isEnabled()).isFalse();
		screenshot("complete");
	}

	@Test
	void showsProblemAndSpeaksEnglishOnNarrowScreen() throws IOException {
		this.browser.manage().window().setSize(new Dimension(500, 900));
		this.wait.until((driver) -> !button("language").getText().isEmpty());
		if (button("language").getText().equals("English")) {
			button("language").click();
		}
		WebElement name = this.browser.findElement(By.name("name"));
		name.clear();
		this.browser.executeScript("arguments[0].value = '瑜伽🧘'", name);
		submit("plan-form");
		this.wait.until((driver) -> text("problem").contains("U+1F9D8"));
		assertThat(this.browser.findElement(By.tagName("h1")).getText()).isEqualTo("Payscore plan");
		screenshot("problem");
		Object overflow = this.browser
			.executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
		assertThat(overflow).isEqualTo(false);
	}

	private void waitForState(String state) {
		this.wait.until(ExpectedConditions.attributeToBe(By.id("state"), "data-state", state));
	}

	private void waitForLessons(String state, int count) {
		this.wait.until(ExpectedConditions.numberOfElementsToBe(By.cssSelector("tr[data-state=" + state + "]"), count));
	}

	private void click(String id) {
		this.wait.until(ExpectedConditions.elementToBeClickable(By.id(id))).click();
	}

	private void submit(String form) {
		this.wait.until(ExpectedConditions.elementToBeClickable(By.cssSelector("#" + form + " button"))).click();
	}

	private WebElement button(String id) {
		return this.browser.findElement(By.id(id));
	}

	private String text(String id) {
		return this.browser.findElement(By.id(id)).getText();
	}

	private void screenshot(String name) throws IOException {
		Files.createDirectories(SCREENSHOTS);
		Files.write(SCREENSHOTS.resolve(name + ".png"), this.browser.getScreenshotAs(OutputType.BYTES));
	}

}
