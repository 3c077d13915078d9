package io.github.wechatpayspring.crypto;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a resource can't be decrypted, and so isn't from WeChat Pay or isn't for
 * this merchant. The message contains neither the key nor any of the content.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class DecryptionException extends RuntimeException {

	DecryptionException(String reason, @Nullable Throwable cause) {
		super("Resource can't be decrypted: " + reason, cause);
	}

}
