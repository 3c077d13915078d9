package io.github.wechatpayspring.test.embedded;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.merchant.PayscoreDefaults;
import io.github.wechatpayspring.simulator.WechatPaySimulator;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;

/**
 * Connection details of a simulator in the same process.
 *
 * @author WeChat Pay Spring maintainers
 */
final class EmbeddedSimulatorConnectionDetails implements WechatPayConnectionDetails {

	private final WechatPaySimulator simulator;

	private final Map<String, MerchantDetails> merchants = new LinkedHashMap<>();

	private final @Nullable String defaultMerchant;

	EmbeddedSimulatorConnectionDetails(WechatPaySimulator simulator, EmbeddedMerchants merchants) {
		this.simulator = simulator;
		merchants.forEach((merchant, id) -> this.merchants.put(merchant.name(),
				new SimulatedMerchantDetails(merchant, simulator.findMerchant(id)
					.orElseThrow(() -> new IllegalStateException("The simulator has no merchant " + id)))));
		this.defaultMerchant = merchants.defaultMerchant();
	}

	@Override
	public URI getBaseUrl() {
		return this.simulator.baseUrl();
	}

	@Override
	public Map<String, MerchantDetails> getMerchants() {
		return this.merchants;
	}

	@Override
	public @Nullable String getDefaultMerchant() {
		return this.defaultMerchant;
	}

	private static final class SimulatedMerchantDetails implements MerchantDetails {

		private final EmbeddedMerchant configured;

		private final SimulatorMerchant simulated;

		SimulatedMerchantDetails(EmbeddedMerchant configured, SimulatorMerchant simulated) {
			this.configured = configured;
			this.simulated = simulated;
		}

		@Override
		public String getId() {
			return this.simulated.id();
		}

		@Override
		public String getApiV3Key() {
			return this.simulated.apiV3Key();
		}

		@Override
		public String getPrivateKey() {
			return this.simulated.privateKeyPem();
		}

		@Override
		public String getCertificate() {
			return this.simulated.certificatePem();
		}

		@Override
		public @Nullable String getPlatformPublicKeyId() {
			return this.configured.platformKeys().hasPublicKey() ? this.simulated.wechatPayPublicKeyId() : null;
		}

		@Override
		public @Nullable String getPlatformPublicKey() {
			return this.configured.platformKeys().hasPublicKey() ? this.simulated.wechatPayPublicKeyPem() : null;
		}

		@Override
		public boolean isDownloadPlatformCertificates() {
			return this.configured.platformKeys().hasCertificates();
		}

		@Override
		public PayscoreDefaults getPayscore() {
			if (!this.configured.partnerMode()) {
				return new PayscoreDefaults(this.simulated.serviceId(), this.simulated.appId(), null, null,
						this.configured.notifyUrl());
			}
			if (this.configured.subMerchantId() != null) {
				return new PayscoreDefaults(this.simulated.serviceId(), this.simulated.appId(),
						this.configured.subMerchantId(), this.configured.subAppId(), this.configured.notifyUrl());
			}
			return new PayscoreDefaults(this.simulated.serviceId(), this.simulated.appId(),
					this.simulated.subMerchantId(), this.simulated.subAppId(), this.configured.notifyUrl());
		}

	}

}
