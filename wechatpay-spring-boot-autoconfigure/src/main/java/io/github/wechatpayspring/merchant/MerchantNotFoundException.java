package io.github.wechatpayspring.merchant;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call names a merchant that isn't known, or names none where there is no
 * default. Nothing was sent.
 *
 * @author WeChat Pay Spring maintainers
 */
@SuppressWarnings("serial")
public class MerchantNotFoundException extends RuntimeException {

	private final @Nullable String name;

	/**
	 * Create an exception.
	 * @param name the name that was asked for, or {@code null} for the default
	 */
	public MerchantNotFoundException(@Nullable String name) {
		// Nothing is to be suppressed: checkpoints show the path of the request
		super((name != null) ? "There is no merchant named '" + OneLine.of(name) + "'"
				: "There is no default merchant: name one, call one of the merchants 'default', or set "
						+ "wechatpay.default-merchant",
				null, false, true);
		this.name = name;
	}

	/**
	 * Return the name that was asked for.
	 * @return the name, or {@code null} if the default was asked for
	 */
	public @Nullable String getName() {
		return this.name;
	}

}
