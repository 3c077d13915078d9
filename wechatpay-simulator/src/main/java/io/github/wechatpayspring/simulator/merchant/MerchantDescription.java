package io.github.wechatpayspring.simulator.merchant;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

import io.github.wechatpayspring.simulator.keys.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is said about a merchant; only keys and certificates are still to be
 * made where there are none.
 *
 * @param id the {@code mchid}
 * @param apiV3Key the API v3 key, a secret
 * @param serviceId the {@code service_id}
 * @param appId the {@code appid}
 * @param subMerchants the sub-merchants, at least one
 * @param permissionNotifyUrl where the merchant hears of permissions, or {@code null}
 * @param key the merchant's key, or {@code null}
 * @param certificate the merchant's certificate, or {@code null}
 * @param serialNumber the serial number, or {@code null} for that of the certificate
 * @param platformKeyMode which platform keys there are
 * @param publicKeyId the id of the WeChat Pay public key
 * @param platformKey the WeChat Pay public key, or {@code null}
 * @param platformCertificates the platform certificates
 * @author WeChat Pay Spring maintainers
 */
record MerchantDescription(String id, String apiV3Key, String serviceId, String appId, List<SubMerchant> subMerchants,
		@Nullable URI permissionNotifyUrl, @Nullable SigningKey key, @Nullable X509Certificate certificate,
		@Nullable String serialNumber, PlatformKeyMode platformKeyMode, String publicKeyId,
		@Nullable SigningKey platformKey, List<PlatformKey> platformCertificates) {

	@Override
	public String toString() {
		return "MerchantDescription[id=" + this.id + "]";
	}

}
