package io.github.wechatpayspring.client;

/**
 * Names of the headers that only WeChat Pay has.
 *
 * @author WeChat Pay Spring maintainers
 */
final class WechatPayHeaders {

	static final String SERIAL = "Wechatpay-Serial";

	static final String REQUEST_ID = "Request-ID";

	private WechatPayHeaders() {
	}

}
