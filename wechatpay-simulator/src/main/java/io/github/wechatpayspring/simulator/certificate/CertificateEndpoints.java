package io.github.wechatpayspring.simulator.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.http.ApiCall;
import io.github.wechatpayspring.simulator.http.ApiErrorException;
import io.github.wechatpayspring.simulator.http.Endpoint;
import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.http.ReasonNumber;
import io.github.wechatpayspring.simulator.keys.AeadAes256Gcm;
import io.github.wechatpayspring.simulator.keys.Pem;
import io.github.wechatpayspring.simulator.merchant.PlatformKey;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.schema.FieldType;
import io.github.wechatpayspring.simulator.schema.ObjectTable;
import io.github.wechatpayspring.simulator.schema.ObjectTable.Field;
import io.github.wechatpayspring.simulator.schema.OperationSchema;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v3/certificates}: every platform certificate of the caller, encrypted under
 * its API v3 key.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class CertificateEndpoints {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")
		.withZone(ZoneOffset.ofHours(8));

	private static final FieldType TEXT = new FieldType.Text(1, Integer.MAX_VALUE, null);

	private static final ObjectTable ANSWER = ObjectTable.of(Field.required("data",
			new FieldType.ListOf(1,
					ObjectTable.of(Field.required("serial_no", TEXT), Field.required("effective_time", TEXT),
							Field.required("expire_time", TEXT),
							Field.required("encrypt_certificate",
									new FieldType.Nested(ObjectTable.of(Field.required("algorithm", TEXT),
											Field.required("nonce", TEXT), Field.required("associated_data", TEXT),
											Field.required("ciphertext", TEXT))))))));

	/**
	 * Return the operations.
	 * @return the endpoints
	 */
	public List<Endpoint> endpoints() {
		return List.of(Endpoint.get("/v3/certificates", new OperationSchema("downloadCertificates",
				"Download the platform certificates", List.of(), null, ANSWER), this::download));
	}

	private Answer download(ApiCall call) {
		SimulatorMerchant merchant = call.merchant();
		if (!merchant.platformKeyMode().hasCertificates()) {
			throw ApiErrorException.of(404, "RESOURCE_NOT_EXISTS", ReasonNumber.NONE, "无可用的平台证书，请使用微信支付公钥",
					"There is no platform certificate, use the WeChat Pay public key");
		}
		ObjectNode body = Json.object();
		ArrayNode data = body.putArray("data");
		for (PlatformKey key : merchant.platformCertificates()) {
			X509Certificate certificate = Objects.requireNonNull(key.certificate());
			AeadAes256Gcm.Sealed sealed = AeadAes256Gcm.seal(merchant.apiV3Key(), "certificate", Pem.of(certificate));
			ObjectNode entry = data.addObject();
			entry.put("serial_no", key.serial());
			entry.put("effective_time", format(certificate.getNotBefore().toInstant()));
			entry.put("expire_time", format(certificate.getNotAfter().toInstant()));
			ObjectNode encrypted = entry.putObject("encrypt_certificate");
			encrypted.put("algorithm", AeadAes256Gcm.ALGORITHM);
			encrypted.put("nonce", sealed.nonce());
			encrypted.put("associated_data", sealed.associatedData());
			encrypted.put("ciphertext", sealed.ciphertext());
		}
		return Answer.json(200, body).signedWith(merchant.newestPlatformCertificate());
	}

	private static String format(Instant time) {
		return TIME.format(time);
	}

}
