package io.github.wechatpayspring.merchant;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * {@link MerchantRepository} of merchants that don't change. The default is the merchant
 * that was named as such, else the one called {@value #DEFAULT_NAME}, else the only one.
 *
 * @author WeChat Pay Spring maintainers
 */
public final class InMemoryMerchantRepository implements MerchantRepository {

	/**
	 * Name of the merchant that is the default where none was named as such.
	 */
	public static final String DEFAULT_NAME = "default";

	private final Map<String, Merchant> merchants;

	private final @Nullable Merchant defaultMerchant;

	/**
	 * Create a repository.
	 * @param merchants the merchants
	 */
	public InMemoryMerchantRepository(Merchant... merchants) {
		this(List.of(merchants), null);
	}

	/**
	 * Create a repository.
	 * @param merchants the merchants
	 * @param defaultName the name of the default, or {@code null} to choose it
	 * @throws IllegalArgumentException if two merchants have the same name, or there is
	 * none with the name of the default
	 */
	public InMemoryMerchantRepository(Collection<Merchant> merchants, @Nullable String defaultName) {
		Map<String, Merchant> byName = new LinkedHashMap<>();
		for (Merchant merchant : merchants) {
			Assert.isTrue(byName.put(merchant.name(), merchant) == null,
					() -> "There is more than one merchant named '%s'".formatted(merchant.name()));
		}
		this.merchants = Collections.unmodifiableMap(byName);
		this.defaultMerchant = chooseDefault(defaultName);
	}

	private @Nullable Merchant chooseDefault(@Nullable String defaultName) {
		if (defaultName != null) {
			Merchant merchant = this.merchants.get(defaultName);
			Assert.isTrue(merchant != null, () -> "There is no merchant named '%s'".formatted(defaultName));
			return merchant;
		}
		Merchant merchant = this.merchants.get(DEFAULT_NAME);
		if (merchant == null && this.merchants.size() == 1) {
			return this.merchants.values().iterator().next();
		}
		return merchant;
	}

	@Override
	public Mono<Merchant> findByName(String name) {
		return Mono.justOrEmpty(this.merchants.get(name));
	}

	@Override
	public Mono<Merchant> findDefault() {
		return Mono.justOrEmpty(this.defaultMerchant);
	}

	@Override
	public Collection<Merchant> getMerchantsInMemory() {
		return this.merchants.values();
	}

}
