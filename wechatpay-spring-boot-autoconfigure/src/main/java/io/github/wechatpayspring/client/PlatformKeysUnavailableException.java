package io.github.wechatpayspring.client;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when no platform certificate of WeChat Pay can be had, because the download
 * failed or wasn't to be believed. A call that fails with it was not sent.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class PlatformKeysUnavailableException extends RuntimeException {

	PlatformKeysUnavailableException(@Nullable Throwable cause) {
		super((cause != null) ? "Platform certificates of WeChat Pay can't be downloaded"
				: "WeChat Pay has no valid platform certificate", cause);
	}

}
