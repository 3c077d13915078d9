package io.github.wechatpayspring.autoconfigure;

import java.util.stream.Collectors;

import io.github.wechatpayspring.autoconfigure.InvalidWechatPayConfigurationException.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * An {@link AbstractFailureAnalyzer} that performs analysis of failures caused by an
 * {@link InvalidWechatPayConfigurationException}. It shows where properties come from but
 * not their values, as those can be secret.
 *
 * @author WeChat Pay Spring maintainers
 */
class InvalidWechatPayConfigurationFailureAnalyzer
		extends AbstractFailureAnalyzer<InvalidWechatPayConfigurationException> {

	private final @Nullable Environment environment;

	InvalidWechatPayConfigurationFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidWechatPayConfigurationException cause) {
		String description = cause.getProblems()
			.stream()
			.map(this::describe)
			.collect(Collectors.joining(String.format("%n"),
					String.format("WeChat Pay can't be called as it is configured:%n"), ""));
		String action = cause.getProblems()
			.stream()
			.map((problem) -> String.format("%n    - %s.", problem.action()))
			.distinct()
			.collect(Collectors.joining("", String.format("Update your application's configuration:%n"), ""));
		return new FailureAnalysis(description, action, cause);
	}

	private String describe(Problem problem) {
		StringBuilder description = new StringBuilder();
		description.append(String.format("%n    Setting: %s", problem.setting()));
		Origin origin = findOrigin(problem.setting());
		if (origin != null) {
			description.append(String.format("%n    Origin: %s", origin));
		}
		description.append(String.format("%n    Reason: %s.", problem.reason()));
		return description.toString();
	}

	private @Nullable Origin findOrigin(String setting) {
		if (this.environment instanceof ConfigurableEnvironment configurableEnvironment) {
			for (PropertySource<?> propertySource : configurableEnvironment.getPropertySources()) {
				Origin origin = OriginLookup.getOrigin(propertySource, setting);
				if (origin != null) {
					return origin;
				}
			}
		}
		return null;
	}

}
