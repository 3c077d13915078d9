package io.github.wechatpayspring.test.autoconfigure;

import java.util.Map;

import io.github.wechatpayspring.autoconfigure.WechatPayConnectionDetails;
import io.github.wechatpayspring.merchant.MerchantRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Condition that matches if {@code wechatpay.simulator.enabled} says so, or if it says
 * nothing and there are no merchants. It doesn't match where the real WeChat Pay may be
 * meant: in a packaged application. There, that property is an error.
 *
 * @author WeChat Pay Spring maintainers
 */
class OnSimulatorCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final String ENABLED = "wechatpay.simulator.enabled";

	private static final Bindable<Map<String, Object>> MERCHANTS = Bindable.mapOf(String.class, Object.class);

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("WeChat Pay Simulator");
		Environment environment = context.getEnvironment();
		Boolean enabled = Binder.get(environment).bind(ENABLED, Boolean.class).orElse(null);
		if (Boolean.FALSE.equals(enabled)) {
			return ConditionOutcome.noMatch(message.because(ENABLED + " is false"));
		}
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		Assert.state(beanFactory != null, "There is no bean factory");
		String packaged = PackagedApplication.find(beanFactory);
		if (packaged != null) {
			if (enabled != null) {
				throw new SimulatorInPackagedApplicationException(packaged);
			}
			return ConditionOutcome.noMatch(message.because(packaged));
		}
		if (has(beanFactory, WechatPayConnectionDetails.class)) {
			return ConditionOutcome.noMatch(message.because("there are connection details"));
		}
		if (enabled != null) {
			return ConditionOutcome.match(message.because(ENABLED + " is true"));
		}
		String merchants = findMerchants(beanFactory, environment);
		return (merchants != null) ? ConditionOutcome.noMatch(message.because(merchants))
				: ConditionOutcome.match(message.because("no merchant is configured"));
	}

	private static @Nullable String findMerchants(ConfigurableListableBeanFactory beanFactory,
			Environment environment) {
		if (has(beanFactory, MerchantRepository.class)) {
			return "there is a repository of merchants";
		}
		Binder binder = Binder.get(environment);
		if (!binder.bind("wechatpay.merchant", MERCHANTS).orElse(Map.of()).isEmpty()
				|| StringUtils.hasText(environment.getProperty("wechatpay.default-merchant"))) {
			return "merchants are configured";
		}
		return StringUtils.hasText(environment.getProperty("wechatpay.base-url")) ? "a base URL is configured" : null;
	}

	private static boolean has(ConfigurableListableBeanFactory beanFactory, Class<?> type) {
		return beanFactory.getBeanNamesForType(type, true, false).length > 0;
	}

}
