package io.github.wechatpayspring.interoperability;

import java.time.Duration;
import java.util.List;

import com.github.binarywang.wxpay.bean.ecommerce.SignatureHeader;
import com.github.binarywang.wxpay.bean.payscore.PartnerUserSignPlanEntity;
import com.github.binarywang.wxpay.bean.payscore.PayScoreNotifyData;
import com.github.binarywang.wxpay.bean.payscore.WxPartnerPayScoreResult;
import com.github.binarywang.wxpay.config.WxPayConfig;
import com.github.binarywang.wxpay.exception.WxPayException;
import com.github.binarywang.wxpay.service.PartnerPayScoreService;
import com.github.binarywang.wxpay.service.PartnerPayScoreSignPlanService;
import io.github.wechatpayspring.interoperability.MerchantServer.Received;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.notification.Notification;
import io.github.wechatpayspring.simulator.notification.NotificationFault;
import me.chanjar.weixin.common.error.WxRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that WxJava, unmodified, accepts notifications of the simulator, and refuses
 * those that are not right.
 */
class WxJavaNotificationTests {

	private final WechatPaySimulator simulator = WechatPaySimulator.start();

	private final MerchantServer server = new MerchantServer();

	@AfterEach
	void stop() {
		this.simulator.close();
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void notificationsAreRead(PlatformKeyMode mode) throws WxPayException {
		SimulatorMerchant merchant = this.simulator
			.addMerchant(SimulatorMerchant.withId("1900000411").platformKeyMode(mode));
		Payscore payscore = new Payscore(merchant, true, this.server.url());
		WxJava wxJava = WxJava.of(mode.hasPublicKey() ? WxJava.publicKeyConfig(merchant, this.simulator.baseUrl())
				: WxJava.config(merchant, this.simulator.baseUrl()));
		PartnerPayScoreSignPlanService plans = wxJava.service().getPartnerPayScoreSignPlanService();
		Received received = signed(wxJava, payscore);
		PartnerUserSignPlanEntity signed = plans.parseSignPlanNotifyResult(received.body(), header(received));
		assertThat(signed.getSignState()).isEqualTo("SIGNED");
		assertThat(signed.getSubMchid()).isEqualTo(merchant.subMerchantId());
		String number = Payscore.newNumber();
		wxJava.post(payscore.orderCreation(), payscore.orderRequest(signed.getSignPlanId(), 1, number).toString());
		wxJava.post(payscore.orders() + "/" + number + "/complete", payscore.amounts(13000, 0).toString());
		Received payment = last();
		PartnerPayScoreService orders = wxJava.service().getPartnerPayScoreService();
		PayScoreNotifyData data = orders.parseNotifyData(payment.body(), header(payment));
		assertThat(data.getEventType()).isEqualTo("PAYSCORE.USER_PAID");
		WxPartnerPayScoreResult paid = orders.decryptNotifyDataResource(data);
		assertThat(paid.getOutOrderNo()).isEqualTo(number);
		assertThat(paid.getState()).isEqualTo("DONE");
		assertThat(this.simulator.notifications().all()).hasSize(2).allMatch(Notification::received);
	}

	@Test
	void notificationsThatAreNotRightAreRefused() throws WxPayException {
		SimulatorMerchant merchant = this.simulator.merchant();
		Payscore payscore = new Payscore(merchant, true, this.server.url());
		WxPayConfig config = WxJava.publicKeyConfig(merchant, this.simulator.baseUrl());
		config.setFullPublicKeyModel(true);
		WxJava wxJava = WxJava.of(config);
		PartnerPayScoreSignPlanService plans = wxJava.service().getPartnerPayScoreSignPlanService();
		for (String fault : List.of("wrong-signature", "changed-body", "probe", "tampered-ciphertext")) {
			this.simulator.notifications().faults().next(NotificationFault.parse(fault));
			Received received = signed(wxJava, payscore);
			assertThatExceptionOfType(Exception.class).as(fault)
				.isThrownBy(() -> plans.parseSignPlanNotifyResult(received.body(), header(received)))
				.isInstanceOfAny(WxPayException.class, WxRuntimeException.class, IllegalArgumentException.class);
		}
		Received right = signed(wxJava, payscore);
		assertThat(plans.parseSignPlanNotifyResult(right.body(), header(right)).getSignState()).isEqualTo("SIGNED");
	}

	private Received signed(WxJava wxJava, Payscore payscore) {
		JsonNode plan = wxJava.post(payscore.plans(), payscore.planRequest(Payscore.newNumber()).toString());
		JsonNode created = wxJava.post(payscore.signPlans(),
				payscore.signPlanRequest(plan, Payscore.newNumber()).toString());
		this.simulator.user(Payscore.USER).sign(created.required("package").stringValue());
		return last();
	}

	private Received last() {
		this.simulator.notifications().awaitDelivered(Duration.ofSeconds(30));
		return this.server.last();
	}

	private static SignatureHeader header(Received received) {
		return SignatureHeader.builder()
			.timeStamp(received.header("Wechatpay-Timestamp"))
			.nonce(received.header("Wechatpay-Nonce"))
			.signed(received.header("Wechatpay-Signature"))
			.serialNo(received.header("Wechatpay-Serial"))
			.build();
	}

}
