package io.github.wechatpayspring.simulator.merchant;

/**
 * There is a merchant with that number.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class DuplicateMerchantException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	DuplicateMerchantException(String id) {
		super("There is a merchant " + id + " already; give another number");
	}

}
