package io.github.wechatpayspring.interoperability;

import java.time.Duration;
import java.util.List;

import com.github.binarywang.wxpay.bean.payscore.PartnerUserSignPlanEntity;
import com.github.binarywang.wxpay.bean.payscore.WxPartnerPayScoreRequest;
import com.github.binarywang.wxpay.bean.payscore.WxPartnerPayScoreResult;
import com.github.binarywang.wxpay.bean.payscore.WxPartnerPayScoreSignPlanRequest;
import com.github.binarywang.wxpay.bean.payscore.WxPartnerPayScoreSignPlanResult;
import com.github.binarywang.wxpay.bean.payscore.WxPartnerPayScoreUserSignPlanResult;
import com.github.binarywang.wxpay.config.WxPayConfig;
import com.github.binarywang.wxpay.exception.WxPayException;
import com.github.binarywang.wxpay.service.PartnerPayScoreService;
import com.github.binarywang.wxpay.service.PartnerPayScoreSignPlanService;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.fault.Fault;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.payscore.Deductions.Charge;
import io.github.wechatpayspring.simulator.payscore.OrderState;
import io.github.wechatpayspring.simulator.payscore.SignState;
import io.github.wechatpayspring.simulator.payscore.SimulatedServiceOrder;
import io.github.wechatpayspring.simulator.payscore.SimulatedSignPlan;
import me.chanjar.weixin.common.util.json.WxGsonBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests how far WxJava, unmodified, comes.
 */
class WxJavaTests {

	private final WechatPaySimulator simulator = WechatPaySimulator.start();

	private final MerchantServer server = new MerchantServer();

	@AfterEach
	void stop() {
		this.simulator.close();
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void signPlanServiceWorks(PlatformKeyMode mode) throws WxPayException {
		SimulatorMerchant merchant = this.simulator
			.addMerchant(SimulatorMerchant.withId("1900000401").platformKeyMode(mode));
		Payscore payscore = new Payscore(merchant, true, this.server.url());
		WxJava wxJava = WxJava.of(config(merchant));
		PartnerPayScoreSignPlanService plans = wxJava.service().getPartnerPayScoreSignPlanService();
		String subMerchantId = merchant.subMerchantId();
		WxPartnerPayScoreSignPlanResult plan = plans.createPlans(read(payscore.planRequest(Payscore.newNumber())));
		assertThat(plan.getPlanState()).isEqualTo("NORMAL");
		assertThat(plans.queryPlans(plan.getMerchantPlanNo(), subMerchantId)).isEqualTo(plan);
		String number = Payscore.newNumber();
		JsonNode simulated = Payscore.JSON.readTree(this.simulator.payscore().plans().get(0));
		WxPartnerPayScoreUserSignPlanResult created = plans
			.createUserSignPlans(read(payscore.signPlanRequest(simulated, number)));
		assertThat(created.getSignPlan().getSignState()).isEqualTo("UNSIGNED");
		this.simulator.user(Payscore.USER).sign(created.getPack());
		PartnerUserSignPlanEntity signed = plans.queryUserSignPlans(number, subMerchantId);
		assertThat(signed.getSignState()).isEqualTo("SIGNED");
		assertThat(signed.getSignedDetailList()).hasSize(3);
		orders(wxJava, payscore, signed.getSignPlanId());
		assertThat(plans.stopUserSignPlans(number, subMerchantId, "用户协商后停止").getCancelSignType()).isEqualTo("MERCHANT");
		assertThat(plans.stopPlans(plan.getMerchantPlanNo(), subMerchantId).getPlanState()).isEqualTo("STOP");
		assertThat(this.simulator.payscore().signPlans()).extracting(SimulatedSignPlan::state)
			.containsExactly(SignState.SIGN_PLAN_CANCEL);
		assertRecorded(merchant, mode);
	}

	private void orders(WxJava wxJava, Payscore payscore, String signPlanId) throws WxPayException {
		PartnerPayScoreSignPlanService plans = wxJava.service().getPartnerPayScoreSignPlanService();
		PartnerPayScoreService orders = wxJava.service().getPartnerPayScoreService();
		SimulatorMerchant merchant = payscore.merchant();
		String number = Payscore.newNumber();
		WxPartnerPayScoreSignPlanResult order = plans
			.signPlanServiceOrder(read(payscore.orderRequest(signPlanId, 1, number)));
		assertThat(order.getOutOrderNo()).isEqualTo(number);
		this.simulator.payscore().deductions().failNext(merchant.id());
		orders.completeServiceOrder(orderRequest(payscore.amounts(13000, 1000), number));
		orders.modifyServiceOrder(orderRequest(payscore.amounts(13000, 2000).put("reason", "用户投诉"), number));
		orders.payServiceOrder(merchant.serviceId(), merchant.appId(), merchant.subMerchantId(), number);
		WxPartnerPayScoreResult paid = orders.queryServiceOrder(merchant.serviceId(), merchant.subMerchantId(), number,
				null);
		assertThat(paid.getState()).isEqualTo("DONE");
		assertThat(paid.getCollection().getPaidAmount()).isEqualTo(11000);
		String cancelled = Payscore.newNumber();
		plans.signPlanServiceOrder(read(payscore.orderRequest(signPlanId, 2, cancelled)));
		orders.cancelServiceOrder(merchant.serviceId(), merchant.appId(), merchant.subMerchantId(), cancelled, "用户请假");
		assertThat(this.simulator.payscore().orders()).extracting(SimulatedServiceOrder::state)
			.containsExactly(OrderState.DONE, OrderState.REVOKED);
		assertThat(this.simulator.payscore().deductions().charges())
			.containsExactly(new Charge(paid.getOrderId(), 11000));
	}

	private void assertRecorded(SimulatorMerchant merchant, PlatformKeyMode mode) {
		List<ReceivedRequest> requests = this.simulator.requests();
		ReceivedRequest download = requests.get(0);
		assertThat(download.target()).isEqualTo("/v3/certificates");
		assertThat(download.status()).isEqualTo(mode.hasCertificates() ? 200 : 404);
		List<ReceivedRequest> calls = requests.subList(1, requests.size());
		assertThat(calls).hasSize(13);
		assertThat(calls).extracting(ReceivedRequest::merchantId).containsOnly(merchant.id());
		assertThat(calls).extracting(ReceivedRequest::status).containsOnly(200, 204);
		assertThat(calls).extracting((request) -> request.header("Wechatpay-Serial"))
			.containsOnly(merchant.preferredPlatformKey().serial());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void everyOperationWorksByItsPath(boolean partner) {
		SimulatorMerchant merchant = this.simulator.merchant();
		WxPayConfig config = WxJava.publicKeyConfig(merchant, this.simulator.baseUrl());
		config.setFullPublicKeyModel(true);
		Payscore payscore = new Payscore(merchant, partner, this.server.url());
		new PayscoreScenario(this.simulator, payscore, WxJava.of(config), merchant.wechatPayPublicKeyId()).run();
	}

	/**
	 * It reads the Content-Type of every answer before it looks whether there is any
	 * content: the order is completed and paid, but WxJava says that it failed.
	 */
	@Test
	void answerWithoutContentTypeIsNotUnderstood() throws WxPayException {
		SimulatorMerchant merchant = this.simulator.merchant();
		Payscore payscore = new Payscore(merchant, true, this.server.url());
		WxJava wxJava = WxJava.of(WxJava.publicKeyConfig(merchant, this.simulator.baseUrl()));
		PartnerPayScoreSignPlanService plans = wxJava.service().getPartnerPayScoreSignPlanService();
		plans.createPlans(read(payscore.planRequest(Payscore.newNumber())));
		JsonNode plan = Payscore.JSON.readTree(this.simulator.payscore().plans().get(0));
		WxPartnerPayScoreUserSignPlanResult created = plans
			.createUserSignPlans(read(payscore.signPlanRequest(plan, Payscore.newNumber())));
		this.simulator.user(Payscore.USER).sign(created.getPack());
		String number = Payscore.newNumber();
		plans.signPlanServiceOrder(read(payscore.orderRequest(created.getSignPlan().getSignPlanId(), 1, number)));
		this.simulator.faults().next(Fault.missingHeader("Content-Type"));
		assertThatExceptionOfType(WxPayException.class)
			.isThrownBy(() -> wxJava.service()
				.getPartnerPayScoreService()
				.completeServiceOrder(orderRequest(payscore.amounts(13000, 0), number)))
			.withCauseInstanceOf(NullPointerException.class);
		assertThat(this.simulator.payscore().orders()).singleElement()
			.satisfies((order) -> assertThat(order.state()).isEqualTo(OrderState.DONE));
		assertThat(this.simulator.payscore().deductions().charges()).hasSize(1);
	}

	@Test
	void requestToAnotherHostIsNotSigned() {
		SimulatorMerchant merchant = this.simulator.merchant();
		WxPayConfig config = WxJava.publicKeyConfig(merchant, this.simulator.baseUrl());
		config.setFullPublicKeyModel(true);
		config.setApiHostUrl(this.simulator.baseUrl().toString());
		Payscore payscore = new Payscore(merchant, true, this.server.url());
		assertThatExceptionOfType(WxPayException.class)
			.isThrownBy(() -> WxJava.of(config)
				.service()
				.getPartnerPayScoreSignPlanService()
				.createPlans(read(payscore.planRequest(Payscore.newNumber()))))
			.satisfies((ex) -> assertThat(ex.getErrCode()).isEqualTo("SIGN_ERROR"));
		assertThat(this.simulator.requests()).singleElement()
			.satisfies((request) -> assertThat(request.header("Authorization")).isNull());
	}

	@Test
	void answersThatAreNotRightAreRefused() {
		SimulatorMerchant merchant = this.simulator.merchant();
		WxPayConfig config = WxJava.publicKeyConfig(merchant, this.simulator.baseUrl());
		config.setFullPublicKeyModel(true);
		WxJava wxJava = WxJava.of(config);
		Payscore payscore = new Payscore(merchant, true, this.server.url());
		List<Fault> faults = List.of(Fault.wrongSignature(), Fault.foreignSignature(), Fault.changedBody(),
				Fault.probe(), Fault.brokenBase64(), Fault.unsigned());
		for (Fault fault : faults) {
			this.simulator.faults().next(fault);
			assertThatExceptionOfType(WxPayException.class).isThrownBy(() -> wxJava.service()
				.getPartnerPayScoreSignPlanService()
				.createPlans(read(payscore.planRequest(Payscore.newNumber()))));
		}
		assertThat(this.simulator.payscore().plans()).hasSize(faults.size());
		assertThat(this.simulator.requests()).extracting(ReceivedRequest::status).containsOnly(200);
	}

	@Test
	void someAnswersThatAreNotRightAreAccepted() throws WxPayException {
		SimulatorMerchant merchant = this.simulator.merchant();
		WxPayConfig config = WxJava.publicKeyConfig(merchant, this.simulator.baseUrl());
		config.setFullPublicKeyModel(true);
		WxJava wxJava = WxJava.of(config);
		Payscore payscore = new Payscore(merchant, true, this.server.url());
		Fault otherContentType = (exchange) -> exchange.proceed()
			.map((answer) -> answer.withHeader("Content-Type", "text/plain").withHeader("Wechatpay-Signature", "AAAA"));
		for (Fault fault : List.of(Fault.unknownSerial(), Fault.clockSkew(Duration.ofHours(1)), otherContentType)) {
			this.simulator.faults().next(fault);
			assertThat(wxJava.service()
				.getPartnerPayScoreSignPlanService()
				.createPlans(read(payscore.planRequest(Payscore.newNumber())))
				.getPlanState()).isEqualTo("NORMAL");
		}
	}

	private WxPayConfig config(SimulatorMerchant merchant) {
		return merchant.platformKeyMode().hasPublicKey() ? WxJava.publicKeyConfig(merchant, this.simulator.baseUrl())
				: WxJava.config(merchant, this.simulator.baseUrl());
	}

	private static WxPartnerPayScoreSignPlanRequest read(ObjectNode json) {
		return WxGsonBuilder.create().fromJson(json.toString(), WxPartnerPayScoreSignPlanRequest.class);
	}

	private static WxPartnerPayScoreRequest orderRequest(ObjectNode json, String number) {
		return WxGsonBuilder.create()
			.fromJson(json.put("out_order_no", number).toString(), WxPartnerPayScoreRequest.class);
	}

}
