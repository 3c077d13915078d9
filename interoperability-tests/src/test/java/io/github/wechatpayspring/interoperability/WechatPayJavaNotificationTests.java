package io.github.wechatpayspring.interoperability;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.google.gson.JsonObject;
import com.wechat.pay.java.core.auth.Validator;
import com.wechat.pay.java.core.exception.DecryptionException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.http.HttpHeaders;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSACombinedNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import io.github.wechatpayspring.interoperability.MerchantServer.Received;
import io.github.wechatpayspring.interoperability.WechatPayJava.Transport;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.notification.Notification;
import io.github.wechatpayspring.simulator.notification.NotificationFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the {@code NotificationParser} of the official SDK accepts notifications of
 * the simulator, and refuses those that are not right.
 */
class WechatPayJavaNotificationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final WechatPaySimulator simulator = WechatPaySimulator.start();

	private final MerchantServer server = new MerchantServer();

	@AfterEach
	void stop() {
		this.simulator.close();
		this.server.close();
	}

	@Test
	void notificationsAreReadInPublicKeyMode() {
		SimulatorMerchant merchant = this.simulator.merchant();
		assertReadsAll(merchant, WechatPayJava.publicKeyConfig(merchant));
	}

	@Test
	void notificationsAreReadInCertificateMode() {
		SimulatorMerchant merchant = this.simulator
			.addMerchant(SimulatorMerchant.withId("1900000211").platformKeyMode(PlatformKeyMode.CERTIFICATES));
		assertReadsAll(merchant,
				WechatPayJava.certificateConfig(merchant, Transport.OK_HTTP, this.simulator.baseUrl()));
	}

	@Test
	void notificationsSignedWithEitherKeyAreReadWhileAMerchantMovesOver() {
		SimulatorMerchant merchant = this.simulator.addMerchant(SimulatorMerchant.withId("1900000212"));
		NotificationConfig config = new RSACombinedNotificationConfig.Builder().merchantId(merchant.id())
			.privateKey(merchant.privateKeyPem())
			.merchantSerialNumber(merchant.serialNumber())
			.publicKey(merchant.wechatPayPublicKeyPem())
			.publicKeyId(merchant.wechatPayPublicKeyId())
			.apiV3Key(merchant.apiV3Key())
			.httpClient(downloading(merchant))
			.build();
		assertReadsAll(merchant, config);
		assertThat(this.server.last().header("Wechatpay-Serial")).isEqualTo(merchant.wechatPayPublicKeyId());
		this.simulator.notifications().faults().always(NotificationFault.signedWithCertificate());
		assertReadsAll(merchant, config);
		assertThat(this.server.last().header("Wechatpay-Serial"))
			.isEqualTo(merchant.newestPlatformCertificate().serial());
	}

	@Test
	void notificationsThatAreNotRightAreRefused() {
		SimulatorMerchant merchant = this.simulator.merchant();
		NotificationParser parser = new NotificationParser(WechatPayJava.publicKeyConfig(merchant));
		Map<String, Class<? extends Exception>> refusals = new LinkedHashMap<>();
		refusals.put("wrong-signature", ValidationException.class);
		refusals.put("changed-body", ValidationException.class);
		refusals.put("probe", IllegalArgumentException.class);
		refusals.put("tampered-ciphertext", DecryptionException.class);
		refusals.forEach((fault, refusal) -> {
			this.simulator.notifications().faults().next(NotificationFault.parse(fault));
			Received received = signed(merchant);
			assertThatExceptionOfType(refusal).as(fault).isThrownBy(() -> parse(parser, received));
		});
		Received right = signed(merchant);
		assertThat(text(parse(parser, right), "sign_state")).isEqualTo("SIGNED");
	}

	@Test
	void timeOfANotificationIsNotLookedAt() {
		SimulatorMerchant merchant = this.simulator.merchant();
		NotificationParser parser = new NotificationParser(WechatPayJava.publicKeyConfig(merchant));
		this.simulator.notifications().faults().next(NotificationFault.clockSkew(Duration.ofHours(-1)));
		assertThat(text(parse(parser, signed(merchant)), "sign_state")).isEqualTo("SIGNED");
	}

	private HttpClient downloading(SimulatorMerchant merchant) {
		// The download can't be verified before it is decrypted, so the SDK doesn't
		// either.
		return Transport.OK_HTTP.builder(this.simulator.baseUrl())
			.credential(WechatPayJava.publicKeyConfig(merchant).createCredential())
			.validator(new AcceptingValidator())
			.build();
	}

	private void assertReadsAll(SimulatorMerchant merchant, NotificationConfig config) {
		NotificationParser parser = new NotificationParser(config);
		JsonNode signed = parse(parser, signed(merchant));
		assertThat(text(signed, "sign_state")).isEqualTo("SIGNED");
		assertThat(text(signed, "sub_mchid")).isEqualTo(merchant.subMerchantId());
		assertThat(Payscore.JSON.readTree(lastSent("PAYSCORE.USER_SIGN_PLAN").resource())).isEqualTo(signed);
		String signPlanId = text(signed, "sign_plan_id");
		complete(merchant, signPlanId);
		JsonNode paid = parse(parser, last());
		assertThat(text(paid, "state")).isEqualTo("DONE");
		assertThat(Payscore.JSON.readTree(lastSent("PAYSCORE.USER_PAID").resource())).isEqualTo(paid);
		this.simulator.user(Payscore.USER).cancel(signPlanId);
		JsonNode cancelled = parse(parser, last());
		assertThat(text(cancelled, "cancel_sign_type")).isEqualTo("USER");
		assertThat(Payscore.JSON.readTree(lastSent("PAYSCORE.USER_CANCEL_SIGN_PLAN").resource())).isEqualTo(cancelled);
	}

	private Received signed(SimulatorMerchant merchant) {
		Payscore payscore = new Payscore(merchant, true, this.server.url());
		PayscoreApi api = api(merchant);
		JsonNode plan = api.post(payscore.plans(), payscore.planRequest(Payscore.newNumber()).toString());
		JsonNode created = api.post(payscore.signPlans(),
				payscore.signPlanRequest(plan, Payscore.newNumber()).toString());
		this.simulator.user(Payscore.USER).sign(text(created, "package"));
		return last();
	}

	private void complete(SimulatorMerchant merchant, String signPlanId) {
		Payscore payscore = new Payscore(merchant, true, this.server.url());
		PayscoreApi api = api(merchant);
		String number = Payscore.newNumber();
		api.post(payscore.orderCreation(), payscore.orderRequest(signPlanId, 1, number).toString());
		api.post(payscore.orders() + "/" + number + "/complete", payscore.amounts(100, 0).toString());
	}

	private PayscoreApi api(SimulatorMerchant merchant) {
		return WechatPayJava.of(
				merchant.platformKeyMode().hasPublicKey() ? WechatPayJava.publicKeyConfig(merchant)
						: WechatPayJava.certificateConfig(merchant, Transport.OK_HTTP, this.simulator.baseUrl()),
				Transport.OK_HTTP, this.simulator.baseUrl());
	}

	private Received last() {
		this.simulator.notifications().awaitDelivered(PATIENCE);
		return this.server.last();
	}

	private Notification lastSent(String type) {
		return this.simulator.notifications()
			.ofType(type)
			.stream()
			.reduce((first, second) -> second)
			.filter(Notification::received)
			.orElseThrow();
	}

	private static String text(JsonNode json, String name) {
		return json.required(name).stringValue();
	}

	private static JsonNode parse(NotificationParser parser, Received received) {
		return Payscore.JSON.readTree(
				parser
					.parse(new RequestParam.Builder().serialNumber(received.header("Wechatpay-Serial"))
						.timestamp(received.header("Wechatpay-Timestamp"))
						.nonce(received.header("Wechatpay-Nonce"))
						.signature(received.header("Wechatpay-Signature"))
						.signType(received.header("Wechatpay-Signature-Type"))
						.body(received.body())
						.build(), JsonObject.class)
					.toString());
	}

	/**
	 * What the SDK downloads its first certificates with.
	 */
	private static final class AcceptingValidator implements Validator {

		@Override
		public <T> boolean validate(HttpHeaders responseHeaders, String body) {
			return true;
		}

		@Override
		public <T> String getSerialNumber() {
			return "";
		}

	}

}
