package io.github.wechatpayspring.simulator.config;

import java.net.URI;
import java.util.function.Consumer;

import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import org.jspecify.annotations.Nullable;

/**
 * Reads descriptions of merchants, the same in settings, in a seed file and in a call of
 * the control API. What is not said is made up.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class MerchantReader {

	private MerchantReader() {
	}

	/**
	 * Read a merchant.
	 * @param section describes the merchant
	 * @return the merchant, to be added
	 * @throws SettingException if something is wrong with it
	 */
	public static SimulatorMerchant.Builder read(Section section) {
		String id = section.text("id", "mchid");
		if (id == null) {
			throw section.error("id", "is missing; give the merchant number");
		}
		SimulatorMerchant.Builder builder;
		try {
			builder = SimulatorMerchant.withId(id);
		}
		catch (IllegalArgumentException ex) {
			throw error(section, "id", ex);
		}
		set(section, "api-v3-key", section.textOrFile("api-v3-key"), builder::apiV3Key);
		set(section, "service-id", section.text("service-id"), builder::serviceId);
		set(section, "app-id", section.text("app-id"), builder::appId);
		set(section, "permission-notify-url", section.text("permission-notify-url"),
				(url) -> builder.permissionNotifyUrl(URI.create(url)));
		set(section, "private-key", section.textOrFile("private-key"), builder::privateKey);
		set(section, "certificate", section.textOrFile("certificate"), builder::certificate);
		set(section, "public-key", section.textOrFile("public-key"), builder::publicKey);
		set(section, "serial-number", section.text("serial-number", "serial-no"), builder::serialNumber);
		for (Section sub : section.sections("sub-merchants")) {
			readSubMerchant(sub, builder);
		}
		Section platform = section.section("platform");
		if (platform != null) {
			readPlatform(platform, builder);
		}
		section.refuseUnknown();
		return builder;
	}

	private static void readSubMerchant(Section section, SimulatorMerchant.Builder builder) {
		String id = section.text("id", "sub-mchid");
		if (id == null) {
			throw section.error("id", "is missing; give the number of the sub-merchant");
		}
		String appId = section.text("app-id", "sub-appid");
		set(section, "", id, (sub) -> builder.subMerchant(sub, appId));
		section.refuseUnknown();
	}

	private static void readPlatform(Section section, SimulatorMerchant.Builder builder) {
		set(section, "mode", section.text("mode"), (mode) -> builder.platformKeyMode(mode(mode)));
		set(section, "public-key-id", section.text("public-key-id"), builder::wechatPayPublicKeyId);
		set(section, "private-key", section.textOrFile("private-key"), builder::wechatPayPrivateKey);
		for (Section certificate : section.sections("certificates")) {
			String key = certificate.textOrFile("private-key");
			String pem = certificate.textOrFile("certificate");
			if (key == null || pem == null) {
				throw certificate.error((key != null) ? "certificate" : "private-key",
						"is missing; the simulator signs with the key and shows the certificate");
			}
			set(certificate, "", pem, (text) -> builder.platformCertificate(key, text));
			certificate.refuseUnknown();
		}
		section.refuseUnknown();
	}

	private static PlatformKeyMode mode(String text) {
		for (PlatformKeyMode mode : PlatformKeyMode.values()) {
			if (Names.canonical(mode.name()).equals(Names.canonical(text))) {
				return mode;
			}
		}
		throw new IllegalArgumentException("is not public-key, certificates or both");
	}

	private static void set(Section section, String name, @Nullable String value, Consumer<String> setter) {
		if (value != null) {
			try {
				setter.accept(value);
			}
			catch (SettingException ex) {
				throw ex;
			}
			catch (IllegalArgumentException ex) {
				throw error(section, name, ex);
			}
		}
	}

	private static SettingException error(Section section, String name, IllegalArgumentException cause) {
		return section.error(name, String.valueOf(cause.getMessage()));
	}

}
