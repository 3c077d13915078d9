package io.github.wechatpayspring.simulator;

import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.http.Constant;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.http.HttpResponse;
import com.wechat.pay.java.core.http.JsonRequestBody;
import com.wechat.pay.java.core.http.JsonResponseBody;
import com.wechat.pay.java.core.http.MediaType;
import io.github.wechatpayspring.simulator.fault.Fault;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the official SDK, unmodified, accepts the simulator for WeChat Pay. Only the
 * host it calls is replaced, by an interceptor of its HTTP client.
 */
class OfficialSdkTests {

	private static final String HOST = "https://api.mch.weixin.qq.com";

	private WechatPaySimulator simulator;

	@BeforeEach
	void start() {
		this.simulator = WechatPaySimulator.start();
	}

	@AfterEach
	void stop() {
		this.simulator.close();
	}

	@Test
	void planIsCreatedQueriedAndStoppedInPublicKeyMode() {
		SimulatorMerchant merchant = this.simulator.merchant();
		createQueryAndStop(merchant, client(publicKeyConfig(merchant, merchant.privateKeyPem())));
		assertThat(this.simulator.requests()).extracting((request) -> request.header("Wechatpay-Serial"))
			.containsOnly(merchant.wechatPayPublicKeyId());
	}

	@Test
	void planIsCreatedQueriedAndStoppedInCertificateMode() {
		// The SDK keeps certificates in a static map by merchant number.
		SimulatorMerchant merchant = this.simulator
			.addMerchant(SimulatorMerchant.withId("1900000401").platformKeyMode(PlatformKeyMode.CERTIFICATES));
		createQueryAndStop(merchant, client(certificateConfig(merchant)));
		assertThat(this.simulator.requests()).extracting(ReceivedRequest::target)
			.startsWith("/v3/certificates?algorithm_type=RSA");
	}

	@Test
	void newestCertificateIsTheOneTheSdkAsksFor() {
		SimulatorMerchant merchant = this.simulator
			.addMerchant(SimulatorMerchant.withId("1900000402").platformKeyMode(PlatformKeyMode.CERTIFICATES));
		merchant.platformCertificatePems();
		String rotated = merchant.rotateCertificate();
		createQueryAndStop(merchant, client(certificateConfig(merchant)));
		assertThat(this.simulator.requests().get(1).header("Wechatpay-Serial")).isEqualTo(rotated);
	}

	@Test
	void certificatesCannotBeDownloadedWithAnotherApiV3Key() {
		SimulatorMerchant merchant = this.simulator.addMerchant(SimulatorMerchant.withId("1900000403"));
		SimulatorMerchant other = this.simulator.merchant();
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> new RSAAutoCertificateConfig.Builder().merchantId(merchant.id())
				.privateKey(merchant.privateKeyPem())
				.merchantSerialNumber(merchant.serialNumber())
				.apiV3Key(other.apiV3Key())
				.httpClientBuilder(httpClientBuilder())
				.build());
	}

	@Test
	void requestSignedWithAnotherKeyIsRefused() {
		SimulatorMerchant merchant = this.simulator.merchant();
		SimulatorMerchant other = this.simulator.addMerchant(SimulatorMerchant.withId("1900000404"));
		HttpClient client = client(publicKeyConfig(merchant, other.privateKeyPem()));
		assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> create(client, merchant, Plans.newNumber()))
			.satisfies((ex) -> {
				assertThat(ex.getHttpStatusCode()).isEqualTo(401);
				assertThat(ex.getErrorCode()).isEqualTo("SIGN_ERROR");
			});
	}

	@Test
	void errorsAreReadByTheSdk() {
		SimulatorMerchant merchant = this.simulator.merchant();
		HttpClient client = client(publicKeyConfig(merchant, merchant.privateKeyPem()));
		assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> create(client, merchant, "not a number"))
			.satisfies((ex) -> {
				assertThat(ex.getHttpStatusCode()).isEqualTo(400);
				assertThat(ex.getErrorCode()).isEqualTo("PARAM_ERROR");
				assertThat(ex.getErrorMessage()).isEqualTo("参数错误");
			});
	}

	@Test
	void wronglySignedAnswerIsRefusedByTheSdk() {
		SimulatorMerchant merchant = this.simulator.merchant();
		HttpClient client = client(publicKeyConfig(merchant, merchant.privateKeyPem()));
		for (Fault fault : new Fault[] { Fault.wrongSignature(), Fault.foreignSignature(), Fault.changedBody(),
				Fault.probe() }) {
			this.simulator.faults().next(fault);
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> create(client, merchant, Plans.newNumber()))
				.isInstanceOfAny(ValidationException.class, IllegalArgumentException.class);
		}
		assertThat(create(client, merchant, Plans.newNumber()).required("plan_state").stringValue())
			.isEqualTo("NORMAL");
	}

	@Test
	void planIsSignedAndPaidForInPartnerMode() {
		SimulatorMerchant merchant = this.simulator.merchant();
		HttpClient client = client(publicKeyConfig(merchant, merchant.privateKeyPem()));
		Payscores payscores = Payscores.partner(this.simulator, "http://127.0.0.1:9/notify");
		JsonNode plan = create(client, merchant, Plans.newNumber());
		String url = HOST + payscores.signPlans();
		JsonNode invited = post(client, url, payscores.signPlanRequest(plan, Plans.newNumber()).toString());
		JsonNode signPlan = invited.required("sign_plan");
		this.simulator.user(Payscores.USER).sign(invited.required("package").stringValue());
		String number = Plans.newNumber();
		JsonNode order = post(client, HOST + payscores.orderCreation(),
				payscores.orderRequest(signPlan, 1, number).toString());
		assertThat(order.required("out_order_no").stringValue()).isEqualTo(number);
		client.post(headers(), HOST + payscores.orders() + "/" + number + "/complete",
				body(payscores.amounts(14000, 0).toString()), Object.class);
		JsonNode paid = read(client.get(headers(), HOST + payscores.orders() + "?service_id=" + merchant.serviceId()
				+ "&sub_mchid=" + merchant.subMerchantId() + "&out_order_no=" + number, Object.class));
		assertThat(paid.at("/collection/state").stringValue()).isEqualTo("USER_PAID");
		JsonNode stopped = post(client,
				url + "/merchant-sign-plan-no/" + signPlan.required("merchant_sign_plan_no").stringValue() + "/stop",
				"{\"sub_mchid\":\"" + merchant.subMerchantId() + "\",\"stop_reason\":\"用户协商后停止\"}");
		assertThat(stopped.required("sign_state").stringValue()).isEqualTo("SIGN_PLAN_CANCEL");
		assertThatExceptionOfType(ServiceException.class).isThrownBy(
				() -> post(client, HOST + payscores.orders() + "/" + number + "/pay", payscores.nothing().toString()))
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo("INVALID_REQUEST"));
	}

	private static JsonNode post(HttpClient client, String url, String json) {
		return read(client.post(headers(), url, body(json), Object.class));
	}

	private static void createQueryAndStop(SimulatorMerchant merchant, HttpClient client) {
		String number = Plans.newNumber();
		JsonNode created = create(client, merchant, number);
		assertThat(created.required("plan_name").stringValue()).isEqualTo("瑜伽课20节");
		String url = HOST + Plans.PARTNER + "/merchant-plan-no/" + number;
		JsonNode found = read(client.get(headers(), url + "?sub_mchid=" + merchant.subMerchantId(), Object.class));
		assertThat(found).isEqualTo(created);
		JsonNode stopped = read(client.post(headers(), url + "/stop",
				body("{\"sub_mchid\":\"" + merchant.subMerchantId() + "\"}"), Object.class));
		assertThat(stopped.required("plan_state").stringValue()).isEqualTo("STOP");
	}

	private static JsonNode create(HttpClient client, SimulatorMerchant merchant, String number) {
		return read(client.post(headers(), HOST + Plans.PARTNER, body(Plans.partner(merchant, number).toString()),
				Object.class));
	}

	private static JsonNode read(HttpResponse<?> response) {
		return Plans.JSON.readTree(((JsonResponseBody) response.getBody()).getBody());
	}

	private Config publicKeyConfig(SimulatorMerchant merchant, String privateKey) {
		return new RSAPublicKeyConfig.Builder().merchantId(merchant.id())
			.privateKey(privateKey)
			.merchantSerialNumber(merchant.serialNumber())
			.publicKey(merchant.wechatPayPublicKeyPem())
			.publicKeyId(merchant.wechatPayPublicKeyId())
			.apiV3Key(merchant.apiV3Key())
			.build();
	}

	private Config certificateConfig(SimulatorMerchant merchant) {
		return new RSAAutoCertificateConfig.Builder().merchantId(merchant.id())
			.privateKey(merchant.privateKeyPem())
			.merchantSerialNumber(merchant.serialNumber())
			.apiV3Key(merchant.apiV3Key())
			.httpClientBuilder(httpClientBuilder())
			.build();
	}

	private HttpClient client(Config config) {
		return httpClientBuilder().config(config).build();
	}

	private DefaultHttpClientBuilder httpClientBuilder() {
		HttpUrl base = HttpUrl.get(this.simulator.baseUrl().toString());
		return new DefaultHttpClientBuilder().okHttpClient(new OkHttpClient.Builder().addInterceptor((chain) -> {
			HttpUrl url = chain.request()
				.url()
				.newBuilder()
				.scheme(base.scheme())
				.host(base.host())
				.port(base.port())
				.build();
			return chain.proceed(chain.request().newBuilder().url(url).build());
		}).build());
	}

	private static HttpHeaders headers() {
		HttpHeaders headers = new HttpHeaders();
		headers.addHeader(Constant.ACCEPT, MediaType.APPLICATION_JSON.getValue());
		headers.addHeader(Constant.CONTENT_TYPE, MediaType.APPLICATION_JSON.getValue());
		return headers;
	}

	private static JsonRequestBody body(String json) {
		return new JsonRequestBody.Builder().body(json).build();
	}

}
