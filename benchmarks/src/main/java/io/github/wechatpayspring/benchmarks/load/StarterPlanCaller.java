package io.github.wechatpayspring.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.wechatpayspring.benchmarks.Keys;
import io.github.wechatpayspring.benchmarks.PlanSample;
import io.github.wechatpayspring.payscore.PayscorePlanOperations;
import io.github.wechatpayspring.payscore.PayscorePlanRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The starter, as an application gets it that declares nothing but properties.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class StarterPlanCaller implements PlanCaller {

	private final ConfigurableApplicationContext context;

	private final PayscorePlanOperations plans;

	private StarterPlanCaller(ConfigurableApplicationContext context) {
		this.context = context;
		this.plans = context.getBean(PayscorePlanOperations.class);
	}

	/**
	 * Start an application.
	 * @param client what the client is told
	 * @param properties further properties
	 * @return the caller
	 */
	static StarterPlanCaller start(ClientSettings client, Map<String, String> properties) {
		List<String> arguments = new ArrayList<>(properties(client.keys()));
		arguments.add("--wechatpay.base-url=" + client.baseUrl());
		arguments.add("--wechatpay.read-timeout=" + ClientSettings.TIMEOUT_SECONDS + "s");
		arguments.add("--wechatpay.pool.pending-acquire-timeout=" + ClientSettings.TIMEOUT_SECONDS + "s");
		arguments.add("--wechatpay.pool.max-connections=" + Math.max(100, client.connections()));
		arguments.add("--spring.main.banner-mode=off");
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new StarterPlanCaller(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run(arguments.toArray(String[]::new)));
	}

	/**
	 * Return the properties of the merchant.
	 * @param keys the keys
	 * @return arguments for an application
	 */
	public static List<String> properties(Keys keys) {
		String merchant = "--wechatpay.merchant.default.";
		return List.of(merchant + "id=" + Keys.MERCHANT_ID, merchant + "api-v3-key=" + Keys.API_V3_KEY,
				merchant + "private-key=" + keys.merchantPrivateKey().toUri(),
				merchant + "serial-number=" + Keys.SERIAL_NUMBER,
				merchant + "platform.public-key-id=" + Keys.PUBLIC_KEY_ID,
				merchant + "platform.public-key=" + keys.platformPublicKey().toUri(),
				merchant + "payscore.service-id=" + PlanSample.SERVICE_ID,
				merchant + "payscore.app-id=" + PlanSample.APP_ID,
				merchant + "payscore.sub-merchant-id=" + PlanSample.SUB_MERCHANT_ID);
	}

	@Override
	public void call(Consumer<@Nullable Throwable> done) {
		PayscorePlanRequest request = PayscorePlanRequest.withMerchantPlanNo(PlanSample.NUMBER)
			.name(PlanSample.NAME)
			.durationDays(300)
			.detail(PlanSample.FIRST, 15000, 14000, PlanSample.FIRST_DISCOUNT)
			.detail(PlanSample.SECOND, 15000, 13000, PlanSample.SECOND_DISCOUNT)
			.build();
		this.plans.createPlan(request)
			.subscribe((plan) -> done.accept(PlanSample.NUMBER.equals(plan.merchantPlanNo()) ? null
					: new IllegalStateException("Another plan: " + plan.merchantPlanNo())), done);
	}

	@Override
	public boolean isBlocking() {
		return false;
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * An application that declares nothing.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
