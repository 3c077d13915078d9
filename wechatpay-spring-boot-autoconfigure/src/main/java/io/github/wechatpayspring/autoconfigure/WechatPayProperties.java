package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for WeChat Pay.
 *
 * @author WeChat Pay Spring maintainers
 */
@ConfigurationProperties("wechatpay")
public class WechatPayProperties {

	/**
	 * Base URL of WeChat Pay, without a path. Must be HTTPS for hosts of WeChat Pay.
	 */
	private URI baseUrl = URI.create("https://api.mch.weixin.qq.com");

	/**
	 * Name of the merchant for calls that don't name one. When not set, it is the
	 * merchant named 'default', else the only one.
	 */
	private @Nullable String defaultMerchant;

	/**
	 * Timeout for connecting to WeChat Pay.
	 */
	private Duration connectTimeout = Duration.ofSeconds(3);

	/**
	 * Timeout for reading an answer of WeChat Pay.
	 */
	private Duration readTimeout = Duration.ofSeconds(10);

	/**
	 * Maximum size of a body, which is buffered to sign or verify it.
	 */
	private DataSize maxInMemorySize = DataSize.ofMegabytes(1);

	/**
	 * Where requests are signed.
	 */
	private SigningScheduler signingScheduler = SigningScheduler.ADAPTIVE;

	/**
	 * Merchants by name.
	 */
	private final Map<String, Merchant> merchant = new LinkedHashMap<>();

	private final Pool pool = new Pool();

	private final Crypto crypto = new Crypto();

	public URI getBaseUrl() {
		return this.baseUrl;
	}

	public void setBaseUrl(URI baseUrl) {
		this.baseUrl = baseUrl;
	}

	public @Nullable String getDefaultMerchant() {
		return this.defaultMerchant;
	}

	public void setDefaultMerchant(@Nullable String defaultMerchant) {
		this.defaultMerchant = defaultMerchant;
	}

	public Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public Duration getReadTimeout() {
		return this.readTimeout;
	}

	public void setReadTimeout(Duration readTimeout) {
		this.readTimeout = readTimeout;
	}

	public DataSize getMaxInMemorySize() {
		return this.maxInMemorySize;
	}

	public void setMaxInMemorySize(DataSize maxInMemorySize) {
		this.maxInMemorySize = maxInMemorySize;
	}

	public SigningScheduler getSigningScheduler() {
		return this.signingScheduler;
	}

	public void setSigningScheduler(SigningScheduler signingScheduler) {
		this.signingScheduler = signingScheduler;
	}

	public Map<String, Merchant> getMerchant() {
		return this.merchant;
	}

	public Pool getPool() {
		return this.pool;
	}

	public Crypto getCrypto() {
		return this.crypto;
	}

	/**
	 * Merchant that calls WeChat Pay, or service provider that calls it for others.
	 */
	public static class Merchant {

		/**
		 * Merchant number, 'mchid'.
		 */
		private @Nullable String id;

		/**
		 * API v3 key, 32 bytes long. Decrypts notifications and platform certificates.
		 */
		private @Nullable String apiV3Key;

		/**
		 * Private key that signs requests. Location of a PEM, DER or PKCS #12 file, PEM
		 * text, or either of them after 'base64:'.
		 */
		private @Nullable String privateKey;

		/**
		 * Password of an encrypted private key or PKCS #12 file.
		 */
		private @Nullable String privateKeyPassword;

		/**
		 * Merchant certificate, from which the serial number is taken. Same forms as the
		 * private key.
		 */
		private @Nullable String certificate;

		/**
		 * Serial number of the merchant certificate in hexadecimal digits. Required when
		 * there is no certificate.
		 */
		private @Nullable String serialNumber;

		/**
		 * Name of the SSL bundle whose key store has the private key and the merchant
		 * certificate. Replaces both properties.
		 */
		private @Nullable String sslBundle;

		private final Platform platform = new Platform();

		private final Payscore payscore = new Payscore();

		public @Nullable String getId() {
			return this.id;
		}

		public void setId(@Nullable String id) {
			this.id = id;
		}

		public @Nullable String getApiV3Key() {
			return this.apiV3Key;
		}

		public void setApiV3Key(@Nullable String apiV3Key) {
			this.apiV3Key = apiV3Key;
		}

		public @Nullable String getPrivateKey() {
			return this.privateKey;
		}

		public void setPrivateKey(@Nullable String privateKey) {
			this.privateKey = privateKey;
		}

		public @Nullable String getPrivateKeyPassword() {
			return this.privateKeyPassword;
		}

		public void setPrivateKeyPassword(@Nullable String privateKeyPassword) {
			this.privateKeyPassword = privateKeyPassword;
		}

		public @Nullable String getCertificate() {
			return this.certificate;
		}

		public void setCertificate(@Nullable String certificate) {
			this.certificate = certificate;
		}

		public @Nullable String getSerialNumber() {
			return this.serialNumber;
		}

		public void setSerialNumber(@Nullable String serialNumber) {
			this.serialNumber = serialNumber;
		}

		public @Nullable String getSslBundle() {
			return this.sslBundle;
		}

		public void setSslBundle(@Nullable String sslBundle) {
			this.sslBundle = sslBundle;
		}

		public Platform getPlatform() {
			return this.platform;
		}

		public Payscore getPayscore() {
			return this.payscore;
		}

	}

	/**
	 * Keys with which answers and notifications of WeChat Pay are verified.
	 */
	public static class Platform {

		/**
		 * Id of the WeChat Pay public key, starts with 'PUB_KEY_ID_'.
		 */
		private @Nullable String publicKeyId;

		/**
		 * WeChat Pay public key. Location of a PEM or DER file, PEM text, or either of
		 * them after 'base64:'.
		 */
		private @Nullable String publicKey;

		/**
		 * Whether to download platform certificates once one is needed. Can be combined
		 * with the WeChat Pay public key while moving to it.
		 */
		private boolean downloadCertificates;

		public @Nullable String getPublicKeyId() {
			return this.publicKeyId;
		}

		public void setPublicKeyId(@Nullable String publicKeyId) {
			this.publicKeyId = publicKeyId;
		}

		public @Nullable String getPublicKey() {
			return this.publicKey;
		}

		public void setPublicKey(@Nullable String publicKey) {
			this.publicKey = publicKey;
		}

		public boolean isDownloadCertificates() {
			return this.downloadCertificates;
		}

		public void setDownloadCertificates(boolean downloadCertificates) {
			this.downloadCertificates = downloadCertificates;
		}

	}

	/**
	 * Defaults of payscore requests.
	 */
	public static class Payscore {

		/**
		 * Payscore service, 'service_id'.
		 */
		private @Nullable String serviceId;

		/**
		 * Application of the merchant, 'appid'.
		 */
		private @Nullable String appId;

		/**
		 * Merchant number of the sub-merchant, 'sub_mchid'. When not set, requests are
		 * made in direct mode.
		 */
		private @Nullable String subMerchantId;

		/**
		 * Application of the sub-merchant, 'sub_appid'.
		 */
		private @Nullable String subAppId;

		/**
		 * Address that WeChat Pay notifies, 'notify_url', for requests that name none. An
		 * https address, or an http one of this machine for a simulator.
		 */
		private @Nullable String notifyUrl;

		public @Nullable String getServiceId() {
			return this.serviceId;
		}

		public void setServiceId(@Nullable String serviceId) {
			this.serviceId = serviceId;
		}

		public @Nullable String getAppId() {
			return this.appId;
		}

		public void setAppId(@Nullable String appId) {
			this.appId = appId;
		}

		public @Nullable String getSubMerchantId() {
			return this.subMerchantId;
		}

		public void setSubMerchantId(@Nullable String subMerchantId) {
			this.subMerchantId = subMerchantId;
		}

		public @Nullable String getSubAppId() {
			return this.subAppId;
		}

		public void setSubAppId(@Nullable String subAppId) {
			this.subAppId = subAppId;
		}

		public @Nullable String getNotifyUrl() {
			return this.notifyUrl;
		}

		public void setNotifyUrl(@Nullable String notifyUrl) {
			this.notifyUrl = notifyUrl;
		}

	}

	/**
	 * Connection pool.
	 */
	public static class Pool {

		/**
		 * Maximum number of connections to WeChat Pay.
		 */
		private int maxConnections = 100;

		/**
		 * Time after which an idle connection isn't used any more. WeChat Pay closes it
		 * after about 8 seconds. Applies to Reactor Netty and Apache HttpComponents; the
		 * JDK client has the system property 'jdk.httpclient.keepalive.timeout'.
		 */
		private Duration maxIdleTime = Duration.ofSeconds(6);

		/**
		 * Timeout for getting a connection while all are in use. Applies to Reactor Netty
		 * and Apache HttpComponents.
		 */
		private Duration pendingAcquireTimeout = Duration.ofSeconds(5);

		public int getMaxConnections() {
			return this.maxConnections;
		}

		public void setMaxConnections(int maxConnections) {
			this.maxConnections = maxConnections;
		}

		public Duration getMaxIdleTime() {
			return this.maxIdleTime;
		}

		public void setMaxIdleTime(Duration maxIdleTime) {
			this.maxIdleTime = maxIdleTime;
		}

		public Duration getPendingAcquireTimeout() {
			return this.pendingAcquireTimeout;
		}

		public void setPendingAcquireTimeout(Duration pendingAcquireTimeout) {
			this.pendingAcquireTimeout = pendingAcquireTimeout;
		}

	}

	/**
	 * Cryptography.
	 */
	public static class Crypto {

		/**
		 * Security provider for RSA and AES. 'auto' chooses Amazon Corretto Crypto
		 * Provider or Conscrypt where it is on the class path, else the JDK. Any other
		 * name is that of a provider installed in the JVM.
		 */
		private String provider = "auto";

		public String getProvider() {
			return this.provider;
		}

		public void setProvider(String provider) {
			this.provider = provider;
		}

	}

}
