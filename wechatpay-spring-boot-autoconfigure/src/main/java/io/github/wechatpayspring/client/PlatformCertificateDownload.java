package io.github.wechatpayspring.client;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.wechatpayspring.client.PlatformCertificates.PlatformCertificate;
import io.github.wechatpayspring.crypto.ApiV3Key;
import io.github.wechatpayspring.crypto.CryptoProvider;
import io.github.wechatpayspring.crypto.EncryptedResource;
import io.github.wechatpayspring.crypto.KeyReader;
import io.github.wechatpayspring.crypto.SerialNumbers;
import io.github.wechatpayspring.merchant.PlatformKeys;
import io.github.wechatpayspring.merchant.PlatformSignatureVerifier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Downloads the platform certificates of one merchant. They are decrypted first, which
 * authenticates them, and then have to verify the signature of the download itself.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PlatformCertificateDownload {

	private final WebClient webClient;

	private final AnswerVerification answers;

	private final PlatformSignatureVerifier verifier;

	private final JsonMapper mapper;

	private final Clock clock;

	private final ApiV3Key apiV3Key;

	private final CryptoProvider cryptoProvider;

	/**
	 * Create a download.
	 * @param webClient signs for the merchant and doesn't verify
	 * @param answers reads answers
	 * @param verifier verifies the signature of the download
	 * @param mapper reads JSON
	 * @param clock tells which certificates are valid
	 * @param apiV3Key decrypts the certificates
	 * @param cryptoProvider what the certificates verify with
	 */
	PlatformCertificateDownload(WebClient webClient, AnswerVerification answers, PlatformSignatureVerifier verifier,
			JsonMapper mapper, Clock clock, ApiV3Key apiV3Key, CryptoProvider cryptoProvider) {
		this.webClient = webClient;
		this.answers = answers;
		this.verifier = verifier;
		this.mapper = mapper;
		this.clock = clock;
		this.apiV3Key = apiV3Key;
		this.cryptoProvider = cryptoProvider;
	}

	/**
	 * Download the certificates.
	 * @param keyId the key that the answer should be signed with, if one is known
	 * @param trusted keys that are trusted beside the downloaded ones
	 * @return the certificates
	 */
	Mono<PlatformCertificates> download(@Nullable String keyId, PlatformKeys trusted) {
		return this.webClient.get().uri("/v3/certificates").headers((headers) -> {
			if (keyId != null) {
				headers.set(WechatPayHeaders.SERIAL, keyId);
			}
		}).exchangeToMono((response) -> this.answers.read(response).flatMap((body) -> accept(response, body, trusted)));
	}

	private Mono<PlatformCertificates> accept(ClientResponse response, byte[] body, PlatformKeys trusted) {
		if (!response.statusCode().isSameCodeAs(HttpStatus.OK)) {
			return Mono.error(this.answers.error(response, body, false, null));
		}
		Instant now = this.clock.instant();
		PlatformCertificates certificates = new PlatformCertificates(parse(body).stream().map(this::decrypt).toList(),
				now);
		if (certificates.newestSerialNumber(now).isEmpty()) {
			return Mono.error(new IllegalStateException("None of the downloaded platform certificates is valid now"));
		}
		return this.verifier.verify(certificates.asKeys(now).and(trusted), AnswerVerification.signature(response), body)
			.thenReturn(certificates);
	}

	private List<CertificateItem> parse(byte[] body) {
		List<CertificateItem> items;
		try {
			items = this.mapper.readValue(body, CertificateList.class).data();
		}
		catch (JacksonException ex) {
			throw noList();
		}
		if (items == null || !items.stream().allMatch(CertificateItem::isComplete)) {
			throw noList();
		}
		return items;
	}

	private static IllegalStateException noList() {
		return new IllegalStateException("Answer of GET /v3/certificates isn't a list of certificates");
	}

	private PlatformCertificate decrypt(CertificateItem item) {
		byte[] pem = this.apiV3Key.open(item.certificate());
		X509Certificate certificate = KeyReader.readCertificate(pem, null);
		String serialNumber = SerialNumbers.of(certificate);
		Assert.state(
				PlatformCertificates.normalize(serialNumber)
					.equals(PlatformCertificates.normalize(item.serialNumber())),
				"Serial number of a downloaded platform certificate isn't the announced one");
		return new PlatformCertificate(serialNumber, this.cryptoProvider.verifier(certificate.getPublicKey()),
				item.effectiveFrom(certificate), item.effectiveTo(certificate));
	}

	record CertificateList(@Nullable List<CertificateItem> data) {

	}

	/**
	 * A certificate of the list. WeChat Pay says itself from when to when it is in use.
	 *
	 * @param serialNumber the serial number
	 * @param effectiveTime the first instant, if it isn't the certificate's own
	 * @param expireTime the last instant, if it isn't the certificate's own
	 * @param certificate the encrypted certificate
	 */
	record CertificateItem(@JsonProperty("serial_no") String serialNumber,
			@JsonProperty("effective_time") @Nullable OffsetDateTime effectiveTime,
			@JsonProperty("expire_time") @Nullable OffsetDateTime expireTime,
			@JsonProperty("encrypt_certificate") EncryptedResource certificate) {

		static boolean isComplete(@Nullable CertificateItem item) {
			return item != null && item.serialNumber != null && item.certificate != null;
		}

		Instant effectiveFrom(X509Certificate certificate) {
			return (this.effectiveTime != null) ? this.effectiveTime.toInstant()
					: certificate.getNotBefore().toInstant();
		}

		Instant effectiveTo(X509Certificate certificate) {
			Instant notAfter = certificate.getNotAfter().toInstant();
			Instant expires = (this.expireTime != null) ? this.expireTime.toInstant() : notAfter;
			return expires.isBefore(notAfter) ? expires : notAfter;
		}

	}

}
