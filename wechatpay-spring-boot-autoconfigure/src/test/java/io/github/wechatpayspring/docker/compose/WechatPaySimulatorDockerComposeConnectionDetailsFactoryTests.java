package io.github.wechatpayspring.docker.compose;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails.MerchantDetails;
import io.github.wechatpayspring.autoconfigure.simulator.RunningSimulatorConnectionDetails;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests of {@link WechatPaySimulatorDockerComposeConnectionDetailsFactory} and
 * {@link RunningSimulatorConnectionDetails} with a simulator that isn't in a container.
 */
class WechatPaySimulatorDockerComposeConnectionDetailsFactoryTests {

	private static final String LABEL = "org.springframework.boot.service-connection";

	private final WechatPaySimulatorDockerComposeConnectionDetailsFactory factory = new WechatPaySimulatorDockerComposeConnectionDetailsFactory();

	@ParameterizedTest
	@ValueSource(strings = { "wechatpay-spring/wechatpay-simulator", "wechatpay-spring/wechatpay-simulator:0.1.0",
			"registry.example.com/wechatpay-spring/wechatpay-simulator:0.1.0" })
	void serviceIsKnownByItsImage(String image) {
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			WechatPayConnectionDetails details = details(new Service(image, Map.of(), simulator));
			assertThat(details).isNotNull();
			assertThat(details.getBaseUrl()).isEqualTo(simulator.baseUrl());
			assertThat(details.getMerchants()).containsOnlyKeys("default");
			MerchantDetails merchant = details.getMerchants().get("default");
			SimulatorMerchant simulated = simulator.merchant();
			assertThat(merchant.getId()).isEqualTo(simulated.id());
			assertThat(merchant.getApiV3Key()).isEqualTo(simulated.apiV3Key());
			assertThat(merchant.getPrivateKey()).isEqualTo(simulated.privateKeyPem());
			assertThat(merchant.getCertificate()).isEqualTo(simulated.certificatePem());
			assertThat(merchant.getPlatformPublicKeyId()).isEqualTo(simulated.wechatPayPublicKeyId());
			assertThat(merchant.getPlatformPublicKey()).isEqualTo(simulated.wechatPayPublicKeyPem());
			assertThat(merchant.isDownloadPlatformCertificates()).isTrue();
			assertThat(merchant.getPayscore()).isEqualTo(new PayscoreDefaults(simulated.serviceId(), simulated.appId(),
					simulated.subMerchantId(), simulated.subAppId()));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "wechatpay-simulator", "wechatpay-spring/wechatpay-simulator" })
	void serviceIsKnownByItsLabel(String name) {
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			assertThat(details(new Service("example/own:1", Map.of(LABEL, name), simulator))).isNotNull();
		}
	}

	@Test
	void otherServicesAreLeftToOthers() {
		try (WechatPaySimulator simulator = WechatPaySimulator.start()) {
			assertThat(details(new Service("redis:8", Map.of(), simulator))).isNull();
			assertThat(
					details(new Service("wechatpay-spring/wechatpay-simulator", Map.of(LABEL, "something"), simulator)))
				.isNull();
			assertThat(simulator.requests()).isEmpty();
		}
	}

	@Test
	void merchantsAreNamed() {
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder()
			.merchant(SimulatorMerchant.withId("1900000301").platformKeyMode(PlatformKeyMode.CERTIFICATES))
			.merchant(SimulatorMerchant.withId("1900000302").platformKeyMode(PlatformKeyMode.PUBLIC_KEY));
		try (WechatPaySimulator simulator = builder.start()) {
			WechatPayConnectionDetails details = RunningSimulatorConnectionDetails.read(simulator.baseUrl());
			assertThat(details.getMerchants()).containsOnlyKeys("default", "1900000302");
			assertThat(details.getMerchants().get("default").getPlatformPublicKey()).isNull();
			assertThat(details.getMerchants().get("default").isDownloadPlatformCertificates()).isTrue();
			assertThat(details.getMerchants().get("1900000302").isDownloadPlatformCertificates()).isFalse();
		}
	}

	@Test
	void merchantsWithKeysOfTheUserAreNoObstacle() {
		String publicKey;
		String privateKey;
		try (WechatPaySimulator other = WechatPaySimulator.start()) {
			publicKey = publicKeyPem(other.merchant());
			privateKey = other.merchant().privateKeyPem();
		}
		String serialNumber = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder()
			.merchant(SimulatorMerchant.withId("1900000301").publicKey(publicKey).serialNumber(serialNumber))
			.merchant(SimulatorMerchant.withId("1900000302").privateKey(privateKey).serialNumber(serialNumber))
			.merchant(SimulatorMerchant.withId("1900000303"));
		try (WechatPaySimulator simulator = builder.start()) {
			Map<String, MerchantDetails> merchants = RunningSimulatorConnectionDetails.read(simulator.baseUrl())
				.getMerchants();
			assertThat(merchants).containsOnlyKeys("1900000302", "1900000303");
			MerchantDetails merchant = merchants.get("1900000302");
			assertThat(merchant.getId()).isEqualTo("1900000302");
			assertThat(merchant.getPrivateKey()).isEqualTo(simulator.merchants().get(1).privateKeyPem());
			assertThat(merchant.getCertificate()).isNull();
			assertThat(merchant.getSerialNumber()).isEqualTo(serialNumber);
		}
	}

	@Test
	void severalMerchantsAreMoreThanTheUsualLimitOfAnAnswer() {
		String privateKey;
		try (WechatPaySimulator other = WechatPaySimulator.start()) {
			privateKey = other.merchant().privateKeyPem();
		}
		String serialNumber = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder();
		for (int i = 0; i < 200; i++) {
			builder.merchant(SimulatorMerchant.withId(Integer.toString(1900000301 + i))
				.privateKey(privateKey)
				.serialNumber(serialNumber)
				.wechatPayPrivateKey(privateKey)
				.platformKeyMode(PlatformKeyMode.PUBLIC_KEY));
		}
		try (WechatPaySimulator simulator = builder.start()) {
			assertThat(RunningSimulatorConnectionDetails.read(simulator.baseUrl()).getMerchants()).hasSize(200);
		}
	}

	@Test
	void factoryIsListed() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(ConnectionDetailsFactory.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, ex) -> {
			}))).hasAtLeastOneElementOfType(WechatPaySimulatorDockerComposeConnectionDetailsFactory.class);
	}

	private static String publicKeyPem(SimulatorMerchant merchant) {
		byte[] encoded = merchant.publicKey().getEncoded();
		return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded)
				+ "\n-----END PUBLIC KEY-----\n";
	}

	private @Nullable WechatPayConnectionDetails details(RunningService service) {
		DockerComposeConnectionSource source = mock(DockerComposeConnectionSource.class);
		given(source.getRunningService()).willReturn(service);
		return this.factory.getConnectionDetails(source);
	}

	private record Service(String imageName, Map<String, String> labels,
			WechatPaySimulator simulator) implements RunningService, ConnectionPorts {

		@Override
		public String name() {
			return "wechatpay";
		}

		@Override
		public ImageReference image() {
			return ImageReference.of(this.imageName);
		}

		@Override
		public String host() {
			return "127.0.0.1";
		}

		@Override
		public ConnectionPorts ports() {
			return this;
		}

		@Override
		public Map<String, @Nullable String> env() {
			return Map.of();
		}

		@Override
		public int get(int containerPort) {
			assertThat(containerPort).isEqualTo(8443);
			return this.simulator.baseUrl().getPort();
		}

		@Override
		public List<Integer> getAll() {
			return List.of(get(8443));
		}

		@Override
		public List<Integer> getAll(@Nullable String protocol) {
			return getAll();
		}

	}

}
