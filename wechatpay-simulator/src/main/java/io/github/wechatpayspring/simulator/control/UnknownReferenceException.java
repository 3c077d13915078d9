package io.github.wechatpayspring.simulator.control;

/**
 * What a call of the control API is about is not there.
 *
 * @author WeChat Pay Spring maintainers
 */
final class UnknownReferenceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownReferenceException(String message) {
		super(message);
	}

}
