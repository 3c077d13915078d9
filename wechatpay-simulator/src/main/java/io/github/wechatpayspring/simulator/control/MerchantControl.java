package io.github.wechatpayspring.simulator.control;

import io.github.wechatpayspring.simulator.config.MerchantReader;
import io.github.wechatpayspring.simulator.config.Section;
import io.github.wechatpayspring.simulator.http.Answer;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import io.github.wechatpayspring.simulator.merchant.SimulatorMerchants;
import tools.jackson.databind.JsonNode;

import org.springframework.web.reactive.function.server.RouterFunction;

/**
 * Adds merchants, with keys of their own or made up.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class MerchantControl {

	private final SimulatorMerchants merchants;

	public MerchantControl(SimulatorMerchants merchants) {
		this.merchants = merchants;
	}

	/**
	 * Return the operations.
	 * @return the routes
	 */
	public RouterFunction<Answer> routes() {
		return ControlGateway.post("/merchants", this::add);
	}

	private JsonNode add(ControlCall call) {
		SimulatorMerchant merchant = this.merchants
			.add(MerchantReader.read(new Section(call.json(), "body", "", null)));
		this.merchants.begin();
		return ControlViews.merchant(merchant);
	}

}
