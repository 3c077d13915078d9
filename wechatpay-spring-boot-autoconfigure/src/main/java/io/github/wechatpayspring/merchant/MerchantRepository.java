package io.github.wechatpayspring.merchant;

import java.util.Collection;
import java.util.List;

import reactor.core.publisher.Mono;

/**
 * Finds merchants. Declare a bean of this type to keep merchants elsewhere than in the
 * configuration, a database for example; it is asked for every call.
 *
 * @author WeChat Pay Spring maintainers
 */
public interface MerchantRepository {

	/**
	 * Find a merchant by name.
	 * @param name the name
	 * @return the merchant, or an empty {@code Mono} if there is none of that name
	 */
	Mono<Merchant> findByName(String name);

	/**
	 * Find the merchant of calls that don't name one.
	 * @return the merchant, or an empty {@code Mono} if there is no default
	 */
	Mono<Merchant> findDefault();

	/**
	 * Return the merchants that are in memory anyway. A notification whose URL names no
	 * merchant can be for any of them; anybody can send one, so this must neither block
	 * nor load anything.
	 * @return the merchants, none by default
	 */
	default Collection<Merchant> getMerchantsInMemory() {
		return List.of();
	}

}
