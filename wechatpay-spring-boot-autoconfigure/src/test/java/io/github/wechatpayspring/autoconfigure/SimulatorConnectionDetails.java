package io.github.wechatpayspring.autoconfigure;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;

/**
 * Connection details of a simulator and its merchants: the first is called
 * {@code simulated}, the others have their numbers as names.
 *
 * @param simulator the simulator
 */
record SimulatorConnectionDetails(WechatPaySimulator simulator) implements WechatPayConnectionDetails {

	@Override
	public URI getBaseUrl() {
		return this.simulator.baseUrl();
	}

	@Override
	public Map<String, MerchantDetails> getMerchants() {
		Map<String, MerchantDetails> merchants = new LinkedHashMap<>();
		this.simulator.merchants().forEach((merchant) -> merchants.put(merchant.id(), new SimulatedMerchant(merchant)));
		merchants.remove(this.simulator.merchant().id());
		merchants.put("simulated", new SimulatedMerchant(this.simulator.merchant()));
		return merchants;
	}

	@Override
	public String getDefaultMerchant() {
		return "simulated";
	}

	private record SimulatedMerchant(SimulatorMerchant merchant) implements MerchantDetails {

		@Override
		public String getId() {
			return this.merchant.id();
		}

		@Override
		public String getApiV3Key() {
			return this.merchant.apiV3Key();
		}

		@Override
		public String getPrivateKey() {
			return this.merchant.privateKeyPem();
		}

		@Override
		public String getCertificate() {
			return this.merchant.certificatePem();
		}

		@Override
		public @Nullable String getPlatformPublicKeyId() {
			return this.merchant.platformKeyMode().hasPublicKey() ? this.merchant.wechatPayPublicKeyId() : null;
		}

		@Override
		public @Nullable String getPlatformPublicKey() {
			return this.merchant.platformKeyMode().hasPublicKey() ? this.merchant.wechatPayPublicKeyPem() : null;
		}

		@Override
		public boolean isDownloadPlatformCertificates() {
			return this.merchant.platformKeyMode().hasCertificates();
		}

		@Override
		public PayscoreDefaults getPayscore() {
			return new PayscoreDefaults(this.merchant.serviceId(), this.merchant.appId(), this.merchant.subMerchantId(),
					this.merchant.subAppId());
		}

	}

}
