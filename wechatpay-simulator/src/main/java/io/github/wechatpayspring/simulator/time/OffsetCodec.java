package io.github.wechatpayspring.simulator.time;

import java.time.Duration;

import io.github.wechatpayspring.simulator.state.StateCodec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps how far the clock was moved.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class OffsetCodec implements StateCodec<Duration> {

	@Override
	public String key(Duration offset) {
		return "offset";
	}

	@Override
	public ObjectNode write(Duration offset) {
		return JsonNodeFactory.instance.objectNode().put("offset", offset.toString());
	}

	@Override
	public Duration read(ObjectNode json) {
		return Duration.parse(json.required("offset").stringValue());
	}

}
