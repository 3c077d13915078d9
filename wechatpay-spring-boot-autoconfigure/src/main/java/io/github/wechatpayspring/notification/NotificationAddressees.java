package io.github.wechatpayspring.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds the merchants that a notification can be for when its URL names none. As anybody
 * can send one, this costs no more than looks into memory, beside that for the default
 * merchant.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NotificationAddressees {

	/**
	 * How many merchants with the same platform key are considered, each of which costs a
	 * verification.
	 */
	static final int MAX_SIZE = 32;

	private final MerchantRepository merchants;

	NotificationAddressees(MerchantRepository merchants) {
		this.merchants = merchants;
	}

	/**
	 * Find the merchants. The default merchant is always among them, but it only comes
	 * first if its keys are at hand, as they may have to be downloaded otherwise.
	 * @param serialNumber the {@code Wechatpay-Serial}, if there is one
	 * @return the merchants, in the order in which they are to be considered
	 */
	Flux<Merchant> find(@Nullable String serialNumber) {
		return Mono.defer(this.merchants::findDefault)
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMapIterable((defaultMerchant) -> arrange(serialNumber, defaultMerchant));
	}

	private List<Merchant> arrange(@Nullable String serialNumber, Optional<Merchant> defaultMerchant) {
		List<Merchant> addressees = new ArrayList<>();
		if (serialNumber != null) {
			this.merchants.getMerchantsInMemory()
				.stream()
				.filter((merchant) -> merchant.platformKeys().isKnown(serialNumber))
				.filter((merchant) -> !isNamed(merchant.name(), defaultMerchant))
				.limit(MAX_SIZE)
				.forEach(addressees::add);
		}
		defaultMerchant.ifPresent((merchant) -> {
			boolean known = serialNumber != null && merchant.platformKeys().isKnown(serialNumber);
			addressees.add(known ? 0 : addressees.size(), merchant);
		});
		return addressees;
	}

	private static boolean isNamed(String name, Optional<Merchant> merchant) {
		return merchant.isPresent() && merchant.get().name().equals(name);
	}

}
