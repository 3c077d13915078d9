package io.github.wechatpayspring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * An {@link AbstractFailureAnalyzer} that performs analysis of a {@link BindException}
 * below {@code wechatpay.merchant}. The analyzer of Spring Boot would show the value,
 * which can be a key at the wrong place.
 *
 * @author WeChat Pay Spring maintainers
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class MerchantBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("wechatpay.merchant");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (property == null || !(PREFIX.equals(property.getName()) || PREFIX.isAncestorOf(property.getName()))) {
			return null;
		}
		String description = String.format(
				"%s:%n%n    Property: %s%n    Origin: %s%n    Reason: Value can't be converted to %s",
				cause.getMessage(), property.getName(), property.getOrigin(),
				cause.getTarget().getType().toClass().getSimpleName());
		return new FailureAnalysis(description, "Update your application's configuration", cause);
	}

}
