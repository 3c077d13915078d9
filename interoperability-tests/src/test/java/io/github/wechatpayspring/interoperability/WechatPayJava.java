package io.github.wechatpayspring.interoperability;

import java.net.URI;

import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.http.AbstractHttpClientBuilder;
import com.wechat.pay.java.core.http.ApacheHttpClientBuilder;
import com.wechat.pay.java.core.http.Constant;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.http.HttpResponse;
import com.wechat.pay.java.core.http.JsonRequestBody;
import com.wechat.pay.java.core.http.JsonResponseBody;
import com.wechat.pay.java.core.http.MediaType;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.apache.http.HttpHost;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.client.HttpClients;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The official SDK. It calls its own host, {@value #HOST}; the HTTP client under it is
 * told that this host is the simulator.
 *
 * @param client the client
 */
record WechatPayJava(HttpClient client) implements PayscoreApi {

	static final String HOST = "https://api.mch.weixin.qq.com";

	static WechatPayJava of(Config config, Transport transport, URI simulator) {
		AbstractHttpClientBuilder<?> builder = transport.builder(simulator);
		return new WechatPayJava(
				builder.credential(config.createCredential()).validator(config.createValidator()).build());
	}

	static RSAPublicKeyConfig publicKeyConfig(SimulatorMerchant merchant) {
		return new RSAPublicKeyConfig.Builder().merchantId(merchant.id())
			.privateKey(merchant.privateKeyPem())
			.merchantSerialNumber(merchant.serialNumber())
			.publicKey(merchant.wechatPayPublicKeyPem())
			.publicKeyId(merchant.wechatPayPublicKeyId())
			.apiV3Key(merchant.apiV3Key())
			.build();
	}

	/**
	 * Make a configuration that downloads certificates. The SDK keeps them in a static
	 * map by merchant number, so every test needs a merchant of its own.
	 */
	static RSAAutoCertificateConfig certificateConfig(SimulatorMerchant merchant, Transport transport, URI simulator) {
		return new RSAAutoCertificateConfig.Builder().merchantId(merchant.id())
			.privateKey(merchant.privateKeyPem())
			.merchantSerialNumber(merchant.serialNumber())
			.apiV3Key(merchant.apiV3Key())
			.httpClientBuilder(transport.builder(simulator))
			.build();
	}

	@Override
	public JsonNode get(String target) {
		return Payscore.JSON.readTree(body(this.client.get(headers(), HOST + target, Object.class)));
	}

	@Override
	public @Nullable JsonNode post(String target, String json) {
		String body = body(this.client.post(headers(), HOST + target, new JsonRequestBody.Builder().body(json).build(),
				Object.class));
		return (body != null && !body.isEmpty()) ? Payscore.JSON.readTree(body) : null;
	}

	private static @Nullable String body(HttpResponse<?> response) {
		return (response.getBody() instanceof JsonResponseBody body) ? body.getBody() : null;
	}

	private static HttpHeaders headers() {
		HttpHeaders headers = new HttpHeaders();
		headers.addHeader(Constant.ACCEPT, MediaType.APPLICATION_JSON.getValue());
		headers.addHeader(Constant.CONTENT_TYPE, MediaType.APPLICATION_JSON.getValue());
		return headers;
	}

	/**
	 * The HTTP clients that the SDK works with.
	 */
	enum Transport {

		OK_HTTP {

			@Override
			AbstractHttpClientBuilder<?> builder(URI simulator) {
				return new DefaultHttpClientBuilder()
					.okHttpClient(new OkHttpClient.Builder().addInterceptor((chain) -> {
						HttpUrl url = chain.request()
							.url()
							.newBuilder()
							.scheme(simulator.getScheme())
							.host(simulator.getHost())
							.port(simulator.getPort())
							.build();
						return chain.proceed(chain.request().newBuilder().url(url).build());
					}).build());
			}

		},

		APACHE {

			@Override
			AbstractHttpClientBuilder<?> builder(URI simulator) {
				HttpHost host = new HttpHost(simulator.getHost(), simulator.getPort(), simulator.getScheme());
				return new ApacheHttpClientBuilder().apacheHttpClient(HttpClients.custom()
					.setRoutePlanner((target, request, context) -> new HttpRoute(host))
					.build());
			}

		};

		abstract AbstractHttpClientBuilder<?> builder(URI simulator);

	}

}
