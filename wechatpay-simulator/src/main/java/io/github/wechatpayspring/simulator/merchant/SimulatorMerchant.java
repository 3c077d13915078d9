package io.github.wechatpayspring.simulator.merchant;

import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.wechatpayspring.simulator.keys.Deferred;
import io.github.wechatpayspring.simulator.keys.Pem;
import io.github.wechatpayspring.simulator.keys.Rsa;
import io.github.wechatpayspring.simulator.keys.SigningKey;
import io.github.wechatpayspring.simulator.keys.TestCertificateAuthority;
import org.jspecify.annotations.Nullable;

/**
 * A merchant that a simulator knows: everything its client has to be configured with.
 * Keys are made once, in the background or when first asked for, so an accessor can take
 * as long as making an RSA key. Safe for use by several threads.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class SimulatorMerchant {

	private static final Duration CERTIFICATE_LIFETIME = Duration.ofDays(5 * 365);

	private final String id;

	private final String apiV3Key;

	private final String serviceId;

	private final String appId;

	private final List<SubMerchant> subMerchants;

	private final @Nullable URI permissionNotifyUrl;

	private final @Nullable String serialNumber;

	private final Deferred<SigningKey> key;

	private final Deferred<Optional<X509Certificate>> certificate;

	private final boolean privateKeyKnown;

	private final boolean certificateKnown;

	private final PlatformKeys platformKeys;

	private final Consumer<SimulatorMerchant> changed;

	SimulatorMerchant(MerchantDescription description, Deferred<TestCertificateAuthority> authority, Clock clock,
			Consumer<SimulatorMerchant> changed) {
		this.id = description.id();
		this.apiV3Key = description.apiV3Key();
		this.serviceId = description.serviceId();
		this.appId = description.appId();
		this.subMerchants = description.subMerchants();
		this.permissionNotifyUrl = description.permissionNotifyUrl();
		this.serialNumber = description.serialNumber();
		this.privateKeyKnown = description.key() == null || description.key().privateKey() != null;
		this.certificateKnown = description.certificate() != null || this.serialNumber == null;
		this.key = Deferred.of(() -> (description.key() != null) ? description.key() : SigningKey.create());
		this.certificate = Deferred.of(() -> {
			if (description.certificate() != null || !this.certificateKnown) {
				return Optional.ofNullable(description.certificate());
			}
			Instant now = clock.instant();
			return Optional.of(authority.get()
				.issue("Merchant " + this.id, this.key.get().publicKey(), now.minus(Duration.ofDays(1)),
						now.plus(CERTIFICATE_LIFETIME)));
		});
		Deferred<PlatformKey> publicKey = Deferred.of(() -> PlatformKey.ofPublicKey(description.publicKeyId(),
				(description.platformKey() != null) ? description.platformKey() : SigningKey.create()));
		this.platformKeys = new PlatformKeys(description.platformKeyMode(), publicKey,
				description.platformCertificates(), authority, clock);
		this.changed = changed;
	}

	/**
	 * Begin to describe a merchant with the given number.
	 * @param id the merchant number, 8 to 32 digits
	 * @return a builder whose other values are made up
	 */
	public static Builder withId(String id) {
		return new Builder(id);
	}

	/**
	 * Begin to make the keys that the first call needs.
	 */
	void begin() {
		this.key.begin();
		this.platformKeys.begin();
		this.certificate.begin();
	}

	/**
	 * Return the merchant number, in partner mode the service provider's.
	 * @return the {@code mchid}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Return the key that certificates and notifications are encrypted under.
	 * @return the API v3 key, 32 ASCII characters, a secret
	 */
	public String apiV3Key() {
		return this.apiV3Key;
	}

	/**
	 * Return the payscore service.
	 * @return the {@code service_id}
	 */
	public String serviceId() {
		return this.serviceId;
	}

	/**
	 * Return the application bound to this merchant.
	 * @return the {@code appid}
	 */
	public String appId() {
		return this.appId;
	}

	/**
	 * Return the merchants this merchant works for in partner mode.
	 * @return the sub-merchants, at least one
	 */
	public List<SubMerchant> subMerchants() {
		return this.subMerchants;
	}

	/**
	 * Return the number of the first sub-merchant.
	 * @return the {@code sub_mchid}
	 */
	public String subMerchantId() {
		return this.subMerchants.get(0).id();
	}

	/**
	 * Return the application of the first sub-merchant.
	 * @return the {@code sub_appid}, or {@code null} if it has none
	 */
	public @Nullable String subAppId() {
		return this.subMerchants.get(0).appId();
	}

	/**
	 * Return where the merchant hears that users open and close the payscore service.
	 * @return the URL, or {@code null} if it does not
	 */
	public @Nullable URI permissionNotifyUrl() {
		return this.permissionNotifyUrl;
	}

	/**
	 * Return whether the private side of the merchant's key is known. It is not if only a
	 * certificate or a public key was given.
	 * @return whether there is a private key
	 */
	public boolean hasPrivateKey() {
		return this.privateKeyKnown;
	}

	/**
	 * Return the key the merchant signs with.
	 * @return the PEM text of the private key in PKCS#8, a secret
	 * @throws IllegalStateException if it is not known
	 */
	public String privateKeyPem() {
		return Pem.of(this.key.get().requirePrivateKey());
	}

	/**
	 * Return whether there is a certificate of the merchant's key. There is none if a
	 * serial number was given in its place.
	 * @return whether there is a certificate
	 */
	public boolean hasCertificate() {
		return this.certificateKnown;
	}

	/**
	 * Return the certificate of the merchant's key.
	 * @return the PEM text of the certificate
	 * @throws IllegalStateException if there is none
	 */
	public String certificatePem() {
		return Pem.of(this.certificate.get()
			.orElseThrow(() -> new IllegalStateException("Only the serial number of this certificate is known")));
	}

	/**
	 * Return the serial number of the merchant's certificate.
	 * @return upper-case hexadecimal digits, 40 of them unless another one was given
	 */
	public String serialNumber() {
		return (this.serialNumber != null) ? this.serialNumber
				: TestCertificateAuthority.serialNumber(this.certificate.get().orElseThrow());
	}

	/**
	 * Return the key that the merchant's signatures are checked with.
	 * @return the public key
	 */
	public PublicKey publicKey() {
		return this.key.get().publicKey();
	}

	/**
	 * Sign as this merchant.
	 * @param message the message
	 * @return the signature
	 * @throws IllegalStateException if the private key is not known
	 */
	public byte[] sign(byte[] message) {
		return Rsa.sign(this.key.get().requirePrivateKey(), message);
	}

	/**
	 * Return which platform keys there are for this merchant.
	 * @return the mode
	 */
	public PlatformKeyMode platformKeyMode() {
		return this.platformKeys.mode();
	}

	/**
	 * Return the id of the WeChat Pay public key.
	 * @return the id, beginning with {@code PUB_KEY_ID_}
	 * @throws IllegalStateException if the merchant has platform certificates only
	 */
	public String wechatPayPublicKeyId() {
		return this.platformKeys.publicKey().serial();
	}

	/**
	 * Return the WeChat Pay public key.
	 * @return the PEM text of the public key
	 * @throws IllegalStateException if the merchant has platform certificates only
	 */
	public String wechatPayPublicKeyPem() {
		return this.platformKeys.publicKey().publicKeyPem();
	}

	/**
	 * Return the platform certificates, the newest last.
	 * @return the PEM texts, none if the merchant has a WeChat Pay public key only
	 */
	public List<String> platformCertificatePems() {
		return this.platformKeys.certificates().stream().map(SimulatorMerchant::certificatePem).toList();
	}

	/**
	 * Return the serial numbers of the platform certificates, the newest last.
	 * @return the serial numbers, none if the merchant has a WeChat Pay public key only
	 */
	public List<String> platformCertificateSerialNumbers() {
		return this.platformKeys.certificates().stream().map(PlatformKey::serial).toList();
	}

	/**
	 * Return the keys of the platform certificates, the newest last.
	 * @return the keys, none if the merchant has a WeChat Pay public key only
	 */
	public List<PlatformKey> platformCertificates() {
		return this.platformKeys.certificates();
	}

	/**
	 * Return the platform keys that were used so far, without making any.
	 * @return the keys
	 */
	public List<PlatformKey> madePlatformKeys() {
		return this.platformKeys.made();
	}

	/**
	 * Return the key of the newest platform certificate.
	 * @return the key
	 * @throws IllegalStateException if the merchant has a WeChat Pay public key only
	 */
	public PlatformKey newestPlatformCertificate() {
		return this.platformKeys.newestCertificate();
	}

	/**
	 * Add a platform certificate. The older ones stay valid; the new one signs wherever a
	 * request does not ask for another key.
	 * @return the serial number of the new certificate
	 * @throws IllegalStateException if the merchant has a WeChat Pay public key only
	 */
	public String rotateCertificate() {
		String serial = this.platformKeys.rotate().serial();
		this.changed.accept(this);
		return serial;
	}

	/**
	 * Find the platform key that a request names in {@code Wechatpay-Serial}.
	 * @param serial the public key id or certificate serial number
	 * @return the key, or {@code null} if this merchant has no such key
	 */
	public @Nullable PlatformKey findPlatformKey(String serial) {
		return this.platformKeys.find(serial);
	}

	/**
	 * Return the key that answers are signed with when the request names none: the WeChat
	 * Pay public key, else the newest platform certificate.
	 * @return the key
	 */
	public PlatformKey preferredPlatformKey() {
		return this.platformKeys.preferred();
	}

	/**
	 * Return whether this merchant works for the given sub-merchant.
	 * @param subMerchantId the {@code sub_mchid}
	 * @return the sub-merchant, or {@code null} if there is none with that number
	 */
	public @Nullable SubMerchant findSubMerchant(String subMerchantId) {
		return this.subMerchants.stream().filter((sub) -> sub.id().equals(subMerchantId)).findFirst().orElse(null);
	}

	@Override
	public String toString() {
		return "SimulatorMerchant[id=" + this.id + ", apiV3Key=******, privateKey=******, serviceId=" + this.serviceId
				+ ", appId=" + this.appId + ", subMerchants=" + this.subMerchants + ", platformKeyMode="
				+ platformKeyMode() + "]";
	}

	private static String certificatePem(PlatformKey key) {
		return Pem.of(Objects.requireNonNull(key.certificate()));
	}

	/**
	 * Describes a merchant. What is not set is made up.
	 */
	public static final class Builder {

		private final MerchantDraft draft;

		private Builder(String id) {
			this.draft = new MerchantDraft(id);
		}

		String id() {
			return this.draft.id();
		}

		/**
		 * Set the API v3 key.
		 * @param apiV3Key 32 ASCII characters
		 * @return this builder
		 */
		public Builder apiV3Key(String apiV3Key) {
			this.draft.apiV3Key(apiV3Key);
			return this;
		}

		/**
		 * Set the payscore service.
		 * @param serviceId the {@code service_id}
		 * @return this builder
		 */
		public Builder serviceId(String serviceId) {
			this.draft.serviceId(serviceId);
			return this;
		}

		/**
		 * Set the application bound to the merchant.
		 * @param appId the {@code appid}
		 * @return this builder
		 */
		public Builder appId(String appId) {
			this.draft.appId(appId);
			return this;
		}

		/**
		 * Add a sub-merchant. The first one is what
		 * {@link SimulatorMerchant#subMerchantId()} returns; without any, one is made up.
		 * @param id the {@code sub_mchid}
		 * @param appId the {@code sub_appid} bound to it, or {@code null}
		 * @return this builder
		 */
		public Builder subMerchant(String id, @Nullable String appId) {
			this.draft.subMerchant(id, appId);
			return this;
		}

		/**
		 * Set where the merchant hears that users open and close the payscore service,
		 * which WeChat Pay has from the configuration of the service.
		 * @param permissionNotifyUrl the URL
		 * @return this builder
		 */
		public Builder permissionNotifyUrl(URI permissionNotifyUrl) {
			this.draft.permissionNotifyUrl(permissionNotifyUrl);
			return this;
		}

		/**
		 * Set the key the merchant signs with. Without a certificate or a serial number a
		 * certificate is issued for it.
		 * @param pem the PEM text of a private key in PKCS#8 or PKCS#1, a secret
		 * @return this builder
		 * @throws IllegalArgumentException if it is no RSA private key of 2048 bits
		 */
		public Builder privateKey(String pem) {
			this.draft.privateKey(pem);
			return this;
		}

		/**
		 * Set the merchant's certificate. Signatures can be checked with it alone, but
		 * without the private key it can't be shown.
		 * @param pem the PEM text of the certificate
		 * @return this builder
		 * @throws IllegalArgumentException if it is no certificate of an RSA key of 2048
		 * bits
		 */
		public Builder certificate(String pem) {
			this.draft.certificate(pem);
			return this;
		}

		/**
		 * Set the public side of the merchant's key, in place of a certificate. The
		 * serial number is needed too.
		 * @param pem the PEM text of the public key
		 * @return this builder
		 * @throws IllegalArgumentException if it is no RSA public key of 2048 bits
		 */
		public Builder publicKey(String pem) {
			this.draft.publicKey(pem);
			return this;
		}

		/**
		 * Set the serial number of the merchant's certificate.
		 * @param serialNumber hexadecimal digits
		 * @return this builder
		 */
		public Builder serialNumber(String serialNumber) {
			this.draft.serialNumber(serialNumber);
			return this;
		}

		/**
		 * Set the id of the WeChat Pay public key.
		 * @param publicKeyId the id, beginning with {@code PUB_KEY_ID_}
		 * @return this builder
		 */
		public Builder wechatPayPublicKeyId(String publicKeyId) {
			this.draft.publicKeyId(publicKeyId);
			return this;
		}

		/**
		 * Set the private side of the WeChat Pay public key, which answers are signed
		 * with.
		 * @param pem the PEM text of a private key in PKCS#8 or PKCS#1, a secret
		 * @return this builder
		 * @throws IllegalArgumentException if it is no RSA private key of 2048 bits
		 */
		public Builder wechatPayPrivateKey(String pem) {
			this.draft.platformKey(pem);
			return this;
		}

		/**
		 * Add a platform certificate, the newest last. Without any, one is made.
		 * @param privateKeyPem the PEM text of its private key, a secret
		 * @param certificatePem the PEM text of the certificate
		 * @return this builder
		 * @throws IllegalArgumentException if they can't be read or don't belong together
		 */
		public Builder platformCertificate(String privateKeyPem, String certificatePem) {
			this.draft.platformCertificate(privateKeyPem, certificatePem);
			return this;
		}

		/**
		 * Set which platform keys there are; both kinds unless set.
		 * @param platformKeyMode the mode
		 * @return this builder
		 */
		public Builder platformKeyMode(PlatformKeyMode platformKeyMode) {
			this.draft.platformKeyMode(platformKeyMode);
			return this;
		}

		@Nullable String findDifference(SimulatorMerchant merchant) {
			return this.draft.findDifference(merchant);
		}

		SimulatorMerchant build(Deferred<TestCertificateAuthority> authority, Clock clock,
				Consumer<SimulatorMerchant> changed) {
			return new SimulatorMerchant(this.draft.complete(), authority, clock, changed);
		}

		@Override
		public String toString() {
			return "SimulatorMerchant.Builder[id=" + id() + "]";
		}

	}

}
