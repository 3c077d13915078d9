package io.github.wechatpayspring.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PlatformKeys;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds the merchants that a notification can be for when its URL names none. As anybody
 * can send one, this is limited: merchants whose keys are at hand cost looks into memory,
 * and only a merchant that has no platform certificate yet, or none of the last hours,
 * has them downloaded, which is throttled.
 *
 * @author WeChat Pay Spring maintainers
 */
final class NotificationAddressees {

	/**
	 * How many merchants are considered beside the default one, each of which costs a
	 * verification.
	 */
	static final int MAX_SIZE = 32;

	private final MerchantRepository merchants;

	NotificationAddressees(MerchantRepository merchants) {
		this.merchants = merchants;
	}

	/**
	 * Find the merchants: those that know the key, the default merchant, and those that
	 * may know it once they have downloaded their certificates, for the first time or
	 * again. The default merchant comes first if it knows the key.
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
		if (serialNumber == null) {
			return defaultMerchant.stream().toList();
		}
		String defaultName = defaultMerchant.map(Merchant::name).orElse(null);
		List<Merchant> arranged = new ArrayList<>();
		List<Merchant> pending = new ArrayList<>();
		// Once each: another thread can download keys meanwhile
		for (Merchant merchant : this.merchants.getMerchantsInMemory()) {
			if (arranged.size() == MAX_SIZE) {
				break;
			}
			if (merchant.name().equals(defaultName)) {
				continue;
			}
			PlatformKeys keys = merchant.platformKeys();
			if (keys.isKnown(serialNumber)) {
				arranged.add(merchant);
			}
			else if (pending.size() < MAX_SIZE && keys.isDownloadPending()) {
				pending.add(merchant);
			}
		}
		List<Merchant> last = pending.subList(0, Math.min(pending.size(), MAX_SIZE - arranged.size()));
		defaultMerchant.ifPresent((merchant) -> arranged
			.add(merchant.platformKeys().isKnown(serialNumber) ? 0 : arranged.size(), merchant));
		arranged.addAll(last);
		return arranged;
	}

}
