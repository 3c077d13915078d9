package io.github.wechatpayspring.autoconfigure.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.json.WechatPayJson;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import org.jspecify.annotations.Nullable;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Connection details of a simulator that runs in another process or in a container, read
 * from its control API. Its first merchant is called {@code default}, all others by their
 * numbers.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class RunningSimulatorConnectionDetails implements WechatPayConnectionDetails {

	// A merchant takes a few KB
	private static final int MAX_SIZE = 64 * 1024 * 1024;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	// A port can be open before there is something behind it
	private static final Retry UNTIL_STARTED = Retry.fixedDelay(60, Duration.ofMillis(250))
		.filter(WebClientRequestException.class::isInstance)
		.onRetryExhaustedThrow((retry, signal) -> signal.failure());

	private final URI baseUrl;

	private final Map<String, MerchantDetails> merchants;

	private RunningSimulatorConnectionDetails(URI baseUrl, Map<String, MerchantDetails> merchants) {
		this.baseUrl = baseUrl;
		this.merchants = Collections.unmodifiableMap(merchants);
	}

	/**
	 * Read the connection details of a simulator, which may still be starting.
	 * @param baseUrl where the simulator is: scheme, host and port
	 * @return the connection details
	 * @throws IllegalStateException if no simulator answers there
	 */
	public static RunningSimulatorConnectionDetails read(URI baseUrl) {
		try {
			String json = WebClient.builder()
				.clientConnector(new JdkClientHttpConnector(
						HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()))
				.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(MAX_SIZE))
				.build()
				.get()
				.uri(baseUrl.resolve("/_simulator/merchants"))
				.retrieve()
				.bodyToMono(String.class)
				.retryWhen(UNTIL_STARTED)
				.block(TIMEOUT);
			Assert.notNull(json, "The answer is empty");
			return new RunningSimulatorConnectionDetails(baseUrl, parse(json));
		}
		catch (RuntimeException ex) {
			throw new IllegalStateException("Unable to read the merchants of a simulator at " + baseUrl, ex);
		}
	}

	private static Map<String, MerchantDetails> parse(String json) {
		Map<String, MerchantDetails> merchants = new LinkedHashMap<>();
		for (JsonNode merchant : WechatPayJson.mapper().readTree(json).required("merchants")) {
			RunningMerchantDetails details = RunningMerchantDetails.of(merchant);
			merchants.put(merchants.isEmpty() ? "default" : details.getId(), details);
		}
		Assert.notEmpty(merchants, "The simulator has no merchants");
		return merchants;
	}

	@Override
	public URI getBaseUrl() {
		return this.baseUrl;
	}

	@Override
	public Map<String, MerchantDetails> getMerchants() {
		return this.merchants;
	}

	@Override
	public String toString() {
		return "RunningSimulatorConnectionDetails[" + this.baseUrl + "]";
	}

	private static final class RunningMerchantDetails implements MerchantDetails {

		private final Map<String, String> values;

		private final boolean certificates;

		private final PayscoreDefaults payscore;

		private RunningMerchantDetails(Map<String, String> values, boolean certificates, PayscoreDefaults payscore) {
			this.values = values;
			this.certificates = certificates;
			this.payscore = payscore;
		}

		static RunningMerchantDetails of(JsonNode merchant) {
			Map<String, String> values = new LinkedHashMap<>();
			for (String name : List.of("mchid", "api_v3_key", "private_key", "certificate")) {
				values.put(name, merchant.required(name).stringValue());
			}
			for (String name : List.of("public_key_id", "public_key")) {
				String value = text(merchant, name);
				if (value != null) {
					values.put(name, value);
				}
			}
			JsonNode subMerchant = merchant.path("sub_merchants").path(0);
			PayscoreDefaults payscore = new PayscoreDefaults(text(merchant, "service_id"), text(merchant, "appid"),
					text(subMerchant, "sub_mchid"), text(subMerchant, "sub_appid"));
			return new RunningMerchantDetails(values, !merchant.path("platform_certificates").isEmpty(), payscore);
		}

		private static @Nullable String text(JsonNode json, String name) {
			return json.path(name).stringValue(null);
		}

		private String required(String name) {
			String value = this.values.get(name);
			Assert.state(value != null, () -> "The merchant has no " + name);
			return value;
		}

		@Override
		public String getId() {
			return required("mchid");
		}

		@Override
		public String getApiV3Key() {
			return required("api_v3_key");
		}

		@Override
		public String getPrivateKey() {
			return required("private_key");
		}

		@Override
		public String getCertificate() {
			return required("certificate");
		}

		@Override
		public @Nullable String getPlatformPublicKeyId() {
			return this.values.get("public_key_id");
		}

		@Override
		public @Nullable String getPlatformPublicKey() {
			return this.values.get("public_key");
		}

		@Override
		public boolean isDownloadPlatformCertificates() {
			return this.certificates;
		}

		@Override
		public PayscoreDefaults getPayscore() {
			return this.payscore;
		}

	}

}
