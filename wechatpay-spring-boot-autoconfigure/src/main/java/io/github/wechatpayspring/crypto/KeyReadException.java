package io.github.wechatpayspring.crypto;

/**
 * Thrown when a key or a certificate can't be read. The message says what was found; it
 * never contains the content, the key or the password, and there is no cause that could.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class KeyReadException extends RuntimeException {

	private final Reason reason;

	/**
	 * Create an exception.
	 * @param reason why the content isn't accepted
	 * @param message what was found, without any of it
	 */
	public KeyReadException(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	/**
	 * Return why the content isn't accepted.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Reasons for which a key or a certificate can't be read.
	 */
	public enum Reason {

		/**
		 * There is nothing, or nothing but white space.
		 */
		EMPTY,

		/**
		 * The content is damaged, or no container that is known.
		 */
		UNREADABLE,

		/**
		 * The content is encrypted and no password was given.
		 */
		PASSWORD_MISSING,

		/**
		 * The content is encrypted under another password than the one given.
		 */
		PASSWORD_WRONG,

		/**
		 * The key is of another algorithm than RSA, or too short.
		 */
		UNSUPPORTED_KEY,

		/**
		 * Something else was given where the private key belongs.
		 */
		PRIVATE_KEY_EXPECTED,

		/**
		 * Something else was given where the certificate belongs.
		 */
		CERTIFICATE_EXPECTED,

		/**
		 * Something else was given where the public key belongs.
		 */
		PUBLIC_KEY_EXPECTED

	}

}
