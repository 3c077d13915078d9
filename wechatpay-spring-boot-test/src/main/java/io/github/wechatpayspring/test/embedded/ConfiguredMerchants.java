package io.github.wechatpayspring.test.embedded;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.wechatpayspring.autoconfigure.WechatPayProperties;
import io.github.wechatpayspring.simulator.merchant.PlatformKeyMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The merchants of the application's {@code wechatpay.merchant} properties as a simulator
 * knows them: with the same names and numbers, but never with their keys. Placeholders
 * may be unresolved, as those of credentials are on a developer's machine.
 *
 * @author WeChat Pay Spring maintainers
 */
final class ConfiguredMerchants {

	private static final Bindable<Map<String, WechatPayProperties.Merchant>> MERCHANTS = Bindable.mapOf(String.class,
			WechatPayProperties.Merchant.class);

	private static final Pattern MERCHANT_ID = Pattern.compile("[0-9]{8,32}");

	private ConfiguredMerchants() {
	}

	/**
	 * Return the merchants that are configured.
	 * @param environment the environment
	 * @return the merchants, or one that is made up if none is configured
	 */
	static List<EmbeddedMerchant> of(Environment environment) {
		List<EmbeddedMerchant> merchants = Binder.get(environment)
			.bind("wechatpay.merchant", MERCHANTS)
			.map((configured) -> configured.entrySet()
				.stream()
				.map((entry) -> merchant(entry.getKey(), entry.getValue()))
				.toList())
			.orElse(List.of());
		return merchants.isEmpty() ? List.of(EmbeddedMerchant.of("default", true, PlatformKeyMode.BOTH)) : merchants;
	}

	private static EmbeddedMerchant merchant(String name, WechatPayProperties.Merchant merchant) {
		WechatPayProperties.Payscore payscore = merchant.getPayscore();
		String id = known(merchant.getId());
		return new EmbeddedMerchant(name, (id != null && MERCHANT_ID.matcher(id).matches()) ? id : null,
				known(payscore.getServiceId()), known(payscore.getAppId()),
				StringUtils.hasText(payscore.getSubMerchantId()), known(payscore.getSubMerchantId()),
				known(payscore.getSubAppId()), known(payscore.getNotifyUrl()), PlatformKeyMode.BOTH);
	}

	private static @Nullable String known(@Nullable String value) {
		return (StringUtils.hasText(value) && !value.contains("${")) ? value : null;
	}

}
