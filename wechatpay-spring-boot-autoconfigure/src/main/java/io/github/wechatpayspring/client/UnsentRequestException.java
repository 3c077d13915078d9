package io.github.wechatpayspring.client;

/**
 * Carries the reason why a request wasn't sent through the connector, where it would look
 * like a failure of the network.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
final class UnsentRequestException extends RuntimeException {

	private final RuntimeException reason;

	UnsentRequestException(RuntimeException reason) {
		super(reason.getMessage(), reason);
		this.reason = reason;
	}

	RuntimeException getReason() {
		return this.reason;
	}

}
