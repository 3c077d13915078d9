package io.github.wechatpayspring.autoconfigure;

import java.time.Clock;

import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.payscore.PayscorePlanTemplate;
import io.github.wechatpayspring.payscore.ServiceOrderOperations;
import io.github.wechatpayspring.payscore.ServiceOrderTemplate;
import io.github.wechatpayspring.payscore.UserSignPlanOperations;
import io.github.wechatpayspring.payscore.UserSignPlanTemplate;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the payscore operations of
 * WeChat Pay.
 *
 * @author WeChat Pay Spring maintainers
 */
@AutoConfiguration(after = WechatPayWebClientAutoConfiguration.class)
@ConditionalOnClass(WebClient.class)
@ConditionalOnBean(value = MerchantRepository.class, name = "wechatPayWebClient")
public final class WechatPayPayscoreAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(PayscorePlanOperations.class)
	PayscorePlanTemplate wechatPayPayscorePlanTemplate(@Qualifier("wechatPayWebClient") WebClient webClient,
			MerchantRepository merchants) {
		return new PayscorePlanTemplate(webClient, merchants);
	}

	@Bean
	@ConditionalOnMissingBean(UserSignPlanOperations.class)
	UserSignPlanTemplate wechatPayUserSignPlanTemplate(@Qualifier("wechatPayWebClient") WebClient webClient,
			MerchantRepository merchants, @Qualifier("wechatPayClock") Clock clock) {
		return new UserSignPlanTemplate(webClient, merchants, clock);
	}

	@Bean
	@ConditionalOnMissingBean(ServiceOrderOperations.class)
	ServiceOrderTemplate wechatPayServiceOrderTemplate(@Qualifier("wechatPayWebClient") WebClient webClient,
			MerchantRepository merchants) {
		return new ServiceOrderTemplate(webClient, merchants);
	}

}
