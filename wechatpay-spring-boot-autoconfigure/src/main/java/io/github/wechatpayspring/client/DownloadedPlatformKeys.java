package io.github.wechatpayspring.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.crypto.MessageVerifier;
import io.github.wechatpayspring.merchant.PlatformKeys;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@link PlatformKeys} that are downloaded when they are first needed, again every 12
 * hours, and when an answer is signed by a certificate that isn't known. Many callers
 * wait for one download; a failed one leaves the certificates as they are.
 *
 * @author WeChat Pay Spring maintainers
 */
final class DownloadedPlatformKeys implements PlatformKeys {

	private static final Log logger = LogFactory.getLog(DownloadedPlatformKeys.class);

	private static final String PUBLIC_KEY_ID_PREFIX = "PUB_KEY_ID_";

	private static final Duration MAX_AGE = Duration.ofHours(12);

	private static final Duration MIN_INTERVAL = Duration.ofMinutes(1);

	private static final Duration MIN_INTERVAL_WITHOUT_CERTIFICATES = Duration.ofSeconds(5);

	private final PlatformCertificateDownload download;

	private final PlatformKeys trusted;

	private final Clock clock;

	private final AtomicReference<@Nullable Mono<Void>> refreshing = new AtomicReference<>();

	private volatile PlatformCertificates certificates = PlatformCertificates.NONE;

	private volatile @Nullable Attempt lastAttempt;

	/**
	 * Create the keys.
	 * @param download downloads the certificates
	 * @param trusted keys that may have signed the download as well
	 * @param clock the clock
	 */
	DownloadedPlatformKeys(PlatformCertificateDownload download, PlatformKeys trusted, Clock clock) {
		this.download = download;
		this.trusted = trusted;
		this.clock = clock;
	}

	@Override
	public Mono<MessageVerifier> findById(String id) {
		if (id.startsWith(PUBLIC_KEY_ID_PREFIX)) {
			return Mono.empty();
		}
		return Mono.defer(() -> {
			MessageVerifier verifier = this.certificates.findVerifier(id, this.clock.instant());
			if (verifier != null) {
				refreshIfOld();
				return Mono.just(verifier);
			}
			return refresh().then(Mono.fromSupplier(() -> this.certificates.findVerifier(id, this.clock.instant())));
		});
	}

	@Override
	public Mono<String> preferredId() {
		return Mono.defer(() -> {
			Optional<String> serialNumber = this.certificates.newestSerialNumber(this.clock.instant());
			if (serialNumber.isPresent()) {
				refreshIfOld();
				return Mono.just(serialNumber.get());
			}
			return refresh().then(Mono.fromCallable(() -> this.certificates.newestSerialNumber(this.clock.instant())
				.orElseThrow(() -> new IllegalStateException("WeChat Pay has no valid platform certificate"))));
		});
	}

	private void refreshIfOld() {
		Instant now = this.clock.instant();
		if (this.certificates.downloadedAt().plus(MAX_AGE).isBefore(now)) {
			refresh().subscribe((ignored) -> {
			}, (ex) -> logger.warn("Platform certificates can't be refreshed, the known ones stay in use", ex));
		}
	}

	// Unless it was tried a moment ago; a caller during a download waits for it
	private Mono<Void> refresh() {
		Mono<Void> current = this.refreshing.get();
		if (current != null) {
			return current;
		}
		Attempt attempt = this.lastAttempt;
		if (attempt != null && attempt.isRecent(this.clock.instant())) {
			return (attempt.failure() != null) ? Mono.error(attempt.failure()) : Mono.empty();
		}
		Mono<Void> created = Mono.defer(this::downloadCertificates)
			.doFinally((signal) -> this.refreshing.set(null))
			.cache();
		return this.refreshing.compareAndSet(null, created) ? created : refresh();
	}

	private Mono<Void> downloadCertificates() {
		String keyId = this.certificates.newestSerialNumber(this.clock.instant()).orElse(null);
		return this.trusted.preferredId()
			.switchIfEmpty(Mono.justOrEmpty(keyId))
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((id) -> this.download.download(id.orElse(null), this.trusted))
			.doOnNext((downloaded) -> {
				this.certificates = downloaded;
				this.lastAttempt = new Attempt(this.clock.instant().plus(MIN_INTERVAL), null);
			})
			.doOnError((ex) -> this.lastAttempt = failed(ex))
			.then();
	}

	private Attempt failed(Throwable failure) {
		Instant now = this.clock.instant();
		boolean usable = this.certificates.newestSerialNumber(now).isPresent();
		return usable ? new Attempt(now.plus(MIN_INTERVAL), null)
				: new Attempt(now.plus(MIN_INTERVAL_WITHOUT_CERTIFICATES), failure);
	}

	/**
	 * An attempt to download certificates.
	 *
	 * @param nextAttempt the first instant for another attempt
	 * @param failure the failure, if there is nothing to go on with
	 */
	private record Attempt(Instant nextAttempt, @Nullable Throwable failure) {

		boolean isRecent(Instant now) {
			return now.isBefore(this.nextAttempt);
		}

	}

}
