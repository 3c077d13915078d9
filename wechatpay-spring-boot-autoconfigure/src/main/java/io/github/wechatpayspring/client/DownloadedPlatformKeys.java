package io.github.wechatpayspring.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

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

	private static final Pattern SERIAL_NUMBER = Pattern.compile("[0-9A-Fa-f]{1,40}");

	private static final Duration MAX_AGE = Duration.ofHours(12);

	private static final Duration MIN_INTERVAL = Duration.ofMinutes(1);

	private static final Duration MIN_INTERVAL_WITHOUT_CERTIFICATES = Duration.ofSeconds(5);

	private final String merchantId;

	private final PlatformCertificateDownload download;

	private final PlatformKeys trusted;

	private final Clock clock;

	private final Duration timeout;

	private final AtomicReference<@Nullable Mono<Void>> refreshing = new AtomicReference<>();

	private volatile PlatformCertificates certificates = PlatformCertificates.NONE;

	private volatile @Nullable Attempt lastAttempt;

	/**
	 * Create the keys.
	 * @param merchantId the merchant number
	 * @param download downloads the certificates
	 * @param trusted keys that may have signed the download as well
	 * @param clock the clock
	 * @param timeout how long a download may take, whatever the connector allows
	 */
	DownloadedPlatformKeys(String merchantId, PlatformCertificateDownload download, PlatformKeys trusted, Clock clock,
			Duration timeout) {
		this.merchantId = merchantId;
		this.download = download;
		this.trusted = trusted;
		this.clock = clock;
		this.timeout = timeout;
	}

	@Override
	public Mono<MessageVerifier> findById(String id) {
		if (!SERIAL_NUMBER.matcher(id).matches()) {
			return Mono.empty();
		}
		return Mono.defer(() -> {
			MessageVerifier verifier = this.certificates.findVerifier(id, this.clock.instant());
			if (verifier != null) {
				refreshIfOld();
				return Mono.just(verifier);
			}
			return refresh().onErrorMap((ex) -> PlatformKeysUnavailableException.afterCall(this.merchantId, ex))
				.then(Mono.fromSupplier(() -> this.certificates.findVerifier(id, this.clock.instant())));
		});
	}

	@Override
	public boolean isKnown(String id) {
		// In this order, as anybody can have many merchants asked
		return this.certificates.findVerifier(id, this.clock.instant()) != null && SERIAL_NUMBER.matcher(id).matches();
	}

	@Override
	public boolean isDownloadPending() {
		Instant now = this.clock.instant();
		return isOld(now) || !this.certificates.hasValid(now);
	}

	@Override
	public Mono<String> preferredId() {
		return Mono.defer(() -> {
			Optional<String> serialNumber = this.certificates.newestSerialNumber(this.clock.instant());
			if (serialNumber.isPresent()) {
				refreshIfOld();
				return Mono.just(serialNumber.get());
			}
			return refresh().onErrorMap((ex) -> PlatformKeysUnavailableException.beforeCall(this.merchantId, ex))
				.then(Mono.fromCallable(() -> this.certificates.newestSerialNumber(this.clock.instant())
					.orElseThrow(() -> PlatformKeysUnavailableException.beforeCall(this.merchantId, null))));
		});
	}

	private void refreshIfOld() {
		if (isOld(this.clock.instant()) && this.refreshing.get() == null && recentAttempt() == null) {
			refresh().subscribe((ignored) -> {
			}, (ex) -> {
			});
		}
	}

	private boolean isOld(Instant now) {
		return !now.isBefore(this.certificates.downloadedAt().plus(MAX_AGE));
	}

	// Every caller has to make an exception of its own of the shared failure, as
	// operators add to exceptions
	private Mono<Void> refresh() {
		Mono<Void> current = this.refreshing.get();
		if (current != null) {
			return current;
		}
		Attempt attempt = recentAttempt();
		if (attempt != null) {
			return attempt.outcome();
		}
		Mono<Void> created = Mono.defer(this::downloadUnlessRecent)
			.doFinally((signal) -> this.refreshing.set(null))
			.cache();
		return this.refreshing.compareAndSet(null, created) ? created : refresh();
	}

	private @Nullable Attempt recentAttempt() {
		Attempt attempt = this.lastAttempt;
		return (attempt != null && attempt.isRecent(this.clock.instant())) ? attempt : null;
	}

	// Another download can have ended between the look at the last attempt and now
	private Mono<Void> downloadUnlessRecent() {
		Attempt attempt = recentAttempt();
		return (attempt != null) ? attempt.outcome() : downloadCertificates();
	}

	private Mono<Void> downloadCertificates() {
		String serialNumber = this.certificates.newestSerialNumber(this.clock.instant()).orElse(null);
		return Mono.defer(this.trusted::preferredId)
			.switchIfEmpty(Mono.justOrEmpty(serialNumber))
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((id) -> this.download.download(id.orElse(null), this.trusted))
			.timeout(this.timeout)
			.doOnNext(this::succeeded)
			.doOnError(this::failed)
			.then();
	}

	private void succeeded(PlatformCertificates downloaded) {
		this.certificates = downloaded;
		Instant now = this.clock.instant();
		this.lastAttempt = new Attempt(now, now.plus(MIN_INTERVAL), null);
	}

	private void failed(Throwable failure) {
		Instant now = this.clock.instant();
		if (this.certificates.newestSerialNumber(now).isPresent()) {
			logger.warn("Platform certificates can't be refreshed for merchant " + this.merchantId
					+ ", the known ones stay in use", failure);
			this.lastAttempt = new Attempt(now, now.plus(MIN_INTERVAL), failure);
		}
		else {
			this.lastAttempt = new Attempt(now, now.plus(MIN_INTERVAL_WITHOUT_CERTIFICATES), failure);
		}
	}

	/**
	 * An attempt to download certificates.
	 *
	 * @param endedAt when it ended
	 * @param nextAttempt the first instant for another attempt
	 * @param failure why it failed, if it did
	 */
	private record Attempt(Instant endedAt, Instant nextAttempt, @Nullable Throwable failure) {

		// A clock that was set back must not keep the next attempt waiting
		boolean isRecent(Instant now) {
			return !now.isBefore(this.endedAt) && now.isBefore(this.nextAttempt);
		}

		Mono<Void> outcome() {
			return (this.failure != null) ? Mono.error(this.failure) : Mono.empty();
		}

	}

}
