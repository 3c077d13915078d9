package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.autoconfigure.ErrorServer.Request;
import io.github.wechatpayspring.client.WechatPayApiException;
import io.github.wechatpayspring.client.WechatPayWebClients;
import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantNotFoundException;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.payscore.PayscorePlanRequest;
import io.github.wechatpayspring.payscore.PayscorePlanTemplate;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.netty.channel.ChannelOption;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WechatPayWebClientAutoConfiguration} and
 * {@link WechatPayPayscoreAutoConfiguration}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WechatPayWebClientAutoConfigurationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String SUBJECT = "wechatPayWebClient";

	private static final String CONNECTOR = "wechatPayClientHttpConnector";

	private final ApplicationContextRunner emptyRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, JacksonAutoConfiguration.class,
				CodecsAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class,
				WechatPayAutoConfiguration.class, WechatPayWebClientAutoConfiguration.class,
				WechatPayPayscoreAutoConfiguration.class))
		.withBean(ReactorResourceFactory.class, this::reactorResources);

	private final ApplicationContextRunner shopRunner = this.emptyRunner
		.withPropertyValues(TestMerchant.properties("shop"));

	private final LoopResources loopResources = LoopResources.create("test");

	private WechatPaySimulator simulator;

	@BeforeAll
	void startSimulator() {
		this.simulator = WechatPaySimulator.start();
	}

	@AfterAll
	void close() {
		this.simulator.close();
		this.loopResources.dispose();
	}

	@Test
	void hasNoBeansWhenNothingIsConfigured() {
		this.emptyRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(WechatPayProperties.class)
			.doesNotHaveBean(WechatPayWebClients.class)
			.doesNotHaveBean(WebClient.class)
			.doesNotHaveBean(ConnectionPool.class)
			.doesNotHaveBean(PayscorePlanOperations.class));
	}

	@Test
	void hasNoClientWithoutWebClientBuilder() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(WechatPayAutoConfiguration.class,
					WechatPayWebClientAutoConfiguration.class, WechatPayPayscoreAutoConfiguration.class))
			.withPropertyValues(TestMerchant.properties("shop"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MerchantRepository.class)
				.doesNotHaveBean(WechatPayWebClients.class)
				.doesNotHaveBean(PayscorePlanOperations.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk", "http-components" })
	void callsWithEveryConnector(String connector) {
		simulated(this.simulator).withPropertyValues("spring.http.clients.reactive.connector=" + connector)
			.run((context) -> createsPlan(context, "by-" + connector));
	}

	@ParameterizedTest
	@EnumSource(SigningScheduler.class)
	void signsWhereItIsTold(SigningScheduler scheduler) {
		simulated(this.simulator).withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withPropertyValues("wechatpay.signing-scheduler=" + scheduler)
			.run((context) -> {
				createsPlan(context, "signed-by-" + scheduler);
				long tasks = context.getBean(ThreadPoolTaskExecutor.class).getThreadPoolExecutor().getTaskCount();
				assertThat(tasks > 0).isEqualTo(scheduler == SigningScheduler.TASK_EXECUTOR);
			});
	}

	@Test
	void choosesConnectorOfClassPath() {
		this.shopRunner
			.run((context) -> assertThat(context.getBean(CONNECTOR)).isInstanceOf(ReactorClientHttpConnector.class));
		this.shopRunner.withClassLoader(new FilteredClassLoader(HttpClient.class))
			.run((context) -> assertThat(context).doesNotHaveBean(ReactorNettyConnectionPool.class)
				.getBean(CONNECTOR)
				.isInstanceOf(HttpComponentsClientHttpConnector.class));
		this.shopRunner.withClassLoader(new FilteredClassLoader(HttpClient.class, HttpAsyncClients.class))
			.run((context) -> assertThat(context).doesNotHaveBean(ConnectionPool.class)
				.getBean(CONNECTOR)
				.isInstanceOf(JdkClientHttpConnector.class));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PUBLIC_KEY")
	void downloadsCertificatesWithFirstCallOnly(PlatformKeyMode mode) {
		try (WechatPaySimulator simulator = WechatPaySimulator.builder()
			.merchant(SimulatorMerchant.withId(TestMerchant.ID).platformKeyMode(mode))
			.start()) {
			simulated(simulator).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(simulator.requests()).isEmpty();
				createsPlan(context, "downloaded");
				assertThat(simulator.requests()).extracting(ReceivedRequest::target)
					.contains("/v3/payscore/plan/partner/payscore-plans");
				if (mode == PlatformKeyMode.CERTIFICATES) {
					assertThat(simulator.requests()).extracting(ReceivedRequest::target).contains("/v3/certificates");
				}
			});
		}
	}

	@Test
	void startsWithoutNetwork() {
		this.emptyRunner.withPropertyValues(TestMerchant.properties("shop"))
			.withPropertyValues("wechatpay.base-url=http://127.0.0.1:1",
					TestMerchant.property("platform.public-key", ""),
					TestMerchant.property("platform.public-key-id", ""),
					TestMerchant.property("platform.download-certificates", "true"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(PayscorePlanOperations.class));
	}

	@ParameterizedTest
	@CsvSource({ "connect-timeout, 0s, 0ms isn't positive, 3s", "read-timeout, -1s, -1000ms isn't positive, 10s",
			"max-in-memory-size, 0B, 0B isn't between 1 byte and 2 GB, 1MB",
			"max-in-memory-size, 2GB, 2147483648B isn't between 1 byte and 2 GB, 1MB",
			"pool.max-connections, 0, 0 isn't positive, 100", "pool.max-connections, -1, -1 isn't positive, 100",
			"pool.max-idle-time, -1s, -1000ms is negative, 6s",
			"pool.pending-acquire-timeout, 0s, 0ms isn't positive, 5s" })
	void refusesPropertiesThatAreNotValid(String property, String value, String reason, String example) {
		for (String connector : List.of("reactor", "jdk", "http-components")) {
			this.shopRunner
				.withPropertyValues("wechatpay." + property + "=" + value,
						"spring.http.clients.reactive.connector=" + connector)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOfSatisfying(InvalidWechatPayConfigurationException.class,
							(ex) -> assertThat(ex.getProblems()).singleElement().satisfies((problem) -> {
								assertThat(problem.setting()).isEqualTo("wechatpay." + property);
								assertThat(problem.reason()).isEqualTo(reason);
								assertThat(problem.action()).startsWith("Set 'wechatpay." + property + "' to ")
									.contains("'" + example + "'");
							})));
		}
	}

	@ParameterizedTest
	@CsvSource({ "connect-timeout, 1ms", "max-in-memory-size, 1B", "max-in-memory-size, 2147483646B",
			"pool.max-connections, 1", "pool.max-idle-time, 0s" })
	void acceptsPropertiesThatAreValid(String property, String value) {
		this.shopRunner.withPropertyValues("wechatpay." + property + "=" + value)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void emptyBaseUrlIsNotTheRealHost(String baseUrl) {
		this.shopRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("empty",
						Map.of("WECHATPAY_BASE_URL", baseUrl, "wechatpay.base-url", baseUrl))))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidWechatPayConfigurationException.class)
				.hasMessage("Configuration of WeChat Pay isn't valid: wechatpay.base-url: Base URL is empty"));
	}

	@Test
	void simulatorThatIsNotThereIsNotTheRealHost() {
		this.shopRunner.withPropertyValues("wechatpay.simulator.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidWechatPayConfigurationException.class)
				.hasMessage(
						"Configuration of WeChat Pay isn't valid: wechatpay.simulator.enabled: there is no simulator "
								+ "on the class path, and WeChat Pay itself would be called"));
		this.shopRunner.withPropertyValues("wechatpay.simulator.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void leavesBeansOfSpringBootAlone() {
		this.shopRunner.withUserConfiguration(DefaultCandidatesConfiguration.class).run((context) -> {
			assertThat(context).hasNotFailed().hasBean("clientHttpConnector").hasSingleBean(HttpClientSettings.class);
			DefaultCandidates candidates = context.getBean(DefaultCandidates.class);
			assertThat(candidates.connector()).isSameAs(context.getBean("clientHttpConnector"))
				.isNotSameAs(context.getBean(CONNECTOR));
			assertThat(candidates.webClient()).isSameAs(context.getBean(SUBJECT));
			assertThat(context.getBeanProvider(ClientHttpConnectorBuilder.class).stream()).hasSize(1);
		});
	}

	@Test
	void leavesOtherWebClientsUnsigned() throws Exception {
		try (ErrorServer server = new ErrorServer()) {
			this.shopRunner.withPropertyValues("spring.http.clients.redirects=dont-follow").run((context) -> {
				WebClient webClient = context.getBean(WebClient.Builder.class).baseUrl(server.url()).build();
				StepVerifier.create(webClient.get().uri("/other").retrieve().toBodilessEntity())
					.expectNextCount(1)
					.expectComplete()
					.verify(TIMEOUT);
				assertThat(server.requests()).singleElement().extracting(Request::authorization).isNull();
			});
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk", "http-components" })
	void followsNoRedirect(String connector) throws Exception {
		try (ErrorServer server = new ErrorServer()) {
			this.shopRunner
				.withPropertyValues("wechatpay.base-url=" + server.url(), "spring.http.clients.redirects=follow",
						"spring.http.clients.reactive.connector=" + connector)
				.run((context) -> {
					callFails(context);
					assertThat(server.requests()).singleElement()
						.satisfies((request) -> assertThat(request.path()).isEqualTo("/v3/certificates"))
						.satisfies((request) -> assertThat(request.authorization())
							.startsWith("WECHATPAY2-SHA256-RSA2048 "));
				});
		}
	}

	@Test
	void followsNoRedirectForCustomizersOfApplication() throws Exception {
		for (ClientHttpConnectorBuilder<?> builder : List.of(
				ClientHttpConnectorBuilder.reactor()
					.withHttpClientCustomizer((httpClient) -> httpClient.followRedirect(true)),
				ClientHttpConnectorBuilder.httpComponents()
					.withHttpClientCustomizer(
							(client) -> client.setRedirectStrategy(DefaultRedirectStrategy.INSTANCE)))) {
			try (ErrorServer server = new ErrorServer()) {
				this.shopRunner.withPropertyValues("wechatpay.base-url=" + server.url())
					.withBean(ClientHttpConnectorBuilder.class, () -> builder)
					.run(WechatPayWebClientAutoConfigurationTests::callFails);
				assertThat(server.requests()).hasSize(1);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk", "http-components" })
	void sendsEveryCallOnce(String connector) throws Exception {
		try (ErrorServer server = new ErrorServer(503)) {
			this.shopRunner
				.withPropertyValues("wechatpay.base-url=" + server.url(),
						"spring.http.clients.reactive.connector=" + connector)
				.run((context) -> {
					WebClient webClient = context.getBean(SUBJECT, WebClient.class);
					StepVerifier.create(webClient.post().uri("/v3/x").retrieve().bodyToMono(String.class))
						.expectError(WechatPayApiException.class)
						.verify(TIMEOUT);
				});
			assertThat(server.requests()).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk", "http-components" })
	void keepsNoCookies(String connector) throws Exception {
		try (ErrorServer server = new ErrorServer()) {
			this.shopRunner
				.withPropertyValues("wechatpay.base-url=" + server.url(),
						"spring.http.clients.cookie-handling=enable-when-possible",
						"spring.http.clients.reactive.connector=" + connector)
				.run((context) -> {
					callFails(context);
					callFails(context);
				});
			assertThat(server.requests()).hasSize(2).extracting(Request::cookie).containsOnlyNulls();
		}
	}

	@Test
	void keepsConnectionsUntilTheyAreIdle() throws Exception {
		try (ErrorServer server = new ErrorServer()) {
			this.shopRunner.withPropertyValues("wechatpay.base-url=" + server.url()).run((context) -> {
				callFails(context);
				callFails(context);
			});
			assertThat(server.requests()).hasSize(2).extracting(Request::clientPort).containsOnly(portOf(server, 0));
			this.shopRunner.withPropertyValues("wechatpay.base-url=" + server.url(), "wechatpay.pool.max-idle-time=0ms")
				.run((context) -> {
					callFails(context);
					callFails(context);
				});
			assertThat(portOf(server, 2)).isNotEqualTo(portOf(server, 3));
		}
	}

	@Test
	void configuresReactorNetty() {
		this.shopRunner
			.withPropertyValues("spring.http.clients.connect-timeout=1m", "spring.http.clients.read-timeout=1m",
					"wechatpay.pool.max-connections=7")
			.run((context) -> {
				HttpClient httpClient = httpClient(context);
				assertThat(httpClient.configuration().responseTimeout()).isEqualTo(Duration.ofSeconds(10));
				assertThat((Object) httpClient.configuration().options().get(ChannelOption.CONNECT_TIMEOUT_MILLIS))
					.isEqualTo(3000);
				assertThat(httpClient.configuration().followRedirectPredicate()).isNull();
				assertThat(httpClient.configuration().connectionProvider().maxConnections()).isEqualTo(7);
			});
	}

	@Test
	void hasTimeoutsOfProperties() {
		this.shopRunner.withPropertyValues("wechatpay.connect-timeout=1s", "wechatpay.read-timeout=2s")
			.run((context) -> {
				HttpClient httpClient = httpClient(context);
				assertThat(httpClient.configuration().responseTimeout()).isEqualTo(Duration.ofSeconds(2));
				assertThat((Object) httpClient.configuration().options().get(ChannelOption.CONNECT_TIMEOUT_MILLIS))
					.isEqualTo(1000);
			});
	}

	@Test
	void closesConnectionPoolWithContext() throws Exception {
		AtomicReference<ConnectionProvider> connectionProvider = new AtomicReference<>();
		try (ErrorServer server = new ErrorServer()) {
			this.shopRunner.withPropertyValues("wechatpay.base-url=" + server.url()).run((context) -> {
				connectionProvider.set(httpClient(context).configuration().connectionProvider());
				callFails(context);
				assertThat(connectionProvider.get().isDisposed()).isFalse();
			});
			assertThat(connectionProvider.get().isDisposed()).isTrue();
		}
	}

	@Test
	void limitsSizeOfRequestsAndAnswers() {
		simulated(this.simulator).run((context) -> createsPlan(context, "too-large"));
		simulated(this.simulator).withPropertyValues("wechatpay.max-in-memory-size=400B").run((context) -> {
			PayscorePlanOperations plans = context.getBean(PayscorePlanOperations.class);
			StepVerifier.create(plans.queryPlan("no-such-plan"))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(WechatPayApiException.class).hasNoCause())
				.verify(TIMEOUT);
			StepVerifier.create(plans.queryPlan("too-large"))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(WechatPayApiException.class)
					.hasRootCauseInstanceOf(DataBufferLimitException.class))
				.verify(TIMEOUT);
			StepVerifier.create(plans.createPlan(plan("too-large").build()))
				.expectError(DataBufferLimitException.class)
				.verify(TIMEOUT);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE",
			"spring.jackson.default-property-inclusion=always", "spring.jackson.visibility.getter=none",
			"spring.jackson.deserialization.fail-on-unknown-properties=true",
			"spring.jackson.datatype.datetime.write-dates-as-timestamps=true" })
	void hasJsonOfItsOwn(String property) {
		simulated(this.simulator).withPropertyValues(property)
			.run((context) -> createsPlan(context, "json-" + Integer.toHexString(property.hashCode())));
	}

	@Test
	void appliesCustomizers() throws Exception {
		try (ErrorServer server = new ErrorServer()) {
			this.shopRunner.withPropertyValues("wechatpay.base-url=" + server.url())
				.withBean(WebClientCustomizer.class,
						() -> (builder) -> builder.defaultHeader("X-Customized", "by-application"))
				.run((context) -> callFails(context));
			assertThat(server.requests()).singleElement().extracting(Request::customized).isEqualTo("by-application");
		}
	}

	@Test
	void callsForRepositoryOfApplication() throws Exception {
		try (ErrorServer server = new ErrorServer()) {
			this.emptyRunner.withPropertyValues("wechatpay.base-url=" + server.url())
				.withBean("ownRepository", MerchantRepository.class, EmptyRepository::new)
				.run((context) -> {
					assertThat(context).hasSingleBean(MerchantRepository.class)
						.hasSingleBean(PayscorePlanOperations.class);
					StepVerifier.create(call(context)).expectError(MerchantNotFoundException.class).verify(TIMEOUT);
				});
			assertThat(server.requests()).isEmpty();
		}
	}

	@Test
	void backsOffForBeansOfApplication() {
		WechatPayWebClients webClients = WechatPayWebClients.builder(WebClient.builder())
			.baseUrl(URI.create("http://localhost"))
			.build();
		WebClient webClient = WebClient.create();
		this.shopRunner.withBean("own", WechatPayWebClients.class, () -> webClients)
			.withBean(SUBJECT, WebClient.class, () -> webClient)
			.withBean(CONNECTOR, ClientHttpConnector.class, JdkClientHttpConnector::new)
			.withBean("ownPlans", PayscorePlanOperations.class,
					() -> new PayscorePlanTemplate(webClient, new EmptyRepository()))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(WechatPayWebClients.class)).isSameAs(webClients);
				assertThat(context.getBean(SUBJECT)).isSameAs(webClient);
				assertThat(context.getBean(CONNECTOR)).isInstanceOf(JdkClientHttpConnector.class);
				assertThat(context.getBeanNamesForType(PayscorePlanOperations.class)).containsExactly("ownPlans");
			});
	}

	/**
	 * A context that is closed would take the event loops of all tests with it.
	 */
	private ReactorResourceFactory reactorResources() {
		ReactorResourceFactory reactorResources = new ReactorResourceFactory();
		reactorResources.setUseGlobalResources(false);
		reactorResources.setLoopResources(this.loopResources);
		reactorResources.setConnectionProvider(ConnectionProvider.newConnection());
		return reactorResources;
	}

	private ApplicationContextRunner simulated(WechatPaySimulator simulator) {
		return this.emptyRunner.withBean(WechatPayConnectionDetails.class,
				() -> new SimulatorConnectionDetails(simulator));
	}

	private static void createsPlan(ApplicationContext context, String merchantPlanNo) {
		StepVerifier.create(context.getBean(PayscorePlanOperations.class).createPlan(plan(merchantPlanNo).build()))
			.assertNext((plan) -> assertThat(plan.merchantPlanNo()).isEqualTo(merchantPlanNo))
			.expectComplete()
			.verify(TIMEOUT);
	}

	private static PayscorePlanRequest.Builder plan(String merchantPlanNo) {
		return PayscorePlanRequest.withMerchantPlanNo(merchantPlanNo)
			.name("瑜伽课2节")
			.durationDays(30)
			.detail("第一节课", 15000, 14000, "享受九五折")
			.detail("第二节课", 15000, 13000, "享受九折");
	}

	private static Mono<String> call(ApplicationContext context) {
		return context.getBean(SUBJECT, WebClient.class)
			.get()
			.uri("/v3/certificates")
			.retrieve()
			.bodyToMono(String.class);
	}

	private static void callFails(ApplicationContext context) {
		StepVerifier.create(call(context)).expectError().verify(TIMEOUT);
	}

	private static int portOf(ErrorServer server, int request) {
		return server.requests().get(request).clientPort();
	}

	private static HttpClient httpClient(ApplicationContext context) {
		Object httpClient = ReflectionTestUtils.getField(context.getBean(CONNECTOR), "httpClient");
		assertThat(httpClient).isInstanceOf(HttpClient.class);
		return (HttpClient) httpClient;
	}

	record DefaultCandidates(ClientHttpConnector connector, WebClient webClient) {

	}

	@Configuration(proxyBeanMethods = false)
	static class DefaultCandidatesConfiguration {

		@Bean
		DefaultCandidates defaultCandidates(ClientHttpConnector connector,
				@Qualifier("wechatPayWebClient") WebClient webClient) {
			return new DefaultCandidates(connector, webClient);
		}

	}

	static final class EmptyRepository implements MerchantRepository {

		@Override
		public Mono<Merchant> findByName(String name) {
			return Mono.empty();
		}

		@Override
		public Mono<Merchant> findDefault() {
			return Mono.empty();
		}

	}

}
