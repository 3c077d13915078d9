package io.github.wechatpayspring.simulator;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.github.wechatpayspring.simulator.MerchantServer.Received;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.notification.DeliveryAttempt;
import io.github.wechatpayspring.simulator.notification.Event;
import io.github.wechatpayspring.simulator.notification.Notification;
import io.github.wechatpayspring.simulator.notification.NotificationFault;
import io.github.wechatpayspring.simulator.notification.Notifications;
import io.github.wechatpayspring.simulator.state.InMemoryStateStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of notifications and how they are repeated.
 */
class NotificationTests {

	private static final MerchantServer PERMISSIONS = new MerchantServer();

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.builder()
		.notificationTimeout(Duration.ofSeconds(20))
		.merchant(SimulatorMerchant.withId("1900000501"))
		.start();

	private final MerchantServer server = new MerchantServer();

	private final SimulatorMerchant merchant = SIMULATOR.merchant();

	private final Payscores payscores = Payscores.partner(SIMULATOR, this.server.url());

	@AfterEach
	void reset() {
		SIMULATOR.reset();
		this.server.close();
	}

	@AfterAll
	static void stop() {
		SIMULATOR.close();
		PERMISSIONS.close();
	}

	@Test
	void merchantHearsOfSigningPayingAndCancelling() {
		JsonNode signPlan = signed();
		Received received = this.server.received().get(0);
		assertThat(received.method()).isEqualTo("POST");
		assertThat(received.headers().get("Content-Type")).isEqualTo("application/json");
		assertThat(received.headers().get("Wechatpay-Serial")).isEqualTo(this.merchant.wechatPayPublicKeyId());
		assertThat(verifies(received, SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem()))).isTrue();
		JsonNode body = Plans.JSON.readTree(received.body());
		assertThat(body.propertyNames()).containsExactlyInAnyOrder("id", "create_time", "event_type", "resource_type",
				"summary", "resource");
		assertThat(body.required("event_type").stringValue()).isEqualTo("PAYSCORE.USER_SIGN_PLAN");
		assertThat(body.required("resource_type").stringValue()).isEqualTo("encrypt-resource");
		assertThat(OffsetDateTime.parse(body.required("create_time").stringValue())).isNotNull();
		assertThat(open(body)).isEqualTo(this.payscores.signPlan(signPlan));
		String order = this.payscores.createOrder(signPlan, 1);
		this.payscores.complete(order, 100);
		delivered();
		assertThat(open(lastBody())).isEqualTo(this.payscores.order(order));
		SIMULATOR.user(Payscores.USER).cancel(signPlan.required("sign_plan_id").stringValue());
		delivered();
		assertThat(lastBody().required("event_type").stringValue()).isEqualTo("PAYSCORE.USER_CANCEL_SIGN_PLAN");
		assertThat(open(lastBody())).isEqualTo(this.payscores.signPlan(signPlan));
		assertThat(notifications()).extracting(Notification::eventType)
			.containsExactly("PAYSCORE.USER_SIGN_PLAN", "PAYSCORE.USER_PAID", "PAYSCORE.USER_CANCEL_SIGN_PLAN");
	}

	@Test
	void merchantHearsOfPermissions() {
		SimulatorMerchant other = SIMULATOR
			.addMerchant(SimulatorMerchant.withId("1900000502").permissionNotifyUrl(URI.create(PERMISSIONS.url())));
		Payscores calls = new Payscores(SIMULATOR, other, true, this.server.url());
		calls.createSigned();
		calls.createSigned();
		SIMULATOR.user(Payscores.USER).revokeService(other);
		delivered();
		List<JsonNode> bodies = PERMISSIONS.received()
			.stream()
			.map((received) -> Plans.JSON.readTree(received.body()))
			.toList();
		assertThat(bodies).extracting((body) -> body.required("event_type").stringValue())
			.containsExactlyInAnyOrder("PAYSCORE.USER_OPEN_SERVICE", "PAYSCORE.USER_CLOSE_SERVICE");
		for (JsonNode body : bodies) {
			JsonNode permission = open(body, other);
			assertThat(permission.propertyNames()).containsExactlyInAnyOrder("openid", "service_id", "appid",
					"user_service_status", "openorclose_time", "authorization_code");
			assertThat(body.required("event_type").stringValue())
				.isEqualTo("PAYSCORE." + permission.required("user_service_status").stringValue());
		}
		assertThat(bodies).extracting((body) -> open(body, other).required("authorization_code").stringValue())
			.containsOnly(open(bodies.get(0), other).required("authorization_code").stringValue());
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204 })
	void notificationIsReceived(int status) {
		this.server.answers(status);
		signed();
		Notification notification = notifications().get(0);
		assertThat(notification.received()).isTrue();
		assertThat(notification.nextAttempt()).isNull();
		SIMULATOR.clock().advance(Duration.ofHours(1));
		delivered();
		assertThat(this.server.received()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 302, 400, 500 })
	void notificationIsRepeatedUntilReceived(int status) {
		this.server.answers(status);
		signed();
		Notification notification = notifications().get(0);
		assertThat(notification.received()).isFalse();
		assertThat(notification.attempts()).extracting(DeliveryAttempt::status).containsExactly(status);
		if (status >= 400) {
			assertThat(notification.attempts().get(0).answer()).contains("FAIL");
		}
		SIMULATOR.clock().advance(Duration.ofSeconds(30));
		delivered();
		assertThat(this.server.received()).hasSize(1);
		this.server.answers(204);
		SIMULATOR.clock().advance(Duration.ofSeconds(31));
		delivered();
		assertThat(this.server.received()).hasSize(2);
		assertThat(this.server.received()).extracting(Received::body)
			.containsOnly(this.server.received().get(0).body());
		assertThat(this.server.received()).extracting((received) -> received.headers().get("Wechatpay-Nonce"))
			.doesNotHaveDuplicates();
		assertThat(this.server.received())
			.allMatch((received) -> verifies(received, SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem())));
		assertThat(notifications().get(0).received()).isTrue();
	}

	@Test
	void notificationIsSentElevenTimes() {
		this.server.answers(500);
		signed();
		for (int i = 0; i < 15; i++) {
			SIMULATOR.clock().advance(Duration.ofSeconds(61));
			delivered();
		}
		assertThat(this.server.received()).hasSize(11);
		assertThat(notifications().get(0).attempts()).hasSize(11);
		assertThat(notifications().get(0).nextAttempt()).isNull();
	}

	@Test
	void notificationIsSentAgainOnRequest() {
		signed();
		String id = notifications().get(0).id();
		SIMULATOR.notifications().redeliver(id);
		delivered();
		assertThat(this.server.received()).hasSize(2);
		assertThat(SIMULATOR.notifications().find(id).orElseThrow().attempts()).hasSize(2);
		assertThatIllegalArgumentException().isThrownBy(() -> SIMULATOR.notifications().redeliver("none"));
	}

	@Test
	void merchantThatIsNotThereIsAFailure() {
		this.server.close();
		signed();
		DeliveryAttempt attempt = notifications().get(0).attempts().get(0);
		assertThat(attempt.status()).isZero();
		assertThat(attempt.failure()).isNotEmpty();
		assertThat(notifications().get(0).nextAttempt()).isNotNull();
	}

	@Test
	void merchantThatIsTooSlowIsAFailure() {
		CountDownLatch closed = new CountDownLatch(1);
		try (WechatPaySimulator impatient = WechatPaySimulator.builder()
			.notificationTimeout(Duration.ofMillis(300))
			.start()) {
			this.server.answers((received) -> {
				await(closed);
				return 204;
			});
			Payscores.partner(impatient, this.server.url()).createSigned();
			impatient.notifications().awaitDelivered(Payscores.PATIENCE);
			DeliveryAttempt attempt = impatient.notifications().all().get(0).attempts().get(0);
			assertThat(attempt.received()).isFalse();
			assertThat(attempt.failure()).contains("no answer within");
		}
		finally {
			closed.countDown();
		}
	}

	@Test
	void wrongSignatures() {
		PublicKey key = SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem());
		for (String fault : List.of("wrong-signature", "changed-body", "probe")) {
			SIMULATOR.notifications().faults().next(NotificationFault.parse(fault));
			signed();
			Received received = last();
			if (fault.equals("probe")) {
				assertThat(received.headers().get("Wechatpay-Signature")).startsWith("WECHATPAY/SIGNTEST/");
			}
			else {
				assertThat(verifies(received, key)).as(fault).isFalse();
			}
		}
		signed();
		assertThat(verifies(last(), key)).isTrue();
	}

	@Test
	void tamperedCiphertextIsSignedButCannotBeOpened() {
		SIMULATOR.notifications().faults().next(NotificationFault.tamperedCiphertext());
		signed();
		assertThat(verifies(last(), SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem()))).isTrue();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> open(lastBody()))
			.withCauseInstanceOf(GeneralSecurityException.class);
	}

	@Test
	void skewedClock() {
		SIMULATOR.notifications().faults().next(NotificationFault.clockSkew(Duration.ofMinutes(-10)));
		signed();
		Instant timestamp = Instant.ofEpochSecond(Long.parseLong(last().headers().get("Wechatpay-Timestamp")));
		assertThat(timestamp).isBefore(SIMULATOR.clock().instant().minus(Duration.ofMinutes(9)));
		assertThat(verifies(last(), SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem()))).isTrue();
	}

	@Test
	void certificateSignsWhileAMerchantMovesOver() {
		SIMULATOR.notifications().faults().next(NotificationFault.signedWithCertificate());
		signed();
		assertThat(last().headers().get("Wechatpay-Serial"))
			.isEqualTo(this.merchant.platformCertificateSerialNumbers().get(0));
		assertThat(verifies(last(), SigningClient.publicKey(this.merchant.platformCertificatePems().get(0)))).isTrue();
	}

	@Test
	void duplicatesComeAtTheSameTime() {
		CyclicBarrier all = new CyclicBarrier(5);
		this.server.answers((received) -> await(all) ? 204 : 500);
		SIMULATOR.notifications().faults().next(NotificationFault.duplicates(5));
		signed();
		assertThat(this.server.received()).hasSize(5);
		Set<String> ids = this.server.received()
			.stream()
			.map((received) -> Plans.JSON.readTree(received.body()).required("id").stringValue())
			.collect(Collectors.toSet());
		assertThat(ids).hasSize(1);
		assertThat(notifications().get(0).attempts()).hasSize(5).allMatch(DeliveryAttempt::received);
	}

	@Test
	void delayedNotificationWaitsForTheClock() {
		SIMULATOR.notifications().faults().next(NotificationFault.delayed(Duration.ofMinutes(10)));
		signed();
		assertThat(this.server.received()).isEmpty();
		SIMULATOR.clock().advance(Duration.ofMinutes(11));
		delivered();
		assertThat(this.server.received()).hasSize(1);
		assertThat(notifications().get(0).received()).isTrue();
	}

	@Test
	void delayedNotificationIsSentWhenTheClockIsNotMoved() throws InterruptedException {
		CountDownLatch arrived = new CountDownLatch(1);
		this.server.answers((received) -> {
			arrived.countDown();
			return 204;
		});
		SIMULATOR.notifications().faults().next(NotificationFault.delayed(Duration.ofMillis(200)));
		signed();
		assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void faultsAddUpAndAreCleared() {
		SIMULATOR.notifications()
			.faults()
			.always(NotificationFault.wrongSignature())
			.next(NotificationFault.duplicates(2));
		signed();
		PublicKey key = SigningClient.publicKey(this.merchant.wechatPayPublicKeyPem());
		assertThat(this.server.received()).hasSize(2).noneMatch((received) -> verifies(received, key));
		SIMULATOR.notifications().faults().clear();
		signed();
		assertThat(verifies(last(), key)).isTrue();
	}

	@Test
	void unknownFaultsAreRefused() {
		for (String fault : List.of("none", "probe=1", "duplicates=1", "duplicates=a", "delayed=1", "delayed=-PT1S")) {
			assertThatIllegalArgumentException().as(fault).isThrownBy(() -> NotificationFault.parse(fault));
		}
		assertThat(NotificationFault.names()).contains("delayed", "probe");
		assertThat(NotificationFault.parse("duplicates=3")).isNotNull();
	}

	@Test
	void lastThousandNotificationsAreKept() {
		try (Notifications notifications = new Notifications(SIMULATOR.clock(), Duration.ofSeconds(1),
				new SimulatorMerchants(SIMULATOR.clock(), new InMemoryStateStore()), new InMemoryStateStore())) {
			// Signing them all would keep the threads that all simulators share busy
			notifications.faults().always(NotificationFault.delayed(Duration.ofHours(1)));
			for (int i = 0; i <= 1000; i++) {
				notifications.send(new Event("TEST", "n" + i, this.merchant, URI.create(this.server.url()),
						Plans.JSON.createObjectNode()));
			}
			notifications.awaitDelivered(Payscores.PATIENCE);
			assertThat(notifications.all()).hasSize(1000).extracting(Notification::summary).startsWith("n1");
		}
	}

	private JsonNode signed() {
		JsonNode signPlan = this.payscores.createSigned();
		delivered();
		return signPlan;
	}

	private static void delivered() {
		SIMULATOR.notifications().awaitDelivered(Payscores.PATIENCE);
	}

	private static List<Notification> notifications() {
		return SIMULATOR.notifications().all();
	}

	private Received last() {
		List<Received> received = this.server.received();
		return received.get(received.size() - 1);
	}

	private JsonNode lastBody() {
		return Plans.JSON.readTree(last().body());
	}

	private JsonNode open(JsonNode notification) {
		return open(notification, this.merchant);
	}

	private static JsonNode open(JsonNode notification, SimulatorMerchant merchant) {
		JsonNode resource = notification.required("resource");
		assertThat(resource.propertyNames()).containsExactlyInAnyOrder("original_type", "algorithm", "ciphertext",
				"nonce", "associated_data");
		assertThat(resource.required("algorithm").stringValue()).isEqualTo("AEAD_AES_256_GCM");
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(bytes(merchant.apiV3Key()), "AES"),
					new GCMParameterSpec(128, bytes(resource.required("nonce").stringValue())));
			cipher.updateAAD(bytes(resource.required("associated_data").stringValue()));
			byte[] ciphertext = Base64.getDecoder().decode(resource.required("ciphertext").stringValue());
			return Plans.JSON.readTree(new ByteArrayInputStream(cipher.doFinal(ciphertext)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static boolean verifies(Received received, PublicKey key) {
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initVerify(key);
			signature.update(bytes(received.headers().get("Wechatpay-Timestamp") + "\n"
					+ received.headers().get("Wechatpay-Nonce") + "\n" + received.body() + "\n"));
			return signature.verify(Base64.getDecoder().decode(received.headers().get("Wechatpay-Signature")));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static boolean await(CyclicBarrier barrier) {
		try {
			barrier.await(15, TimeUnit.SECONDS);
			return true;
		}
		catch (Exception ex) {
			return false;
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
