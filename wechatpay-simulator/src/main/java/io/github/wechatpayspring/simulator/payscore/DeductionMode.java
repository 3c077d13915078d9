package io.github.wechatpayspring.simulator.payscore;

import io.github.wechatpayspring.simulator.http.Json;
import io.github.wechatpayspring.simulator.state.StateCodec;
import tools.jackson.databind.node.ObjectNode;

/**
 * How deductions for a merchant go wrong.
 *
 * @param merchantId the {@code mchid}
 * @param failing whether all fail
 * @param failNext how many more fail
 * @author WeChat Pay Spring maintainers
 */
record DeductionMode(String merchantId, boolean failing, int failNext) {

	boolean succeeds() {
		return !this.failing && this.failNext == 0;
	}

	/**
	 * Keeps deduction modes.
	 */
	static final class Codec implements StateCodec<DeductionMode> {

		@Override
		public String key(DeductionMode mode) {
			return mode.merchantId();
		}

		@Override
		public ObjectNode write(DeductionMode mode) {
			return Json.object()
				.put("mchid", mode.merchantId())
				.put("failing", mode.failing())
				.put("fail_next", mode.failNext());
		}

		@Override
		public DeductionMode read(ObjectNode json) {
			return new DeductionMode(json.required("mchid").stringValue(), json.required("failing").booleanValue(),
					json.required("fail_next").intValue());
		}

	}

}
