package io.github.wechatpayspring.test;

import java.util.Arrays;
import java.util.List;

import io.github.wechatpayspring.test.embedded.EmbeddedMerchant;
import io.github.wechatpayspring.test.embedded.EmbeddedSimulatorSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * {@link ContextCustomizerFactory} for {@link EnableWechatPaySimulator}.
 *
 * @author WeChat Pay Spring maintainers
 */
class WechatPaySimulatorContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		EnableWechatPaySimulator annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass,
				EnableWechatPaySimulator.class);
		return (annotation != null) ? new WechatPaySimulatorContextCustomizer(settings(annotation)) : null;
	}

	private static EmbeddedSimulatorSettings settings(EnableWechatPaySimulator annotation) {
		List<EmbeddedMerchant> merchants = Arrays.stream(annotation.merchants())
			.map(WechatPaySimulatorContextCustomizerFactory::merchant)
			.toList();
		return new EmbeddedSimulatorSettings(0, annotation.localNotifications(), merchants);
	}

	private static EmbeddedMerchant merchant(SimulatedMerchant merchant) {
		return new EmbeddedMerchant(merchant.name(), merchant.id().isEmpty() ? null : merchant.id(), null, null,
				merchant.partnerMode(), null, null, null, merchant.platformKeys());
	}

}
