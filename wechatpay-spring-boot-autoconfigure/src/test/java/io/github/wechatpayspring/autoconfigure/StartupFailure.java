package io.github.wechatpayspring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.logging.StandardStackTracePrinter;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the user sees of a failure: the analysis by the first of all registered analyzers
 * that has one, and the stack trace.
 *
 * @param description what is wrong
 * @param action how to mend it
 * @param stackTrace the stack trace with all causes
 */
record StartupFailure(String description, String action, String stackTrace) {

	private static final List<String> KEY_FILES = List.of("apiclient_key.pem", "apiclient_key_encrypted.pem",
			"apiclient_key_pkcs1.pem", "other_key.pem");

	static StartupFailure of(ApplicationContextRunner runner) {
		AtomicReference<ConfigurableApplicationContext> context = new AtomicReference<>();
		AtomicReference<StartupFailure> failure = new AtomicReference<>();
		runner.withInitializer(context::set).run((assertable) -> {
			assertThat(assertable).hasFailed();
			failure.set(of(assertable.getStartupFailure(), context.get()));
		});
		return failure.get();
	}

	private static StartupFailure of(Throwable failure, ConfigurableApplicationContext context) {
		ArgumentResolver argumentResolver = ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
			.and(Environment.class, context.getEnvironment());
		FailureAnalysis analysis = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, argumentResolver, (type, name, ex) -> {
			})
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No analysis", failure));
		return new StartupFailure(analysis.getDescription(), analysis.getAction(),
				StandardStackTracePrinter.rootLast().printStackTraceToString(failure));
	}

	/**
	 * Assert that neither the analysis nor the stack trace has a secret of the test
	 * merchant or one of the given ones.
	 */
	StartupFailure tellsNoSecret(String... secrets) {
		String everything = this.description + this.action + this.stackTrace;
		assertThat(everything).doesNotContain(TestMerchant.API_V3_KEY);
		for (String file : KEY_FILES) {
			TestMerchant.text(file)
				.lines()
				.filter((line) -> !line.startsWith("-----"))
				.forEach((line) -> assertThat(everything).doesNotContain(line));
		}
		Arrays.stream(secrets).forEach((secret) -> assertThat(everything).doesNotContain(secret));
		return this;
	}

}
