package io.github.wechatpayspring.simulator;

import java.time.Duration;

import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.DecryptionException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RequestParam;
import io.github.wechatpayspring.simulator.MerchantServer.Received;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.notification.NotificationFault;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the notification parser of the official SDK, unmodified, accepts the
 * simulator's notifications, and refuses those that are not right.
 */
class OfficialSdkNotificationTests {

	private final MerchantServer server = new MerchantServer();

	private final WechatPaySimulator simulator = WechatPaySimulator.start();

	@AfterEach
	void stop() {
		this.simulator.close();
		this.server.close();
	}

	@Test
	void notificationsAreReadInPublicKeyMode() {
		SimulatorMerchant merchant = this.simulator.merchant();
		signOrderAndPay(merchant, publicKeyConfig(merchant));
	}

	@Test
	void notificationsAreReadInCertificateMode() {
		// The SDK keeps certificates in a static map by merchant number.
		SimulatorMerchant merchant = this.simulator
			.addMerchant(SimulatorMerchant.withId("1900000451").platformKeyMode(PlatformKeyMode.CERTIFICATES));
		signOrderAndPay(merchant, certificateConfig(merchant));
	}

	@Test
	void notificationsThatAreNotRightAreRefused() {
		SimulatorMerchant merchant = this.simulator.merchant();
		NotificationParser parser = new NotificationParser(publicKeyConfig(merchant));
		Payscores payscores = Payscores.partner(this.simulator, this.server.url());
		for (NotificationFault fault : new NotificationFault[] { NotificationFault.wrongSignature(),
				NotificationFault.changedBody(), NotificationFault.probe() }) {
			Received received = signed(payscores, fault);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> parse(parser, received))
				.isInstanceOfAny(ValidationException.class, IllegalArgumentException.class);
		}
		Received tampered = signed(payscores, NotificationFault.tamperedCiphertext());
		assertThatExceptionOfType(DecryptionException.class).isThrownBy(() -> parse(parser, tampered));
		Received right = signed(payscores, NotificationFault.clockSkew(Duration.ZERO));
		assertThat(text(parse(parser, right), "sign_state")).isEqualTo("SIGNED");
	}

	private void signOrderAndPay(SimulatorMerchant merchant, NotificationConfig config) {
		NotificationParser parser = new NotificationParser(config);
		Payscores payscores = new Payscores(this.simulator, merchant, true, this.server.url());
		JsonNode signPlan = payscores.createSigned();
		JsonNode signed = parse(parser, last());
		assertThat(text(signed, "sign_state")).isEqualTo("SIGNED");
		assertThat(text(signed, "sub_mchid")).isEqualTo(merchant.subMerchantId());
		assertThat(text(signed, "sign_plan_id")).isEqualTo(text(signPlan, "sign_plan_id"));
		String order = payscores.createOrder(signPlan, 1);
		payscores.complete(order, 100);
		JsonNode paid = parse(parser, last());
		assertThat(text(paid, "out_order_no")).isEqualTo(order);
		assertThat(text(paid, "state")).isEqualTo("DONE");
	}

	private Received signed(Payscores payscores, NotificationFault fault) {
		this.simulator.notifications().faults().next(fault);
		payscores.createSigned();
		return last();
	}

	private static String text(JsonNode json, String name) {
		return json.required(name).stringValue();
	}

	private Received last() {
		this.simulator.notifications().awaitDelivered(Payscores.PATIENCE);
		return this.server.received().get(this.server.received().size() - 1);
	}

	private static JsonNode parse(NotificationParser parser, Received received) {
		return Plans.JSON.valueToTree(
				parser.parse(new RequestParam.Builder().serialNumber(received.headers().get("Wechatpay-Serial"))
					.timestamp(received.headers().get("Wechatpay-Timestamp"))
					.nonce(received.headers().get("Wechatpay-Nonce"))
					.signature(received.headers().get("Wechatpay-Signature"))
					.signType(received.headers().get("Wechatpay-Signature-Type"))
					.body(received.body())
					.build(), Object.class));
	}

	private static NotificationConfig publicKeyConfig(SimulatorMerchant merchant) {
		return new RSAPublicKeyConfig.Builder().merchantId(merchant.id())
			.privateKey(merchant.privateKeyPem())
			.merchantSerialNumber(merchant.serialNumber())
			.publicKey(merchant.wechatPayPublicKeyPem())
			.publicKeyId(merchant.wechatPayPublicKeyId())
			.apiV3Key(merchant.apiV3Key())
			.build();
	}

	private NotificationConfig certificateConfig(SimulatorMerchant merchant) {
		HttpUrl base = HttpUrl.get(this.simulator.baseUrl().toString());
		OkHttpClient client = new OkHttpClient.Builder().addInterceptor((chain) -> {
			HttpUrl url = chain.request()
				.url()
				.newBuilder()
				.scheme(base.scheme())
				.host(base.host())
				.port(base.port())
				.build();
			return chain.proceed(chain.request().newBuilder().url(url).build());
		}).build();
		return new RSAAutoCertificateConfig.Builder().merchantId(merchant.id())
			.privateKey(merchant.privateKeyPem())
			.merchantSerialNumber(merchant.serialNumber())
			.apiV3Key(merchant.apiV3Key())
			.httpClientBuilder(new DefaultHttpClientBuilder().okHttpClient(client))
			.build();
	}

}
