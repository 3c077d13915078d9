package io.github.wechatpayspring.simulator;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.wechatpayspring.simulator.http.ReceivedRequest;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of several merchants in one simulator.
 */
class MerchantIsolationTests {

	private static WechatPaySimulator simulator;

	private static SimulatorMerchant first;

	private static SimulatorMerchant second;

	@BeforeAll
	static void start() {
		simulator = WechatPaySimulator.builder().merchant(SimulatorMerchant.withId("1900000001")).start();
		first = simulator.merchant();
		second = simulator.addMerchant(SimulatorMerchant.withId("1900000002")
			.serviceId(first.serviceId())
			.appId(first.appId())
			.subMerchant(first.subMerchantId(), first.subAppId()));
	}

	@AfterAll
	static void stop() {
		simulator.close();
	}

	@Test
	void planOfAnotherMerchantIsNotFound() {
		String number = Plans.newNumber();
		SigningClient firstClient = new SigningClient(simulator, first);
		SigningClient secondClient = new SigningClient(simulator, second);
		String body = Plans.partner(first, number).toString();
		HttpResponse<byte[]> created = firstClient.post(Plans.PARTNER, body).send();
		assertThat(created.statusCode()).isEqualTo(200);
		String target = Plans.PARTNER + "/merchant-plan-no/" + number;
		String query = target + "?sub_mchid=" + first.subMerchantId();
		assertThat(secondClient.get(query).send().statusCode()).isEqualTo(404);
		assertThat(secondClient.post(target + "/stop", "{\"sub_mchid\":\"" + first.subMerchantId() + "\"}")
			.send()
			.statusCode()).isEqualTo(404);
		assertThat(firstClient.get(query).send().body()).isEqualTo(created.body());
		HttpResponse<byte[]> sameNumber = secondClient.post(Plans.PARTNER, body).send();
		assertThat(sameNumber.statusCode()).isEqualTo(200);
		assertThat(Plans.read(sameNumber.body()).required("plan_id"))
			.isNotEqualTo(Plans.read(created.body()).required("plan_id"));
	}

	@Test
	void answersToMerchantsAtTheSameTimeAreSignedWithTheirOwnKeys() {
		List<CompletableFuture<Void>> checks = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			for (SimulatorMerchant merchant : List.of(first, second)) {
				SigningClient client = new SigningClient(simulator, merchant);
				String body = Plans.partner(merchant, Plans.newNumber()).toString();
				checks.add(SigningClient.HTTP
					.sendAsync(client.post(Plans.PARTNER, body).build(), BodyHandlers.ofByteArray())
					.thenAccept((response) -> {
						assertThat(response.statusCode()).isEqualTo(200);
						assertThat(Plans.read(response.body()).required("mchid").stringValue())
							.isEqualTo(merchant.id());
						assertThat(SigningClient.verifies(response,
								SigningClient.publicKey(merchant.wechatPayPublicKeyPem())))
							.isTrue();
					}));
			}
		}
		checks.forEach(CompletableFuture::join);
		assertThat(simulator.requests().stream().map(ReceivedRequest::merchantId)).contains(first.id(), second.id());
	}

	@Test
	void keyOfAnotherMerchantIsUnknown() {
		HttpResponse<byte[]> response = new SigningClient(simulator, first).get(Plans.DIRECT + "/merchant-plan-no/none")
			.header("Wechatpay-Serial", second.wechatPayPublicKeyId())
			.send();
		assertThat(response.statusCode()).isEqualTo(400);
	}

	@Test
	void merchantsOfOneNumberAreRefused() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> simulator.addMerchant(SimulatorMerchant.withId(first.id())));
	}

	@Test
	void merchantIsFoundByNumber() {
		assertThat(simulator.findMerchant(second.id())).containsSame(second);
		assertThat(simulator.findMerchant("1")).isEmpty();
		assertThat(simulator.merchants()).startsWith(first, second);
	}

	@Test
	void everySimulatorHasItsOwnKeys() {
		try (WechatPaySimulator other = WechatPaySimulator.builder()
			.merchant(SimulatorMerchant.withId(first.id()))
			.start()) {
			SimulatorMerchant twin = other.merchant();
			assertThat(twin.privateKeyPem()).isNotEqualTo(first.privateKeyPem());
			assertThat(twin.serialNumber()).isNotEqualTo(first.serialNumber());
			assertThat(twin.apiV3Key()).isNotEqualTo(first.apiV3Key());
			assertThat(twin.wechatPayPublicKeyPem()).isNotEqualTo(first.wechatPayPublicKeyPem());
		}
	}

	@Test
	void builderCanBeUsedAgain() {
		WechatPaySimulator.Builder builder = WechatPaySimulator.builder();
		try (WechatPaySimulator one = builder.start(); WechatPaySimulator two = builder.start()) {
			assertThat(one.baseUrl()).isNotEqualTo(two.baseUrl());
			assertThat(one.merchant().apiV3Key()).isNotEqualTo(two.merchant().apiV3Key());
		}
	}

	@Test
	void valuesHaveTheDocumentedFormats() {
		assertThat(second.serialNumber()).matches("[1-7][0-9A-F]{39}");
		assertThat(second.apiV3Key()).matches("[0-9A-Za-z]{32}");
		assertThat(second.wechatPayPublicKeyId()).matches("PUB_KEY_ID_[0-9]{34}");
		assertThat(first.serviceId()).matches("[0-9]{31}");
		assertThat(first.appId()).matches("wx[0-9a-f]{16}");
		assertThat(second.privateKeyPem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
		assertThat(second.certificatePem()).startsWith("-----BEGIN CERTIFICATE-----\n");
		assertThat(SigningClient.publicKey(second.certificatePem())).isEqualTo(second.publicKey());
	}

	@Test
	void secretsAreNotPrinted() {
		assertThat(first.toString()).contains(first.id())
			.doesNotContain(first.apiV3Key(), SigningClient.lines(first.privateKeyPem()).get(1));
	}

	@Test
	void valuesOfWrongFormatAreRefused() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> SimulatorMerchant.withId("abc"));
		SimulatorMerchant.Builder builder = SimulatorMerchant.withId("1900000003");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> builder.apiV3Key("short"))
			.withMessageNotContaining("short");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> builder.wechatPayPublicKeyId("PUB"));
	}

	@Test
	void keysThatAMerchantDoesNotHaveAreAnError() {
		SimulatorMerchant publicKeyOnly = simulator
			.addMerchant(SimulatorMerchant.withId("1900000004").platformKeyMode(PlatformKeyMode.PUBLIC_KEY));
		assertThat(publicKeyOnly.platformCertificatePems()).isEmpty();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(publicKeyOnly::rotateCertificate);
		SimulatorMerchant certificatesOnly = simulator
			.addMerchant(SimulatorMerchant.withId("1900000005").platformKeyMode(PlatformKeyMode.CERTIFICATES));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(certificatesOnly::wechatPayPublicKeyId);
	}

}
