package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wechatpayspring.crypto.CountingProvider;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.keys.Pem;
import io.github.wechatpayspring.simulator.keys.TestCertificateAuthority;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for floods of forged notifications, over sockets, at a clock that stands still
 * until it is moved. Every cipher that the application uses is counted, be it for the
 * resource of a notification or for a platform certificate.
 */
class NotificationFloodTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Clock start = Clock.fixed(Instant.now(), ZoneOffset.UTC);

	private final CountingProvider cryptoProvider = CountingProvider.create();

	private SimulatedApplication application(WechatPaySimulator simulator, Map<String, Object> singletons) {
		Map<String, Object> beans = new LinkedHashMap<>(singletons);
		beans.put("wechatPayClock", simulator.clock());
		beans.put("cryptoProvider", CryptoProvider.of(this.cryptoProvider));
		return new SimulatedApplication(simulator, beans);
	}

	private WechatPaySimulator simulator(SimulatorMerchant.Builder... merchants) {
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder()
			.clock(this.start)
			.notificationTimeout(TIMEOUT);
		Arrays.stream(merchants).forEach(builder::merchant);
		return builder.start();
	}

	private static SimulatorMerchant.Builder merchant(String id, PlatformKeyMode mode) {
		return SimulatorMerchant.withId(id).platformKeyMode(mode);
	}

	private int ciphers() {
		return this.cryptoProvider.getCounts().get("Cipher");
	}

	@Test
	void floodCostsOneDownloadAMinuteAndNoGenuineNotification() throws Exception {
		try (WechatPaySimulator simulator = simulator(merchant("1900000109", PlatformKeyMode.CERTIFICATES));
				SimulatedApplication application = application(simulator, Map.of())) {
			ForgedNotifications forged = new ForgedNotifications(simulator.clock());
			int unused = ciphers();
			for (int wave = 1; wave <= 3; wave++) {
				forged.flood(application.notifyUrl(), simulator.merchants(), 40);
				assertThat(application.downloads()).hasSize(wave);
				simulator.clock().advance(MINUTE);
			}
			assertThat(ciphers() - unused).isEqualTo(3);
			assertThat(application.handled()).isEmpty();
			notifyAll(simulator, application, application::notify);
			assertThat(application.statuses(simulator.merchant())).containsExactly(204);
			assertThat(application.handled()).containsExactly("simulated");
			assertThat(application.downloads()).hasSize(3);
			assertThat(ciphers() - unused).isEqualTo(4);
		}
	}

	@Test
	void floodAtTheSharedUrlDownloadsOnceForOthersThanTheDefaultMerchant() throws Exception {
		try (WechatPaySimulator simulator = simulator(merchant("1900000109", PlatformKeyMode.CERTIFICATES),
				merchant("1900000209", PlatformKeyMode.PUBLIC_KEY),
				merchant("1900000309", PlatformKeyMode.CERTIFICATES),
				merchant("1900000409", PlatformKeyMode.CERTIFICATES), merchant("1900000509", PlatformKeyMode.BOTH));
				SimulatedApplication application = application(simulator, Map.of())) {
			SimulatorMerchant downloaded = simulator.findMerchant("1900000309").orElseThrow();
			application.notifyByPath(downloaded, downloaded.id());
			simulator.notifications().awaitDelivered(TIMEOUT);
			assertThat(application.handled()).containsExactly(downloaded.id());
			assertThat(application.downloads()).containsExactly(downloaded.id());
			ForgedNotifications forged = new ForgedNotifications(simulator.clock());
			int used = ciphers();
			for (int wave = 1; wave <= 3; wave++) {
				forged.flood(application.notifyUrl(), simulator.merchants(), 6);
				assertThat(counts(application.downloads()))
					.isEqualTo(Map.of("1900000109", wave, "1900000309", 1, "1900000409", 1, "1900000509", 1));
				simulator.clock().advance(MINUTE);
			}
			simulator.clock().advance(Duration.ofHours(12));
			forged.flood(application.notifyUrl(), simulator.merchants(), 6);
			assertThat(counts(application.downloads()))
				.isEqualTo(Map.of("1900000109", 4, "1900000309", 2, "1900000409", 2, "1900000509", 2));
			assertThat(ciphers() - used).isEqualTo(application.downloads().size() - 1);
			assertThat(application.handled()).hasSize(1);
			used = ciphers();
			notifyAll(simulator, application, application::notify);
			assertThat(application.handled().subList(1, 6)).containsExactly("simulated", "1900000209", "1900000309",
					"1900000409", "1900000509");
			assertThat(ciphers() - used).isEqualTo(5);
			assertThat(application.downloads()).hasSize(10);
		}
	}

	@Test
	void floodAtTheUrlOfEveryMerchantDownloadsOnceAMinuteForEach() throws Exception {
		try (WechatPaySimulator simulator = simulator(merchant("1900000109", PlatformKeyMode.CERTIFICATES),
				merchant("1900000209", PlatformKeyMode.PUBLIC_KEY), merchant("1900000309", PlatformKeyMode.BOTH));
				SimulatedApplication application = application(simulator, Map.of())) {
			ForgedNotifications forged = new ForgedNotifications(simulator.clock());
			int unused = ciphers();
			for (int wave = 1; wave <= 2; wave++) {
				for (String name : List.of("simulated", "1900000209", "1900000309", "nobody")) {
					forged.flood(URI.create(application.notifyUrl() + "/" + name), simulator.merchants(), 3);
				}
				assertThat(counts(application.downloads())).isEqualTo(Map.of("1900000109", wave, "1900000309", wave));
				simulator.clock().advance(MINUTE);
			}
			assertThat(ciphers() - unused).isEqualTo(4);
			assertThat(application.handled()).isEmpty();
			notifyAll(simulator, application,
					(merchant) -> application.notifyByPath(merchant, name(simulator, merchant)));
			assertThat(application.handled()).containsExactly("simulated", "1900000209", "1900000309");
			assertThat(ciphers() - unused).isEqualTo(7);
			assertThat(application.downloads()).hasSize(4);
		}
	}

	@Test
	void floodDownloadsOnceForEachOfManyMerchants() throws Exception {
		try (WechatPaySimulator simulator = simulator(many(NotificationFloodTests::platformCertificate));
				SimulatedApplication application = application(simulator, Map.of())) {
			ForgedNotifications forged = new ForgedNotifications(simulator.clock());
			int unused = ciphers();
			for (int wave = 1; wave <= 3; wave++) {
				forged.flood(application.notifyUrl(), simulator.merchants(), 1);
				Map<String, Integer> expected = counts(
						simulator.merchants().stream().map(SimulatorMerchant::id).toList());
				expected.put(simulator.merchant().id(), wave);
				assertThat(counts(application.downloads())).hasSize(40).isEqualTo(expected);
				simulator.clock().advance(MINUTE);
			}
			assertThat(ciphers() - unused).isEqualTo(42);
			assertThat(application.handled()).isEmpty();
			notifyAll(simulator, application, application::notify);
			notifyAll(simulator, application,
					(merchant) -> application.notifyByPath(merchant, name(simulator, merchant)));
			List<String> names = simulator.merchants().stream().map((merchant) -> name(simulator, merchant)).toList();
			assertThat(application.handled())
				.containsExactlyElementsOf(Stream.concat(names.stream(), names.stream()).toList());
			assertThat(ciphers() - unused).isEqualTo(42 + 80);
			assertThat(application.downloads()).hasSize(42);
		}
	}

	@Test
	void manyMerchantsWithTheSamePlatformCertificateHaveTheirOwnUrls() throws Exception {
		String shared = platformCertificate();
		try (WechatPaySimulator simulator = simulator(many(() -> shared));
				SimulatedApplication application = application(simulator, Map.of())) {
			ForgedNotifications forged = new ForgedNotifications(simulator.clock());
			int unused = ciphers();
			forged.flood(application.notifyUrl(), simulator.merchants(), 1);
			int downloads = application.downloads().size();
			assertThat(application.downloads()).doesNotHaveDuplicates().hasSizeGreaterThan(1);
			assertThat(ciphers() - unused).isEqualTo(downloads);
			assertThat(application.handled()).isEmpty();
			notifyAll(simulator, application,
					(merchant) -> application.notifyByPath(merchant, name(simulator, merchant)));
			assertThat(application.handled()).containsExactlyElementsOf(
					simulator.merchants().stream().map((merchant) -> name(simulator, merchant)).toList());
			assertThat(application.downloads()).doesNotHaveDuplicates().hasSize(40);
			assertThat(ciphers() - unused).isEqualTo(40 + 40);
			notifyAll(simulator, application, application::notify);
			// The default merchant and 32 others
			assertThat(application.handled()).hasSize(40 + 33);
		}
	}

	private static void notifyAll(WechatPaySimulator simulator, SimulatedApplication application,
			Consumer<SimulatorMerchant> notification) {
		for (SimulatorMerchant merchant : simulator.merchants()) {
			notification.accept(merchant);
			simulator.notifications().awaitDelivered(TIMEOUT);
		}
	}

	private static String name(WechatPaySimulator simulator, SimulatorMerchant merchant) {
		return (merchant == simulator.merchant()) ? "simulated" : merchant.id();
	}

	private static Map<String, Integer> counts(List<String> values) {
		return values.stream().collect(Collectors.toMap(Function.identity(), (value) -> 1, Integer::sum));
	}

	private static SimulatorMerchant.Builder[] many(Supplier<String> platformCertificate) {
		return IntStream.range(0, 40)
			.mapToObj((number) -> merchant("19000001%02d".formatted(number), PlatformKeyMode.CERTIFICATES)
				.privateKey(TestMerchant.text("apiclient_key.pem"))
				.platformCertificate(TestMerchant.text("platform_key_1.pem"), platformCertificate.get()))
			.toArray(SimulatorMerchant.Builder[]::new);
	}

	// Certificates of one key are quick to make, and told apart by their serial numbers
	private static String platformCertificate() {
		PublicKey publicKey = KeyReader.readCertificate(TestMerchant.bytes("platform_cert_1.pem"), null).getPublicKey();
		Instant now = Instant.now();
		return Pem.of(new TestCertificateAuthority().issue("Platform", publicKey, now.minus(Duration.ofDays(1)),
				now.plus(Duration.ofDays(365))));
	}

}
