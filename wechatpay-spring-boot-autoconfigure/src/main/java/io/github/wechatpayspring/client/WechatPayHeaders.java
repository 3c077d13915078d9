package io.github.wechatpayspring.client;

/**
 * Names of the headers that only WeChat Pay or its simulator has.
 *
 * @author WeChat Pay Spring maintainers
 */
final class WechatPayHeaders {

	static final String SERIAL = "Wechatpay-Serial";

	static final String REQUEST_ID = "Request-ID";

	/**
	 * Why a signature was refused. Sent by the simulator only.
	 */
	static final String SIMULATOR_DIAGNOSIS = "Simulator-Diagnosis";

	private WechatPayHeaders() {
	}

}
