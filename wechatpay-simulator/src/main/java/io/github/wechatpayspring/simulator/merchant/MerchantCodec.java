package io.github.wechatpayspring.simulator.merchant;

import java.net.URI;
import java.util.Objects;
import java.util.function.Function;

import io.github.wechatpayspring.simulator.keys.Pem;
import io.github.wechatpayspring.simulator.state.StateCodec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps merchants with all their keys.
 *
 * @author WeChat Pay Spring maintainers
 */
final class MerchantCodec implements StateCodec<SimulatorMerchant> {

	private final Function<SimulatorMerchant.Builder, SimulatorMerchant> factory;

	MerchantCodec(Function<SimulatorMerchant.Builder, SimulatorMerchant> factory) {
		this.factory = factory;
	}

	@Override
	public String key(SimulatorMerchant merchant) {
		return merchant.id();
	}

	@Override
	public ObjectNode write(SimulatorMerchant merchant) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("id", merchant.id());
		json.put("api_v3_key", merchant.apiV3Key());
		json.put("service_id", merchant.serviceId());
		json.put("app_id", merchant.appId());
		if (merchant.permissionNotifyUrl() != null) {
			json.put("permission_notify_url", merchant.permissionNotifyUrl().toString());
		}
		for (SubMerchant subMerchant : merchant.subMerchants()) {
			ObjectNode sub = json.withArray("sub_merchants").addObject();
			sub.put("id", subMerchant.id());
			if (subMerchant.appId() != null) {
				sub.put("app_id", subMerchant.appId());
			}
		}
		if (merchant.hasPrivateKey()) {
			json.put("private_key", merchant.privateKeyPem());
		}
		json.put("public_key", Pem.of(merchant.publicKey()));
		json.put("serial_number", merchant.serialNumber());
		if (merchant.hasCertificate()) {
			json.put("certificate", merchant.certificatePem());
		}
		PlatformKeyMode mode = merchant.platformKeyMode();
		json.put("platform_key_mode", mode.name());
		if (mode.hasPublicKey()) {
			json.put("platform_public_key_id", merchant.wechatPayPublicKeyId());
			json.put("platform_private_key", Pem.of(merchant.preferredPlatformKey().privateKey()));
		}
		for (PlatformKey key : merchant.platformCertificates()) {
			ObjectNode certificate = json.withArray("platform_certificates").addObject();
			certificate.put("private_key", Pem.of(key.privateKey()));
			certificate.put("certificate", Pem.of(Objects.requireNonNull(key.certificate())));
		}
		return json;
	}

	@Override
	public SimulatorMerchant read(ObjectNode json) {
		SimulatorMerchant.Builder builder = SimulatorMerchant.withId(text(json, "id"))
			.apiV3Key(text(json, "api_v3_key"))
			.serviceId(text(json, "service_id"))
			.appId(text(json, "app_id"))
			.publicKey(text(json, "public_key"))
			.serialNumber(text(json, "serial_number"))
			.platformKeyMode(PlatformKeyMode.valueOf(text(json, "platform_key_mode")));
		if (json.has("permission_notify_url")) {
			builder.permissionNotifyUrl(URI.create(text(json, "permission_notify_url")));
		}
		for (JsonNode sub : json.required("sub_merchants")) {
			builder.subMerchant(text(sub, "id"), optionalText(sub, "app_id"));
		}
		if (json.has("private_key")) {
			builder.privateKey(text(json, "private_key"));
		}
		if (json.has("certificate")) {
			builder.certificate(text(json, "certificate"));
		}
		if (json.has("platform_private_key")) {
			builder.wechatPayPublicKeyId(text(json, "platform_public_key_id"))
				.wechatPayPrivateKey(text(json, "platform_private_key"));
		}
		for (JsonNode certificate : json.path("platform_certificates")) {
			builder.platformCertificate(text(certificate, "private_key"), text(certificate, "certificate"));
		}
		return this.factory.apply(builder);
	}

	private static String text(JsonNode json, String name) {
		return json.required(name).stringValue();
	}

	private static @Nullable String optionalText(JsonNode json, String name) {
		JsonNode value = json.get(name);
		return (value != null) ? value.stringValue() : null;
	}

}
