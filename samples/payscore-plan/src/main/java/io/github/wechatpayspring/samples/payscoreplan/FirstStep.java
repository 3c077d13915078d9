package io.github.wechatpayspring.samples.payscoreplan;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Tells how to create a plan, as long as WeChat Pay is simulated.
 *
 * @author WeChat Pay Spring maintainers
 */
@Component
@Profile("!live")
class FirstStep implements ApplicationListener<ReactiveWebServerInitializedEvent> {

	private static final Log logger = LogFactory.getLog(FirstStep.class);

	static final String CREATE_PLAN = "curl -sS http://localhost:%d/plans -H 'Content-Type: application/json' -d '"
			+ "{\"merchantPlanNo\":\"YOGA-2026-001\",\"name\":\"瑜伽课2节\",\"durationDays\":300,\"details\":["
			+ "{\"name\":\"第一节课\",\"originalPrice\":15000,\"actualPrice\":14250,\"discountDescription\":\"享受九五折\"},"
			+ "{\"name\":\"第二节课\",\"originalPrice\":15000,\"actualPrice\":13500,\"discountDescription\":\"享受九折\"}]}'";

	@Override
	public void onApplicationEvent(ReactiveWebServerInitializedEvent event) {
		logger.info("Create a plan:%n%n%s%n".formatted(CREATE_PLAN.formatted(event.getWebServer().getPort())));
	}

}
