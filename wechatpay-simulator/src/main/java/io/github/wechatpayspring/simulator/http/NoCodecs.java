package io.github.wechatpayspring.simulator.http;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.i18n.LocaleContextResolver;

/**
 * Strategies and codecs of a server that reads and writes bytes. Spring's own ones, even
 * when empty, set up every format they know, which would be half of the time that a first
 * start takes.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NoCodecs implements ServerCodecConfigurer, HandlerStrategies, LocaleContextResolver {

	private static final LocaleContext LOCALE = new SimpleLocaleContext(Locale.SIMPLIFIED_CHINESE);

	@Override
	public ServerDefaultCodecs defaultCodecs() {
		throw new UnsupportedOperationException("There are no codecs to configure");
	}

	@Override
	public CustomCodecs customCodecs() {
		throw new UnsupportedOperationException("There are no codecs to configure");
	}

	@Override
	public void registerDefaults(boolean registerDefaults) {
		throw new UnsupportedOperationException("There are no codecs to configure");
	}

	@Override
	public List<HttpMessageReader<?>> getReaders() {
		return Collections.emptyList();
	}

	@Override
	public List<HttpMessageWriter<?>> getWriters() {
		return Collections.emptyList();
	}

	@Override
	public ServerCodecConfigurer clone() {
		return this;
	}

	@Override
	public List<HttpMessageReader<?>> messageReaders() {
		return getReaders();
	}

	@Override
	public List<HttpMessageWriter<?>> messageWriters() {
		return getWriters();
	}

	@Override
	public List<ViewResolver> viewResolvers() {
		return Collections.emptyList();
	}

	@Override
	public List<WebFilter> webFilters() {
		return Collections.emptyList();
	}

	@Override
	public List<WebExceptionHandler> exceptionHandlers() {
		return Collections.emptyList();
	}

	@Override
	public LocaleContextResolver localeContextResolver() {
		return this;
	}

	@Override
	public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
		return LOCALE;
	}

	@Override
	public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext localeContext) {
		throw new UnsupportedOperationException("The locale is not kept");
	}

}
