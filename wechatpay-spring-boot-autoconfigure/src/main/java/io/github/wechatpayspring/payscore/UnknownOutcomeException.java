package io.github.wechatpayspring.payscore;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when it can't be found out whether a call was carried out. The cause is the last
 * failure. Find out before the call is made again in another way.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class UnknownOutcomeException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param cause the last failure
	 */
	public UnknownOutcomeException(@Nullable Throwable cause) {
		super("It couldn't be found out whether the call was carried out", cause);
	}

}
