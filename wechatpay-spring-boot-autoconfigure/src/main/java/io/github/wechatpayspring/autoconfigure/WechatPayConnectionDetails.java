package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.util.Map;

import io.github.wechatpayspring.merchant.PayscoreDefaults;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Details required to call WeChat Pay: where it is, and the merchants on whose behalf it
 * is called. By default they come from {@code wechatpay.*} properties; a bean of this
 * type, such as one for a simulator in a container, takes their place.
 *
 * @author WeChat Pay Spring maintainers
 */
public interface WechatPayConnectionDetails extends ConnectionDetails {

	/**
	 * Return the base URL of WeChat Pay: scheme, host and port, without a path. There is
	 * no default so that a simulator can't be forgotten.
	 * @return the base URL
	 */
	URI getBaseUrl();

	/**
	 * Return the merchants by the names under which the application selects them.
	 * @return the merchants
	 */
	Map<String, MerchantDetails> getMerchants();

	/**
	 * Return the name of the merchant that makes the calls that don't name one.
	 * @return the name, or {@code null} for the merchant named {@code default}, else the
	 * only one
	 */
	default @Nullable String getDefaultMerchant() {
		return null;
	}

	/**
	 * Details of a merchant. The private key comes with its certificate or the serial
	 * number thereof, or both come in an SSL bundle. Answers are verified with the WeChat
	 * Pay public key, with downloaded platform certificates, or with both.
	 * <p>
	 * Keys and certificates are PEM text, a location of a PEM, DER or PKCS #12 resource,
	 * or such content in Base64 after {@code base64:}.
	 */
	interface MerchantDetails {

		/**
		 * Return the merchant number, {@code mchid}.
		 * @return the merchant number
		 */
		String getId();

		/**
		 * Return the API v3 key.
		 * @return the API v3 key, 32 bytes long
		 */
		String getApiV3Key();

		/**
		 * Return the private key that signs requests.
		 * @return the private key, or {@code null} if it is in the SSL bundle
		 */
		default @Nullable String getPrivateKey() {
			return null;
		}

		/**
		 * Return the password of the private key, and of the certificate in case it is in
		 * a PKCS #12 file.
		 * @return the password, or {@code null} if there is none
		 */
		default @Nullable String getPrivateKeyPassword() {
			return null;
		}

		/**
		 * Return the merchant certificate.
		 * @return the certificate, or {@code null} if there is a serial number or an SSL
		 * bundle
		 */
		default @Nullable String getCertificate() {
			return null;
		}

		/**
		 * Return the serial number of the merchant certificate.
		 * @return hexadecimal digits, or {@code null} to take it from the certificate
		 */
		default @Nullable String getSerialNumber() {
			return null;
		}

		/**
		 * Return the SSL bundle whose key store has the private key and the merchant
		 * certificate. No connection is made with it.
		 * @return the SSL bundle, or {@code null} if there is a private key
		 */
		default @Nullable SslBundle getSslBundle() {
			return null;
		}

		/**
		 * Return the id of the WeChat Pay public key.
		 * @return the id, {@code PUB_KEY_ID_…}, or {@code null} if there is no public key
		 */
		default @Nullable String getPlatformPublicKeyId() {
			return null;
		}

		/**
		 * Return the WeChat Pay public key.
		 * @return the public key, or {@code null} if there is none
		 */
		default @Nullable String getPlatformPublicKey() {
			return null;
		}

		/**
		 * Return whether platform certificates are downloaded, once they are needed.
		 * @return whether to download platform certificates
		 */
		default boolean isDownloadPlatformCertificates() {
			return false;
		}

		/**
		 * Return what the merchant's payscore requests have in common.
		 * @return the defaults of payscore requests
		 */
		default PayscoreDefaults getPayscore() {
			return PayscoreDefaults.NONE;
		}

	}

}
