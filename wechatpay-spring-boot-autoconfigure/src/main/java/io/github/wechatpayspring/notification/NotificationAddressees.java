package io.github.wechatpayspring.notification;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.wechatpayspring.merchant.Merchant;
import io.github.wechatpayspring.merchant.MerchantRepository;
import io.github.wechatpayspring.merchant.PlatformKeys;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds the merchants that a notification can be for when its URL names none. As anybody
 * can send one, this is limited: merchants whose keys are at hand cost looks into memory,
 * and only a merchant that has no platform certificate yet has them downloaded, which
 * succeeds once and is throttled until then.
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
	 * may know it once they have downloaded their certificates. The default merchant
	 * comes first if it knows the key.
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
		Comparator<Merchant> knownFirst = Comparator
			.comparing((merchant) -> !merchant.platformKeys().isKnown(serialNumber));
		Stream<Merchant> others = this.merchants.getMerchantsInMemory()
			.stream()
			.filter((merchant) -> defaultMerchant.isEmpty() || !merchant.name().equals(defaultMerchant.get().name()))
			.filter((merchant) -> isCandidate(merchant.platformKeys(), serialNumber))
			.sorted(knownFirst)
			.limit(MAX_SIZE);
		return Stream.concat(defaultMerchant.stream(), others).sorted(knownFirst).toList();
	}

	private static boolean isCandidate(PlatformKeys keys, String serialNumber) {
		return keys.isKnown(serialNumber) || keys.isDownloadPending();
	}

}
