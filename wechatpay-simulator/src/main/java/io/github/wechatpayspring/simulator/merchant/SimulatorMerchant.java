package io.github.wechatpayspring.simulator.merchant;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.wechatpayspring.simulator.keys.Deferred;
import io.github.wechatpayspring.simulator.keys.Pem;
import io.github.wechatpayspring.simulator.keys.RandomText;
import io.github.wechatpayspring.simulator.keys.Rsa;
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

	private final String publicKeyId;

	private final Deferred<KeyPair> keyPair;

	private final Deferred<X509Certificate> certificate;

	private final PlatformKeys platformKeys;

	private SimulatorMerchant(Builder builder, Deferred<TestCertificateAuthority> authority, Clock clock) {
		this.id = builder.id;
		this.apiV3Key = builder.apiV3Key;
		this.serviceId = builder.serviceId;
		this.appId = builder.appId;
		this.subMerchants = List.copyOf(builder.subMerchants);
		this.permissionNotifyUrl = builder.permissionNotifyUrl;
		this.publicKeyId = builder.publicKeyId;
		this.keyPair = Deferred.of(Rsa::newKeyPair);
		this.certificate = Deferred.of(() -> {
			Instant now = clock.instant();
			return authority.get()
				.issue("Merchant " + this.id, this.keyPair.get().getPublic(), now.minus(Duration.ofDays(1)),
						now.plus(CERTIFICATE_LIFETIME));
		});
		this.platformKeys = new PlatformKeys(builder.platformKeyMode, this.publicKeyId, authority, clock);
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
		this.keyPair.begin();
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
	 * Return the key the merchant signs with.
	 * @return the PEM text of the private key in PKCS#8, a secret
	 */
	public String privateKeyPem() {
		return Pem.of(this.keyPair.get().getPrivate());
	}

	/**
	 * Return the certificate of the merchant's key.
	 * @return the PEM text of the certificate
	 */
	public String certificatePem() {
		return Pem.of(this.certificate.get());
	}

	/**
	 * Return the serial number of the merchant's certificate.
	 * @return 40 upper-case hexadecimal digits
	 */
	public String serialNumber() {
		return TestCertificateAuthority.serialNumber(this.certificate.get());
	}

	/**
	 * Return the key that the merchant's signatures are checked with.
	 * @return the public key
	 */
	public PublicKey publicKey() {
		return this.keyPair.get().getPublic();
	}

	/**
	 * Sign as this merchant.
	 * @param message the message
	 * @return the signature
	 */
	public byte[] sign(byte[] message) {
		return Rsa.sign(this.keyPair.get().getPrivate(), message);
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
		return this.platformKeys.rotate().serial();
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

		private static final int API_V3_KEY_LENGTH = 32;

		private final String id;

		private String apiV3Key = RandomText.lettersAndDigits(API_V3_KEY_LENGTH);

		private String serviceId = "2002" + RandomText.digits(27);

		private String appId = "wx" + RandomText.hex(16);

		private String publicKeyId;

		private PlatformKeyMode platformKeyMode = PlatformKeyMode.BOTH;

		private final List<SubMerchant> subMerchants = new ArrayList<>();

		private @Nullable URI permissionNotifyUrl;

		private Builder(String id) {
			if (!id.matches("[0-9]{8,32}")) {
				throw new IllegalArgumentException("A merchant number has 8 to 32 digits");
			}
			this.id = id;
			this.publicKeyId = "PUB_KEY_ID_01" + id + RandomText.digits(22);
		}

		/**
		 * Set the API v3 key.
		 * @param apiV3Key 32 ASCII characters
		 * @return this builder
		 */
		public Builder apiV3Key(String apiV3Key) {
			if (apiV3Key.length() != API_V3_KEY_LENGTH || !StandardCharsets.US_ASCII.newEncoder().canEncode(apiV3Key)) {
				throw new IllegalArgumentException("An API v3 key has 32 ASCII characters");
			}
			this.apiV3Key = apiV3Key;
			return this;
		}

		/**
		 * Set the payscore service.
		 * @param serviceId the {@code service_id}
		 * @return this builder
		 */
		public Builder serviceId(String serviceId) {
			this.serviceId = serviceId;
			return this;
		}

		/**
		 * Set the application bound to the merchant.
		 * @param appId the {@code appid}
		 * @return this builder
		 */
		public Builder appId(String appId) {
			this.appId = appId;
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
			this.subMerchants.add(new SubMerchant(id, appId));
			return this;
		}

		/**
		 * Set where the merchant hears that users open and close the payscore service,
		 * which WeChat Pay has from the configuration of the service.
		 * @param permissionNotifyUrl the URL
		 * @return this builder
		 */
		public Builder permissionNotifyUrl(URI permissionNotifyUrl) {
			this.permissionNotifyUrl = permissionNotifyUrl;
			return this;
		}

		/**
		 * Set the id of the WeChat Pay public key.
		 * @param publicKeyId the id, beginning with {@code PUB_KEY_ID_}
		 * @return this builder
		 */
		public Builder wechatPayPublicKeyId(String publicKeyId) {
			if (!publicKeyId.startsWith("PUB_KEY_ID_")) {
				throw new IllegalArgumentException("The id of a WeChat Pay public key begins with PUB_KEY_ID_");
			}
			this.publicKeyId = publicKeyId;
			return this;
		}

		/**
		 * Set which platform keys there are; both kinds unless set.
		 * @param platformKeyMode the mode
		 * @return this builder
		 */
		public Builder platformKeyMode(PlatformKeyMode platformKeyMode) {
			this.platformKeyMode = platformKeyMode;
			return this;
		}

		SimulatorMerchant build(Deferred<TestCertificateAuthority> authority, Clock clock) {
			if (this.subMerchants.isEmpty()) {
				subMerchant("16" + RandomText.digits(8), "wx" + RandomText.hex(16));
			}
			return new SimulatorMerchant(this, authority, clock);
		}

	}

}
