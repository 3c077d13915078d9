package io.github.wechatpayspring.interoperability;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import io.github.wechatpayspring.interoperability.WechatPayJava.Transport;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.fault.Fault;
import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the official SDK, {@code wechatpay-java}, unmodified, can do everything.
 */
class WechatPayJavaTests {

	private final WechatPaySimulator simulator = WechatPaySimulator.start();

	private final MerchantServer server = new MerchantServer();

	@AfterEach
	void stop() {
		this.simulator.close();
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource({ "OK_HTTP, true", "OK_HTTP, false", "APACHE, true", "APACHE, false" })
	void everyOperationWorksInPublicKeyMode(Transport transport, boolean partner) {
		SimulatorMerchant merchant = this.simulator
			.addMerchant(SimulatorMerchant.withId("1900000201").platformKeyMode(PlatformKeyMode.PUBLIC_KEY));
		run(merchant, partner, WechatPayJava.publicKeyConfig(merchant), transport, merchant.wechatPayPublicKeyId());
	}

	@ParameterizedTest
	@CsvSource({ "OK_HTTP, true, 1900000202", "OK_HTTP, false, 1900000203", "APACHE, true, 1900000204",
			"APACHE, false, 1900000205" })
	void everyOperationWorksInCertificateMode(Transport transport, boolean partner, String id) {
		SimulatorMerchant merchant = this.simulator
			.addMerchant(SimulatorMerchant.withId(id).platformKeyMode(PlatformKeyMode.CERTIFICATES));
		Config config = WechatPayJava.certificateConfig(merchant, transport, this.simulator.baseUrl());
		assertThat(this.simulator.requests()).singleElement().satisfies((request) -> {
			assertThat(request.target()).isEqualTo("/v3/certificates?algorithm_type=RSA");
			assertThat(request.merchantId()).isEqualTo(id);
			assertThat(request.status()).isEqualTo(200);
		});
		this.simulator.clearRequests();
		run(merchant, partner, config, transport, merchant.platformCertificateSerialNumbers().get(0));
	}

	@ParameterizedTest
	@EnumSource(Transport.class)
	void answersThatAreNotRightAreRefused(Transport transport) {
		SimulatorMerchant merchant = this.simulator.merchant();
		Payscore payscore = new Payscore(merchant, true, this.server.url());
		WechatPayJava sdk = WechatPayJava.of(WechatPayJava.publicKeyConfig(merchant), transport,
				this.simulator.baseUrl());
		List<Fault> faults = List.of(Fault.wrongSignature(), Fault.foreignSignature(), Fault.changedBody(),
				Fault.probe(), Fault.brokenBase64(), Fault.unknownSerial(), Fault.unsigned(),
				Fault.clockSkew(Duration.ofMinutes(10)));
		for (Fault fault : faults) {
			this.simulator.faults().next(fault);
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> sdk.post(payscore.plans(), payscore.planRequest(Payscore.newNumber()).toString()))
				.isInstanceOfAny(ValidationException.class, IllegalArgumentException.class);
		}
		assertThat(this.simulator.requests()).hasSize(faults.size())
			.extracting(ReceivedRequest::status)
			.containsOnly(200);
	}

	@ParameterizedTest
	@EnumSource(Transport.class)
	void errorsAreRead(Transport transport) {
		SimulatorMerchant merchant = this.simulator.merchant();
		Payscore payscore = new Payscore(merchant, false, this.server.url());
		WechatPayJava sdk = WechatPayJava.of(WechatPayJava.publicKeyConfig(merchant), transport,
				this.simulator.baseUrl());
		assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> sdk.get(payscore.plan("1234323JKHDFE")))
			.satisfies((ex) -> {
				assertThat(ex.getHttpStatusCode()).isEqualTo(404);
				assertThat(ex.getErrorCode()).isEqualTo("RESOURCE_NOT_EXISTS");
				assertThat(ex.getErrorMessage()).isEqualTo("支付分计划不存在");
			});
		assertThat(this.simulator.requests()).singleElement().satisfies((request) -> {
			assertThat(request.status()).isEqualTo(404);
			assertThat(request.merchantId()).isEqualTo(merchant.id());
		});
	}

	private void run(SimulatorMerchant merchant, boolean partner, Config config, Transport transport,
			String platformKey) {
		URI baseUrl = this.simulator.baseUrl();
		Payscore payscore = new Payscore(merchant, partner, this.server.url());
		new PayscoreScenario(this.simulator, payscore, WechatPayJava.of(config, transport, baseUrl), platformKey).run();
	}

}
