package io.github.wechatpayspring.autoconfigure;

import java.util.List;

import io.github.wechatpayspring.autoconfigure.OnWechatPayConfiguredCondition.MerchantPropertiesCondition;
import io.github.wechatpayspring.merchant.MerchantRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * An {@link AbstractInjectionFailureAnalyzer} for a bean of WeChat Pay that is missing
 * because no merchant is configured. It comes before the analyzer of Spring Boot, which
 * would advise to define the bean.
 *
 * @author WeChat Pay Spring maintainers
 */
@Order(0)
class MerchantNotConfiguredFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final List<String> PACKAGES = List.of("io.github.wechatpayspring.autoconfigure",
			"io.github.wechatpayspring.client", "io.github.wechatpayspring.crypto",
			"io.github.wechatpayspring.merchant", "io.github.wechatpayspring.notification",
			"io.github.wechatpayspring.payscore");

	private final @Nullable BeanFactory beanFactory;

	private final @Nullable Environment environment;

	MerchantNotConfiguredFailureAnalyzer(@Nullable BeanFactory beanFactory, @Nullable Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		Class<?> type = cause.getBeanType();
		if (type == null || !PACKAGES.contains(type.getPackageName()) || cause.getNumberOfBeansFound() != 0
				|| !(this.beanFactory instanceof ListableBeanFactory listableBeanFactory) || this.environment == null
				|| isConfigured(listableBeanFactory, this.environment)) {
			return null;
		}
		return new FailureAnalysis(String.format(
				"%s required a bean of type '%s' that could not be found.%n%nNo WeChat Pay merchant is configured.",
				(description != null) ? description : "A component", type.getName()),
				("Set 'wechatpay.merchant.default.id' and the other properties of your merchant, "
						+ "or check that the profile that has them is active (%s).")
					.formatted(describeActiveProfiles(this.environment)),
				cause);
	}

	private static boolean isConfigured(ListableBeanFactory beanFactory, Environment environment) {
		return hasBean(beanFactory, MerchantRepository.class) || hasBean(beanFactory, WechatPayConnectionDetails.class)
				|| !MerchantPropertiesCondition.findNames(environment).isEmpty();
	}

	private static boolean hasBean(ListableBeanFactory beanFactory, Class<?> type) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false).length > 0;
	}

	private static String describeActiveProfiles(Environment environment) {
		String[] profiles = environment.getActiveProfiles();
		return (profiles.length > 0)
				? "the profiles " + StringUtils.arrayToDelimitedString(profiles, ", ") + " are currently active"
				: "no profiles are currently active";
	}

}
