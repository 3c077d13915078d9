package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

import javax.tools.ToolProvider;

import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.payscore.OrderState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console in headless Chromium: what a developer does with it.
 */
class ConsoleTests {

	private static final String MERCHANT = "1900000109";

	private static final String OLDER_MERCHANT = "1900000471";

	@TempDir
	private static Path directory;

	private static WechatPaySimulator simulator;

	private static ConsoleBrowser browser;

	private final MerchantServer server = new MerchantServer();

	private final Payscores payscores = Payscores.partner(simulator, this.server.url());

	@BeforeAll
	static void start() {
		simulator = WechatPaySimulator.start();
		simulator.addMerchant(SimulatorMerchant.withId(OLDER_MERCHANT).platformKeyMode(PlatformKeyMode.CERTIFICATES));
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
		browser.script("sessionStorage.clear(); localStorage.clear(); location.hash = ''");
		browser.load();
	}

	@AfterEach
	void reset() {
		simulator.reset();
		this.server.close();
	}

	@Test
	void ymlIsCopied() {
		SimulatorMerchant merchant = simulator.merchant();
		Object yaml = new Yaml().load(copied(MERCHANT, "yml"));
		assertThat(yaml).extracting("wechatpay.base-url").isEqualTo(simulator.baseUrl().toString());
		assertThat(yaml).extracting("wechatpay.merchant.default.id").isEqualTo(merchant.id());
		assertThat(yaml).extracting("wechatpay.merchant.default.api-v3-key").hasToString(merchant.apiV3Key());
		assertThat(yaml).extracting("wechatpay.merchant.default.private-key").isEqualTo(merchant.privateKeyPem());
		assertThat(yaml).extracting("wechatpay.merchant.default.certificate").isEqualTo(merchant.certificatePem());
		assertThat(yaml).extracting("wechatpay.merchant.default.platform.public-key-id")
			.isEqualTo(merchant.wechatPayPublicKeyId());
		assertThat(yaml).extracting("wechatpay.merchant.default.platform.public-key")
			.isEqualTo(merchant.wechatPayPublicKeyPem());
		assertThat(yaml).extracting("wechatpay.merchant.default.payscore")
			.isEqualTo(Map.of("service-id", merchant.serviceId(), "app-id", merchant.appId(), "sub-merchant-id",
					merchant.subMerchantId(), "sub-app-id", merchant.subAppId()));
		assertThat(new Yaml().<Object>load(copied(OLDER_MERCHANT, "yml")))
			.extracting("wechatpay.merchant.default.platform")
			.isEqualTo(Map.of("download-certificates", true));
	}

	@Test
	void environmentIsCopied() {
		SimulatorMerchant merchant = simulator.merchant();
		String key = Base64.getEncoder().encodeToString(merchant.privateKeyPem().getBytes(StandardCharsets.US_ASCII));
		assertThat(copied(MERCHANT, "env")).contains("export WECHATPAY_BASE_URL='" + simulator.baseUrl() + "'\n",
				"export WECHATPAY_MERCHANT_DEFAULT_APIV3KEY='" + merchant.apiV3Key() + "'\n",
				"export WECHATPAY_MERCHANT_DEFAULT_PRIVATEKEY='base64:" + key + "'\n",
				"export WECHATPAY_MERCHANT_DEFAULT_PLATFORM_PUBLICKEYID='" + merchant.wechatPayPublicKeyId() + "'\n");
	}

	@Test
	void copiedJavaProgramRuns() throws Exception {
		run(copied(MERCHANT, "java"));
		run(copied(OLDER_MERCHANT, "java"));
		assertThat(simulator.payscore().plans()).hasSize(2);
		assertThat(simulator.requests()).extracting((request) -> request.merchantId())
			.containsExactly(MERCHANT, OLDER_MERCHANT, OLDER_MERCHANT);
	}

	@Test
	void otherProgramsHoldWhatTheirSdkNeeds() {
		SimulatorMerchant merchant = simulator.merchant();
		assertThat(copied(MERCHANT, "go")).contains("option.WithWechatPayPublicKeyAuthCipher(\"" + MERCHANT + "\"",
				merchant.privateKeyPem().trim(), merchant.wechatPayPublicKeyPem().trim(),
				"const simulator = \"127.0.0.1:" + simulator.baseUrl().getPort() + "\"");
		assertThat(copied(OLDER_MERCHANT, "go")).contains("option.WithWechatPayAuthCipher(\"" + OLDER_MERCHANT + "\"");
		assertThat(copied(MERCHANT, "node")).contains("baseURL: '" + simulator.baseUrl() + "/'",
				"'" + merchant.wechatPayPublicKeyId() + "': `" + merchant.wechatPayPublicKeyPem().trim() + "`",
				"'" + merchant.platformCertificateSerialNumbers().get(0) + "': `-----BEGIN CERTIFICATE-----");
	}

	@Test
	void merchantsCanKeepTheirPrivateKeys() throws IOException {
		String apiV3Key = "\"\\#:'{}[]&*!|>%@`0123456789abcde";
		String certificate = Files.readString(Path.of("src/test/resources/keys/apiclient_cert.pem"));
		try (WechatPaySimulator other = WechatPaySimulator.builder()
			.merchant(SimulatorMerchant.withId("1900000202").certificate(certificate).apiV3Key(apiV3Key))
			.merchant(SimulatorMerchant.withId("1900000203").publicKey(publicKey()).serialNumber("5157F09EFDC096DE"))
			.start()) {
			browser.visit(other.baseUrl());
			Object yaml = new Yaml().load(shown("1900000202", "yml"));
			assertThat(yaml).extracting("wechatpay.merchant.default.api-v3-key").isEqualTo(apiV3Key);
			assertThat(yaml).extracting("wechatpay.merchant.default.certificate").isEqualTo(certificate);
			assertThat(shown("1900000202", "yml")).contains("# private-key: only its public side was given");
			assertThat(shown("1900000203", "yml")).contains("serial-number: \"5157F09EFDC096DE\"")
				.doesNotContain("certificate:");
			assertThat(shown("1900000202", "env")).contains("APIV3KEY='\"\\#:'\\''{}[]&*!|>%@`0123456789abcde'\n")
				.doesNotContain("export WECHATPAY_MERCHANT_DEFAULT_PRIVATEKEY");
			assertThat(shown("1900000203", "env"))
				.contains("export WECHATPAY_MERCHANT_DEFAULT_SERIALNUMBER='5157F09EFDC096DE'\n");
			for (String kind : new String[] { "java", "go", "node" }) {
				assertThat(shown("1900000203", kind)).contains("The private key of the merchant: only its public side");
			}
			assertThat(browser.all("[data-file='apiclient_key.pem']")).isEmpty();
			assertThat(browser.all("[data-file='apiclient_cert.pem']")).hasSize(1);
			assertThat(browser.all("[data-file='pub_key.pem']")).hasSize(2);
		}
	}

	@Test
	void keyIsDownloaded() {
		browser.act("[data-merchant='" + MERCHANT + "'] [data-file='apiclient_key.pem']");
		Path file = directory.resolve("apiclient_key.pem");
		browser.awaitTrue(() -> Files.exists(file));
		assertThat(file).hasContent(simulator.merchant().privateKeyPem());
	}

	@Test
	void userSignsAndWechatPayDeducts() {
		browser.show("payscore");
		JsonNode signPlan = this.payscores.createSignPlan().required("sign_plan");
		browser.awaitPresent("[data-sign-plan][data-state=UNSIGNED]");
		browser.act("[data-act=sign]");
		browser.awaitPresent("[data-sign-plan][data-state=SIGNED]");
		assertThat(browser.find(".message").getText()).contains("The user signed");
		browser.awaitTrue(() -> browser.isFocused("[data-sign-plan] h4"));
		browser.act("[data-mode=fail-next]");
		browser.awaitPresent("[data-deductions=fail-next]");
		String order = this.payscores.createOrder(signPlan, 1);
		this.payscores.complete(order, 100);
		browser.awaitPresent("[data-order][data-state=MCH_COMPLETE]");
		browser.awaitGone("[data-deductions=fail-next]");
		assertThat(browser.find("[data-order]").getText()).contains("¥0.00 of ¥1.00 paid, deductions tried: 1");
		browser.act("[data-mode=fail]");
		browser.awaitPresent("[data-deductions=fail]");
		browser.act("[data-mode=succeed]");
		browser.awaitGone("[data-deductions=fail]");
		browser.act("[data-act=deduct]");
		browser.awaitPresent("[data-order][data-state=DONE]");
		assertThat(simulator.payscore().orders().get(0).state()).isEqualTo(OrderState.DONE);
		browser.act("[data-act=cancel]");
		browser.awaitPresent("[data-sign-plan][data-state=SIGN_PLAN_CANCEL]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"en | Fail the deduction | The deduction failed | deductions tried: 2 | WeChat Pay deducts after all",
			"zh | 扣款失败 | 扣款失败，订单仍待支付 | 已尝试扣款 2 次 | 可由微信支付补扣" })
	void deductionOfOneOrderFails(String language, String button, String message, String attempts, String next) {
		browser.language(language);
		browser.show("payscore");
		String open = this.payscores.createOrder(this.payscores.createSigned(), 1);
		simulator.payscore().deductions().failNext(MERCHANT);
		String due = this.payscores.createOrder(this.payscores.createSigned(), 1);
		this.payscores.complete(due, 100);
		String paying = card(due) + "[data-state=MCH_COMPLETE]";
		browser.awaitPresent(paying);
		browser.awaitPresent(card(open) + "[data-state=USER_CONFIRM]");
		assertThat(browser.all("[data-act=failDeduction]")).hasSize(1);
		String act = paying + " [data-act=failDeduction]";
		assertThat(browser.find(act).getText()).isEqualTo(button);
		browser.tabTo(paying + " [data-act=deduct]");
		browser.type(Keys.TAB);
		assertThat(browser.isFocused(act)).isTrue();
		browser.type(Keys.ENTER);
		browser.awaitText(".message", message);
		browser.awaitText(paying, attempts);
		assertThat(browser.find(paying).getText()).contains(next);
		assertThat(browser.isFocused(act)).isTrue();
		assertThat(browser.violations()).isEmpty();
		assertThat(browser.isWiderThanWindow()).isFalse();
		assertThat(simulator.payscore().findOrder(due).orElseThrow().deductionAttempts()).isEqualTo(2);
		assertThat(simulator.payscore().deductions().charges()).isEmpty();
		browser.type(Keys.chord(Keys.SHIFT, Keys.TAB), Keys.SPACE);
		browser.awaitPresent(card(due) + "[data-state=DONE]");
		browser.awaitTrue(() -> browser.isFocused(card(due) + " h4"));
		browser.awaitGone("[data-act=failDeduction]");
	}

	@Test
	void failedDeductionOfAPaidOrderIsRefused() {
		browser.show("payscore");
		simulator.payscore().deductions().failNext(MERCHANT);
		String due = this.payscores.createOrder(this.payscores.createSigned(), 1);
		this.payscores.complete(due, 100);
		browser.awaitPresent(card(due) + "[data-state=MCH_COMPLETE]");
		// The page learns of nothing, as when others are quicker than it
		browser
			.script("""
					const fetched = window.fetch;
					window.fetch = (url, options) => (options.method === 'GET') ? new Promise(() => {}) : fetched(url, options);
					""");
		simulator.payscore().deduct(due);
		browser.act(card(due) + " [data-act=failDeduction]");
		assertThat(browser.find(".message.failed").getText()).contains("Nothing is due for the service order",
				"in the state DONE");
	}

	@Test
	void userRevokesTheServiceInChinese() {
		browser.language("zh");
		browser.show("payscore");
		this.payscores.createSigned();
		browser.awaitText("[data-sign-plan]", "已签约");
		browser.act("[data-act=revoke]");
		browser.awaitPresent("[data-sign-plan][data-state=SIGN_PLAN_CANCEL]");
		assertThat(browser.find(".message").getText()).contains("用户已关闭服务");
	}

	@Test
	void notificationIsSentAgain() {
		browser.show("traffic");
		this.server.answers(500);
		this.payscores.createSigned();
		String entry = "[data-entry^=notification]";
		browser.awaitPresent(entry + "[data-failed=true]");
		this.server.answers(204);
		browser.click(entry + " summary");
		browser.act(entry + " [data-act=redeliver]");
		browser.awaitPresent(entry + "[data-failed=false]");
		assertThat(browser.find(entry).getText()).contains("Attempt 2", "\"sign_state\": \"SIGNED\"");
		assertThat(this.server.received()).hasSize(2);
	}

	@Test
	void faultsAreSwitchedWithAClick() {
		browser.show("faults");
		browser.act("[data-kind=faults] [data-fault='429'] [data-when=next]");
		browser.awaitPresent("[data-kind=faults] [data-fault='429'][data-next='1']");
		assertThat(this.payscores.querySignPlan("none").statusCode()).isEqualTo(429);
		assertThat(this.payscores.querySignPlan("none").statusCode()).isEqualTo(404);
		browser.act("[data-kind=faults] [data-fault='503'] [data-when=always]");
		browser.act("[data-kind=faults] [data-fault=latency] [data-when=always]");
		browser.awaitPresent("[data-kind=faults] [data-fault=latency][data-always=true]");
		assertThat(this.payscores.querySignPlan("none").statusCode()).isEqualTo(503);
		browser.act("[data-kind=faults] [data-fault='503'] [data-when=off]");
		browser.awaitPresent("[data-kind=faults] [data-fault='503'][data-always=false]");
		browser.awaitPresent("[data-kind=faults] [data-fault=latency][data-always=true]");
		assertThat(this.payscores.querySignPlan("none").statusCode()).isEqualTo(404);
		browser.act("[data-kind=notification-faults] [data-fault=duplicates] [data-when=next]");
		this.payscores.createSigned();
		simulator.notifications().awaitDelivered(Payscores.PATIENCE);
		assertThat(this.server.received()).hasSize(3);
		browser.act("[data-kind=faults] [data-act=clear]");
		browser.awaitGone("[data-kind=faults] [data-always=true]");
	}

	@Test
	void refusedRequestShowsWhy() {
		browser.show("traffic");
		String body = Plans.partner(simulator.merchant(), "plan17").toString();
		String signed = body + "\n";
		assertThat(SigningClient.of(simulator)
			.post(Plans.PARTNER, body)
			.signedBody(signed.getBytes(StandardCharsets.UTF_8))
			.send()
			.statusCode()).isEqualTo(401);
		browser.click("[data-entry] summary");
		browser.awaitPresent(".diagnosis[data-cause]");
		assertThat(browser.find(".diagnosis .summary").getText()).isNotEmpty();
		assertThat(browser.find("[data-part=body][data-first=true]").getText()).contains("First difference",
				"\"plan17\"");
		assertThat(browser.all(".diagnosis mark")).extracting(WebElement::getText)
			.satisfiesExactly((expected) -> assertThat(expected).isEqualTo("nothing here"),
					(probable) -> assertThat(probable).isEqualTo("↵"));
		assertThat(browser.all(".diagnosis ol li")).isNotEmpty();
		browser.screenshot("refused-en");
		browser.language("zh");
		browser.awaitText(".diagnosis", "第一处不同");
		assertThat(browser.find(".diagnosis .summary").getText()).containsPattern("\\p{IsHan}");
		browser.screenshot("refused-zh");
	}

	@Test
	void requestsCannotPutMarkupIntoThePage() {
		browser.show("traffic");
		String markup = "<img src=x onerror='window.taken=1'><script>window.taken=1</script>";
		SigningClient.of(simulator)
			.post("/v3/%3Cimg%20src=x%20onerror=window.taken=1%3E?a=%3Cb%3E", markup)
			.header("X-Markup", markup)
			.send();
		browser.click("[data-entry] summary");
		browser.awaitText("[data-entry] .inside", markup);
		assertThat(browser.all("[data-entry] img, [data-entry] script")).isEmpty();
		assertThat(browser.script("return window.taken")).isNull();
	}

	@Test
	void doctorExaminesAPastedRequest() {
		browser.show("doctor");
		SigningClient.Call call = SigningClient.of(simulator)
			.get("/v3/certificates?a=1")
			.signedTarget("/v3/certificates");
		browser.select("doctor-method", "GET");
		browser.find("#doctor-url").sendKeys("/v3/certificates?a=1");
		browser.find("#doctor-authorization").sendKeys(call.authorization());
		browser.act("[data-act=diagnose]");
		browser.awaitPresent("[data-verified=false] [data-part=url][data-first=true]");
		browser.find("#doctor-url").clear();
		browser.find("#doctor-url").sendKeys("/v3/certificates");
		browser.act("[data-act=diagnose]");
		browser.awaitPresent("[data-verified=true]");
		assertThat(simulator.requests()).isEmpty();
	}

	@Test
	void clockIsMovedAndPutRight() {
		browser.show("clock");
		browser.act("[data-step=PT1M]");
		browser.act("[data-step=PT2H]");
		browser.act("[data-step=P1D]");
		browser.act("[data-act=custom]");
		Duration moved = Duration.between(Instant.now(), simulator.clock().instant());
		assertThat(moved).isCloseTo(Duration.parse("P1DT2H6M"), Duration.ofMinutes(1));
		browser.awaitPresent(".clock-line button");
		browser.act("[data-act=right]");
		assertThat(simulator.clock().instant()).isBefore(Instant.now().plusSeconds(60));
		browser.awaitGone(".clock-line button");
	}

	@Test
	void resetIsConfirmed() {
		this.payscores.createSigned();
		browser.show("clock");
		browser.click("[data-act=reset]");
		browser.awaitPresent("dialog[open]");
		browser.screenshot("reset-en");
		browser.click("dialog [value=no]");
		browser.awaitGone("dialog[open]");
		assertThat(simulator.payscore().signPlans()).hasSize(1);
		browser.click("[data-act=reset]");
		browser.awaitPresent("dialog[open]");
		browser.act("dialog [value=yes]");
		assertThat(simulator.payscore().signPlans()).isEmpty();
		browser.show("payscore");
		browser.awaitGone("[data-sign-plan]");
		browser.show("traffic");
		browser.awaitGone("[data-entry]");
	}

	@Test
	void keyboardIsEnough() {
		this.payscores.createSignPlan();
		browser.type(Keys.TAB);
		assertThat(browser.isFocused(".skip")).isTrue();
		browser.type(Keys.ENTER);
		assertThat(browser.isFocused("main h2")).isTrue();
		browser.tabTo("[data-kind=yml]");
		browser.type(Keys.ARROW_RIGHT);
		browser.awaitPresent("[data-kind=env][aria-selected=true]");
		assertThat(browser.isFocused("[data-kind=env]")).isTrue();
		browser.load();
		browser.tabTo("a[href='#/payscore']");
		browser.type(Keys.ENTER);
		browser.awaitTrue(() -> browser.isFocused("main[data-view=payscore] h2"));
		browser.tabTo("[data-act=sign]");
		browser.type(Keys.ENTER);
		browser.awaitPresent("[data-sign-plan][data-state=SIGNED]");
		browser.awaitTrue(() -> browser.isFocused("[data-sign-plan] h4"));
		browser.load();
		browser.tabTo("a[href='#/clock']");
		browser.type(Keys.ENTER);
		browser.awaitTrue(() -> browser.isFocused("main[data-view=clock] h2"));
		browser.tabTo("[data-act=reset]");
		browser.type(Keys.SPACE);
		browser.awaitTrue(() -> browser.isFocused("dialog [value=no]"));
		browser.type(Keys.TAB);
		assertThat(browser.isFocused("dialog [value=yes]")).isTrue();
		browser.type(Keys.ESCAPE);
		browser.awaitGone("dialog[open]");
		browser.awaitTrue(() -> browser.isFocused("[data-act=reset]"));
		assertThat(simulator.payscore().signPlans()).hasSize(1);
	}

	@Test
	void languageAndThemeAreRemembered() {
		assertThat(browser.find("html").getAttribute("lang")).isEqualTo("en");
		browser.language("zh");
		browser.select("theme", "dark");
		browser.load();
		assertThat(browser.find("html").getAttribute("lang")).isEqualTo("zh-CN");
		assertThat(browser.find("h1").getText()).contains("微信支付模拟器");
		assertThat(browser.find("html").getAttribute("data-theme")).isEqualTo("dark");
		assertThat(browser.find("#theme").getAttribute("value")).isEqualTo("dark");
	}

	private static String card(String order) {
		String id = simulator.payscore().findOrder(order).orElseThrow().orderId();
		return "[data-order='" + id + "']";
	}

	private static String publicKey() throws IOException {
		return Files.readString(Path.of("src/test/resources/keys/pub_key.pem"));
	}

	private static String shown(String merchant, String kind) {
		browser.click("[data-merchant='" + merchant + "'] [data-kind=" + kind + "]");
		browser.awaitPresent("[data-merchant='" + merchant + "'] [data-kind=" + kind + "][aria-selected=true]");
		return (String) browser.script("return document.querySelector(arguments[0]).textContent",
				"[data-merchant='" + merchant + "'] pre code");
	}

	private static String copied(String merchant, String kind) {
		browser.click("[data-merchant='" + merchant + "'] [data-kind=" + kind + "]");
		browser.act("[data-copy='" + merchant + "-" + kind + "']");
		return browser.clipboard();
	}

	private static void run(String program) throws IOException, ReflectiveOperationException {
		Path sources = Files.createTempDirectory(directory, "program");
		Path file = Files.writeString(sources.resolve("SimulatorExample.java"), program);
		int status = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-classpath", System.getProperty("java.class.path"), "-d",
					sources.toString(), file.toString());
		assertThat(status).isZero();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { sources.toUri().toURL() })) {
			loader.loadClass("SimulatorExample").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
		}
	}

}
