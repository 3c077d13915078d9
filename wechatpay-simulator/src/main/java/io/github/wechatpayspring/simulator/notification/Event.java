package io.github.wechatpayspring.simulator.notification;

import java.net.URI;

import io.github.wechatpayspring.simulator.merchant.SimulatorMerchant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something a merchant has to hear of.
 *
 * @param type the {@code event_type}
 * @param summary the {@code summary}
 * @param merchant the merchant
 * @param url where the merchant wants to hear of it
 * @param resource what is encrypted; not to be changed any more
 * @author WeChat Pay Spring maintainers
 */
public record Event(String type, String summary, SimulatorMerchant merchant, URI url, ObjectNode resource) {

	@Override
	public String toString() {
		return "Event[type=" + this.type + ", merchantId=" + this.merchant.id() + "]";
	}

}
