package io.github.wechatpayspring.autoconfigure;

import java.util.Map;
import java.util.Set;

import io.github.wechatpayspring.merchant.MerchantRepository;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Condition that matches if there are merchants: {@code wechatpay.merchant} properties,
 * connection details, or a repository of the application. It matches as well if there is
 * nothing but the name of a default merchant, so that its absence gets reported.
 *
 * @author WeChat Pay Spring maintainers
 */
class OnWechatPayConfiguredCondition extends AnyNestedCondition {

	OnWechatPayConfiguredCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@Conditional(MerchantPropertiesCondition.class)
	static class MerchantProperties {

	}

	@ConditionalOnBean(WechatPayConnectionDetails.class)
	static class ConnectionDetails {

	}

	@ConditionalOnBean(MerchantRepository.class)
	static class Repository {

	}

	/**
	 * Condition that matches if any {@code wechatpay.merchant} properties or
	 * {@code wechatpay.default-merchant} are defined.
	 */
	static class MerchantPropertiesCondition extends SpringBootCondition {

		private static final Bindable<Map<String, WechatPayProperties.Merchant>> MERCHANTS = Bindable
			.mapOf(String.class, WechatPayProperties.Merchant.class);

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("WeChat Pay Merchants");
			Set<String> names = findNames(context.getEnvironment());
			if (!names.isEmpty()) {
				return ConditionOutcome.match(message.found("merchant", "merchants").items(names));
			}
			boolean defaultMerchant = Binder.get(context.getEnvironment())
				.bind("wechatpay.default-merchant", String.class)
				.map(StringUtils::hasText)
				.orElse(false);
			return defaultMerchant ? ConditionOutcome.match(message.foundExactly("a default merchant"))
					: ConditionOutcome.noMatch(message.didNotFind("merchants").atAll());
		}

		/**
		 * Find the names of the merchants that are properties.
		 * @param environment the environment
		 * @return the names
		 */
		static Set<String> findNames(Environment environment) {
			return Binder.get(environment).bind("wechatpay.merchant", MERCHANTS).map(Map::keySet).orElse(Set.of());
		}

	}

}
