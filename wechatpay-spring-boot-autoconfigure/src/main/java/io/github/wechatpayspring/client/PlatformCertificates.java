package io.github.wechatpayspring.client;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.PlatformKeys;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The platform certificates of one download.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PlatformCertificates {

	static final PlatformCertificates NONE = new PlatformCertificates(List.of(), Instant.MIN);

	private final Map<String, PlatformCertificate> bySerialNumber;

	private final Instant downloadedAt;

	PlatformCertificates(Collection<PlatformCertificate> certificates, Instant downloadedAt) {
		this.bySerialNumber = new HashMap<>();
		certificates
			.forEach((certificate) -> this.bySerialNumber.put(normalize(certificate.serialNumber()), certificate));
		this.downloadedAt = downloadedAt;
	}

	static String normalize(String serialNumber) {
		String digits = serialNumber.toUpperCase(Locale.ROOT);
		int start = 0;
		while (start < digits.length() - 1 && digits.charAt(start) == '0') {
			start++;
		}
		return digits.substring(start);
	}

	@Nullable MessageVerifier findVerifier(String serialNumber, Instant now) {
		PlatformCertificate certificate = this.bySerialNumber.get(normalize(serialNumber));
		return (certificate != null && certificate.isValidAt(now)) ? certificate.verifier() : null;
	}

	Optional<String> newestSerialNumber(Instant now) {
		return this.bySerialNumber.values()
			.stream()
			.filter((certificate) -> certificate.isValidAt(now))
			.max(Comparator.comparing(PlatformCertificate::notAfter)
				.thenComparing(PlatformCertificate::notBefore)
				.thenComparing(PlatformCertificate::serialNumber))
			.map(PlatformCertificate::serialNumber);
	}

	boolean hasValid(Instant now) {
		for (PlatformCertificate certificate : this.bySerialNumber.values()) {
			if (certificate.isValidAt(now)) {
				return true;
			}
		}
		return false;
	}

	Instant downloadedAt() {
		return this.downloadedAt;
	}

	/**
	 * Return these certificates as keys that don't change.
	 * @param now the instant at which certificates must be valid
	 * @return the platform keys
	 */
	PlatformKeys asKeys(Instant now) {
		return new PlatformKeys() {

			@Override
			public Mono<MessageVerifier> findById(String id) {
				return Mono.justOrEmpty(findVerifier(id, now));
			}

			@Override
			public Mono<String> preferredId() {
				return Mono.justOrEmpty(newestSerialNumber(now));
			}

		};
	}

	/**
	 * A platform certificate.
	 *
	 * @param serialNumber the serial number
	 * @param verifier the verifier for its public key
	 * @param notBefore the first instant of its validity
	 * @param notAfter the last instant of its validity
	 */
	record PlatformCertificate(String serialNumber, MessageVerifier verifier, Instant notBefore, Instant notAfter) {

		boolean isValidAt(Instant now) {
			return !now.isBefore(this.notBefore) && !now.isAfter(this.notAfter);
		}

	}

}
