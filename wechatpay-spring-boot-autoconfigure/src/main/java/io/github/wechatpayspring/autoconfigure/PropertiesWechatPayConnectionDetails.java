package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.merchant.PayscoreDefaults;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Adapts {@link WechatPayProperties} to {@link WechatPayConnectionDetails}.
 *
 * @author WeChat Pay Spring maintainers
 */
class PropertiesWechatPayConnectionDetails implements WechatPayConnectionDetails {

	private final WechatPayProperties properties;

	private final @Nullable SslBundles sslBundles;

	PropertiesWechatPayConnectionDetails(WechatPayProperties properties, @Nullable SslBundles sslBundles) {
		this.properties = properties;
		this.sslBundles = sslBundles;
	}

	WechatPayProperties getProperties() {
		return this.properties;
	}

	@Override
	public URI getBaseUrl() {
		return this.properties.getBaseUrl();
	}

	@Override
	public @Nullable String getDefaultMerchant() {
		return textOrNull(this.properties.getDefaultMerchant());
	}

	@Override
	public Map<String, MerchantDetails> getMerchants() {
		Map<String, MerchantDetails> merchants = new LinkedHashMap<>();
		this.properties.getMerchant()
			.forEach((name, merchant) -> merchants.put(name, new PropertiesMerchantDetails(merchant, this.sslBundles)));
		return merchants;
	}

	private static @Nullable String textOrNull(@Nullable String value) {
		return StringUtils.hasText(value) ? value : null;
	}

	private static String textOrEmpty(@Nullable String value) {
		return StringUtils.hasText(value) ? value : "";
	}

	/**
	 * Adapts {@link WechatPayProperties.Merchant} to {@link MerchantDetails}. A property
	 * without text counts as not set.
	 */
	private static final class PropertiesMerchantDetails implements MerchantDetails {

		private final WechatPayProperties.Merchant merchant;

		private final @Nullable SslBundles sslBundles;

		PropertiesMerchantDetails(WechatPayProperties.Merchant merchant, @Nullable SslBundles sslBundles) {
			this.merchant = merchant;
			this.sslBundles = sslBundles;
		}

		@Override
		public String getId() {
			return textOrEmpty(this.merchant.getId());
		}

		@Override
		public String getApiV3Key() {
			return textOrEmpty(this.merchant.getApiV3Key());
		}

		@Override
		public @Nullable String getPrivateKey() {
			return textOrNull(this.merchant.getPrivateKey());
		}

		@Override
		public @Nullable String getPrivateKeyPassword() {
			return textOrNull(this.merchant.getPrivateKeyPassword());
		}

		@Override
		public @Nullable String getCertificate() {
			return textOrNull(this.merchant.getCertificate());
		}

		@Override
		public @Nullable String getSerialNumber() {
			return textOrNull(this.merchant.getSerialNumber());
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			String name = textOrNull(this.merchant.getSslBundle());
			if (name == null) {
				return null;
			}
			if (this.sslBundles == null) {
				throw new NoSuchSslBundleException(name, "There are no SSL bundles");
			}
			return this.sslBundles.getBundle(name);
		}

		@Override
		public @Nullable String getPlatformPublicKeyId() {
			return textOrNull(this.merchant.getPlatform().getPublicKeyId());
		}

		@Override
		public @Nullable String getPlatformPublicKey() {
			return textOrNull(this.merchant.getPlatform().getPublicKey());
		}

		@Override
		public boolean isDownloadPlatformCertificates() {
			return this.merchant.getPlatform().isDownloadCertificates();
		}

		@Override
		public PayscoreDefaults getPayscore() {
			WechatPayProperties.Payscore payscore = this.merchant.getPayscore();
			return new PayscoreDefaults(textOrNull(payscore.getServiceId()), textOrNull(payscore.getAppId()),
					textOrNull(payscore.getSubMerchantId()), textOrNull(payscore.getSubAppId()),
					textOrNull(payscore.getNotifyUrl()));
		}

	}

}
