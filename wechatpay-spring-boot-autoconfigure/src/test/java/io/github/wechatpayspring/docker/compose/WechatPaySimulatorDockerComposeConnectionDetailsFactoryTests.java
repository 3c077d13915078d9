package io.github.wechatpayspring.docker.compose;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

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
	void manyMerchantsAreRead() {
		String merchants = IntStream.range(0, 100)
			.mapToObj((number) -> """
					{"mchid":"%d","api_v3_key":"k","private_key":"%s","certificate":"c"}""".formatted(number,
					"x".repeat(5000)))
			.collect(Collectors.joining(",", "{\"merchants\":[", "]}"));
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> response.sendString(Mono.just(merchants)))
			.bindNow();
		try {
			assertThat(RunningSimulatorConnectionDetails.read(URI.create("http://127.0.0.1:" + server.port()))
				.getMerchants()).hasSize(100);
		}
		finally {
			server.disposeNow();
		}
	}

	@Test
	void factoryIsListed() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(ConnectionDetailsFactory.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, ex) -> {
			}))).hasAtLeastOneElementOfType(WechatPaySimulatorDockerComposeConnectionDetailsFactory.class);
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
