package io.github.wechatpayspring.simulator.merchant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wechatpayspring.simulator.keys.Deferred;
import io.github.wechatpayspring.simulator.keys.SigningKey;
import io.github.wechatpayspring.simulator.keys.TestCertificateAuthority;
import org.jspecify.annotations.Nullable;

/**
 * The keys that WeChat Pay signs with for one merchant, as on the real platform, where
 * they differ from merchant to merchant.
 *
 * @author WeChat Pay Spring maintainers
 */
final class PlatformKeys {

	private static final Duration CERTIFICATE_LIFETIME = Duration.ofDays(5 * 365);

	private final PlatformKeyMode mode;

	private final Deferred<TestCertificateAuthority> authority;

	private final Clock clock;

	private final Deferred<PlatformKey> publicKey;

	private final AtomicReference<List<Deferred<PlatformKey>>> certificates;

	/**
	 * Create the keys of a merchant.
	 * @param mode which keys there are
	 * @param publicKey the WeChat Pay public key
	 * @param certificates the platform certificates, the newest last; one is made if
	 * there is none
	 * @param authority issues certificates
	 * @param clock dates certificates
	 */
	PlatformKeys(PlatformKeyMode mode, Deferred<PlatformKey> publicKey, List<PlatformKey> certificates,
			Deferred<TestCertificateAuthority> authority, Clock clock) {
		this.mode = mode;
		this.authority = authority;
		this.clock = clock;
		this.publicKey = publicKey;
		this.certificates = new AtomicReference<>(certificates.isEmpty() ? List.of(Deferred.of(() -> newCertificate(0)))
				: certificates.stream().map((key) -> Deferred.of(() -> key)).toList());
	}

	void begin() {
		if (this.mode.hasPublicKey()) {
			this.publicKey.begin();
		}
		else {
			this.certificates.get().get(0).begin();
		}
	}

	PlatformKeyMode mode() {
		return this.mode;
	}

	PlatformKey publicKey() {
		if (!this.mode.hasPublicKey()) {
			throw new IllegalStateException("This merchant has platform certificates only");
		}
		return this.publicKey.get();
	}

	List<PlatformKey> certificates() {
		if (!this.mode.hasCertificates()) {
			return Collections.emptyList();
		}
		return this.certificates.get().stream().map(Deferred::get).toList();
	}

	List<PlatformKey> made() {
		List<PlatformKey> made = new ArrayList<>();
		this.publicKey.ifMade(made::add);
		this.certificates.get().forEach((certificate) -> certificate.ifMade(made::add));
		return made;
	}

	PlatformKey newestCertificate() {
		if (!this.mode.hasCertificates()) {
			throw new IllegalStateException("This merchant has a WeChat Pay public key only");
		}
		List<Deferred<PlatformKey>> all = this.certificates.get();
		return all.get(all.size() - 1).get();
	}

	PlatformKey rotate() {
		if (!this.mode.hasCertificates()) {
			throw new IllegalStateException("This merchant has a WeChat Pay public key only");
		}
		int age = this.certificates.get().size();
		Deferred<PlatformKey> next = Deferred.of(() -> newCertificate(age));
		PlatformKey key = next.get();
		this.certificates.updateAndGet((current) -> {
			List<Deferred<PlatformKey>> all = new ArrayList<>(current);
			all.add(next);
			return List.copyOf(all);
		});
		return key;
	}

	@Nullable PlatformKey find(String serial) {
		if (this.mode.hasPublicKey() && this.publicKey.get().serial().equals(serial)) {
			return this.publicKey.get();
		}
		return certificates().stream().filter((key) -> key.serial().equals(serial)).findFirst().orElse(null);
	}

	PlatformKey preferred() {
		return this.mode.hasPublicKey() ? this.publicKey.get() : newestCertificate();
	}

	private PlatformKey newCertificate(int age) {
		SigningKey key = SigningKey.create();
		Instant now = this.clock.instant();
		// A day apart at least, so that clients that pick the certificate that lives
		// longest pick the newest even when two are made in the same second.
		Instant notAfter = now.plus(CERTIFICATE_LIFETIME).plus(Duration.ofDays(age));
		return PlatformKey.ofCertificate(key, this.authority.get()
			.issue("Platform Certificate", key.publicKey(), now.minus(Duration.ofDays(1)), notAfter));
	}

}
