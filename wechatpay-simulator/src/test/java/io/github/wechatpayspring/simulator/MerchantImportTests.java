package io.github.wechatpayspring.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

import io.github.wechatpayspring.simulator.keys.Pem;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import io.github.wechatpayspring.simulator.state.InMemoryStateStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of merchants with keys of their own, added while a simulator runs.
 */
class MerchantImportTests {

	private static final WechatPaySimulator SIMULATOR = WechatPaySimulator.start();

	private static final String SERIAL_NUMBER = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";

	private final ObjectNode body = Plans.JSON.createObjectNode();

	@AfterAll
	static void stop() {
		SIMULATOR.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "apiclient_key.pem", "apiclient_key_pkcs1.pem" })
	void wholeMerchantIsImported(String keyFile) {
		String id = newId();
		this.body.put("mchid", id);
		this.body.put("api_v3_key", "0123456789abcdef0123456789abcdeX");
		this.body.put("private_key", pem(keyFile));
		this.body.put("certificate", pem("apiclient_cert.pem"));
		this.body.put("service_id", "2002000000000558128851361561536");
		this.body.put("appid", "wxd678efh567hg6787");
		this.body.putArray("sub_merchants").addObject().put("sub_mchid", "1900000110").put("sub_appid", "wxsub");
		ObjectNode platform = this.body.putObject("platform");
		platform.put("mode", "both");
		platform.put("public_key_id", "PUB_KEY_ID_0119000001092024080500112233445566");
		platform.put("private_key", pem("wechatpay_public_key_private.pem"));
		platform.putArray("certificates")
			.addObject()
			.put("private_key", pem("platform_key_1.pem"))
			.put("certificate", pem("platform_cert_1.pem"));
		JsonNode added = Payscores.ok(post(this.body));
		assertThat(added.required("mchid").stringValue()).isEqualTo(id);
		assertThat(added.required("serial_no").stringValue()).isEqualTo(SERIAL_NUMBER);
		assertThat(added.required("private_key").stringValue()).isEqualTo(pem("apiclient_key.pem"));
		assertThat(added.required("certificate").stringValue()).isEqualTo(pem("apiclient_cert.pem"));
		assertThat(added.required("public_key").stringValue()).isEqualTo(pem("pub_key.pem"));
		assertThat(added.at("/platform_certificates/0").stringValue()).isEqualTo(pem("platform_cert_1.pem"));
		assertThat(added.required("platform_key_mode").stringValue()).isEqualTo("both");
		SimulatorMerchant merchant = SIMULATOR.findMerchant(id).orElseThrow();
		HttpResponse<byte[]> response = new SigningClient(SIMULATOR, merchant)
			.post(Plans.PARTNER, Plans.partner(merchant, Plans.newNumber()).toString())
			.send();
		assertThat(Payscores.ok(response).required("service_id").stringValue())
			.isEqualTo("2002000000000558128851361561536");
		assertThat(SigningClient.header(response, "Wechatpay-Serial"))
			.isEqualTo("PUB_KEY_ID_0119000001092024080500112233445566");
		assertThat(SigningClient.verifies(response, SigningClient.publicKey(pem("pub_key.pem")))).isTrue();
	}

	@Test
	void certificateIsEnoughToCheckSignatures() {
		this.body.put("mchid", newId()).put("certificate", pem("apiclient_cert.pem"));
		assertThat(Payscores.ok(post(this.body)).has("private_key")).isFalse();
		assertCanCall();
	}

	@Test
	void publicKeyAndSerialNumberAreEnoughToCheckSignatures() {
		this.body.put("mchid", newId())
			.put("public_key", publicKeyPem())
			.put("serial_no", SERIAL_NUMBER.toLowerCase(Locale.ROOT));
		JsonNode added = Payscores.ok(post(this.body));
		assertThat(added.has("private_key")).isFalse();
		assertThat(added.has("certificate")).isFalse();
		assertCanCall();
	}

	@Test
	void privateKeyAloneGetsACertificate() {
		this.body.put("mchid", newId()).put("private_key", pem("apiclient_key.pem"));
		JsonNode added = Payscores.ok(post(this.body));
		assertThat(SigningClient.publicKey(added.required("certificate").stringValue()))
			.isEqualTo(SigningClient.publicKey(pem("apiclient_cert.pem")));
	}

	@Test
	void unknownPrivateKeyCannotBeUsed() {
		SimulatorMerchant merchant = SIMULATOR
			.addMerchant(SimulatorMerchant.withId(newId()).certificate(pem("apiclient_cert.pem")));
		assertThat(merchant.hasPrivateKey()).isFalse();
		assertThatIllegalStateException().isThrownBy(merchant::privateKeyPem);
		assertThatIllegalStateException().isThrownBy(() -> merchant.sign(new byte[0]));
	}

	@Test
	void numberOfAnotherMerchantIsAConflict() {
		HttpResponse<byte[]> response = post(this.body.put("mchid", SIMULATOR.merchant().id()));
		assertThat(response.statusCode()).isEqualTo(409);
		assertThat(message(response))
			.isEqualTo("There is a merchant " + SIMULATOR.merchant().id() + " already; give another number");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					private_key | other.txt                   | body, private-key: The private key is no PEM text of a private key; give the whole text of a file like apiclient_key.pem, from '-----BEGIN PRIVATE KEY-----' on
					private_key | apiclient_cert.pem          | body, private-key: The private key is a PEM text with 'CERTIFICATE' in it, not a private key;
					private_key | apiclient_key_encrypted.pem | body, private-key: The private key is an encrypted private key; decrypt it with 'openssl pkey
					certificate | apiclient_key.pem           | body, certificate: The certificate is a PEM text with 'PRIVATE KEY' in it, not a certificate;
					public_key  | apiclient_key.pem           | body, public-key: The public key is a PEM text with 'PRIVATE KEY' in it, not a public key;
					private_key | file:/etc/hostname          | body, private-key: names a file; only documents on this machine can, give the text itself
					api_v3_key  | 0123456789abcdef            | body, api-v3-key: An API v3 key has 32 ASCII characters, this has 16; copy it
					api_v3_key  | 0123456789abcdef0123456789abcde钥 | body, api-v3-key: An API v3 key has 32 ASCII characters, this has others among them;
					serial_no   | 12 34                       | body, serial-number: A serial number has up to 40 hexadecimal digits; 'openssl
					serial_no   | 1234                        | A serial number was given without a key; give the certificate or the public key too
					private_kye | a                           | body, private_kye: is not known here; did you mean 'private-key'?
					""")
	void wrongValueIsAnsweredWithARemedy(String name, String value, String message) {
		boolean file = value.endsWith(".pem");
		this.body.put("mchid", newId()).put(name, file ? pem(value) : value);
		HttpResponse<byte[]> response = post(this.body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(message(response)).startsWith(message);
		if (file) {
			assertThat(message(response)).doesNotContain(SigningClient.lines(pem(value)).get(1));
		}
	}

	@Test
	void damagedKeyIsAnsweredWithoutIt() {
		String damaged = pem("apiclient_key.pem").replaceFirst("\n[^\n]+\n", "\n");
		HttpResponse<byte[]> response = post(this.body.put("mchid", newId()).put("private_key", damaged));
		assertThat(message(response)).isEqualTo("body, private-key: The private key is PEM text, but what is in it is "
				+ "not an RSA private key; a line may be missing, export it again");
	}

	@Test
	void whatDoesNotBelongTogetherIsRefused() {
		assertRefused((merchant) -> merchant.privateKey(pem("other_key.pem")).certificate(pem("apiclient_cert.pem")),
				"The certificate is not that of the private key; give the apiclient_cert.pem and apiclient_key.pem");
		assertRefused((merchant) -> merchant.publicKey(pem("pub_key.pem")).certificate(pem("apiclient_cert.pem")),
				"The public key is not that of the certificate; leave it out");
		assertRefused((merchant) -> merchant.serialNumber("12").certificate(pem("apiclient_cert.pem")),
				"The serial number is not that of the certificate, which is " + SERIAL_NUMBER);
		assertRefused((merchant) -> merchant.publicKey(pem("pub_key.pem")),
				"A public key was given without the serial number");
		assertRefused((merchant) -> merchant.platformCertificate(pem("platform_key_2.pem"), pem("platform_cert_1.pem")),
				"The platform certificate is not that of its private key");
		assertRefused((merchant) -> merchant.subMerchant("1", null).subMerchant("1", null),
				"The sub-merchant 1 is there twice");
	}

	@Test
	void secretsAreNotPrinted() {
		SimulatorMerchant.Builder builder = SimulatorMerchant.withId(newId())
			.apiV3Key("0123456789abcdef0123456789abcdeX")
			.privateKey(pem("apiclient_key.pem"));
		SimulatorMerchant merchant = new SimulatorMerchants(Clock.systemUTC(), new InMemoryStateStore()).add(builder);
		assertThat(builder + " " + merchant).doesNotContain("0123456789abcdef",
				SigningClient.lines(pem("apiclient_key.pem")).get(1));
	}

	private void assertCanCall() {
		SimulatorMerchant merchant = SIMULATOR.findMerchant(this.body.required("mchid").stringValue()).orElseThrow();
		SimulatorMerchant owner = new SimulatorMerchants(Clock.systemUTC(), new InMemoryStateStore())
			.add(SimulatorMerchant.withId(merchant.id())
				.privateKey(pem("apiclient_key.pem"))
				.certificate(pem("apiclient_cert.pem")));
		assertThat(new SigningClient(SIMULATOR, owner)
			.post(Plans.PARTNER, Plans.partner(merchant, Plans.newNumber()).toString())
			.send()
			.statusCode()).isEqualTo(200);
	}

	private static void assertRefused(Consumer<SimulatorMerchant.Builder> description, String message) {
		SimulatorMerchant.Builder builder = SimulatorMerchant.withId(newId());
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> {
			description.accept(builder);
			SIMULATOR.addMerchant(builder);
		}).withMessageStartingWith(message);
	}

	private static String publicKeyPem() {
		SimulatorMerchant owner = new SimulatorMerchants(Clock.systemUTC(), new InMemoryStateStore())
			.add(SimulatorMerchant.withId(newId()).certificate(pem("apiclient_cert.pem")));
		return Pem.of(owner.publicKey());
	}

	private static String newId() {
		return "19" + Long.toString(Math.abs(UUID.randomUUID().getMostSignificantBits()));
	}

	private static String message(HttpResponse<byte[]> response) {
		return Plans.read(response.body()).required("message").stringValue();
	}

	private static String pem(String name) {
		try {
			return Files.readString(Path.of("src/test/resources/keys", name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static HttpResponse<byte[]> post(ObjectNode body) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(SIMULATOR.baseUrl() + "/_simulator/merchants"))
			.POST(BodyPublishers.ofString(body.toString()))
			.build();
		try {
			return SigningClient.HTTP.send(request, BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
